import { formatList } from '#app/lib/text.ts'
import { jenks } from './jenks.ts'
import { quantileOfSorted } from './quantile.ts'
import { mean, standardDeviation } from './standardise.ts'

export type ClassMethod = 'quantiles' | 'egales' | 'jenks' | 'ecart-type' | 'manuelle'

export const classMethodLabels: Record<ClassMethod, string> = {
  quantiles: 'Effectifs égaux (quantiles)',
  egales: 'Intervalles égaux',
  jenks: 'Seuils naturels (Jenks)',
  'ecart-type': 'Écarts à la moyenne',
  manuelle: 'Seuils choisis',
}

/** Classes `]lower, upper]`; the first one holds its lower bound too. */
export type ValueClass = { lower: number; upper: number; count: number }

export type Classification = { method: ClassMethod; classes: ValueClass[] }

export type ClassificationRequest =
  | { method: Exclude<ClassMethod, 'manuelle'>; count: number }
  /** The inner bounds, in any order: n bounds make n + 1 classes. */
  | { method: 'manuelle'; bounds: ReadonlyArray<number> }

/**
 * Cuts numbers into the classes of a map or a legend. Missing values must have been set aside: they are not a class.
 * Bounds that fall together (many equal values) are merged, so there may be fewer classes than asked; no class is
 * ever empty except with equal intervals, standard deviations and chosen bounds, whose bounds do not follow the data.
 * Quantiles by R7; standard deviation with n − 1, bounds at ±0.5, ±1.5… around the mean.
 * @returns no class for an empty list.
 * @throws RangeError when a value is not finite, or fewer than one class is asked.
 */
export function classify(values: ReadonlyArray<number>, request: ClassificationRequest): Classification {
  if (!values.every(Number.isFinite)) throw new RangeError('Classes need finite values')
  const sorted = values.toSorted((a, b) => a - b)
  const [smallest, largest] = [sorted[0], sorted.at(-1)]
  if (smallest === undefined || largest === undefined) return { method: request.method, classes: [] }
  const inner = innerBounds(sorted, request).filter((bound) => bound >= smallest && bound < largest)
  const bounds = [...new Set(inner)].sort((a, b) => a - b)
  const uppers = [...bounds, largest]
  const classes = uppers.map((upper, index) => ({ lower: uppers[index - 1] ?? smallest, upper, count: 0 }))
  for (const value of sorted) {
    const found = classes[classIndexOf(value, uppers)]
    if (found) found.count += 1
  }
  return { method: request.method, classes }
}

/** The class a value falls in, from 0; −1 when it is outside all of them. */
export function classOf(value: number, { classes }: Classification): number {
  const lowest = classes[0]?.lower ?? Number.POSITIVE_INFINITY
  const uppers = classes.map(({ upper }) => upper)
  return value < lowest ? -1 : classIndexOf(value, uppers)
}

/** « de 10 à 20 », « 10 » when the class holds one value only: the line of a legend. */
export function formatClass({ lower, upper }: ValueClass, format: (value: number) => string): string {
  const [from, to] = [format(lower), format(upper)]
  return from === to ? from : `de ${from} à ${to}`
}

/** A sentence that describes a classification to someone who cannot see the map. */
export function describeClasses({ classes }: Classification, format: (value: number) => string): string {
  return formatList(classes.map((one) => `${formatClass(one, format)} : ${one.count}`))
}

function innerBounds(sorted: ReadonlyArray<number>, request: ClassificationRequest): number[] {
  if (request.method === 'manuelle') return [...request.bounds]
  const { method, count } = request
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`Not a number of classes: ${count}`)
  const steps = Array.from({ length: count - 1 }, (_, index) => (index + 1) / count)
  const [smallest = 0, largest = 0] = [sorted[0], sorted.at(-1)]
  switch (method) {
    case 'quantiles':
      return steps.map((step) => quantileOfSorted(sorted, step))
    case 'egales':
      return steps.map((step) => smallest + step * (largest - smallest))
    case 'jenks':
      return jenks(sorted, count).slice(0, -1)
    case 'ecart-type':
      return deviationBounds(sorted, count)
  }
}

/** Bounds half a standard deviation off the mean, then one by one: an odd number of classes puts the mean in the middle one. */
function deviationBounds(sorted: ReadonlyArray<number>, count: number): number[] {
  const [centre, deviation] = [mean(sorted), standardDeviation(sorted)]
  const first = -(count - 2) / 2
  return Array.from({ length: count - 1 }, (_, index) => centre + (first + index) * deviation)
}

function classIndexOf(value: number, uppers: ReadonlyArray<number>): number {
  return uppers.findIndex((upper) => value <= upper)
}
