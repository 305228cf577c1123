export { getPublicAppel, listPublicAppels } from './appels.queries.server.ts'
