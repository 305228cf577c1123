import { z } from 'zod'
import { keysOf } from '#app/lib/choices.ts'
import { isoDay } from '#app/lib/form-values.ts'

export const instanceNatures = {
  copil: 'Comité de pilotage',
  copil_elargi: 'Comité de pilotage élargi',
  cotech: 'Comité technique',
  groupe_thematique: 'Groupe thématique',
  groupe_transversal: 'Groupe transversal',
  conseil_citoyen: 'Conseil citoyen',
  conference_financeurs: 'Conférence des financeurs',
  autre: 'Autre instance',
} as const

export type InstanceNature = keyof typeof instanceNatures

const count = (max: number) => z.int().min(1).max(max).nullable()

export const instanceInput = z.object({
  nom: z.string().trim().min(1).max(300),
  nature: z.enum(keysOf(instanceNatures)),
  objet: z.string().trim().max(5_000),
  documentId: z.uuid().nullable(),
  elargitId: z.uuid().nullable(),
  perimetreId: z.uuid().nullable(),
  qpvCode: z.string().trim().max(20).nullable(),
  axeIds: z.array(z.uuid()),
  rythmeAnnuel: count(52),
  quorumPourcent: count(100),
  debut: isoDay,
  fin: isoDay.nullable(),
  source: z.string().trim().max(2_000),
})

export type InstanceInput = z.infer<typeof instanceInput>

export const siegeInput = z.object({
  organisationId: z.uuid(),
  college: z.string().trim().max(200),
  titulaireId: z.uuid().nullable(),
  suppleantId: z.uuid().nullable(),
  debut: isoDay,
  fin: isoDay.nullable(),
})

export type SiegeInput = z.infer<typeof siegeInput>
