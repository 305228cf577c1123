import { normalTwoSided } from '../numerics/distributions.ts'
import { adjustForCovariates } from './covariate-adjustment.ts'
import type { Panel } from './panel.ts'
import { type Placebo, placeboInSpace, rankAmongPlacebos } from './placebo-in-space.ts'
import {
  bootstrapStandardError,
  jackknifeStandardError,
  placeboStandardError,
  type ResamplingAnswer,
} from './resampling.ts'
import type { ImpactResult, ImpactWarning } from './result.ts'
import { answerOf, copiedDonors, measurable, normalInterval } from './synthetic-answer.ts'
import { meanBetween } from './synthetic-block.ts'
import {
  blockOf,
  massOfCast,
  type SyntheticCohort,
  type SyntheticDesign,
  toSyntheticDesign,
} from './synthetic-design.ts'
import { type CohortEstimator, castsOf, type DesignEstimate, estimateCasts } from './synthetic-estimate.ts'
import { checkRobustness, isBare, robustnessWarnings } from './synthetic-robustness.ts'
import {
  fitSynthetic,
  type SyntheticFit,
  type SyntheticMethod,
  type SyntheticTuning,
  tuneFor,
} from './synthetic-weights.ts'

/** Beyond, one check a donor would cost more than the study itself: choose the pool first (rule G8). */
const MOST_DONORS_CHECKED = 2000

export type SyntheticInference = 'placebo' | 'jackknife' | 'bootstrap' | 'none'

export type SyntheticDidOptions = {
  /**
   * Default `placebo`: one control at a time when one unit is treated (no random number), drawn otherwise; `bootstrap` from
   * ten treated units on when they outnumber a third of the donors.
   */
  readonly inference?: SyntheticInference
  /** Draws of placebo and bootstrap errors, default 200. */
  readonly reps?: number
  readonly seed?: number
  readonly anticipation?: number
  /** `none` leaves out leave-one-out, placebo in time and back-test; they are also left out with inference `none`. */
  readonly checks?: 'all' | 'none'
  /** `reference`: stop where the synthdid R package stops, before the optimum. Only to reproduce published figures. */
  readonly stopping?: 'exact' | 'reference'
  /** Which weights are free; `sdid` by default, `difp` and `did` for comparison. */
  readonly weighting?: SyntheticMethod
  /** Covariates of the panel whose share, estimated on untreated cells, is first taken from the outcome. */
  readonly covariates?: readonly string[]
  /** Penalties in outcome units, when those of the method are not wanted. */
  readonly zetaUnits?: number
  readonly zetaTimes?: number
}

/**
 * Synthetic difference-in-differences: the treated units' change, minus that of a weighted mix of never-treated units,
 * measured from a weighted mix of pre periods.
 *   τ = Σ over post of (treated − Σ ωᵢ donorᵢ) ÷ T₁ − Σ λₜ (treated − Σ ωᵢ donorᵢ) over pre
 * Unit weights ω are penalised by ζ = (N₁T₁)^¼ σ, σ the standard deviation of donors' yearly changes; both weightings are
 * solved to their exact optimum, with a certificate. Several dates of treatment: one estimate a date, averaged by treated
 * unit-periods.
 *
 * Assumes: no effect before treatment beyond `anticipation`, no spill-over on donors, outcomes close to a few common
 * factors plus noise. The placebo error assumes that the treated would vary as donors do.
 *
 * @param given balanced panel, at least 2 pre periods and 2 donors
 * @throws PanelProblem by name for missing cells, no or too few donors, too few pre periods
 * @see Arkhangelsky, Athey, Hirshberg, Imbens, Wager (2021); Clarke, Pailañir, Athey, Imbens (2023) for several dates
 * @example syntheticDid(buildPanel(rows, { unit: 'State', time: 'Year', outcome: 'PacksPerCapita', treated: 'treated' })).estimate
 */
export function syntheticDid(given: Panel, options: SyntheticDidOptions = {}): ImpactResult {
  const { panel, coefficients } = withoutCovariates(given, options.covariates)
  const anticipation = options.anticipation ?? 0
  const design = toSyntheticDesign(panel, { anticipation, leastPre: 2, leastDonors: 2 })
  const tunings = tuningsOf(design, options)
  const estimator = estimatorWith(panel, (index) => tunings[index] ?? baseTuning(options), design)
  const estimate = estimateCasts(panel, castsOf(design), estimator)
  const answer = answerOf('sdid', design, estimate)
  const inference = infer({ design, options, tunings, estimator, estimate })
  const checks = robustnessOf(design, estimate, options)
  return {
    ...answer,
    ...measurable(design, inference.numbers),
    warnings: [
      ...answer.warnings,
      ...inference.warnings,
      ...copiedDonors(inference.numbers),
      ...checks.warnings,
    ],
    details: {
      ...coefficients,
      ...detailsOf(design, estimate, tunings),
      ...inference.details,
      ...checks.details,
    },
  }
}

function withoutCovariates(panel: Panel, names: readonly string[] = []) {
  if (names.length === 0) return { panel, coefficients: {} }
  const adjusted = adjustForCovariates(panel, names)
  return { panel: adjusted.panel, coefficients: { covariates: adjusted.coefficients } }
}

type Study = {
  readonly design: SyntheticDesign
  readonly options: SyntheticDidOptions
  readonly tunings: readonly Required<SyntheticTuning>[]
  readonly estimator: CohortEstimator<SyntheticFit>
  readonly estimate: DesignEstimate<SyntheticFit>
}

type Inference = {
  readonly numbers: Pick<ImpactResult, 'se' | 'interval' | 'pValue'>
  readonly warnings: readonly ImpactWarning[]
  readonly details: Readonly<Record<string, unknown>>
}

function baseTuning({
  weighting = 'sdid',
  stopping,
  zetaUnits,
  zetaTimes,
}: SyntheticDidOptions): SyntheticTuning {
  return {
    method: weighting,
    ...(stopping === undefined ? {} : { stopping }),
    ...(zetaUnits === undefined ? {} : { zetaUnits }),
    ...(zetaTimes === undefined ? {} : { zetaTimes }),
  }
}

/** Penalties of each cohort, computed once: resampling keeps them, as the published algorithms do. */
function tuningsOf(design: SyntheticDesign, options: SyntheticDidOptions): Required<SyntheticTuning>[] {
  return castsOf(design).map((cast) => tuneFor(blockOf(design.panel, cast), baseTuning(options)))
}

function estimatorWith(
  panel: Panel,
  tuningOf: (cohortIndex: number) => SyntheticTuning,
  design: SyntheticDesign,
): CohortEstimator<SyntheticFit> {
  return (cast) => fitSynthetic(blockOf(panel, cast), tuningOf(design.cohorts.indexOf(cast.cohort)))
}

function infer(study: Study): Inference {
  const { options, design } = study
  const treatedCount = design.cohorts.reduce((sum, { treated }) => sum + treated.length, 0)
  const wanted = options.inference ?? defaultInference(treatedCount, design.donors.length)
  if (wanted === 'none') return fromError(study, Number.NaN)
  if (wanted === 'placebo' && treatedCount === 1) return leaveOneControl(study)
  const resampling = { reps: options.reps ?? 200, seed: options.seed ?? 1 }
  if (wanted === 'jackknife') return fromError(study, jackknife(study))
  const draw: ResamplingAnswer =
    wanted === 'placebo'
      ? placeboStandardError(design, study.estimator, resampling)
      : bootstrapStandardError(design, study.estimator, resampling)
  return fromError(study, draw.standardError, { inference: wanted, ...resampling })
}

/** Placebos keep at least two donors for each unit they treat; with more treated units, the units are resampled. */
function defaultInference(treated: number, donors: number): SyntheticInference {
  return treated < 10 || 3 * treated <= donors ? 'placebo' : 'bootstrap'
}

function fromError(study: Study, se: number, details: Readonly<Record<string, unknown>> = {}): Inference {
  const { effect } = study.estimate
  const warnings: ImpactWarning[] = []
  if (Number.isNaN(se) && study.options.inference !== 'none') {
    const message =
      'Cette erreur-type n’existe pas ici : le jackknife et le bootstrap demandent plusieurs unités traitées par date, le placebo plus de territoires de comparaison que de territoires traités.'
    warnings.push({ code: 'erreur-type-indefinie', message })
  }
  return {
    numbers: {
      se,
      interval: normalInterval(effect, se),
      pValue: se > 0 ? normalTwoSided(effect / se) : Number.NaN,
    },
    warnings,
    details,
  }
}

/** One treated unit: every control serves once as a placebo; the error is the spread of the placebos, p their rank. */
function leaveOneControl(study: Study): Inference {
  const { design, options, estimate } = study
  const cohort = design.cohorts[0]
  if (cohort === undefined || design.donors.length < 3) return fromError(study, Number.NaN)
  // Each placebo has its own noise, as the treated unit has: the penalty is part of the estimator.
  const estimator = estimatorWith(design.panel, () => baseTuning(options), design)
  const placebos = placeboInSpace(design, cohort, estimator)
  const ranked = rankAmongPlacebos(estimate, placebos)
  return {
    numbers: {
      se: ranked.standardError,
      interval: normalInterval(estimate.effect, ranked.standardError),
      pValue: ranked.pValue,
    },
    warnings: [],
    details: { inference: 'placebo', placebos: namePlacebos(design, placebos) },
  }
}

/** Each check has its own block, so its own noise and its own penalty. */
function robustnessOf(
  design: SyntheticDesign,
  estimate: DesignEstimate<SyntheticFit>,
  options: SyntheticDidOptions,
): Pick<Inference, 'warnings' | 'details'> {
  const [cohort, ...others] = design.cohorts
  const fit = estimate.fits[0]
  const tooMany = design.donors.length > MOST_DONORS_CHECKED
  if (cohort === undefined || others.length > 0 || fit === undefined) return { warnings: [], details: {} }
  if (isBare(options) || tooMany) return { warnings: [], details: {} }
  const estimator = estimatorWith(design.panel, () => baseTuning(options), design)
  const robustness = checkRobustness(design, cohort, { fit, estimator, earlierEstimator: estimator })
  return { warnings: robustnessWarnings(estimate.effect, robustness), details: { robustness } }
}

/** Placebo effects by name of unit, for drawing and for checking. */
export function namePlacebos(design: SyntheticDesign, placebos: readonly Placebo[]) {
  return placebos.map(({ unit, effect, rmspePre, ratio }) => ({
    unit: design.panel.units[unit] ?? '',
    effect,
    rmspePre,
    ratio,
  }))
}

/**
 * Weights of the full estimate kept, scaled back to one over the donors that remain. With fixed weights an estimate is a
 * difference of weighted means of one number a unit: its mean after minus its λ-weighted mean before.
 */
function jackknife({ design, estimate }: Study): number {
  const { panel } = design
  const contrasts = design.cohorts.map((cohort, k) => contrastsOf(panel, cohort, estimate.fits[k]))
  const weights = estimate.fits.map(
    (fit) => new Map(design.donors.map((unit, place) => [unit, fit.unitWeights[place] ?? 0])),
  )
  return jackknifeStandardError(
    design,
    (cast, k) => {
      const contrast = (unit: number) => contrasts[k]?.[unit] ?? Number.NaN
      const donors = weightedMean(cast.donors, contrast, (unit) => weights[k]?.get(unit) ?? 0)
      return weightedMean(cast.treated, contrast, (unit) => panel.weights?.[unit] ?? 1) - donors
    },
    (casts) => casts.map((cast) => massOfCast(panel, cast)),
  )
}

function contrastsOf(panel: Panel, cohort: SyntheticCohort, fit: SyntheticFit | undefined): Float64Array {
  const periods = panel.times.length
  return Float64Array.from(panel.units, (_, unit) => {
    const row = panel.outcome.subarray(unit * periods, (unit + 1) * periods)
    let before = 0
    for (let t = 0; t < cohort.pre; t++) before += (fit?.timeWeights[t] ?? 0) * (row[t] ?? 0)
    return meanBetween(row, cohort.post, periods) - before
  })
}

function weightedMean(
  units: readonly number[],
  value: (unit: number) => number,
  weight: (unit: number) => number,
): number {
  let sum = 0
  let mass = 0
  for (const unit of units) {
    const own = weight(unit)
    if (own === 0) continue
    sum += own * value(unit)
    mass += own
  }
  return sum / mass
}

function detailsOf(
  design: SyntheticDesign,
  estimate: DesignEstimate<SyntheticFit>,
  tunings: readonly Required<SyntheticTuning>[],
): Record<string, unknown> {
  const names = design.donors.map((unit) => design.panel.units[unit] ?? '')
  return {
    stopping: tunings[0]?.stopping,
    cohorts: design.cohorts.map((cohort, k) => ({
      group: cohort.group,
      treated: cohort.treated.map((unit) => design.panel.units[unit] ?? ''),
      estimate: estimate.fits[k]?.effect,
      share: estimate.shares[k],
      noise: tunings[k]?.noise,
      zetaUnits: tunings[k]?.zetaUnits,
      zetaTimes: tunings[k]?.zetaTimes,
      units: Object.fromEntries(names.map((name, i) => [name, estimate.fits[k]?.unitWeights[i]])),
    })),
  }
}
