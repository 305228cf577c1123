import { z } from 'zod'
import { avisSens } from '#app/lib/avis.ts'
import { keysOf } from '#app/lib/choices.ts'
import { isoDay } from '#app/lib/form-values.ts'

export const rapportEtats = {
  redaction: 'En rédaction',
  consultation: 'Soumis pour avis',
  debattu: 'Débattu',
} as const
export type RapportEtat = keyof typeof rapportEtats

const long = z.string().trim().max(50_000)

/** The six parts the decree names, in its order. */
export const rapportInput = z.object({
  orientations: long,
  situation: long,
  actions: long,
  perspectives: long,
  articulation: long,
  dsu: long,
})

export type RapportInput = z.infer<typeof rapportInput>

export const newRapportInput = z.object({
  document: z.string().min(1),
  annee: z.int().min(2000).max(2100),
})

export const consultationInput = z.object({
  organisationIds: z.array(z.uuid()).min(1),
  envoyeLe: isoDay,
  echeance: isoDay,
})

export type ConsultationInput = z.infer<typeof consultationInput>

export const avisInput = z.object({ sens: z.enum(keysOf(avisSens)), recuLe: isoDay, texte: long })

export type AvisInput = z.infer<typeof avisInput>

export const debatInput = z.object({ debattuLe: isoDay, suites: long })

export type DebatInput = z.infer<typeof debatInput>
