import type { Panel } from './panel.ts'
import type { Certificate } from './simplex-certificate.ts'
import { rootMeanSquare } from './synthetic-block.ts'
import { massOfCast, type SyntheticCast, type SyntheticDesign } from './synthetic-design.ts'

/** What one fit of one cohort says, whatever the method. Units and periods are those of the panel. */
export type CohortFit = {
  readonly effect: number
  /** Effect at every period of the panel, the pre periods included. */
  readonly effects: Float64Array
  /** The same path on which the fit is judged: its level before treatment is free when the method leaves it free. */
  readonly gaps: Float64Array
  /** In the order of the donors of the cast. */
  readonly unitWeights: Float64Array
  readonly timeWeights: Float64Array
  readonly certificate: Certificate
  readonly unique: boolean
}

/** Makes the estimate of one cast. Every method is one of these, which is what placebos and resampling need. */
export type CohortEstimator<Fit extends CohortFit = CohortFit> = (cast: SyntheticCast) => Fit

export type DesignEstimate<Fit extends CohortFit = CohortFit> = {
  /** Cohort effects averaged by treated unit-periods. */
  readonly effect: number
  readonly fits: readonly Fit[]
  /** Share of each cohort in the average. */
  readonly shares: readonly number[]
  readonly certificate: Certificate
  readonly rmspePre: number
  readonly rmspePost: number
}

/** Every cohort of a design, each against all the donors. */
export function castsOf(design: SyntheticDesign): SyntheticCast[] {
  return design.cohorts.map((cohort) => ({ cohort, treated: cohort.treated, donors: design.donors }))
}

/** Fits each cast and averages: with one date of treatment, the estimate itself. */
export function estimateCasts<Fit extends CohortFit>(
  panel: Panel,
  casts: readonly SyntheticCast[],
  estimator: CohortEstimator<Fit>,
): DesignEstimate<Fit> {
  const masses = casts.map((cast) => massOfCast(panel, cast))
  const total = masses.reduce((sum, mass) => sum + mass, 0)
  const shares = masses.map((mass) => mass / total)
  const fits = casts.map(estimator)
  const mix = (value: (fit: Fit, index: number) => number) =>
    fits.reduce((sum, fit, index) => sum + (shares[index] ?? 0) * value(fit, index), 0)
  const windows = casts.map(({ cohort }) => cohort)
  return {
    effect: mix((fit) => fit.effect),
    fits,
    shares,
    certificate: {
      converged: fits.every((fit) => fit.certificate.converged),
      gap: Math.max(...fits.map((fit) => fit.certificate.gap)),
      iterations: fits.reduce((sum, fit) => sum + fit.certificate.iterations, 0),
    },
    rmspePre: Math.sqrt(mix((fit, k) => rootMeanSquare(fit.gaps, 0, windows[k]?.pre ?? 0) ** 2)),
    rmspePost: Math.sqrt(
      mix((fit, k) => rootMeanSquare(fit.gaps, windows[k]?.post ?? 0, panel.times.length) ** 2),
    ),
  }
}
