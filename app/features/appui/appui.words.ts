import type { Tone } from '#app/ui/page.tsx'

export const appuiNatures = {
  diagnostic: 'Diagnostic',
  financement: 'Recherche de financements',
  montage: 'Montage de dossier',
  evaluation: 'Évaluation',
  animation: 'Animation, mise en réseau',
  donnees: 'Données, cartes',
} as const
export type AppuiNature = keyof typeof appuiNatures

export const appuiEtats = {
  deposee: 'À trier',
  acceptee: 'En cours',
  reorientee: 'Réorientée',
  declinee: 'Déclinée',
  terminee: 'Terminée',
} as const
export type AppuiEtat = keyof typeof appuiEtats

export const appuiTones: Record<AppuiEtat, Tone> = {
  deposee: 'ochre',
  acceptee: 'brand',
  reorientee: 'violet',
  declinee: 'neutral',
  terminee: 'green',
}

/** The answers to the one question: « Cet appui vous a-t-il servi ? » */
export const satisfactions = {
  beaucoup: 'Beaucoup',
  plutot: 'Plutôt oui',
  peu: 'Peu',
  pas: 'Pas du tout',
} as const
export type Satisfaction = keyof typeof satisfactions

export const lieuSortes = {
  qpv: 'Communes avec un quartier prioritaire',
  rurale: 'Communes rurales',
  autre: 'Autres communes',
  ensemble: 'Tout le territoire',
} as const
export type LieuSorte = keyof typeof lieuSortes

export const suiteSortes = {
  fiche: 'Fiche action',
  candidature: 'Candidature',
  dossier: 'Dossier de subvention',
  diagnostic: 'Diagnostic partagé',
} as const
export type SuiteSorte = keyof typeof suiteSortes

/** How long the question asked at the end of a support waits for its answer, in days. */
export const QUESTION_DAYS = 90
