import { type RandomStream, randomStreams } from '../numerics/random-stream.ts'
import type { SyntheticCast, SyntheticDesign } from './synthetic-design.ts'
import { type CohortEstimator, castsOf, estimateCasts } from './synthetic-estimate.ts'

export type Resampling = { readonly reps: number; readonly seed: number }

/** What a resampling gives: one estimate a repetition, NaN when it could not be made. */
export type ResamplingAnswer = { readonly standardError: number; readonly draws: Float64Array }

/**
 * Placebo standard error (Arkhangelsky et al. 2021, algorithm 4): at each repetition donors drawn without replacement play
 * the treated units, with the same dates; the spread of these effects is the error. Assumes that treated units vary as
 * donors do. Needs more donors than treated units.
 * @returns NaN when there are not enough donors
 */
export function placeboStandardError(
  design: SyntheticDesign,
  estimator: CohortEstimator,
  { reps, seed }: Resampling,
): ResamplingAnswer {
  const treatedCount = design.cohorts.reduce((sum, cohort) => sum + cohort.treated.length, 0)
  if (design.donors.length <= treatedCount) return { standardError: Number.NaN, draws: new Float64Array(0) }
  const draws = Float64Array.from(randomStreams(seed, reps), (stream) => {
    const shuffled = shuffle(design.donors, stream)
    let taken = 0
    const donors = shuffled.slice(treatedCount)
    const casts = design.cohorts.map((cohort): SyntheticCast => {
      const treated = shuffled.slice(taken, taken + cohort.treated.length)
      taken += cohort.treated.length
      return { cohort, treated, donors }
    })
    return estimateCasts(design.panel, casts, estimator).effect
  })
  return { standardError: populationDeviation(draws), draws }
}

/**
 * Bootstrap over units (algorithm 2): units drawn with replacement, estimate made again. Right with many treated units;
 * undefined with one. A draw without any treated unit or any donor is made again.
 */
export function bootstrapStandardError(
  design: SyntheticDesign,
  estimator: CohortEstimator,
  { reps, seed }: Resampling,
): ResamplingAnswer {
  const treated = design.cohorts.flatMap((cohort) => cohort.treated)
  if (treated.length < 2) return { standardError: Number.NaN, draws: new Float64Array(0) }
  const everyone = [...design.donors, ...treated]
  const isDonor = new Set(design.donors)
  const draws = Float64Array.from(randomStreams(seed, reps), (stream) => {
    for (;;) {
      const drawn = everyone.map(() => everyone[stream.index(everyone.length)] ?? 0).sort((a, b) => a - b)
      const donors = drawn.filter((unit) => isDonor.has(unit))
      const casts = design.cohorts.flatMap((cohort): SyntheticCast[] => {
        const own = new Set(cohort.treated)
        const chosen = drawn.filter((unit) => own.has(unit))
        return chosen.length === 0 ? [] : [{ cohort, treated: chosen, donors }]
      })
      if (casts.length === 0 || donors.length === 0) continue
      return estimateCasts(design.panel, casts, estimator).effect
    }
  })
  return { standardError: populationDeviation(draws), draws }
}

/**
 * Jackknife over units (algorithm 3) with the weights of the full estimate kept and scaled back to one, as the published
 * algorithm says: `reweigh` makes an estimate from given weights. Cautious; undefined when a cohort has one treated unit
 * or when a single donor carries all the weight.
 */
export function jackknifeStandardError(
  design: SyntheticDesign,
  reweigh: (cast: SyntheticCast, cohortIndex: number) => number,
  masses: (casts: readonly SyntheticCast[]) => readonly number[],
): number {
  if (design.cohorts.some((cohort) => cohort.treated.length < 2)) return Number.NaN
  const everyone = [...design.donors, ...design.cohorts.flatMap((cohort) => cohort.treated)]
  const estimates = everyone.map((dropped) => {
    const casts = castsOf(design).map((cast) => ({
      ...cast,
      treated: cast.treated.filter((unit) => unit !== dropped),
      donors: cast.donors.filter((unit) => unit !== dropped),
    }))
    const shares = masses(casts)
    const total = shares.reduce((sum, mass) => sum + mass, 0)
    return casts.reduce((sum, cast, k) => sum + ((shares[k] ?? 0) / total) * reweigh(cast, k), 0)
  })
  const count = estimates.length
  const mean = estimates.reduce((sum, value) => sum + value / count, 0)
  return Math.sqrt(((count - 1) / count) * estimates.reduce((sum, value) => sum + (value - mean) ** 2, 0))
}

function shuffle(units: readonly number[], stream: RandomStream): number[] {
  const shuffled = [...units]
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = stream.index(last + 1)
    const kept = shuffled[last] ?? 0
    shuffled[last] = shuffled[other] ?? 0
    shuffled[other] = kept
  }
  return shuffled
}

/** √((1 ÷ reps) Σ (draw − mean)²), the convention of the reference package. */
function populationDeviation(draws: Float64Array): number {
  const count = draws.length
  if (count === 0) return Number.NaN
  const mean = draws.reduce((sum, value) => sum + value / count, 0)
  return Math.sqrt(draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count)
}
