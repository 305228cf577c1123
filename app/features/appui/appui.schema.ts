import { z } from 'zod'
import { keysOf } from '#app/lib/choices.ts'
import { isoDay } from '#app/lib/form-values.ts'
import { appuiNatures, satisfactions } from './appui.words.ts'

const days = z.number({ error: 'Écrivez un nombre de jours, comme 0,5.' }).max(400)

/** What is asked, by whom. */
export const appuiInput = z.object({
  organisationId: z.uuid(),
  nature: z.enum(keysOf(appuiNatures)),
  objet: z.string().trim().min(3, 'Dites en quelques mots de quoi il s’agit.').max(200),
  description: z.string().trim().max(5_000),
  pourLe: isoDay.nullable(),
  communeCode: z.string().nullable(),
  axeId: z.uuid().nullable(),
})
export type AppuiInput = z.infer<typeof appuiInput>

/** What the team answers. */
export const triInput = z.object({
  decision: z.enum(['acceptee', 'reorientee', 'declinee']),
  motif: z.string().trim().max(2_000),
  posteId: z.uuid().nullable(),
  joursPrevus: days.min(0).nullable(),
})
export type TriInput = z.infer<typeof triInput>

export const tempsInput = z.object({
  posteId: z.uuid(),
  jour: isoDay,
  jours: days.positive('Écrivez un temps plus grand que zéro.').max(31),
  note: z.string().trim().max(500),
})
export type TempsInput = z.infer<typeof tempsInput>

export const clotureInput = z.object({
  resultat: z.string().trim().min(10, 'Dites ce que l’appui a donné, en une phrase.').max(3_000),
})

export const satisfactionInput = z.object({
  satisfaction: z.enum(keysOf(satisfactions)),
  satisfactionMot: z.string().trim().max(1_000),
})
export type SatisfactionInput = z.infer<typeof satisfactionInput>
