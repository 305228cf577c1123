import { z } from 'zod'
import { isoDay } from '#app/lib/form-values.ts'
import { type RelaisDecision, relaisDecisions } from './relais.words.ts'

const decisions = Object.keys(relaisDecisions) as [RelaisDecision, ...RelaisDecision[]] // keys of a const record

/** What becomes of an action when its outside money ends. */
export const relaisInput = z.object({
  finExterieure: isoDay,
  montantCentimes: z.int().nonnegative().nullable(),
  plan: z.string().trim().max(5_000),
  deciderAvant: isoDay,
  responsableId: z.string().nullable(),
  decision: z.enum(decisions).nullable(),
  decideLe: isoDay.nullable(),
})
export type RelaisInput = z.infer<typeof relaisInput>
