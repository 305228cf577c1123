import type { z } from 'zod'
import type { DB } from '#app/db/types.generated.ts'
import type { EntitySpec } from '#app/platform/entity.server.ts'
import {
  actionFields,
  budgetFields,
  depenseFields,
  domaineFields,
  exigenceFields,
  partenaireFields,
  pieceFields,
  regleFields,
  sectionFields,
} from './candidature.fields.ts'
import {
  actionInput,
  budgetInput,
  candidatureInput,
  depenseInput,
  domaineInput,
  exigenceInput,
  partenaireInput,
  pieceInput,
  regleInput,
  sectionInput,
} from './candidature.schema.ts'

export const candidatureSpec = {
  entite: 'candidature',
  table: 'candidature',
  schema: candidatureInput,
  titre: (values) => values.titre,
} satisfies EntitySpec<typeof candidatureInput>

export interface PartSpec {
  table: keyof DB & string
  schema: z.ZodObject
  words: Record<string, { label: string; hint?: string }>
  /** « un partenaire », for sentences. */
  name: string
}

/** What hangs on a bid, line by line: adding, changing, removing and the journal are written once for all. */
export const partSpecs = {
  partenaire: {
    table: 'candidaturePartenaire',
    schema: partenaireInput,
    words: partenaireFields,
    name: 'partenaire',
  },
  domaine: { table: 'candidatureDomaine', schema: domaineInput, words: domaineFields, name: 'domaine' },
  action: { table: 'candidatureAction', schema: actionInput, words: actionFields, name: 'action' },
  budget: { table: 'candidatureBudget', schema: budgetInput, words: budgetFields, name: 'ligne de budget' },
  regle: { table: 'candidatureRegle', schema: regleInput, words: regleFields, name: 'règle' },
  piece: { table: 'candidaturePiece', schema: pieceInput, words: pieceFields, name: 'pièce' },
  exigence: { table: 'candidatureExigence', schema: exigenceInput, words: exigenceFields, name: 'exigence' },
  section: {
    table: 'candidatureSection',
    schema: sectionInput,
    words: sectionFields,
    name: 'partie du dossier',
  },
  depense: { table: 'candidatureDepense', schema: depenseInput, words: depenseFields, name: 'dépense' },
} satisfies Record<string, PartSpec>

export type PartKind = keyof typeof partSpecs

export function isPartKind(value: unknown): value is PartKind {
  return typeof value === 'string' && Object.hasOwn(partSpecs, value)
}
