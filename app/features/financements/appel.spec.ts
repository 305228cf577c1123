import type { EntitySpec } from '#app/platform/entity.server.ts'
import { appelInput } from './appel.schema.ts'

// The query layer cannot write the name of this table (`a` alone is lost): raw SQL everywhere else.
export const appelSpec = {
  entite: 'appel',
  table: 'appelAProjets',
  schema: appelInput,
  links: {
    axeIds: { table: 'appelAxe', parent: 'appelId', column: 'axeId' },
    financeurIds: { table: 'appelFinanceur', parent: 'appelId', column: 'financeurId' },
  },
  titre: (values) => `${values.code} ${values.titre}`,
} satisfies EntitySpec<typeof appelInput>
