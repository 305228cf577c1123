import type { Statut } from '#data/sources/statuts.ts'
import { statusLabels } from '#stats/value.ts'

/** The short word of a cell. */
export function shortStatut(statut: Statut): string {
  return statut === 'vide' ? 'vide dans le fichier' : statusLabels[statut]
}

/** Whether a status comes with a number. */
export function isStatutKnown(statut: Statut): boolean {
  return statut === 'normal' || statut === 'estime' || statut === 'perturbe'
}
