export { listObservations, type ObservationRow } from './observations.queries.server.ts'
