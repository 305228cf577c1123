import type { Tone } from '#app/ui/page.tsx'

export const demarcheEtats = {
  preparation: 'En préparation',
  contributions: 'Contributions ouvertes',
  redaction: 'En rédaction',
  consultation: 'Soumise pour avis',
  portee: 'Portée au document',
  abandonnee: 'Abandonnée',
} as const
export type DemarcheEtat = keyof typeof demarcheEtats

export const demarcheTones: Record<DemarcheEtat, Tone> = {
  preparation: 'ochre',
  contributions: 'brand',
  redaction: 'violet',
  consultation: 'brand',
  portee: 'green',
  abandonnee: 'neutral',
}

/** The road of a démarche that is led to its end. */
export const phases = ['preparation', 'contributions', 'redaction', 'consultation', 'portee'] as const

export const contributionNatures = {
  diagnostic: 'Constat',
  proposition: 'Proposition',
} as const
export type ContributionNature = keyof typeof contributionNatures

/** What became of a contribution in the text. */
export const traitements = {
  a_traiter: 'À traiter',
  reprise: 'Reprise dans le texte',
  non_reprise: 'Non reprise',
} as const
export type Traitement = keyof typeof traitements

export const traitementTones: Record<Traitement, Tone> = {
  a_traiter: 'ochre',
  reprise: 'green',
  non_reprise: 'neutral',
}

/** In an address and in a table: what is said of the document as a whole. */
export const WHOLE_KEY = 'ensemble'
