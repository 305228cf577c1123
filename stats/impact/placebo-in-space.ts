import { randomStream } from '../numerics/random-stream.ts'
import { rootMeanSquare } from './synthetic-block.ts'
import type { SyntheticCohort, SyntheticDesign } from './synthetic-design.ts'
import type { CohortEstimator, DesignEstimate } from './synthetic-estimate.ts'

/** One comparison unit treated as if it had been treated. */
export type Placebo = {
  /** Index of the unit in the panel. */
  readonly unit: number
  readonly effect: number
  readonly effects: Float64Array
  readonly rmspePre: number
  /** Post-treatment root mean squared gap ÷ the same before. */
  readonly ratio: number
}

export type PlaceboStudy = {
  readonly placebos: readonly Placebo[]
  /** (1 + placebos at least as far from zero) ÷ (placebos + 1). */
  readonly pValue: number
  /** The same with the ratio of root mean squared gaps, which forgives badly fitted placebos. */
  readonly ratioPValue: number
  readonly ratio: number
  /** Population standard deviation of placebo effects: the limit of the placebo standard error when draws are many. */
  readonly standardError: number
}

/** Beyond so many donors, that many are drawn as placebos; fewer still when each fit is over tens of thousands of donors. */
export const MOST_PLACEBOS = 1000
const FEWEST_DRAWN = 200
const FITS_TIMES_DONORS = 5e6

/**
 * Placebo in space: each donor in turn plays the treated unit, the others are its donors, and the true treated units are
 * put aside. No random number and no repetition up to `most` donors; beyond, some of them drawn with a fixed seed.
 *
 * @see Abadie, Diamond, Hainmueller (2010); Arkhangelsky et al. (2021), algorithm 4, for the standard error
 */
export function placeboInSpace(
  design: SyntheticDesign,
  cohort: SyntheticCohort,
  estimator: CohortEstimator,
  most = MOST_PLACEBOS,
): Placebo[] {
  const affordable = Math.max(FEWEST_DRAWN, Math.floor(FITS_TIMES_DONORS / design.donors.length))
  return chosenAsPlacebos(design.donors, Math.min(most, affordable)).map((unit) =>
    placeboOf(design, { cohort, unit }, estimator),
  )
}

function chosenAsPlacebos(donors: readonly number[], most: number): readonly number[] {
  if (donors.length <= most) return donors
  const stream = randomStream(most)
  const pool = [...donors]
  for (let k = 0; k < most; k++) {
    const other = k + stream.index(pool.length - k)
    const kept = pool[k] ?? 0
    pool[k] = pool[other] ?? 0
    pool[other] = kept
  }
  return pool.slice(0, most).sort((a, b) => a - b)
}

/** The placebo of one donor: what a worker computes. */
export function placeboOf(
  design: SyntheticDesign,
  { cohort, unit }: { cohort: SyntheticCohort; unit: number },
  estimator: CohortEstimator,
): Placebo {
  const donors = design.donors.filter((other) => other !== unit)
  const fit = estimator({ cohort, treated: [unit], donors })
  const rmspePre = rootMeanSquare(fit.gaps, 0, cohort.pre)
  const rmspePost = rootMeanSquare(fit.gaps, cohort.post, fit.gaps.length)
  return { unit, effect: fit.effect, effects: fit.effects, rmspePre, ratio: rmspePost / rmspePre }
}

/** Ranks an estimate among its placebos. Both p-values are at least 1 ÷ (placebos + 1). */
export function rankAmongPlacebos(
  estimate: Pick<DesignEstimate, 'effect' | 'rmspePre' | 'rmspePost'>,
  placebos: readonly Placebo[],
): PlaceboStudy {
  const ratio = estimate.rmspePost / estimate.rmspePre
  // Equal up to rounding counts as « at least as extreme »: ties must not depend on the last bit.
  const reaches = (value: number, bar: number) => value >= bar * (1 - 1e-12)
  const share = (count: number) => (1 + count) / (placebos.length + 1)
  const mean = placebos.reduce((sum, placebo) => sum + placebo.effect / placebos.length, 0)
  const variance = placebos.reduce((sum, placebo) => sum + (placebo.effect - mean) ** 2 / placebos.length, 0)
  return {
    placebos,
    ratio,
    pValue: share(
      placebos.filter(({ effect }) => reaches(Math.abs(effect), Math.abs(estimate.effect))).length,
    ),
    ratioPValue: share(placebos.filter((placebo) => reaches(placebo.ratio, ratio)).length),
    standardError: Math.sqrt(variance),
  }
}
