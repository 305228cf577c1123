import { formatCount } from '#app/lib/text.ts'

export interface LegalItem {
  point: string
  trouve: string
  present: boolean
}

/** What the six items are looked for in. */
export interface LegalFacts {
  fiches: { total: number; budgetCentimes: number; chiffrees: number; indicateurs: number; cibles: number }
  engagements: ReadonlyArray<{ nature: 'action' | 'moyens' | 'donnees' | 'participation' }>
  etp: { postes: number; etp: number }
}

const count = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 })

/**
 * The six items of article 6, IV of the law of 21 February 2014, and what the workspace holds of each. « Présent »
 * says that something is there, never that the law is satisfied: that stays for people to judge.
 */
export function legalItems({ fiches, engagements, etp }: LegalFacts): LegalItem[] {
  const promises = (nature: 'moyens' | 'donnees'): number =>
    engagements.filter((its) => its.nature === nature).length
  const [moyens, donnees] = [promises('moyens'), promises('donnees')]
  const items: Array<[point: string, trouve: string, present: boolean]> = [
    [
      POINTS.objectifs,
      formatCount(fiches.cibles, 'indicateur avec une cible', 'indicateurs avec une cible'),
      fiches.cibles > 0,
    ],
    [POINTS.actions, formatCount(fiches.total, 'fiche action', 'fiches action'), fiches.total > 0],
    [
      POINTS.moyens,
      `${formatCount(fiches.chiffrees, 'fiche chiffrée', 'fiches chiffrées')}, ${formatCount(moyens, 'engagement de moyens', 'engagements de moyens')} ; la part du droit commun se lit dans le plan de financement`,
      fiches.chiffrees > 0 && moyens > 0,
    ],
    [
      POINTS.ingenierie,
      `${formatCount(etp.postes, 'poste')} dans la direction${etp.etp > 0 ? `, ${count.format(etp.etp)} ETP` : ''}`,
      etp.postes > 0,
    ],
    [
      POINTS.indicateurs,
      formatCount(fiches.indicateurs, 'indicateur sur les fiches', 'indicateurs sur les fiches'),
      fiches.indicateurs > 0,
    ],
    [
      POINTS.evaluation,
      formatCount(donnees, 'engagement de transmission de données', 'engagements de transmission de données'),
      donnees > 0,
    ],
  ]
  return items.map(([point, trouve, present]) => ({ point, trouve, present }))
}

const POINTS = {
  objectifs: '1° Objectifs chiffrés',
  actions: '2° Nature des actions à conduire',
  moyens: '3° Moyens humains et financiers, droit commun et crédits spécifiques séparés',
  ingenierie: '4° Moyens d’ingénierie',
  indicateurs: '5° Indicateurs nationaux, et indicateurs locaux qualitatifs',
  evaluation: '6° Structure locale d’évaluation, à laquelle tous les signataires transmettent leurs données',
}
