import { z } from 'zod'
import { isoDay } from '#app/lib/form-values.ts'
import {
  exigenceEtats,
  lettreEtats,
  partenaireRoles,
  pieceEtats,
  regleGenres,
  sectionEtats,
} from './candidature.words.ts'

// keys of const records, which Object.keys types as plain strings
const keysOf = <Key extends string>(words: Record<Key, string>) => Object.keys(words) as [Key, ...Key[]]

const short = z.string().trim().min(1).max(300)
const optional = z.string().trim().max(300)
const long = z.string().trim().max(20_000)
const id = z.string()
const optionalId = z.string().nullable()
const annee = z.int().min(1990).max(2100)
const montantCentimes = z.int().positive()

export const candidatureInput = z.object({
  code: z
    .string()
    .trim()
    .regex(
      /^(?=.*\d)[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/,
      'Lettres sans accent, chiffres et tirets, avec un chiffre au moins.',
    ),
  titre: short,
  appel: optional,
  financeurId: optionalId,
  objet: long,
  publicVise: z.string().trim().max(2_000),
  depotLe: isoDay.nullable(),
  debut: isoDay.nullable(),
  fin: isoDay.nullable(),
  places: z.int().positive().nullable(),
})
export type CandidatureInput = z.infer<typeof candidatureInput>

export const partenaireInput = z.object({
  organisationId: id,
  role: z.enum(keysOf(partenaireRoles)),
  lettre: z.enum(keysOf(lettreEtats)),
  conseilLe: isoDay.nullable(),
  note: optional,
})

export const domaineInput = z.object({ titre: short, description: z.string().trim().max(2_000) })

export const actionInput = z.object({
  code: z.string().trim().min(1).max(40),
  titre: short,
  domaineId: optionalId,
  operateurId: optionalId,
  resume: z.string().trim().max(5_000),
  /** None: every commune of the territory. */
  communeCodes: z.array(z.string()),
})

export const budgetInput = z.object({
  actionId: id,
  operateurId: id,
  financeurId: id,
  annee,
  montantCentimes,
})

export const regleInput = z.object({
  genre: z.enum(keysOf(regleGenres)),
  seuil: z.number().nonnegative(),
  source: optional,
})

export const pieceInput = z.object({
  titre: short,
  responsable: optional,
  echeance: isoDay.nullable(),
  etat: z.enum(keysOf(pieceEtats)),
})

export const exigenceInput = z.object({
  titre: short,
  responsable: optional,
  etat: z.enum(keysOf(exigenceEtats)),
  preuve: optional,
  pieceIds: z.array(z.string()),
})

export const sectionInput = z.object({ titre: short, etat: z.enum(keysOf(sectionEtats)), texte: long })

export const depenseInput = z.object({ operateurId: id, annee, montantCentimes, note: optional })

export const goInput = z.object({
  decision: z.enum(['go', 'no_go']),
  decisionMotif: z.string().trim().min(1).max(2_000),
  decisionLe: isoDay,
})
export type GoInput = z.infer<typeof goInput>

export const issueInput = z.object({
  etat: z.enum(['gagnee', 'perdue']),
  issueLe: isoDay,
  montantObtenuCentimes: z.int().nonnegative().nullable(),
  lecons: z.string().trim().max(5_000),
})
export type IssueInput = z.infer<typeof issueInput>
