export { listOrganisations } from './organisations.queries.server.ts'
