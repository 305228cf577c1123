import { randomStream } from '../numerics/random-stream.ts'

/** How residuals are rearranged: every cyclic shift (allows dependence over time), or drawn orders (independent errors). */
export type Rearrangement = { readonly kind: 'block' } | { readonly kind: 'iid'; reps: number; seed: number }

/** Residuals at every period of a model fitted again on all of them, post periods included, under the hypothesis tested. */
export type NullResiduals = (effect: number) => Float64Array

/**
 * Conformal p-value of residuals fitted under a hypothesis: share of the rearrangements whose last `post` residuals are at
 * least as large, in mean absolute value, as the actual ones. Exact when residuals can be exchanged; never below
 * 1 ÷ number of rearrangements.
 *
 * @see Chernozhukov, Wüthrich, Zhu (2021)
 * @example conformalPValue(Float64Array.of(0.1, -0.2, 0.1, 3), 1, { kind: 'block' }) // 0.25
 */
export function conformalPValue(residuals: Float64Array, post: number, rearrangement: Rearrangement): number {
  const total = residuals.length
  const sizes = residuals.map(Math.abs)
  const sizeFrom = (order: (place: number) => number) => {
    let sum = 0
    for (let k = 0; k < post; k++) sum += sizes[order(total - post + k)] ?? 0
    return sum
  }
  const actual = sizeFrom((place) => place) * (1 - 1e-12)
  if (rearrangement.kind === 'block') {
    let reached = 0
    for (let by = 0; by < total; by++) {
      if (sizeFrom((place) => (place + by) % total) >= actual) reached++
    }
    return reached / total
  }
  const stream = randomStream(rearrangement.seed)
  const order = Int32Array.from({ length: total }, (_, place) => place)
  // The order observed counts among the drawn ones: without it the test would be too generous.
  let reached = 1
  for (let rep = 0; rep < rearrangement.reps; rep++) {
    for (let last = total - 1; last >= total - post; last--) {
      const other = stream.index(last + 1)
      const kept = order[last] ?? 0
      order[last] = order[other] ?? 0
      order[other] = kept
    }
    if (sizeFrom((place) => order[place] ?? 0) >= actual) reached++
  }
  return reached / (rearrangement.reps + 1)
}

const GRID = 41
const MOST_DOUBLINGS = 6
const REFINEMENTS = 24

/**
 * The effects that a test does not reject: smallest and largest constant effect whose p-value stays above `alpha`,
 * searched on a grid around a centre and refined by halving. An end that is never rejected is NaN: the data do not bound
 * it, which happens when there are fewer than 1 ÷ alpha periods.
 */
export function invertTest(
  pValueAt: (effect: number) => number,
  { centre, reach, alpha }: { centre: number; reach: number; alpha: number },
): { low: number; high: number } {
  const isKept = (effect: number) => pValueAt(effect) > alpha
  let width = reach
  for (let doubling = 0; doubling <= MOST_DOUBLINGS; doubling++) {
    const low = !isKept(centre - width)
    const high = !isKept(centre + width)
    if (low && high) break
    if (doubling === MOST_DOUBLINGS) {
      if (!low && !high) return { low: Number.NaN, high: Number.NaN }
      break
    }
    width *= 2
  }
  const step = (2 * width) / (GRID - 1)
  const kept = Array.from({ length: GRID }, (_, k) => centre - width + k * step).filter(isKept)
  if (isKept(centre)) kept.push(centre)
  if (kept.length === 0) return { low: centre, high: centre }
  const edge = (inside: number, outside: number) => {
    if (isKept(outside)) return Number.NaN
    let [kept, rejected] = [inside, outside]
    for (let k = 0; k < REFINEMENTS; k++) {
      const middle = (kept + rejected) / 2
      if (isKept(middle)) kept = middle
      else rejected = middle
    }
    return kept
  }
  const smallest = Math.min(...kept)
  const largest = Math.max(...kept)
  return { low: edge(smallest, smallest - step), high: edge(largest, largest + step) }
}
