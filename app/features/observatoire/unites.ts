import { formatChange, formatNumber, formatWithUnit, type Unit } from '#app/lib/numbers.ts'
import { isStatutKnown, shortStatut } from './statut-mots.ts'
import type { Valeur } from './valeur.ts'

const UNITS: Record<string, Unit> = {
  '%': 'pourcent',
  '‰': 'pour-mille',
  'pour 100 000': 'pour-100000',
  '€': 'euros',
  personnes: 'personnes',
  ratio: 'ratio',
  indice: 'indice',
}

/** The unit of the catalogue as formulas know it: what has no name of its own is a number of things. */
export function unitOf(unit: string): Unit {
  return UNITS[unit] ?? 'nombre'
}

/** Whether a unit counts people or things: a small place then has a small number, which is no gap. */
export function isCount(unit: string | null): boolean {
  return unit === 'personnes' || (unit !== null && !(unit in UNITS) && !/ pour |par /.test(unit))
}

/** « 20 250 € », « 25 % », « 349 établissements ». */
export function formatFigure(value: number, unit: string | null): string {
  if (unit === null) return formatNumber(value, 2)
  if (unit === 'personnes') return formatNumber(value)
  if (unit in UNITS) return formatWithUnit(value, unitOf(unit))
  return `${formatNumber(value, isCount(unit) ? 0 : 1)} ${unit}`
}

/** The figure, or the short word of why there is none. */
export function formatValeur({ value, status, unit }: Pick<Valeur, 'value' | 'status' | 'unit'>): string {
  if (value === null) return shortStatut(status)
  return `${formatFigure(value, unit)}${isStatutKnown(status) && status !== 'normal' ? ` (${shortStatut(status)})` : ''}`
}

/** The gap of a figure to a comparator: points for rates, a share for amounts, nothing for counts. */
export function formatGap(value: number, other: number, unit: string | null): string | null {
  if (isCount(unit)) return null
  if (unit === '%') return `${formatChange(value - other)} pts`
  if (unit === '‰') return `${formatChange(value - other)} ‰`
  if (other === 0) return null
  return `${formatChange((100 * (value - other)) / Math.abs(other))} %`
}
