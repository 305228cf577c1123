import { z } from 'zod'

/** What the public pages of a territory say of themselves. */
export const portailInput = z.object({
  ouvert: z.boolean(),
  accroche: z.string().trim().max(200),
  presentation: z.string().trim().max(3_000),
  participer: z.string().trim().max(2_000),
  courriel: z.union([z.literal(''), z.email()]),
})

export type PortailInput = z.infer<typeof portailInput>
