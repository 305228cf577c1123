export { listInstanceChoices, listSilentInstances, loadSeats } from './instances.queries.server.ts'
export { listSeatsOf, type SeatOf } from './sieges.queries.server.ts'
export { countLateSuites } from './suites.queries.server.ts'
