import { splitCentimes, sumCentimes } from '#app/lib/money.ts'

export interface RenduLine {
  compte: string
  sens: 'charge' | 'produit'
  /** Contributions in kind (86, 87) are counted apart. */
  totalled: boolean
  prevuCentimes: number
  /** Null until the carrier wrote it. */
  realiseCentimes: number | null
}

export interface RenduTotals {
  chargesPrevues: number
  chargesRealisees: number
  produitsPrevus: number
  produitsRealises: number
  /** Income above expense: what the grants did not need. Zero when there is none. */
  excedent: number
}

/** What a financial report adds up to, voluntary contributions left out, in centimes. */
export function totalsOfRendu(lines: ReadonlyArray<RenduLine>): RenduTotals {
  const sum = (sens: RenduLine['sens'], of: (line: RenduLine) => number) =>
    sumCentimes(lines.filter((its) => its.sens === sens && its.totalled).map(of))
  const done = (line: RenduLine) => line.realiseCentimes ?? 0
  const [chargesRealisees, produitsRealises] = [sum('charge', done), sum('produit', done)]
  return {
    chargesPrevues: sum('charge', (its) => its.prevuCentimes),
    chargesRealisees,
    produitsPrevus: sum('produit', (its) => its.prevuCentimes),
    produitsRealises,
    excedent: Math.max(0, produitsRealises - chargesRealisees),
  }
}

/** From this share of a planned line on, a difference is explained: the form asks for « les écarts significatifs ». */
export const SIGNIFICANT = 0.1

/** The lines whose realisation differs from the plan by more than a tenth, or that were not planned at all. */
export function significantGaps<Line extends RenduLine>(lines: ReadonlyArray<Line>): Line[] {
  return lines.filter(({ prevuCentimes, realiseCentimes }) => {
    if (realiseCentimes === null || realiseCentimes === prevuCentimes) return false
    return Math.abs(realiseCentimes - prevuCentimes) > SIGNIFICANT * prevuCentimes
  })
}

/**
 * What is left of each grant, in centimes: the surplus of the action shared out in proportion to what each public funder
 * granted, never more than its grant. The parts add up to the surplus, or to all the grants when they are smaller.
 */
export function unspentByFunder(
  excedent: number,
  grants: ReadonlyArray<{ ligneId: string; accordeCentimes: number }>,
): Array<{ ligneId: string; resteCentimes: number }> {
  const total = sumCentimes(grants.map((its) => its.accordeCentimes))
  if (excedent <= 0 || total === 0) return grants.map(({ ligneId }) => ({ ligneId, resteCentimes: 0 }))
  const parts = splitCentimes(
    Math.min(excedent, total),
    grants.map((its) => its.accordeCentimes),
  )
  return grants.map(({ ligneId }, at) => ({ ligneId, resteCentimes: parts[at] ?? 0 }))
}

export interface ExaminedRendu {
  lignes: ReadonlyArray<RenduLine>
  miseEnOeuvre: string
  beneficiaires: number | null
  datesLieux: string
  objectifsAtteints: string
  ecarts: string
  signataireNom: string
}

/** What still stands between a financial report and its submission. Empty: it can be submitted. */
export function missingInRendu(rendu: ExaminedRendu): Array<{ champ: string; texte: string }> {
  const totals = totalsOfRendu(rendu.lignes)
  const wanted: Array<[boolean, string, string]> = [
    [rendu.miseEnOeuvre !== '', 'miseEnOeuvre', 'Dites comment l’action a été menée.'],
    [
      rendu.beneficiaires !== null,
      'beneficiaires',
      'Donnez le nombre de bénéficiaires, même s’il est de zéro.',
    ],
    [rendu.datesLieux !== '', 'datesLieux', 'Dites quand et où l’action a eu lieu.'],
    [rendu.objectifsAtteints !== '', 'objectifsAtteints', 'Dites si les objectifs sont atteints.'],
    [
      rendu.lignes.every((its) => its.prevuCentimes === 0 || its.realiseCentimes !== null),
      'lignes',
      'Écrivez le réalisé de chaque ligne prévue, zéro compris.',
    ],
    [
      totals.chargesRealisees > 0,
      'lignes',
      'Le total des charges réalisées est nul : écrivez ce qui a été dépensé.',
    ],
    [
      rendu.ecarts !== '' || significantGaps(rendu.lignes).length === 0,
      'ecarts',
      'Des lignes s’écartent de plus de 10 % du prévu : expliquez pourquoi.',
    ],
    [rendu.signataireNom !== '', 'signataireNom', 'Écrivez le nom de la personne qui signe.'],
  ]
  return wanted.filter(([ok]) => !ok).map(([, champ, texte]) => ({ champ, texte }))
}
