import { z } from 'zod'
import { isoDay } from '#app/lib/form-values.ts'

export const organisationNatures = {
  commune: 'Commune',
  epci: 'Intercommunalité (EPCI)',
  etat: 'État, préfecture',
  region: 'Région',
  departement: 'Département',
  caf: 'CAF',
  ars: 'ARS',
  cpam: 'CPAM',
  bailleur: 'Bailleur social',
  association: 'Association',
  gip: 'GIP',
  chambre: 'Chambre consulaire',
  ecole: 'École, collège, lycée',
  universite: 'Université',
  conseil_citoyen: 'Conseil citoyen',
  entreprise: 'Entreprise',
  ccas: 'CCAS',
  justice: 'Justice',
  emploi: 'Service de l’emploi',
  education_nationale: 'Éducation nationale',
  banque_publique: 'Banque publique',
  autre: 'Autre',
} as const

export type OrganisationNature = keyof typeof organisationNatures

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

export function isOrganisationNature(value: string | undefined): value is OrganisationNature {
  return value !== undefined && value in organisationNatures
}
