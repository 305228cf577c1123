import { type Unit, unitForms } from '#app/lib/numbers.ts'

/** How a number is meant: an amount of something, a bare ratio, or a ratio already multiplied. */
export type Form = 'quantite' | 'rapport' | 'pourcent' | 'points' | 'pour-mille' | 'pour-100000' | 'indice'

/** The unit of a result as it is computed: `{ personnes: 1, km2: -1 }` is persons per km². */
export type Dimension = { form: Form; bases: Readonly<Record<string, number>> }

export const SCALAR: Dimension = { form: 'rapport', bases: {} }

const FORMS: Partial<Record<Unit, Form>> = {
  part: 'rapport',
  ratio: 'rapport',
  pourcent: 'pourcent',
  points: 'points',
  'pour-mille': 'pour-mille',
  'pour-100000': 'pour-100000',
  indice: 'indice',
}

/** Inhabitants are persons: a rate of persons per inhabitant is a bare ratio. */
const BASES: Partial<Record<Unit, string>> = { habitants: 'personnes' }

/** The dimension of a declared unit. */
export function dimensionOf(unit: Unit): Dimension {
  const form = FORMS[unit]
  return form ? { form, bases: {} } : { form: 'quantite', bases: { [BASES[unit] ?? unit]: 1 } }
}

/** Whether a result may be declared in a unit. */
export function fitsUnit(dimension: Dimension, unit: Unit): boolean {
  return isSame(dimension, dimensionOf(unit))
}

/** Whether two numbers may be added or compared. */
export function isSame(a: Dimension, b: Dimension): boolean {
  return a.form === b.form && keyOf(a) === keyOf(b)
}

/** Whether it is a bare number or ratio, that multiplies anything. */
export function isScalar(dimension: Dimension): boolean {
  return dimension.form === 'rapport'
}

/** Whether it counts persons, households or things: what secrecy protects. */
export function isCount({ form, bases }: Dimension): boolean {
  const names = Object.entries(bases)
  return (
    form === 'quantite' &&
    names.length === 1 &&
    names.every(([name, power]) => power === 1 && COUNTED.has(name))
  )
}

const COUNTED = new Set(['personnes', 'menages', 'nombre'])

/** The product, or the quotient with `power` −1, of two quantities; a bare ratio when nothing is left. */
export function multiply(a: Dimension, b: Dimension, power: 1 | -1): Dimension {
  const bases: Record<string, number> = { ...a.bases }
  for (const [name, exponent] of Object.entries(b.bases)) bases[name] = (bases[name] ?? 0) + power * exponent
  const kept = Object.fromEntries(Object.entries(bases).filter(([, exponent]) => exponent !== 0))
  return Object.keys(kept).length === 0 ? SCALAR : { form: 'quantite', bases: kept }
}

/** « personnes par km² », « % », « rapport »: what a message and a legend say of a unit. */
export function describeDimension({ form, bases }: Dimension): string {
  if (form !== 'quantite') return form === 'rapport' ? 'nombre sans unité' : unitForms[form].label
  const named = (sign: number) =>
    Object.entries(bases)
      .filter(([, exponent]) => Math.sign(exponent) === sign)
      .map(([name, exponent]) => labelOf(name) + (Math.abs(exponent) > 1 ? `^${Math.abs(exponent)}` : ''))
  const [over, under] = [named(1), named(-1)]
  const top = over.join(' × ') || '1'
  return under.length > 0 ? `${top} par ${under.join(' et ')}` : top
}

function labelOf(base: string): string {
  return Object.entries(unitForms).find(([unit]) => unit === base)?.[1].label ?? base
}

function keyOf({ bases }: Dimension): string {
  return JSON.stringify(Object.entries(bases).sort(([a], [b]) => (a < b ? -1 : 1)))
}
