import type { EntitySpec } from '#app/platform/entity.server.ts'
import { caseInput, flecheInput } from './logique.schema.ts'

export const caseSpec = {
  entite: 'logique_case',
  table: 'logiqueCase',
  schema: caseInput,
  titre: ({ texte }) => texte,
} satisfies EntitySpec<typeof caseInput>

export const flecheSpec = {
  entite: 'logique_fleche',
  table: 'logiqueFleche',
  schema: flecheInput,
  titre: ({ hypothese }) => hypothese.slice(0, 100),
} satisfies EntitySpec<typeof flecheInput>
