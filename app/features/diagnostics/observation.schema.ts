import { z } from 'zod'
import { isoDay } from '#app/lib/form-values.ts'

/** Who speaks: a function, never a name. */
export const qualites = {
  professionnel: 'Professionnel·le de terrain',
  benevole: 'Bénévole',
  elu: 'Élu·e',
  habitant: 'Habitant·e',
  agent: 'Agent public',
} as const

export const certitudes = {
  vu: 'Vu ou entendu soi-même',
  rapporte: 'Rapporté par d’autres',
  suppose: 'Supposé',
} as const

type Qualite = keyof typeof qualites
type Certitude = keyof typeof certitudes

const keysOf = <Key extends string>(words: Record<Key, string>) => Object.keys(words) as [Key, ...Key[]] // keys of a const record

const line = (max: number) => z.string().trim().max(max)

export const observationInput = z.object({
  texte: line(2000).min(1),
  axeId: z.uuid().nullable(),
  communes: z.array(z.string()),
  qpvs: z.array(z.string()),
  auteurQualite: z.enum(keysOf<Qualite>(qualites)),
  observeeLe: isoDay,
  depuis: line(200),
  certitude: z.enum(keysOf<Certitude>(certitudes)),
  sources: line(500),
  etiquettes: line(200),
})

export type ObservationInput = z.infer<typeof observationInput>

/** What a partner writes through a link: the same, and in whose name. */
export const contributionInput = observationInput.omit({ axeId: true }).extend({
  contributeur: line(200).min(1),
})

export type ContributionInput = z.infer<typeof contributionInput>
