import { isoDate } from '#app/lib/dates.ts'
import type { InvitationInput } from './personne.schema.ts'

/** A plausible invitation, for tests; the organisation is the reader's to give. */
export function anInvitation(given: Partial<InvitationInput> & { organisationId: string }): InvitationInput {
  return {
    nom: 'Personne invitée',
    courriel: 'invitee@exemple.invalid',
    fonction: 'Cheffe de projet',
    role: 'charge_mission',
    axeId: null,
    communeCode: null,
    debut: isoDate('2020-01-01'),
    fin: null,
    ...given,
  }
}
