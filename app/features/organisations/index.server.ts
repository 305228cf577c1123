export { remarksOn } from './organisation.rules.ts'
export { listOrganisationChoices } from './organisation-choices.server.ts'
export { createOrganisation } from './organisations.commands.server.ts'
export { getOrganisation, listOrganisations } from './organisations.queries.server.ts'
