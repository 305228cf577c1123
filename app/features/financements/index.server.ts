export { getPublicAppel, listPublicAppels } from './appels.queries.server.ts'
export { trameAppels } from './appels-trame.server.ts'
export { type Decision, listDecisions, listDecisionYears } from './decisions.queries.server.ts'
export { getDossier, visibleDossiers } from './dossiers.queries.server.ts'
export { canCarry, canSpeakFor, carriersOf } from './financements.permissions.ts'
export { type AnneeDuLieu, listAnneesDuLieu } from './lieu.queries.server.ts'
export { adoptSimulation } from './programmation.commands.server.ts'
export {
  type ActionFinancee,
  getProgrammationPublique,
  listPublicYears,
  type ProgrammationPublique,
} from './publique.queries.server.ts'
export { countRelaisToDecide } from './relais.server.ts'
