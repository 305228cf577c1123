/** What kinds of organisations there are, in words. No Zod here: lists that only show them stay light. */
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

export function isOrganisationNature(value: string | undefined): value is OrganisationNature {
  return value !== undefined && Object.hasOwn(organisationNatures, value)
}
