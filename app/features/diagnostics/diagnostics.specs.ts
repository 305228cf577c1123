import type { EntitySpec } from '#app/platform/entity.server.ts'
import { constatInput, diagnosticInput } from './diagnostic.schema.ts'
import { observationInput } from './observation.schema.ts'

const TITLE = 80

export const observationSpec = {
  entite: 'observation',
  table: 'observation',
  schema: observationInput,
  links: {
    communes: { table: 'observationCommune', parent: 'observationId', column: 'communeCode' },
    qpvs: { table: 'observationQpv', parent: 'observationId', column: 'qpvCode' },
  },
  titre: ({ texte }) => (texte.length > TITLE ? `${texte.slice(0, TITLE - 1)}…` : texte),
} satisfies EntitySpec<typeof observationInput>

export const diagnosticSpec = {
  entite: 'diagnostic',
  table: 'diagnostic',
  schema: diagnosticInput,
  links: {
    communes: { table: 'diagnosticCommune', parent: 'diagnosticId', column: 'communeCode' },
    qpvs: { table: 'diagnosticQpv', parent: 'diagnosticId', column: 'qpvCode' },
  },
  titre: ({ titre, annee }) => `${titre} (${annee})`,
} satisfies EntitySpec<typeof diagnosticInput>

export const constatSpec = {
  entite: 'constat',
  table: 'constat',
  schema: constatInput,
  links: {
    observations: { table: 'constatObservation', parent: 'constatId', column: 'observationId' },
    engagements: { table: 'constatEngagement', parent: 'constatId', column: 'engagementId' },
  },
  titre: ({ titre }) => titre,
} satisfies EntitySpec<typeof constatInput>
