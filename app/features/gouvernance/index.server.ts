export { listSilentInstances } from './instances.queries.server.ts'
