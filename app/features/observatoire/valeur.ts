import type { Niveau } from '#data/sources/niveaux.ts'
import type { Statut } from '#data/sources/statuts.ts'

/** A place of a level; a perimeter of the project is made of communes and published by nobody. */
export interface Place {
  niveau: Niveau | 'perimetre'
  code: string
}

/** A figure with where it comes from. A suppressed value has a status and no number. */
export interface Valeur {
  indicateur: string
  label: string | null
  lieu: Place
  value: number | null
  status: Statut
  /** Why there is no number, when a computation or an aggregation refused. */
  reason: string | null
  unit: string | null
  periode: string
  geographie: string | null
  /** How it was made: published as it is, computed from counts, added up from smaller places. */
  origin: 'publie' | 'calcule' | 'agrege'
  source: ValeurSource
}

export interface ValeurSource {
  file: string
  sha256: string
  producer: string
  millesime: string | null
  import: string
  dataset: string
  licence: string
}

export interface ValeurQuery {
  indicateur: string
  lieu: Place
  periode?: string | undefined
  /** The communes of the place, when it is a perimeter of the project. */
  members?: readonly string[] | undefined
}

/** The latest period first; a period that is not a date comes after every date. */
export function byPeriode(one: { periode: string }, other: { periode: string }): number {
  return dated(other.periode).localeCompare(dated(one.periode))
}

function dated(periode: string): string {
  return /^\d{4}/.test(periode) ? periode : ''
}

/** Whether a period is the one asked for: `2021` also finds `2021-12-31`, `2021-T4` or `2021-06`, not `2021-2026`. */
export function isPeriode(periode: string, wanted: string | undefined): boolean {
  if (wanted === undefined || periode === wanted) return true
  return /^\d{4}$/.test(wanted) && periode.startsWith(`${wanted}-`) && !/^\d{4}-\d{4}$/.test(periode)
}
