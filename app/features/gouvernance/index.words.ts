export { instanceNatures } from './instance.schema.ts'
