import type { Theme } from './catalogue.ts'

/** What an indicator of the territory's own is made of. */
export const natures = {
  effectif: 'Effectif : des personnes ou des choses comptées',
  mesure: 'Mesure : un taux, un indice, un montant',
  formule: 'Formule : calculé à partir d’autres indicateurs',
} as const

export type Nature = keyof typeof natures

export const sensLabels = {
  hausse: 'Plus haut est mieux',
  baisse: 'Plus bas est mieux',
  contexte: 'Ni l’un ni l’autre : un élément de contexte',
  ambigu: 'Une hausse peut être un progrès ou une aggravation',
} as const

/** Levels a figure may be entered at. */
export type NiveauLocal = 'commune' | 'qpv' | 'epci'

export interface IndicateurLocal {
  id: string
  code: string
  libelle: string
  definition: string
  theme: Theme
  nature: Nature
  unite: string
  sens: keyof typeof sensLabels
  source: string
  formule: string
  totalId: string | null
  exemple: boolean
}

export interface ValeurSaisie {
  indicateurId: string
  niveau: NiveauLocal
  code: string
  periode: string
  valeur: number
  fichier: string
}

/** A quarter with the communes it lies in, those outside the territory included. */
export interface QuartierLocal {
  code: string
  communes: readonly string[]
}

/** Everything the territory enters itself, with the places it is about. */
export interface Locaux {
  home: string
  communes: readonly string[]
  quartiers: readonly QuartierLocal[]
  indicateurs: readonly IndicateurLocal[]
  valeurs: readonly ValeurSaisie[]
}

export function isNature(text: string): text is Nature {
  return text in natures
}

export function isSens(text: string): text is IndicateurLocal['sens'] {
  return text in sensLabels
}

export function isNiveauLocal(text: string): text is NiveauLocal {
  return text === 'commune' || text === 'qpv' || text === 'epci'
}
