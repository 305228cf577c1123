import type { OrganisationNature } from '#app/features/organisations/index.ts'

/** What makes a tie: organisations did one thing together, in one year. */
export const natures = {
  groupe: 'ont siégé ensemble à une séance d’un groupe de travail',
  fiche: 'portent, opèrent ou accompagnent la même fiche action',
  financement: 'ont financé le même dossier',
  signature: 'ont signé le même document-cadre',
  candidature: 'ont répondu ensemble à un appel',
} as const
export type Nature = keyof typeof natures

/** The worlds a tie may cross: fewer than the natures of the directory, so that a picture tells them apart. */
export const secteurs: Record<OrganisationNature, string> = {
  commune: 'Communes et intercommunalité',
  epci: 'Communes et intercommunalité',
  ccas: 'Communes et intercommunalité',
  etat: 'État et justice',
  justice: 'État et justice',
  region: 'Région et Département',
  departement: 'Région et Département',
  caf: 'Protection sociale et santé',
  ars: 'Protection sociale et santé',
  cpam: 'Protection sociale et santé',
  bailleur: 'Bailleurs sociaux',
  association: 'Associations et habitants',
  conseil_citoyen: 'Associations et habitants',
  ecole: 'École, formation, emploi',
  universite: 'École, formation, emploi',
  education_nationale: 'École, formation, emploi',
  emploi: 'École, formation, emploi',
  chambre: 'Entreprises et banques',
  entreprise: 'Entreprises et banques',
  banque_publique: 'Entreprises et banques',
  gip: 'Autres',
  autre: 'Autres',
}

/** One organisation in one fact of one year; the others of the same fact are those it worked with. */
export interface Participation {
  nature: Nature
  fait: string
  annee: number
  organisationId: string
  titre: string
  /** Address of the fact, below that of the territory; null when it has no page. */
  lien: string | null
}
