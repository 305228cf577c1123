export { refusePersonal } from './observations.commands.server.ts'
export { listObservations, type ObservationRow } from './observations.queries.server.ts'
