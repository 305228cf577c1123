import { z } from 'zod'
import { keysOf } from '#app/lib/choices.ts'
import { isoDay } from '#app/lib/form-values.ts'

export const rapportNatures = {
  mi_parcours: 'Évaluation à mi-parcours',
  final: 'Évaluation finale',
} as const

export const rapportEtats = {
  brouillon: 'Brouillon',
  avis: 'Soumis pour avis',
  valide: 'Signé',
} as const

export type RapportEtat = keyof typeof rapportEtats

export const avisSens = {
  favorable: 'Favorable',
  avec_reserves: 'Favorable avec réserves',
  defavorable: 'Défavorable',
} as const

export const recommandationEtats = {
  a_faire: 'À faire',
  en_cours: 'En cours',
  faite: 'Faite',
  abandonnee: 'Abandonnée',
} as const

const long = z.string().trim().max(20_000)

export const rapportEvaluationInput = z.object({
  nature: z.enum(keysOf(rapportNatures)),
  titre: z.string().trim().min(1).max(200),
  introduction: long,
  synthese: long,
  limites: long,
})

/** The kind of a report and its title; its texts are written by several people on their own page. */
export const rapportTitleInput = rapportEvaluationInput.pick({ nature: true, titre: true })

export type RapportEvaluationInput = z.infer<typeof rapportEvaluationInput>

export const recommandationInput = z.object({
  texte: z.string().trim().min(1).max(1_000),
  constatId: z.uuid().nullable(),
  organisationId: z.uuid(),
  echeance: isoDay,
  etat: z.enum(keysOf(recommandationEtats)),
  suite: z.string().trim().max(2_000),
})

export type RecommandationInput = z.infer<typeof recommandationInput>

export const avisInput = z.object({
  organisationId: z.uuid(),
  sens: z.enum(keysOf(avisSens)),
  texte: z.string().trim().max(4_000),
})

export type AvisInput = z.infer<typeof avisInput>

export const soumissionInput = z.object({ avisAvant: isoDay })
