export { listSilentInstances } from './instances.queries.server.ts'
export { countLateSuites } from './suites.queries.server.ts'
