import { z } from 'zod'

export const diagnosticEtats = {
  brouillon: 'Brouillon',
  partage: 'En discussion',
  valide: 'Validé',
} as const

export type DiagnosticEtat = keyof typeof diagnosticEtats

export function isDiagnosticEtat(text: unknown): text is DiagnosticEtat {
  return typeof text === 'string' && text in diagnosticEtats
}

/** What figures and field say together of a finding. */
export const accords = {
  a_lire: 'À lire ensemble',
  accord: 'Chiffres et terrain se rejoignent',
  desaccord: 'Chiffres et terrain divergent',
  chiffres_muets: 'Les chiffres ne disent rien',
  terrain_muet: 'Le terrain n’a rien dit',
} as const

export type Accord = keyof typeof accords

export const diagnosticInput = z.object({
  titre: z.string().trim().min(1).max(200),
  annee: z.int().min(2000).max(2100),
  axeId: z.uuid().nullable(),
  communes: z.array(z.string()),
  qpvs: z.array(z.string()),
  resume: z.string().trim().max(4000),
})

export type DiagnosticInput = z.infer<typeof diagnosticInput>

export const constatInput = z.object({
  titre: z.string().trim().min(1).max(200),
  indicateurs: z.array(z.string()),
  observations: z.array(z.string()),
  lecture: z.string().trim().max(4000),
  accord: z.enum(Object.keys(accords) as [Accord, ...Accord[]]), // keys of a const record
  engagements: z.array(z.string()),
})

export type ConstatInput = z.infer<typeof constatInput>

export const appelInput = z.object({
  destinataire: z.string().trim().min(1).max(200),
  jours: z.int().min(1).max(180),
})

export type AppelInput = z.infer<typeof appelInput>
