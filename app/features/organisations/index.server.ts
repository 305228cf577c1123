export { remarksOn } from './organisation.rules.ts'
export { getOrganisation, listOrganisations } from './organisations.queries.server.ts'
