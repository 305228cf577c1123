import { z } from 'zod'
import { organisationNatures } from '#app/features/organisations/index.ts'
import { keysOf } from '#app/lib/choices.ts'
import { parisDateTime, percent } from '#app/lib/form-values.ts'
import { appelNatures, credits, formulaires, perimetreSens, pieceNatures } from './appel.words.ts'

const long = z.string().trim().max(20_000)
const share = percent.nullable()
const centimes = z.int().nonnegative().nullable()

/** What a call says of itself; its pieces, criteria and envelopes hang on it. */
export const appelInput = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[A-Z0-9-]{2,20}$/, 'Majuscules sans accent, chiffres et tirets, 20 signes au plus.'),
  titre: z.string().trim().min(1).max(300),
  nature: z.enum(keysOf(appelNatures)),
  formulaire: z.enum(keysOf(formulaires)),
  exercice: z.int().min(2000).max(2100),
  documentId: z.string().nullable(),
  cadrage: long,
  texte: long,
  contact: z.string().trim().max(500),
  ouvreLe: parisDateTime.nullable(),
  fermeLe: parisDateTime.nullable(),
  graceMinutes: z.int().min(0).max(1440),
  axeIds: z.array(z.string()),
  financeurIds: z.array(z.string()),
  perimetreId: z.string().nullable(),
  perimetreSens: z.enum(keysOf(perimetreSens)),
  /** None: every kind of carrier. */
  porteursAdmis: z.array(z.enum(keysOf(organisationNatures))),
  plancherCentimes: centimes,
  plafondCentimes: centimes,
  partPropreMin: share,
  aidePubliqueMax: share,
  partCpoCible: share,
  unParPorteur: z.boolean(),
  avisPartages: z.boolean(),
})
export type AppelInput = z.infer<typeof appelInput>

export const appelPieceInput = z.object({
  titre: z.string().trim().min(1).max(300),
  nature: z.enum(keysOf(pieceNatures)),
  obligatoire: z.boolean(),
})

export const critereInput = z.object({
  titre: z.string().trim().min(1).max(300),
  aide: z.string().trim().max(2_000),
  poids: z.int().min(1).max(100),
  noteMax: z.int().min(1).max(20),
})

export const enveloppeInput = z.object({
  financeurId: z.string().min(1),
  credit: z.enum(keysOf(credits)),
  libelle: z.string().trim().max(300),
  perimetreId: z.string().nullable(),
  montantCentimes: z.int().nonnegative(),
})
