import { formatDate } from '#app/lib/dates.ts'
import { type Fields, text } from '#app/platform/fields.ts'
import type { DeclarationInput, InvitationInput } from './participation.schema.ts'
import { niveaux } from './participation.words.ts'

export const declarationFields = {
  niveau: { label: 'Notre part', cell: (its) => niveaux[its] },
  pourquoi: { label: 'Pourquoi', hint: 'Une phrase, lue par les partenaires.', cell: text },
  debut: { label: 'À partir du', cell: formatDate },
} satisfies Fields<DeclarationInput>

export const invitationFields = {
  niveau: { label: 'Ce qui est proposé', cell: (its) => niveaux[its] },
  message: { label: 'Message', hint: 'Ce que la commune y gagne, ce qui lui est demandé.', cell: text },
  communeCodes: { label: 'Communes', cell: (its) => its.join(', ') },
} satisfies Fields<InvitationInput>
