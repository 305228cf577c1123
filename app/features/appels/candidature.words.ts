export const candidatureEtats = {
  etudiee: 'À l’étude',
  en_montage: 'En montage',
  deposee: 'Déposée',
  gagnee: 'Gagnée',
  perdue: 'Perdue',
  renoncee: 'Renoncée',
} as const
export type CandidatureEtat = keyof typeof candidatureEtats

export const decisions = { go: 'On y va', no_go: 'On renonce' } as const
export type Decision = keyof typeof decisions

export const partenaireRoles = {
  chef_de_file: 'Chef de file',
  operateur: 'Opérateur',
  cofinanceur: 'Cofinanceur',
  partenaire: 'Partenaire',
} as const
export type PartenaireRole = keyof typeof partenaireRoles

/** The way of a letter of engagement, in order. */
export const lettreEtats = {
  a_demander: 'À demander',
  demandee: 'Demandée',
  redigee: 'Rédigée',
  deliberee: 'Délibérée',
  signee: 'Signée',
  sans_objet: 'Sans objet',
} as const
export type LettreEtat = keyof typeof lettreEtats

export const regleGenres = {
  part_max: 'Part de l’appel dans le total, au plus (%)',
  part_max_action: 'Part de l’appel dans chaque action, au plus (%)',
  montant_max: 'Montant demandé, au plus (€)',
  montant_min: 'Montant demandé, au moins (€)',
  partenaires_min: 'Partenaires du consortium, au moins',
  annees_max: 'Années de dépenses, au plus',
} as const
export type RegleGenre = keyof typeof regleGenres

export const pieceEtats = { a_faire: 'À faire', en_cours: 'En cours', prete: 'Prête' } as const
export type PieceEtat = keyof typeof pieceEtats

export const exigenceEtats = {
  a_traiter: 'À traiter',
  en_cours: 'En cours',
  satisfaite: 'Satisfaite',
} as const
export type ExigenceEtat = keyof typeof exigenceEtats

export const sectionEtats = {
  a_ecrire: 'À écrire',
  en_relecture: 'En relecture',
  arretee: 'Texte arrêté',
} as const
export type SectionEtat = keyof typeof sectionEtats
