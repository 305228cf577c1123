import { THRESHOLDS } from '#stats/impact/index.ts'

export type StudyMethod = 'sc' | 'sdid' | 'event' | 'did'

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
export function feasibilityOf({ avant, apres, traitees, donneuses }: Facts): Feasibility {
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
  if (donneuses < THRESHOLDS.fewestDonors)
    return refuse(
      `${donneuses} communes de comparaison seulement ont toutes les années : importez le fichier national de cet indicateur.`,
    )
  return { kind: 'possible', ...methodFor(avant, traitees) }
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
