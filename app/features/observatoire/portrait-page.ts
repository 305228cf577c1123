import type { Statut } from '#data/sources/statuts.ts'
import type { Direction, Theme } from './catalogue.ts'
import type { Valeur, ValeurSource } from './valeur.ts'

/** A figure as a page shows it: written, dated, sourced, or the sentence that says why there is none. */
export interface Cellule {
  value: number | null
  status: Statut
  text: string
  periode: string | null
  why: string | null
  origin: Valeur['origin'] | null
  source: Pick<ValeurSource, 'import' | 'file' | 'producer' | 'millesime'> | null
}

export interface Comparaison {
  cell: Cellule
  /** « +4,5 pts », null when there is no gap to say. */
  gap: string | null
}

export interface LignePortrait {
  id: string
  label: string
  definition: string
  formula: string
  unit: string
  direction: Direction
  cell: Cellule
  /** Known values, oldest first, for the drawing of the trend. */
  trend: Array<{ periode: string; value: number }>
  comparaisons: Comparaison[]
  /** Where the place stands among the communes of the territory; never a prize. */
  position: string | null
  notes: string[]
}

export interface ThemePortrait {
  theme: Theme
  label: string
  lines: LignePortrait[]
  /** Indicators of the theme for which nothing was imported, by the files that would give them. */
  missing: Array<{ source: string; dataset: string; labels: string[] }>
}

export interface Comparateur {
  key: string
  nom: string
}

export interface Portrait {
  themes: ThemePortrait[]
  comparateurs: Comparateur[]
  /** The communes whose median is the last comparator, when it was asked for. */
  semblables: Array<{ code: string; nom: string }>
  counts: { filled: number; masked: number; absent: number }
}

/** The communes of a larger place side by side, one column an indicator at its latest period. */
export interface CommunesPortrait {
  columns: Array<{ id: string; label: string; unit: string; periode: string }>
  rows: Array<{ code: string; nom: string; cells: Cellule[] }>
}

/** One indicator at several places, at the latest period known for most of them. */
export interface Chiffre {
  indicateur: string
  label: string
  unit: string
  cells: Array<{ lieu: string; nom: string; cell: Cellule }>
}
