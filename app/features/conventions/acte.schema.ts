import { z } from 'zod'
import { isoDay } from '#app/lib/form-values.ts'

/** The words of an act while it waits for its signature. */
export const acteInput = z.object({
  objet: z.string().trim().max(400),
  texte: z.string().trim().min(20).max(40_000),
})
export type ActeInput = z.infer<typeof acteInput>

export const signatureInput = z.object({
  signeLe: isoDay,
  deliberation: z.string().trim().max(200),
  engagement: z.string().trim().max(100),
})
export type SignatureInput = z.infer<typeof signatureInput>

/** What an amendment changes of a signed act: its end, its amount, or both. */
export const avenantInput = z.object({
  objet: z.string().trim().min(10).max(2_000),
  nouvelleFin: isoDay.nullable(),
  montantCentimes: z.int().min(0).max(10_000_000_000).nullable(),
})
export type AvenantInput = z.infer<typeof avenantInput>

export const modeleInput = z.object({ texte: z.string().trim().min(20).max(40_000) })

const plan = z.object({
  financeur: z.string(),
  demandeCentimes: z.number(),
  accordeCentimes: z.number().nullable(),
  remarque: z.string(),
})

const versement = z.object({ libelle: z.string(), prevuLe: z.string(), centimes: z.number() })

/** The tables of an act, frozen with its words. */
export const annexesSchema = z.object({
  plan: z.array(plan).default([]),
  versements: z.array(versement).default([]),
  signataires: z.array(z.object({ name: z.string(), role: z.string().default('') })).default([]),
})
export type Annexes = z.infer<typeof annexesSchema>
