import type { EntitySpec } from '#app/platform/entity.server.ts'
import { effortInput } from './effort.schema.ts'

export const effortSpec = {
  entite: 'effort',
  table: 'effortDroitCommun',
  schema: effortInput,
  titre: (values) => `${values.libelle}, ${values.annee}`,
} satisfies EntitySpec<typeof effortInput>
