import { z } from 'zod'

const long = z.string().trim().max(20_000)
const count = z.coerce
  .number({ error: 'Écrivez un nombre entier.' })
  .int('Écrivez un nombre entier.')
  .min(0, 'Écrivez un nombre positif.')
  .max(1_000_000)

/** The words of a financial report, in the order of the form 15059. */
export const renduInput = z.object({
  miseEnOeuvre: long,
  beneficiaires: z.preprocess((typed) => (typed === '' ? null : typed), count.nullable()),
  beneficiairesDetail: long,
  datesLieux: long,
  objectifsAtteints: long,
  reglesRepartition: long,
  ecarts: long,
  contributionsVolontaires: long,
  observations: long,
  signataireNom: z.string().trim().max(200),
  signataireFonction: z.string().trim().max(200),
})
export type RenduInput = z.infer<typeof renduInput>

export const reliquatInput = z.object({
  issue: z.enum(['solde', 'report', 'reversement']),
  montantCentimes: z.int().min(0).max(10_000_000_000),
  motif: z.string().trim().max(1_000),
})
export type ReliquatInput = z.infer<typeof reliquatInput>
