import { z } from 'zod'
import { sortes } from './conservation.ts'

/** How long a kind of record is kept here. */
export const regleInput = z.object({
  dureeMois: z.int().min(1).max(1200),
  suspendue: z.boolean(),
  motif: z.string().trim().max(500),
})

export type RegleInput = z.infer<typeof regleInput>

export const sorteInput = z.object({ sorte: z.enum(sortes) })
