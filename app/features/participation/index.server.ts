export { type Cible, getCible, listCibles } from './cibles.server.ts'
export { closeWaiting } from './invitations.commands.server.ts'
export { declarationInput } from './participation.schema.ts'
export { canDeclare, declareParticipation } from './participations.commands.server.ts'
export {
  type DeclaredLine,
  type InvitationLine,
  listDeclaredAt,
  listHistory,
  listInvitations,
  listTownHalls,
  mustReadParticipation,
} from './participations.queries.server.ts'
