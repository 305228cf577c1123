export { countAppuisToRate, visibleAppuis } from './appuis.queries.server.ts'
