export { findCommunes, listCommuneChoices } from './communes.queries.server.ts'
export { createTerritoire } from './territoires.commands.server.ts'
