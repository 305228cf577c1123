import { z } from 'zod'
import { isoDay } from '#app/lib/form-values.ts'

export const etapeEtats = {
  a_faire: 'À faire',
  en_cours: 'En cours',
  faite: 'Faite',
  abandonnee: 'Abandonnée',
} as const
export type EtapeEtat = keyof typeof etapeEtats

export const resultatSens = {
  hausse: 'Une hausse est souhaitée',
  baisse: 'Une baisse est souhaitée',
  neutre: 'Ni l’une ni l’autre',
} as const
export type ResultatSens = keyof typeof resultatSens

export const moyenNatures = {
  etp: 'Équivalents temps plein',
  euros: 'Euros',
  materiel: 'Matériel',
} as const
export type MoyenNature = keyof typeof moyenNatures

// keys of const records, which Object.keys types as plain strings
const etats = Object.keys(etapeEtats) as [EtapeEtat, ...EtapeEtat[]]
const sens = Object.keys(resultatSens) as [ResultatSens, ...ResultatSens[]]
const natures = Object.keys(moyenNatures) as [MoyenNature, ...MoyenNature[]]

const short = z.string().trim().min(1).max(300)
const long = z.string().trim().min(1).max(5_000)
const annee = z.int().min(1990).max(2100)
const value = z.number().nullable()

export const etapeInput = z.object({
  titre: short,
  operateurId: z.string().nullable(),
  etat: z.enum(etats),
  echeance: isoDay.nullable(),
})

export const resultatInput = z.object({
  indicateur: short,
  unite: z.string().trim().max(60),
  sens: z.enum(sens),
  valeurInitiale: value,
})

export const anneeInput = z.object({
  annee,
  cible: value,
  observe: value,
  note: z.string().trim().max(500),
})

export const suiviInput = z.object({ le: isoDay, texte: long })

export const citationInput = z.object({ texte: long, fonction: short })

export const moyenInput = z.object({
  annee,
  nature: z.enum(natures),
  valeur: value,
  description: z.string().trim().max(500),
})

export type EtapeInput = z.infer<typeof etapeInput>
export type ResultatInput = z.infer<typeof resultatInput>
export type AnneeInput = z.infer<typeof anneeInput>
export type SuiviInput = z.infer<typeof suiviInput>
export type CitationInput = z.infer<typeof citationInput>
export type MoyenInput = z.infer<typeof moyenInput>
