import { z } from 'zod'
import { keysOf } from '#app/lib/choices.ts'
import { isoDay } from '#app/lib/form-values.ts'

export const seanceEtats = {
  preparation: 'En préparation',
  convoquee: 'Convoquée',
  tenue: 'Tenue',
  annulee: 'Annulée',
} as const

export const pointNatures = {
  information: 'Pour information',
  discussion: 'Pour discussion',
  decision: 'Pour décision',
} as const

export const reponses = { oui: 'Vient', non: 'Ne vient pas', suppleant: 'Envoie son suppléant' } as const

export const presences = {
  present: 'Présent',
  represente: 'Représenté',
  excuse: 'Excusé',
  absent: 'Absent',
} as const

export const resultats = { adoptee: 'Adoptée', rejetee: 'Rejetée', ajournee: 'Ajournée' } as const

export const modes = { consensus: 'Sans vote, personne ne s’oppose', vote: 'Par un vote' } as const

export const suiteEtats = { a_faire: 'À faire', faite: 'Faite', abandonnee: 'Abandonnée' } as const

/** What the list of things to do can show. */
export const suitesEtats = { a_faire: 'À faire', retard: 'En retard', closes: 'Closes' } as const

export type SuitesEtat = keyof typeof suitesEtats
export type Reponse = keyof typeof reponses
export type Presence = keyof typeof presences
export type Resultat = keyof typeof resultats

const short = z.string().trim().max(500)
const long = z.string().trim().max(50_000)

export const seanceInput = z.object({
  titre: z.string().trim().min(1).max(300),
  jour: isoDay,
  heure: z
    .string()
    .refine((typed) => /^([01]\d|2[0-3]):[0-5]\d$/.test(typed), 'Écrivez une heure comme 14:30.'),
  dureeMinutes: z.int().min(15).max(720),
  lieu: short,
  visio: short.refine(
    (typed) => typed === '' || /^https:\/\/\S+$/.test(typed),
    'Écrivez une adresse qui commence par https://.',
  ),
})

export type SeanceInput = z.infer<typeof seanceInput>

export const pointInput = z.object({
  titre: z.string().trim().min(1).max(300),
  nature: z.enum(keysOf(pointNatures)),
  dureeMinutes: z.int().min(1).max(480).nullable(),
  presentation: long,
  ficheId: z.uuid().nullable(),
  avenantId: z.uuid().nullable(),
  simulationId: z.uuid().nullable(),
})

export type PointInput = z.infer<typeof pointInput>

const votes = z.int().min(0).max(1_000).nullable()

export const decisionInput = z.object({
  decision: z.string().trim().min(1).max(5_000),
  mode: z.enum(keysOf(modes)),
  pour: votes,
  contre: votes,
  abstention: votes,
  ajourner: z.boolean(),
})

export type DecisionInput = z.infer<typeof decisionInput>

export const suiteInput = z.object({
  texte: z.string().trim().min(1).max(1_000),
  organisationId: z.uuid().nullable(),
  echeance: isoDay.nullable(),
  pointId: z.uuid().nullable(),
})

export type SuiteInput = z.infer<typeof suiteInput>

export const reponseInput = z.object({
  reponse: z.enum(keysOf(reponses)),
  message: z.string().trim().max(500),
})

/** Until when a poll waits; its dates are read by pairs, see slotsOf. */
export const sondageInput = z.object({ echeance: isoDay, message: z.string().trim().max(1_000) })
