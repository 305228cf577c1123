import type { Tone } from '#app/ui/page.tsx'

/** From the strongest part to none; the word is the commune's, never a mark given to it. */
export const niveaux = {
  pilote: 'Pilote',
  engagee: 'Partenaire engagée',
  associee: 'Associée',
  informee: 'Informée',
  pas_concernee: 'Pas concernée',
} as const
export type Niveau = keyof typeof niveaux

/** How much of the disc is full: the shape says the level to who does not see colours. */
export const niveauShares: Record<Niveau, number> = {
  pilote: 1,
  engagee: 0.75,
  associee: 0.5,
  informee: 0.25,
  pas_concernee: 0,
}

export const genres = {
  axe: 'Axes',
  instance: 'Instances',
  appel: 'Dispositifs',
  candidature: 'Candidatures',
} as const
export type Genre = keyof typeof genres

/** « cet axe », « cette instance »… */
export const genreWords: Record<Genre, string> = {
  axe: 'cet axe',
  instance: 'cette instance',
  appel: 'ce dispositif',
  candidature: 'cette candidature',
}

export const genreColumns = {
  axe: 'axe_id',
  instance: 'instance_id',
  appel: 'appel_id',
  candidature: 'candidature_id',
} as const satisfies Record<Genre, string>

export const reponses = {
  acceptee: 'Acceptée',
  autre: 'Acceptée à un autre niveau',
  declinee: 'Déclinée',
} as const
export type Reponse = keyof typeof reponses

export const reponseTones: Record<Reponse, Tone> = { acceptee: 'green', autre: 'brand', declinee: 'neutral' }
