export { listOrigins } from './contributions.queries.server.ts'
export { visibleDemarches } from './demarches.queries.server.ts'
