import { normalQuantile } from '../../numerics/distributions.ts'
import { randomStreams } from '../../numerics/random-stream.ts'
import { PanelProblem } from '../panel-problem.ts'
import { clusterSums } from './influence.ts'

export type BootstrapOptions = {
  readonly clusters: Int32Array | null
  readonly draws: number
  readonly seed: number
  /** Coverage of the simultaneous band, 0.95 for instance. */
  readonly level: number
}

/** Bootstrap errors of several estimates, and the critical value of their simultaneous band. */
export type BootstrapBands = { readonly errors: Float64Array; readonly critical: number }

/** Draws that share one random stream: results depend on the seed and on this constant only. */
const BLOCK = 250

/**
 * Multiplier bootstrap: each draw gives every unit (or cluster) a random sign (Rademacher) and recomputes
 * Σ sign × ψ for all the estimates together, without refitting anything.
 *
 * The error is the interquartile range of the draws over that of a standard normal; the critical value is the
 * quantile of the largest |draw / error|: estimate ± critical × error covers all the estimates at once.
 * @param influences one a estimate; a constant estimate (all zeros) has a NaN error and does not count in the band
 * @throws PanelProblem fewer than 2 draws, or a level outside ]0, 1[
 * Source: Callaway and Sant'Anna (2021), algorithm 1; conventions of `did::mboot`.
 */
export function bootstrapBands(
  influences: readonly Float64Array[],
  options: BootstrapOptions,
): BootstrapBands {
  if (!(options.draws >= 2 && options.level > 0 && options.level < 1))
    throw new PanelProblem(
      'option-invalide',
      'Le bootstrap demande au moins 2 tirages et un niveau entre 0 et 1.',
    )
  const sums = influences.map((one) => (options.clusters === null ? one : clusterSums(one, options.clusters)))
  const draws = drawSums(sums, options)
  const errors = Float64Array.from(draws, (values) => robustError(values))
  const largest = new Float64Array(options.draws)
  draws.forEach((values, k) => {
    const error = errors[k] ?? Number.NaN
    if (!(error > 0)) return
    for (let b = 0; b < largest.length; b++)
      largest[b] = Math.max(largest[b] ?? 0, Math.abs(values[b] ?? 0) / error)
  })
  return { errors, critical: quantileType1(largest, options.level) }
}

function drawSums(sums: readonly Float64Array[], options: BootstrapOptions): Float64Array[] {
  const size = sums[0]?.length ?? 0
  const factors = new Float64Array(size)
  const results = sums.map(() => new Float64Array(options.draws))
  const streams = randomStreams(options.seed, Math.ceil(options.draws / BLOCK))
  for (let draw = 0; draw < options.draws; draw++) {
    const stream = streams[Math.floor(draw / BLOCK)]
    if (stream === undefined) break
    for (let i = 0; i < size; i++) factors[i] = stream.rademacher()
    for (let k = 0; k < sums.length; k++) {
      const own = sums[k] ?? factors
      let sum = 0
      for (let i = 0; i < size; i++) sum += (factors[i] ?? 0) * (own[i] ?? 0)
      const result = results[k]
      if (result) result[draw] = sum
    }
  }
  return results
}

function robustError(values: Float64Array): number {
  const range = quantileType1(values, 0.75) - quantileType1(values, 0.25)
  const error = range / (normalQuantile(0.75) - normalQuantile(0.25))
  return error > 0 ? error : Number.NaN
}

/** Quantile without interpolation: the smallest value whose rank reaches the share (type 1 of Hyndman and Fan). */
function quantileType1(values: Float64Array, share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)] ?? Number.NaN
}
