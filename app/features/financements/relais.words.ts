import { addDays, type IsoDate } from '#app/lib/dates.ts'

export const relaisDecisions = {
  droit_commun: 'Reprise par le droit commun',
  autre_financement: 'Autre financement trouvé',
  reduite: 'Action réduite',
  arretee: 'Action arrêtée',
} as const
export type RelaisDecision = keyof typeof relaisDecisions

export type RelaisEtat = 'a_preparer' | 'prevu' | 'proche' | 'en_retard' | 'decide'

export const relaisEtats = {
  a_preparer: { label: 'rien de prévu', tone: 'red' },
  prevu: { label: 'décision à venir', tone: 'neutral' },
  proche: { label: 'à décider bientôt', tone: 'ochre' },
  en_retard: { label: 'décision en retard', tone: 'red' },
  decide: { label: 'décidé', tone: 'green' },
} as const satisfies Record<RelaisEtat, { label: string; tone: string }>

/** How long before its day a decision is announced. */
const SOON_DAYS = 90

/** Where an action stands before its funding cliff. */
export function relaisEtatAt(
  its: { deciderAvant: IsoDate | null; decision: RelaisDecision | null },
  today: IsoDate,
): RelaisEtat {
  if (its.decision) return 'decide'
  if (!its.deciderAvant) return 'a_preparer'
  if (its.deciderAvant < today) return 'en_retard'
  return its.deciderAvant <= addDays(today, SOON_DAYS) ? 'proche' : 'prevu'
}
