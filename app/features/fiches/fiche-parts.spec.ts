import type { z } from 'zod'
import type { DB } from '#app/db/types.generated.ts'
import type { FormWords } from '#app/ui/form.tsx'
import {
  anneeFields,
  citationFields,
  etapeFields,
  moyenFields,
  resultatFields,
  suiviFields,
} from './fiche-parts.fields.ts'
import {
  anneeInput,
  citationInput,
  etapeInput,
  moyenInput,
  resultatInput,
  suiviInput,
} from './fiche-parts.schema.ts'

export interface PartSpec {
  table: keyof DB & string
  schema: z.ZodObject
  words: FormWords & Record<string, { label: string }>
  /** « une étape », for sentences. */
  name: string
  /** Parts that keep who wrote them. */
  signed?: boolean
}

/** What hangs on a fiche, line by line. Adding, changing, removing and the journal are written once for all of them. */
export const partSpecs = {
  etape: { table: 'ficheEtape', schema: etapeInput, words: etapeFields, name: 'étape' },
  resultat: {
    table: 'ficheResultat',
    schema: resultatInput,
    words: resultatFields,
    name: 'résultat attendu',
  },
  suivi: {
    table: 'ficheSuivi',
    schema: suiviInput,
    words: suiviFields,
    name: 'ligne de suivi',
    signed: true,
  },
  citation: { table: 'ficheCitation', schema: citationInput, words: citationFields, name: 'propos' },
  moyen: { table: 'ficheMoyen', schema: moyenInput, words: moyenFields, name: 'moyen' },
} satisfies Record<string, PartSpec>

export type PartKind = keyof typeof partSpecs

export function isPartKind(value: unknown): value is PartKind {
  return typeof value === 'string' && value in partSpecs
}

/** The years of a result: their own table, written by year rather than by line. */
export const anneeSpec = { schema: anneeInput, words: anneeFields, name: 'année' }
