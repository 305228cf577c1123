export { organisationFields } from './organisation.fields.ts'
export { type OrganisationNature, organisationNatures } from './organisation.words.ts'
