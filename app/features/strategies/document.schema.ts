import { z } from 'zod'
import { keysOf } from '#app/lib/choices.ts'
import { isoDay } from '#app/lib/form-values.ts'

export const documentNatures = {
  contrat_de_ville: 'Contrat de ville',
  pucs: 'Projet urbain de cohésion sociale (PUCS)',
  ptcs: 'Projet territorial de cohésion sociale (PTCS)',
  cls: 'Contrat local de santé (CLS)',
  cispd: 'Stratégie de prévention de la délinquance (CISPD)',
  ctg: 'Convention territoriale globale (CTG)',
  pedt: 'Projet éducatif territorial (PEDT)',
  plie: 'Plan pour l’insertion et l’emploi (PLIE)',
  autre: 'Autre document',
} as const

export const documentEtats = {
  redaction: 'En rédaction',
  signe: 'Signé',
  en_vigueur: 'En vigueur',
  proroge: 'Prorogé',
  echu: 'Échu',
} as const

export const relationNatures = {
  renouvelle: 'renouvelle',
  decline: 'décline',
  partage_axes: 'partage ses axes avec',
  s_articule: 's’articule avec',
} as const

export const signataireEtats = { invite: 'Invité', delibere: 'A délibéré', signe: 'A signé' } as const

export type DocumentNature = keyof typeof documentNatures
export type DocumentEtat = keyof typeof documentEtats
export type RelationNature = keyof typeof relationNatures
export type SignataireEtat = keyof typeof signataireEtats

export const longText = z.string().trim().max(50_000)
export const shortText = z.string().trim().max(500)

export const documentInput = z.object({
  code: z
    .string()
    .trim()
    .refine(
      (code) => /^[a-z0-9][a-z0-9-]{0,59}$/.test(code),
      'Écrivez des minuscules, des chiffres et des tirets, comme ptcs-2015.',
    ),
  nature: z.enum(keysOf(documentNatures)),
  titre: z.string().trim().min(1).max(300),
  resume: longText,
  texte: longText,
  debut: isoDay,
  fin: isoDay.nullable(),
  dateSignature: isoDay.nullable(),
  perimetreId: z.uuid().nullable(),
  arbreId: z.uuid().nullable(),
  source: longText,
})

export type DocumentInput = z.infer<typeof documentInput>

export const relationInput = z.object({
  deId: z.uuid(),
  versId: z.uuid(),
  nature: z.enum(keysOf(relationNatures)),
  note: shortText,
})

export type RelationInput = z.infer<typeof relationInput>

export const signataireInput = z.object({
  organisationId: z.uuid(),
  fonction: shortText,
  dateDeliberation: isoDay.nullable(),
  numeroDeliberation: shortText,
  dateSignature: isoDay.nullable(),
  fin: isoDay.nullable(),
  aConfirmer: z.boolean(),
})

export type SignataireInput = z.infer<typeof signataireInput>

export const avenantInput = z.object({ objet: z.string().trim().min(1).max(2000), decisionSource: shortText })

export type AvenantInput = z.infer<typeof avenantInput>
