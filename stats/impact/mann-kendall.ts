import { normalTwoSided } from '../numerics/distributions.ts'

export type MannKendall = {
  /** Pairs that rise minus pairs that fall. */
  readonly s: number
  /** S ÷ number of pairs that are not ties. */
  readonly tau: number
  /** Two-sided. */
  readonly pValue: number
  readonly isExact: boolean
}

/** Beyond this length the normal approximation with the correction for ties is used. */
const LONGEST_EXACT = 60

/**
 * Mann-Kendall test of a monotonic trend in a short series of independent measures, exact with or without ties: S is twice
 * the number of inversions short of its maximum, and inversions of a list with repeats follow a Gaussian multinomial.
 * Missing values (NaN) are left out. Not for autocorrelated series (yearly census vintages).
 *
 * @returns NaN for fewer than 3 values or a constant series
 * @see Mann (1945); Kendall (1975)
 * @example mannKendall([1, 2, 3, 4, 5]).pValue // 2 ÷ 120
 */
export function mannKendall(series: Iterable<number>): MannKendall {
  const values = [...series].filter((value) => !Number.isNaN(value))
  const count = values.length
  let s = 0
  values.forEach((later, j) => {
    for (let i = 0; i < j; i++) s += Math.sign(later - (values[i] ?? 0))
  })
  const ties = tieSizes(values)
  const pairs = (count * (count - 1)) / 2 - ties.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
  if (count < 3 || pairs === 0) return { s, tau: Number.NaN, pValue: Number.NaN, isExact: true }
  const tau = s / pairs
  if (count > LONGEST_EXACT) return { s, tau, pValue: approximate(s, count, ties), isExact: false }
  return { s, tau, pValue: Math.min(1, exactTail(s, pairs, ties)), isExact: true }
}

/**
 * Chances of each number of inversions, 0 to the number of pairs that are not ties, when every order is equally likely.
 * @param ties sizes of the groups of equal values; their sum is the length of the series
 */
export function inversionChances(ties: readonly number[]): Float64Array {
  let chances: Float64Array = Float64Array.of(1)
  let placed = 0
  for (const size of ties) {
    // Interleaving `size` equal values with those placed: a Gaussian binomial, built factor by factor.
    for (let k = 1; k <= size; k++) chances = divideByRun(multiplyByRun(chances, placed + k), k)
    placed += size
  }
  return chances
}

/** Times (1 + q + … + q^(run − 1)) ÷ run. */
function multiplyByRun(chances: Float64Array, run: number): Float64Array {
  const product = new Float64Array(chances.length + run - 1)
  let window = 0
  for (let k = 0; k < product.length; k++) {
    window += (chances[k] ?? 0) - (k >= run ? (chances[k - run] ?? 0) : 0)
    product[k] = window / run
  }
  return product
}

/** Divides by (1 + q + … + q^(run − 1)) ÷ run, which goes exactly. */
function divideByRun(chances: Float64Array, run: number): Float64Array {
  const quotient = new Float64Array(chances.length - run + 1)
  for (let k = 0; k < quotient.length; k++) {
    let value = (chances[k] ?? 0) * run
    for (let back = 1; back < run && back <= k; back++) value -= quotient[k - back] ?? 0
    quotient[k] = Math.max(0, value)
  }
  return quotient
}

function exactTail(s: number, pairs: number, ties: readonly number[]): number {
  const chances = inversionChances(ties)
  let tail = 0
  chances.forEach((chance, inversions) => {
    if (Math.abs(pairs - 2 * inversions) >= Math.abs(s)) tail += chance
  })
  return tail
}

function approximate(s: number, count: number, ties: readonly number[]): number {
  const term = (n: number) => n * (n - 1) * (2 * n + 5)
  const variance = (term(count) - ties.reduce((sum, size) => sum + term(size), 0)) / 18
  return normalTwoSided((Math.abs(s) - Math.sign(Math.abs(s))) / Math.sqrt(variance))
}

function tieSizes(values: readonly number[]): number[] {
  const sizes = new Map<number, number>()
  for (const value of values) sizes.set(value, (sizes.get(value) ?? 0) + 1)
  return [...sizes.values()]
}
