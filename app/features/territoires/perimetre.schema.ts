import { z } from 'zod'
import { isoDay } from '#app/lib/form-values.ts'

export const perimetreInput = z.object({
  nom: z.string().trim().min(1).max(200),
  description: z.string().trim().max(2000).nullable(),
})

export type PerimetreInput = z.infer<typeof perimetreInput>

/** Who belongs to a perimeter from a day on: what changes before that day is left as it was. */
export const membershipInput = z.object({
  depuis: isoDay,
  communes: z.array(z.string()),
  qpvs: z.array(z.string()),
})

export type MembershipInput = z.infer<typeof membershipInput>

export const perimetreForm = perimetreInput.extend(membershipInput.shape)
