import { z } from 'zod'

export const etudeInput = z.object({
  titre: z.string().trim().min(1).max(300),
  question: z.string().trim().max(2_000),
  indicateur: z.string().trim().min(1).max(60),
  documentId: z.uuid().nullable(),
  communeCodes: z.array(z.string().trim().min(5).max(5)).min(1).max(200),
  debut: z.int().min(1980).max(2100),
  cible: z.number().positive().nullable(),
  choisiesSurMesure: z.boolean(),
  anneeChoix: z.int().min(1980).max(2100).nullable(),
})

export type EtudeInput = z.infer<typeof etudeInput>
