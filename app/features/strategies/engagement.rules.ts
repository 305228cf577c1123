import type { IsoDate } from '#app/lib/dates.ts'
import type { EngagementEtat, EngagementLu, SuiviInput } from './engagement.schema.ts'

/** The state as it reads on a day: in progress past its due day is late; the due day itself is not. */
export function etatLuAt(
  engagement: { etat: EngagementEtat; echeance: IsoDate | null },
  at: IsoDate,
): EngagementLu {
  const isLate = engagement.etat === 'en_cours' && engagement.echeance !== null && engagement.echeance < at
  return isLate ? 'en_retard' : engagement.etat
}

/** What is missing from a follow-up, by field: a broken promise says why, a kept one shows it. */
export function missingFrom({
  etat,
  motif,
  preuve,
}: SuiviInput): { field: 'motif' | 'preuve'; message: string } | null {
  if ((etat === 'rompu' || etat === 'abandonne') && motif === '')
    return { field: 'motif', message: 'Dites pourquoi : un engagement rompu ou abandonné garde son motif.' }
  if (etat === 'tenu' && preuve === '')
    return { field: 'preuve', message: 'Dites ce qui montre que l’engagement est tenu.' }
  return null
}
