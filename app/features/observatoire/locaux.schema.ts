import { z } from 'zod'
import { type Theme, themeLabels } from './catalogue.ts'
import { type IndicateurLocal, natures, sensLabels } from './locaux.ts'

/** The keys of a const record, as a zod enum wants them. */
function keysOf<Key extends string>(record: Record<Key, unknown>): [Key, ...Key[]] {
  return Object.keys(record) as [Key, ...Key[]] // Object.keys loses the key type
}

export const indicateurLocalInput = z.object({
  libelle: z.string().trim().min(3).max(120),
  code: z
    .string()
    .trim()
    .toUpperCase()
    .max(44)
    .regex(/^(LOC_[A-Z0-9_]{2,40})?$/, 'Écrivez LOC_ suivi de lettres sans accent, de chiffres ou de « _ ».'),
  definition: z.string().trim().min(10).max(2000),
  theme: z.enum(keysOf<Theme>(themeLabels)),
  nature: z.enum(keysOf(natures)),
  unite: z.string().trim().max(40),
  sens: z.enum(keysOf<IndicateurLocal['sens']>(sensLabels)),
  source: z.string().trim().min(2).max(200),
  totalId: z.uuid().nullable(),
  formule: z.string().trim().max(1000),
})

export type IndicateurLocalInput = z.infer<typeof indicateurLocalInput>
