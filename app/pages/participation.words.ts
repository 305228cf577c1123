export const factNatures = {
  seance: 'Séance suivie',
  fiche: 'Fiche action',
  observation: 'Observation de terrain',
  dossier: 'Dossier de subvention',
  candidature: 'Candidature',
  appui: 'Demande d’appui',
} as const
export type FactNature = keyof typeof factNatures

export const lieux = {
  qpv: 'Avec un quartier prioritaire',
  rurale: 'Rurale',
  autre: 'Autre',
} as const
export type Lieu = keyof typeof lieux
