import { z } from 'zod'
import { keysOf } from '#app/lib/choices.ts'
import { isoDay } from '#app/lib/form-values.ts'
import { calculCodes } from './calculables.ts'

export const sensWords = {
  hausse: 'Doit monter',
  baisse: 'Doit baisser',
  neutre: 'Sans sens voulu',
} as const

export const indicateurSuiviInput = z.object({
  nom: z.string().trim().min(1).max(200),
  definition: z.string().trim().max(1_000),
  unite: z.string().trim().min(1).max(40),
  sens: z.enum(keysOf(sensWords)),
  axeId: z.uuid().nullable(),
  calcul: z.enum(calculCodes).nullable(),
  organisationId: z.uuid(),
  referenceAnnee: z.int().min(1990).max(2100).nullable(),
  referenceValeur: z.number().nullable(),
  tolerancePourcent: z.int().min(0).max(100),
})

export type IndicateurSuiviInput = z.infer<typeof indicateurSuiviInput>

export const valeurInput = z.object({
  annee: z.int().min(1990).max(2100),
  cible: z.number().nullable(),
  observe: z.number().nullable(),
  note: z.string().trim().max(500),
})

export type ValeurInput = z.infer<typeof valeurInput>

export const livraisonInput = z.object({
  organisationId: z.uuid(),
  objet: z.string().trim().min(1).max(300),
  indicateurId: z.uuid().nullable(),
  engagementId: z.uuid().nullable(),
  courriel: z.email().nullable(),
  echeance: isoDay,
  note: z.string().trim().max(1_000),
})

export type LivraisonInput = z.infer<typeof livraisonInput>
