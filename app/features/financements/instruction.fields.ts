import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatEuros } from '#app/lib/money.ts'
import type { Fields } from '#app/platform/fields.ts'
import type { AvisInput, DecisionInput } from './instruction.schema.ts'
import { avisWords } from './programmation.words.ts'

const euros = (centimes: number | null) => (centimes === null ? '' : formatEuros(centimes))
const text = (value: string) => value

export const avisFields = {
  avis: { label: 'Avis', cell: (avis) => avisWords[avis] },
  avisCommentaire: { label: 'Pourquoi', hint: 'Lu par les financeurs de l’appel.', cell: text },
  proposeSpecifiqueCentimes: { label: 'Proposé, crédits spécifiques', cell: euros },
  proposeDroitCommunCentimes: { label: 'Proposé, droit commun', cell: euros },
} satisfies Fields<AvisInput>

export const decisionFields = {
  decideSpecifiqueCentimes: { label: 'Décidé, crédits spécifiques', cell: euros },
  decideDroitCommunCentimes: { label: 'Décidé, droit commun', cell: euros },
  decideLe: { label: 'Le', cell: (day) => formatDate(day as IsoDate) }, // checked by its schema
  decisionReference: { label: 'Par quelle décision', hint: 'Commission, délibération, arrêté…', cell: text },
  motifRefus: { label: 'Motif, si rien n’est accordé', cell: text },
} satisfies Fields<DecisionInput>
