import { formatNumber } from '#app/lib/numbers.ts'
import { type StudyContext, THRESHOLDS } from '#stats/impact/index.ts'

export type StudyMethod = 'sc' | 'sdid' | 'event' | 'did' | 'its'

export interface Facts {
  /** Yearly measures before the first year concerned, and from it on. */
  avant: number
  apres: number
  traitees: number
  donneuses: number
}

export type Feasibility =
  | { kind: 'refus'; raison: string }
  | { kind: 'possible'; methode: StudyMethod; prudence: string | null }

/**
 * Which method the decision table allows, before any result is looked at: from the measures before, the places
 * concerned, and those to compare with. Pure.
 */
export function feasibilityOf(facts: Facts, contexte: StudyContext = {}): Feasibility {
  const { avant, apres, traitees, donneuses } = facts
  const refuse = (raison: string): Feasibility => ({ kind: 'refus', raison })
  if (traitees === 0)
    return refuse(
      'Aucune des communes choisies n’a de chiffre pour toutes les années : l’indicateur y est secret ou absent.',
    )
  if (apres === 0) return refuse('Aucune année n’est encore mesurée après le début : il est trop tôt.')
  if (avant <= 1)
    return refuse(
      `Il y a ${avant === 0 ? 'zéro' : 'une seule'} mesure avant le début : on peut montrer une évolution, pas évaluer un effet.`,
    )
  const source = refusedBySource(contexte)
  if (source !== null) return refuse(source)
  if (donneuses < THRESHOLDS.fewestDonors && isLongEnough({ avant, apres }))
    return {
      kind: 'possible',
      methode: 'its',
      prudence:
        'Aucune commune à qui comparer : une rupture à cette date se verrait, sans qu’on sache à quoi elle tient.',
    }
  if (donneuses < THRESHOLDS.fewestDonors)
    return refuse(
      `${donneuses} communes de comparaison seulement ont toutes les années : importez le fichier national de cet indicateur.`,
    )
  return { kind: 'possible', ...methodFor(avant, traitees) }
}

/** Rules G10, G11 and G13: what the source itself does not allow, known before any calculation. */
function refusedBySource(contexte: StudyContext): string | null {
  const { censusYears, breakIsShared, breakYear, smallestPopulation, source } = contexte
  if (censusYears !== undefined && censusYears < THRESHOLDS.censusYears)
    return 'Ces millésimes du recensement reposent sur des enquêtes communes : leur différence n’est pas une évolution. Il en faut un tous les cinq ans au plus.'
  if (breakIsShared === false)
    return `La méthode de mesure a changé en ${breakYear} pour certaines communes seulement : aucune comparaison n’est possible.`
  const floor = source === 'recensement' ? THRESHOLDS.populationCensus : THRESHOLDS.populationRegister
  if (smallestPopulation !== undefined && smallestPopulation < floor)
    return `Une commune choisie compte moins de ${formatNumber(floor)} habitants : sur de si petits effectifs, le hasard domine. Regroupez-la ou retirez-la.`
  return null
}

/** Rule G18: without anybody to compare with, only a long series may show a break. */
function isLongEnough({ avant, apres }: Pick<Facts, 'avant' | 'apres'>): boolean {
  return avant >= THRESHOLDS.measuresBefore.its && apres >= THRESHOLDS.measuresAfterForBreak
}

function methodFor(avant: number, traitees: number): { methode: StudyMethod; prudence: string | null } {
  if (avant === 2)
    return {
      methode: 'did',
      prudence: 'Deux mesures avant le début : une description, sans conclusion sur la cause.',
    }
  if (traitees < THRESHOLDS.treatedForErrors && avant >= THRESHOLDS.measuresBefore.sc)
    return { methode: 'sc', prudence: null }
  if (avant >= THRESHOLDS.measuresBefore.sdid) return { methode: 'sdid', prudence: null }
  const few = traitees < THRESHOLDS.treatedForHeadlineErrors
  return {
    methode: few ? 'did' : 'event',
    prudence: `${avant} mesures avant le début : au mieux un signal${few ? ', et ici une description' : ''}.`,
  }
}
