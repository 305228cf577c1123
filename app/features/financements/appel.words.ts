import type { Tone } from '#app/ui/page.tsx'

/** The words of a call for projects. No Zod here: lists that only show them stay light. */
export const appelNatures = {
  contrat_de_ville: 'Programmation du contrat de ville',
  fonds_local: 'Fonds local',
  autre: 'Autre dispositif',
} as const

export const formulaires = {
  complet: 'Complet, selon le CERFA 12156',
  simplifie: 'Simplifié, une page',
} as const

export const appelEtats = {
  brouillon: 'Brouillon',
  valide: 'Validé',
  ouvert: 'Ouvert',
  clos: 'Clos',
  instruction: 'En instruction',
  programme: 'Programmé',
  archive: 'Archivé',
} as const
export type AppelEtat = keyof typeof appelEtats

export const appelTones: Record<AppelEtat, Tone> = {
  brouillon: 'neutral',
  valide: 'brand',
  ouvert: 'green',
  clos: 'ochre',
  instruction: 'ochre',
  programme: 'brand',
  archive: 'neutral',
}

export const perimetreSens = {
  dans: 'Dans ce périmètre',
  hors: 'Hors de ce périmètre',
} as const

export const pieceNatures = {
  statuts: 'Statuts',
  dirigeants: 'Liste des dirigeants',
  rib: 'RIB',
  comptes: 'Comptes approuvés',
  commissaire: 'Rapport du commissaire aux comptes',
  rapport_activite: 'Rapport d’activité',
  budget: 'Budget prévisionnel de la structure',
  delegation: 'Délégation de signature',
  compte_rendu: 'Compte rendu financier de l’an dernier',
  autre: 'Autre pièce',
} as const
export type PieceNature = keyof typeof pieceNatures

/** What an organisation gives once: not asked again the year after. */
export const permanentPieces: ReadonlyArray<PieceNature> = ['statuts', 'dirigeants', 'rib']

export const credits = {
  droit_commun: 'Droit commun',
  specifique: 'Crédits spécifiques',
} as const
export type Credit = keyof typeof credits
