import { z } from 'zod'
import { keysOf } from '#app/lib/choices.ts'
import { isoDay } from '#app/lib/form-values.ts'

/** What the archives service does with it once it is no longer useful. */
export const sortsFinaux = {
  conserver: 'Conserver',
  detruire: 'Détruire à l’échéance',
} as const

export const transfertEtats = {
  prepare: 'Préparé',
  accepte: 'Pris en charge',
  rejete: 'Rejeté',
} as const

export type TransfertEtat = keyof typeof transfertEtats

/** What is handed over, to whom, under which rule. `sujet` is « kind:key ». */
export const transfertInput = z.object({
  sujet: z.string().regex(/^[a-z-]{1,30}:[^\s:]{1,80}$/, 'Choisissez le document à verser.'),
  serviceNom: z.string().trim().min(1).max(200),
  serviceIdentifiant: z
    .string()
    .trim()
    .regex(/^\S{1,60}$/, 'Écrivez l’identifiant sans espace, comme FRAD059.'),
  accord: z.string().trim().max(100),
  regle: z
    .string()
    .trim()
    .regex(/^\S{0,60}$/, 'Écrivez le code de la règle sans espace, ou laissez vide.'),
  sortFinal: z.enum(keysOf(sortsFinaux)),
})

export type TransfertInput = z.infer<typeof transfertInput>

/** What the archives service answered. */
export const reponseInput = z.object({
  etat: z.enum(['accepte', 'rejete']),
  reponseLe: isoDay,
  reponse: z.string().trim().max(1000),
})

export type ReponseInput = z.infer<typeof reponseInput>
