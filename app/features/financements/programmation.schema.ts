import { z } from 'zod'

export const simulationInput = z.object({
  nom: z.string().trim().min(1).max(120),
  note: z.string().trim().max(2_000),
})

export const adoptionInput = z.object({
  adopteeLe: z.iso.date(),
  reference: z.string().trim().min(3).max(200),
})

/** What the table sends as one types: amounts in centimes, by line and kind of credit. */
export const cellulesInput = z
  .array(
    z.object({
      ligne: z.uuid(),
      credit: z.enum(['droit_commun', 'specifique']),
      centimes: z.int().min(0).max(10_000_000_000),
    }),
  )
  .min(1)
  .max(5_000)
export type Cellule = z.infer<typeof cellulesInput>[number]
