import { z } from 'zod'
import { keysOf } from '#app/lib/choices.ts'
import { isoDay } from '#app/lib/form-values.ts'
import { shortText } from './document.schema.ts'

export const engagementNatures = {
  action: 'Action',
  moyens: 'Moyens',
  donnees: 'Transmission de données',
  participation: 'Participation',
} as const

export const engagementEtats = {
  en_cours: 'En cours',
  tenu: 'Tenu',
  rompu: 'Rompu',
  abandonne: 'Abandonné',
} as const

/** What a reader sees: a promise in progress past its day is late. */
export const engagementLus = { ...engagementEtats, en_retard: 'En retard' } as const

export type EngagementNature = keyof typeof engagementNatures
export type EngagementEtat = keyof typeof engagementEtats
export type EngagementLu = keyof typeof engagementLus

export const engagementInput = z.object({
  documentId: z.uuid(),
  organisationId: z.uuid(),
  axeId: z.uuid().nullable(),
  nature: z.enum(keysOf(engagementNatures)),
  texte: z.string().trim().min(1).max(2000),
  responsable: shortText,
  echeance: isoDay.nullable(),
  etat: z.enum(keysOf(engagementEtats)),
  motif: z.string().trim().max(2000),
  preuve: z.string().trim().max(2000),
})

export type EngagementInput = z.infer<typeof engagementInput>

export const suiviInput = engagementInput.pick({ etat: true, motif: true, preuve: true })

export type SuiviInput = z.infer<typeof suiviInput>

/** Whether a text of an address is one of the keys of a record of words. */
export function isKeyOf<Key extends string>(
  record: Record<Key, string>,
  text: string | undefined,
): text is Key {
  return text !== undefined && Object.hasOwn(record, text)
}
