import type { z } from 'zod'
import type { DB } from '#app/db/types.generated.ts'
import { appelPieceFields, critereFields, enveloppeFields } from './appel.fields.ts'
import { appelPieceInput, critereInput, enveloppeInput } from './appel.schema.ts'

export interface AppelPartSpec {
  table: keyof DB & string
  schema: z.ZodObject
  words: Record<string, { label: string; hint?: string }>
  /** « une pièce », for buttons and sentences. */
  name: string
  ranked: boolean
}

/** What hangs on a call, line by line: adding, changing, removing and the journal are written once for the three. */
export const appelPartSpecs = {
  piece: {
    table: 'appelPiece',
    schema: appelPieceInput,
    words: appelPieceFields,
    name: 'une pièce',
    ranked: true,
  },
  critere: {
    table: 'appelCritere',
    schema: critereInput,
    words: critereFields,
    name: 'un critère',
    ranked: true,
  },
  enveloppe: {
    table: 'enveloppe',
    schema: enveloppeInput,
    words: enveloppeFields,
    name: 'une enveloppe',
    ranked: false,
  },
} satisfies Record<string, AppelPartSpec>

export type AppelPartKind = keyof typeof appelPartSpecs

export function isAppelPartKind(value: unknown): value is AppelPartKind {
  return typeof value === 'string' && Object.hasOwn(appelPartSpecs, value)
}
