import { z } from 'zod'
import { avisWords } from './programmation.words.ts'

// Keys of a const record.
const avis = Object.keys(avisWords) as [keyof typeof avisWords, ...Array<keyof typeof avisWords>]
const amount = z.int().min(0).max(10_000_000_000).nullable()

export const avisInput = z.object({
  avis: z.enum(avis),
  avisCommentaire: z.string().trim().max(4_000),
  proposeSpecifiqueCentimes: amount,
  proposeDroitCommunCentimes: amount,
})
export type AvisInput = z.infer<typeof avisInput>

export const decisionInput = z.object({
  decideSpecifiqueCentimes: amount,
  decideDroitCommunCentimes: amount,
  decideLe: z.iso.date(),
  decisionReference: z.string().trim().min(3).max(200),
  motifRefus: z.string().trim().max(1_000),
})
export type DecisionInput = z.infer<typeof decisionInput>
