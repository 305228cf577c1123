import type { EntitySpec } from '#app/platform/entity.server.ts'
import { indicateurLocalInput } from './locaux.schema.ts'

/** How an indicator of the territory is kept and journalled. */
export const indicateurLocalSpec = {
  entite: 'indicateurLocal',
  table: 'indicateurLocal',
  schema: indicateurLocalInput,
  titre: ({ libelle }) => libelle,
} satisfies EntitySpec<typeof indicateurLocalInput>
