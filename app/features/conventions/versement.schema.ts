import { z } from 'zod'
import { isoDay } from '#app/lib/form-values.ts'
import { versementNatures } from './versement.words.ts'

// Keys of a const record.
const natures = Object.keys(versementNatures) as [
  keyof typeof versementNatures,
  ...Array<keyof typeof versementNatures>,
]

export const versementInput = z.object({
  nature: z.enum(natures),
  prevuLe: isoDay,
  montantCentimes: z.int().min(1, 'Écrivez un montant plus grand que zéro.').max(10_000_000_000),
})
export type VersementInput = z.infer<typeof versementInput>

/** A payment that was made: when, and how the accounts call it. */
export const paiementInput = z.object({
  verseLe: isoDay,
  reference: z.string().trim().max(100),
})
export type PaiementInput = z.infer<typeof paiementInput>
