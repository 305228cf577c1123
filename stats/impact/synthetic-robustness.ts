import type { ImpactWarning } from './result.ts'
import { donorNoise, isNoiseless, meanBetween, rootMeanSquare } from './synthetic-block.ts'
import { blockOf, type SyntheticCohort, type SyntheticDesign } from './synthetic-design.ts'
import type { CohortEstimator, CohortFit } from './synthetic-estimate.ts'

export type LeaveOneOut = { readonly unit: string; readonly weight: number; readonly effect: number }

export type Robustness = {
  /** Pre-treatment root mean squared gap ÷ standard deviation of donors' changes (rule G5). */
  readonly normalisedRmspe: number
  /** The effect without each donor that counts, in turn. */
  readonly leaveOneOut: readonly LeaveOneOut[]
  /** Treatment pretended at the middle of the pre period: what is found there should be nothing. */
  readonly placeboInTime: { readonly time: number; readonly effect: number } | null
  /** Last pre periods hidden, then predicted (rule G6): the error to put beside the effect. */
  readonly backTest: { readonly hidden: number; readonly error: number } | null
}

const HIDDEN = 2
/** Donors below this weight do not move the estimate enough to be worth a fit. */
const WEIGHT_THAT_COUNTS = 0.01

export type RobustnessStudy = {
  readonly fit: CohortFit
  readonly estimator: CohortEstimator
  /** What to use at earlier pretended dates, where windows given in calendar time would already be « after ». */
  readonly earlierEstimator: CohortEstimator
}

/**
 * The checks that go with every synthetic estimate of one date of treatment: leave-one-donor-out, placebo in time,
 * back-test. Each is the same kind of estimate on another cast.
 */
export function checkRobustness(
  design: SyntheticDesign,
  cohort: SyntheticCohort,
  { fit, estimator, earlierEstimator }: RobustnessStudy,
): Robustness {
  const { panel, donors } = design
  const cast = { cohort, treated: cohort.treated, donors }
  const block = blockOf(panel, cast)
  const noise = isNoiseless(block) ? Number.NaN : donorNoise(block)
  const leaveOneOut = donors.flatMap((unit, i): LeaveOneOut[] => {
    const weight = fit.unitWeights[i] ?? 0
    if (Math.abs(weight) < WEIGHT_THAT_COUNTS || donors.length < 3) return []
    const { effect } = estimator({ ...cast, donors: donors.filter((other) => other !== unit) })
    return [{ unit: panel.units[unit] ?? '', weight, effect }]
  })
  const before = (pre: number) =>
    pre < 2 ? null : earlierEstimator({ ...cast, cohort: { ...cohort, pre, post: pre } })
  const middle = Math.ceil(cohort.pre / 2)
  const inTime = before(middle)
  const hidden = before(cohort.pre - HIDDEN)
  return {
    normalisedRmspe: rootMeanSquare(fit.gaps, 0, cohort.pre) / noise,
    leaveOneOut: leaveOneOut.sort((a, b) => b.weight - a.weight),
    placeboInTime:
      inTime === null || middle >= cohort.pre
        ? null
        : {
            time: panel.times[middle] ?? Number.NaN,
            effect: meanBetween(inTime.effects, middle, cohort.pre),
          },
    backTest:
      hidden === null
        ? null
        : { hidden: HIDDEN, error: meanBetween(hidden.effects, cohort.pre - HIDDEN, cohort.pre) },
  }
}

/** True when only the estimate, or the estimate and its error, is wanted: simulations, second opinions. */
export function isBare({
  inference,
  checks,
}: {
  readonly inference?: string
  readonly checks?: 'all' | 'none'
}): boolean {
  return inference === 'none' || checks === 'none'
}

/** What these checks oblige to say. */
export function robustnessWarnings(effect: number, robustness: Robustness): ImpactWarning[] {
  const warnings: ImpactWarning[] = []
  const warn = (code: string, message: string) => warnings.push({ code, message })
  const { normalisedRmspe, leaveOneOut, placeboInTime } = robustness
  if (Number.isNaN(normalisedRmspe)) return warnings
  if (normalisedRmspe > 1)
    warn(
      'mauvais-ajustement',
      'Le jumeau statistique reproduit mal le passé (écart supérieur aux variations d’une année).',
    )
  else if (normalisedRmspe > 0.5)
    warn('ajustement-moyen', 'Le jumeau statistique reproduit imparfaitement le passé.')
  const flipping = leaveOneOut.find((one) => Math.sign(one.effect) !== Math.sign(effect))
  if (flipping !== undefined) warn('depend-d-un-donneur', `Sans ${flipping.unit}, l’effet change de signe.`)
  if (placeboInTime !== null && Math.abs(placeboInTime.effect) >= Math.abs(effect))
    warn(
      'placebo-dans-le-temps',
      `Un traitement fictif en ${placeboInTime.time} donne un écart aussi grand que l’effet mesuré.`,
    )
  return warnings
}
