import { z } from 'zod'
import { isoDay } from '#app/lib/form-values.ts'
import { type EffortNature, effortNatures } from './effort.words.ts'

const natures = Object.keys(effortNatures) as [EffortNature, ...EffortNature[]] // keys of a const record

/** What a signatory says it puts of its ordinary means, a year, on an axis and a place. */
export const effortInput = z.object({
  organisationId: z.string(),
  annee: z.int().min(2000).max(2100),
  axeId: z.string().nullable(),
  communeCode: z.string().nullable(),
  qpvCode: z.string().nullable(),
  nature: z.enum(natures),
  libelle: z.string().trim().min(1).max(300),
  montantCentimes: z.int().positive().nullable(),
  etp: z.number().positive().nullable(),
  preuve: z.string().trim().max(2_000),
  verifieLe: isoDay.nullable(),
})
export type EffortInput = z.infer<typeof effortInput>
