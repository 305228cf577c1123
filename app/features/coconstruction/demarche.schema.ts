import { z } from 'zod'
import { avisSens } from '#app/lib/avis.ts'
import { keysOf } from '#app/lib/choices.ts'
import { isoDay } from '#app/lib/form-values.ts'
import { contributionNatures } from './demarche.words.ts'

const long = z.string().trim().max(20_000)

/** A project of writing: on which document, with which groups, by when. */
export const demarcheInput = z.object({
  titre: z.string().trim().min(3, 'Donnez un titre à la démarche.').max(200),
  objet: long,
  documentId: z.uuid(),
  groupes: z.array(z.uuid()).min(1, 'Choisissez au moins un groupe : ce sont eux qui contribuent.'),
  contributionsDu: isoDay.nullable(),
  contributionsAu: isoDay.nullable(),
  redactionAu: isoDay.nullable(),
  consultationAu: isoDay.nullable(),
  points: z.int('Écrivez un nombre entier.').min(1).max(20),
})
export type DemarcheInput = z.infer<typeof demarcheInput>

/** A question put to groups and to people by mail. */
export const appelInput = z.object({
  axeId: z.uuid().nullable(),
  question: z.string().trim().min(10, 'Posez la question en une phrase entière.').max(1_000),
  echeance: isoDay,
  groupes: z.array(z.uuid()),
  adresses: z.string().max(10_000),
})
export type AppelInput = z.infer<typeof appelInput>

export const contributionInput = z.object({
  axeId: z.uuid().nullable(),
  nature: z.enum(keysOf(contributionNatures)),
  texte: z.string().trim().min(10, 'Écrivez au moins une phrase.').max(5_000),
  instanceId: z.uuid().nullable(),
  organisationId: z.uuid().nullable(),
  auteur: z.string().trim().min(2, 'Dites qui parle : un nom, une fonction, un atelier.').max(200),
})
export type ContributionInput = z.infer<typeof contributionInput>

/** What somebody writes by a link: the link says the rest. */
export const lienContributionInput = contributionInput.pick({
  axeId: true,
  nature: true,
  texte: true,
  auteur: true,
})
export type LienContributionInput = z.infer<typeof lienContributionInput>

export const motifInput = z.object({
  motifEcart: z.string().trim().min(10, 'Dites pourquoi en une phrase : qui a écrit la lira.').max(2_000),
})

export const passageInput = z.object({
  texte: z.string().trim().min(1).max(10_000),
  citations: z.array(z.uuid()),
})
export type PassageInput = z.infer<typeof passageInput>

export const consultationInput = z.object({
  organisationIds: z.array(z.uuid()).min(1, 'Choisissez au moins un conseil.'),
  envoyeLe: isoDay,
  echeance: isoDay,
  silenceFavorable: z.boolean(),
  fondement: z.string().trim().max(300),
})
export type ConsultationInput = z.infer<typeof consultationInput>

export const avisInput = z.object({ sens: z.enum(keysOf(avisSens)), recuLe: isoDay, texte: long })
export type AvisInput = z.infer<typeof avisInput>

export const suiteInput = z.object({
  suite: z.string().trim().min(5, 'Dites ce que le texte en fait.').max(2_000),
})

export const porterInput = z.object({
  objet: z.string().trim().min(10, 'Dites ce que le document change, en une phrase.').max(2_000),
})
