import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { type InvitationSending, resendInvitation, revokeInvitation } from './invitations.commands.server.ts'
import { endAffectation, refuseDemande } from './personnes.commands.server.ts'

export interface AskedGeste {
  personne: { affectations: ReadonlyArray<{ id: string }> }
  affectationId: string
  geste: string
}

/** What the buttons beside a role do. @returns the sentence that says it was done */
export async function applyGeste(
  tx: Tx,
  actor: Actor,
  asked: AskedGeste,
  given: { today: IsoDate; sending: InvitationSending },
): Promise<string> {
  if (!can(actor, 'comptes.gerer')) throw new Forbidden()
  const { affectationId: id } = asked
  if (!asked.personne.affectations.some((its) => its.id === id)) throw new NotFound()
  switch (asked.geste) {
    case 'refuser':
      await refuseDemande(tx, actor, id)
      return 'Demande refusée.'
    case 'terminer':
      await endAffectation(tx, actor, id, given.today)
      return 'Rôle terminé aujourd’hui.'
    case 'renvoyer':
      await resendInvitation(tx, actor, id, given.sending)
      return 'Nouvelle invitation écrite ; la précédente ne fonctionne plus.'
    case 'revoquer':
      await revokeInvitation(tx, actor, id, given.sending.now)
      return 'Invitation retirée : son lien ne fonctionne plus.'
    default:
      throw new Refusal('geste-inconnu', 'Ce bouton n’existe pas : rechargez la page.')
  }
}
