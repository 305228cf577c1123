import { z } from 'zod'
import { keysOf } from '#app/lib/choices.ts'
import { isoDay } from '#app/lib/form-values.ts'
import { portees } from './dossier.words.ts'

const long = z.string().trim().max(20_000)
const line = z.string().trim().max(300)
const count = z.int().min(0).max(1_000_000).nullable()

/** What a carrier writes of its action, in the order it thinks of it. Budget, counts and results are tables beside. */
export const dossierInput = z.object({
  titre: line,
  axeId: z.string().nullable(),
  ficheId: z.string().nullable(),
  reconduction: z.boolean(),
  pluriannuel: z.boolean(),
  besoins: long,
  objectifs: long,
  description: long,
  debut: isoDay.nullable(),
  fin: isoDay.nullable(),
  publicVise: z.string().trim().max(2_000),
  portee: z.enum(keysOf(portees)),
  communeCodes: z.array(z.string()),
  qpvCodes: z.array(z.string()),
  lieux: z.string().trim().max(2_000),
  moyensHumains: long,
  benevoles: count,
  salaries: count,
  etp: z.number().min(0).max(100_000).nullable(),
  evaluation: long,
  chargesIndirectes: long,
  autresInformations: long,
  responsableNom: line,
  responsableFonction: line,
  responsableCourriel: z.union([z.literal(''), z.email()]),
  responsableTelephone: z.string().trim().max(30),
  seuilAidesDepasse: z.boolean(),
})
export type DossierInput = z.infer<typeof dossierInput>
