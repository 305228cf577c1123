export type { FoundHeader } from './attribution-headers.ts'
export { keepAttributions } from './attributions-keep.server.ts'
export { findHeaderIn } from './attributions-reading.ts'
export { exportScdl } from './scdl-command.server.ts'
