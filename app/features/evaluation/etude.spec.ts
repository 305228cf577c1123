import type { EntitySpec } from '#app/platform/entity.server.ts'
import { etudeInput } from './etude.schema.ts'

/** How an impact study is kept. */
export const etudeSpec = {
  entite: 'etude',
  table: 'etude',
  schema: etudeInput,
  links: { communeCodes: { table: 'etudeCommune', parent: 'etudeId', column: 'communeCode' } },
  titre: (values) => values.titre,
} satisfies EntitySpec<typeof etudeInput>
