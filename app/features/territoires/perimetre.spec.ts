import type { EntitySpec } from '#app/platform/entity.server.ts'
import { perimetreInput } from './perimetre.schema.ts'

/** How a perimeter is kept; its dated members have their own command. */
export const perimetreSpec = {
  entite: 'perimetre',
  table: 'perimetre',
  schema: perimetreInput,
  titre: (values) => values.nom,
} satisfies EntitySpec<typeof perimetreInput>
