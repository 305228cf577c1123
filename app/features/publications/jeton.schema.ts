import { z } from 'zod'
import { isoDay } from '#app/lib/form-values.ts'

/** What a key lets a tool read, beyond what is public. */
export const portees = {
  fiches: 'Fiches action validées, en cours ou terminées, publiées ou non',
  decisions: 'Subventions décidées, par dossier et par financeur',
  organisations: 'Annuaire des organisations, sans les personnes',
} as const

export type Portee = keyof typeof portees

export const porteeCodes = Object.keys(portees) as [Portee] // keys of the record

export const jetonInput = z.object({
  nom: z.string().trim().min(1).max(120),
  portees: z.array(z.enum(porteeCodes)).min(1),
  expireLe: isoDay,
})

export type JetonInput = z.infer<typeof jetonInput>

/** A key never lasts longer: who still needs it asks again. */
export const JETON_DAYS_MAX = 366
