import { normalQuantile } from '../numerics/distributions.ts'
import { inversionChances } from './mann-kendall.ts'

export type TheilSen = {
  /** Median of the slopes between every two dates, in outcome units per unit of time. */
  readonly slope: number
  readonly low: number
  readonly high: number
}

const LONGEST_EXACT = 60

/**
 * Theil-Sen slope and its interval: the slopes whose rank Kendall's test does not reject, with the exact distribution up to
 * 60 dates. Missing values are left out. Independent measures are assumed, as by {@link mannKendall}.
 *
 * @returns NaN bounds when the series is too short for the level (fewer than 6 dates at 95 %)
 * @see Theil (1950); Sen (1968)
 * @example theilSen([2015, 2016, 2017], [1, 2, 4]).slope // 1.5
 */
export function theilSen(
  times: ReadonlyArray<number>,
  values: ReadonlyArray<number>,
  level = 0.95,
): TheilSen {
  const known = values
    .map((value, t) => ({ value, time: times[t] ?? Number.NaN }))
    .filter(({ value }) => !Number.isNaN(value))
  const slopes = known.flatMap((later, j) =>
    known.slice(0, j).map((earlier) => (later.value - earlier.value) / (later.time - earlier.time)),
  )
  if (slopes.length === 0) return { slope: Number.NaN, low: Number.NaN, high: Number.NaN }
  slopes.sort((a, b) => a - b)
  const rank = rejectedBelow(known.length, 1 - level)
  return {
    slope: median(slopes),
    low: rank < 1 ? Number.NaN : (slopes[rank - 1] ?? Number.NaN),
    high: rank < 1 ? Number.NaN : (slopes[slopes.length - rank] ?? Number.NaN),
  }
}

/** Largest r such that fewer than r inversions have a chance of at most alpha ÷ 2. */
function rejectedBelow(count: number, alpha: number): number {
  if (count > LONGEST_EXACT) {
    const deviation = Math.sqrt((count * (count - 1) * (2 * count + 5)) / 18)
    return Math.floor(((count * (count - 1)) / 2 - normalQuantile(1 - alpha / 2) * deviation) / 2)
  }
  const chances = inversionChances(Array.from({ length: count }, () => 1))
  let below = 0
  let rank = 0
  for (const chance of chances) {
    below += chance
    if (below > alpha / 2) break
    rank++
  }
  return rank
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? Number.NaN
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? 0) + upper) / 2 : upper
}
