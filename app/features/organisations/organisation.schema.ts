import { z } from 'zod'
import { isoDay } from '#app/lib/form-values.ts'
import { type OrganisationNature, organisationNatures } from './organisation.words.ts'

const natures = Object.keys(organisationNatures) as [OrganisationNature, ...OrganisationNature[]] // keys of a const record

/** A day after the start, or nothing: the end is the first day the thing no longer is. */
const optionalText = z.string().trim().max(300).nullable()

export const organisationInput = z.object({
  nom: z.string().trim().min(1).max(300),
  sigle: optionalText,
  nature: z.enum(natures),
  siret: optionalText,
  siren: optionalText,
  rna: optionalText,
  communeCode: optionalText,
  adresse: optionalText,
  courriel: optionalText,
  telephone: optionalText,
  siteWeb: optionalText,
  debut: isoDay.nullable(),
  fin: isoDay.nullable(),
})

export type OrganisationInput = z.infer<typeof organisationInput>
