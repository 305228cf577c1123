export { addQpvs, describeCommunes } from './communes.commands.server.ts'
export { findCommunes, listCommuneChoices } from './communes.queries.server.ts'
export { listPerimetreChoices } from './perimetre-choices.server.ts'
export { getPerimetre, listPerimetresAt, listQpvChoices, membersAt } from './perimetres.queries.server.ts'
export {
  type CommuneRow,
  getCommune,
  getQpv,
  listCommunesAt,
  listQpvs,
  type PopulationRow,
  type QpvRow,
} from './places.queries.server.ts'
export { drawTerritoire } from './territoire-map.server.ts'
export { createTerritoire } from './territoires.commands.server.ts'
export { listTerritoires } from './territoires.queries.server.ts'
