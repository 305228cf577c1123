export { visibleAppuis } from './appuis.queries.server.ts'
