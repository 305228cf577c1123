export { getPublicAppel, listPublicAppels } from './appels.queries.server.ts'
export { type Decision, listDecisions, listDecisionYears } from './decisions.queries.server.ts'
