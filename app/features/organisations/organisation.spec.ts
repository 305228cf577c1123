import type { EntitySpec } from '#app/platform/entity.server.ts'
import { organisationInput } from './organisation.schema.ts'

/** How an organisation is kept: read by the commands and the queries of this feature. */
export const organisationSpec = {
  entite: 'organisation',
  table: 'organisation',
  schema: organisationInput,
  titre: (values) => values.nom,
} satisfies EntitySpec<typeof organisationInput>
