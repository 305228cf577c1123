export { organisationFields } from './organisation.fields.ts'
