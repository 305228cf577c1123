import type { EntitySpec } from '#app/platform/entity.server.ts'
import { roleNames } from '#app/platform/permissions.ts'
import { affectationInput, personneInput } from './personne.schema.ts'

export const personneSpec = {
  entite: 'personne',
  table: 'personne',
  schema: personneInput,
  titre: (values) => values.nom,
} satisfies EntitySpec<typeof personneInput>

export const affectationSpec = {
  entite: 'affectation',
  table: 'affectation',
  schema: affectationInput,
  titre: (values) => [roleNames[values.role], values.fonction].filter(Boolean).join(', '),
} satisfies EntitySpec<typeof affectationInput>
