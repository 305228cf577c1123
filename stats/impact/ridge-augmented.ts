import { conformalPValue, invertTest, type Rearrangement } from './conformal.ts'
import type { Panel } from './panel.ts'
import { PanelProblem } from './panel-problem.ts'
import { placeboInSpace, rankAmongPlacebos } from './placebo-in-space.ts'
import { placeboStandardError, type Resampling } from './resampling.ts'
import type { ImpactEffect, ImpactResult, ImpactWarning } from './result.ts'
import {
  type AugmentedProblem,
  centreOnDonors,
  chooseRidge,
  fitAugmented,
  fitPrepared,
  prepareDonors,
  type RidgeChoice,
} from './ridge-augmented-fit.ts'
import { answerOf, copiedDonors, LEVEL, measurable, normalInterval } from './synthetic-answer.ts'
import { donorsBefore, gapPath, meanBetween, postLength, type SyntheticBlock } from './synthetic-block.ts'
import { blockOf, type SyntheticCast, type SyntheticDesign, toSyntheticDesign } from './synthetic-design.ts'
import { namePlacebos } from './synthetic-did.ts'
import {
  type CohortEstimator,
  type CohortFit,
  castsOf,
  type DesignEstimate,
  estimateCasts,
} from './synthetic-estimate.ts'
import { checkRobustness, isBare, robustnessWarnings } from './synthetic-robustness.ts'

export type RidgeAugmentedOptions = {
  /** `auto`: by leaving periods out; or a number, in squared outcome units. */
  readonly ridge?: 'auto' | number
  /** Default `placebo`, as for the synthetic control. `jackknife` is jackknife+ over time, cautious. */
  readonly inference?: 'conformal' | 'jackknife' | 'placebo' | 'bootstrap' | 'none'
  /** Drawn orders of the conformal test, default 1000. */
  readonly reps?: number
  readonly seed?: number
  readonly anticipation?: number
  /** `none` leaves out leave-one-out, placebo in time and back-test; they are also left out with inference `none`. */
  readonly checks?: 'all' | 'none'
  /** Removes each unit's pre-treatment mean first. */
  readonly demeaned?: boolean
}

/**
 * Ridge-augmented synthetic control: the synthetic control's remaining misfit before treatment is corrected by a ridge
 * regression of later outcomes on earlier ones, which amounts to letting weights go a little below zero.
 *
 * Assumes what the synthetic control does, but tolerates a treated unit slightly outside the donors. Intervals: placebos in
 * space; conformal (drawn orders, constant effect; by period as well); or jackknife+ over pre periods.
 *
 * @throws PanelProblem by name for missing cells, too few donors or pre periods, several dates of treatment
 * @see Ben-Michael, Feller, Rothstein (2021); Chernozhukov, Wüthrich, Zhu (2021); Barber et al. (2021)
 * @example ridgeAugmentedControl(panel, { ridge: 'auto', inference: 'jackknife' })
 */
export function ridgeAugmentedControl(panel: Panel, options: RidgeAugmentedOptions = {}): ImpactResult {
  const design = toSyntheticDesign(panel, {
    anticipation: options.anticipation ?? 0,
    leastPre: 3,
    leastDonors: 3,
  })
  const cast = onlyCast(design)
  const choice = choiceFor(blockOf(panel, cast), options)
  const estimator: CohortEstimator = (other) => fitBlock(blockOf(panel, other), choice.ridge, options)
  const estimate = estimateCasts(panel, [cast], estimator)
  const answer = answerOf('asc', design, estimate)
  const study: Study = { design, cast, options, ridge: choice.ridge, estimator, estimate }
  const inference = infer(study)
  const checks = robustnessOf(study)
  return {
    ...answer,
    ...measurable(design, inference.numbers),
    effects: withBounds(answer.effects, inference.bounds),
    warnings: [
      ...answer.warnings,
      ...negativeWeights(estimate),
      ...inference.warnings,
      ...copiedDonors(inference.numbers),
      ...checks.warnings,
    ],
    details: { ...choiceDetails(choice), ...inference.details, ...checks.details },
  }
}

type Study = {
  readonly design: SyntheticDesign
  readonly cast: SyntheticCast
  readonly options: RidgeAugmentedOptions
  readonly ridge: number
  readonly estimator: CohortEstimator
  readonly estimate: DesignEstimate
}

type Bounds = ReadonlyMap<number, { readonly low: number; readonly high: number }>

type Inference = {
  readonly numbers: Pick<ImpactResult, 'se' | 'interval' | 'pValue'>
  readonly bounds: Bounds
  readonly warnings: readonly ImpactWarning[]
  readonly details: Readonly<Record<string, unknown>>
}

function onlyCast(design: SyntheticDesign): SyntheticCast {
  const [cast, ...others] = castsOf(design)
  if (cast === undefined || others.length > 0) {
    throw new PanelProblem(
      'option-invalide',
      'Le contrôle synthétique augmenté traite une seule date de traitement : utilisez « sdid » quand il y en a plusieurs.',
    )
  }
  return cast
}

function choiceFor(block: SyntheticBlock, { ridge, demeaned }: RidgeAugmentedOptions): RidgeChoice {
  if (typeof ridge === 'number') {
    if (!(ridge > 0))
      throw new PanelProblem('option-invalide', 'La pénalité ridge doit être un nombre positif.')
    return { ridge, ridges: [], errors: [], standardErrors: [] }
  }
  return chooseRidge(problemOf(demeaned === true ? demean(block) : block))
}

function problemOf(block: SyntheticBlock): AugmentedProblem {
  return centreOnDonors({
    donors: donorsBefore(block),
    treated: block.treated.slice(0, block.pre),
    donorCount: block.donorCount,
    dim: block.pre,
  })
}

function fitBlock(original: SyntheticBlock, ridge: number, { demeaned }: RidgeAugmentedOptions): CohortFit {
  const block = demeaned === true ? demean(original) : original
  const fit = fitAugmented(problemOf(block), ridge)
  const effects = gapPath(block, fit.weights)
  return {
    effect: meanBetween(effects, block.post, block.periods),
    effects,
    gaps: effects,
    unitWeights: fit.weights,
    timeWeights: new Float64Array(0),
    certificate: fit.certificate,
    unique: fit.unique,
  }
}

/** Every series minus its own pre-treatment mean. */
function demean(block: SyntheticBlock): SyntheticBlock {
  const centre = (series: Float64Array) => {
    const mean = meanBetween(series, 0, block.pre)
    return series.map((value) => value - mean)
  }
  const donors = new Float64Array(block.donors.length)
  for (let i = 0; i < block.donorCount; i++) {
    const start = i * block.periods
    donors.set(centre(block.donors.subarray(start, start + block.periods)), start)
  }
  return { ...block, donors, treated: centre(block.treated) }
}

function infer(study: Study): Inference {
  const wanted = study.options.inference ?? 'placebo'
  const nothing: Inference = {
    numbers: {
      se: Number.NaN,
      interval: { level: LEVEL, low: Number.NaN, high: Number.NaN },
      pValue: Number.NaN,
    },
    bounds: new Map(),
    warnings: [],
    details: {},
  }
  if (wanted === 'conformal') return conformal(study)
  if (wanted === 'jackknife') return { ...nothing, ...jackknifePlus(study) }
  if (wanted === 'placebo') return { ...nothing, ...placebo(study) }
  if (wanted === 'none') return nothing
  const message = 'Le bootstrap n’est pas défini pour le contrôle synthétique augmenté.'
  return { ...nothing, warnings: [{ code: 'erreur-type-indefinie', message }] }
}

function placebo(study: Study): Pick<Inference, 'numbers' | 'details'> {
  const { design, cast, estimator, estimate, options } = study
  if (cast.treated.length > 1)
    return drawnPlacebos(study, { reps: options.reps ?? 200, seed: options.seed ?? 1 })
  const ranked = rankAmongPlacebos(estimate, placeboInSpace(design, cast.cohort, estimator))
  return {
    numbers: {
      se: ranked.standardError,
      interval: normalInterval(estimate.effect, ranked.standardError),
      pValue: ranked.ratioPValue,
    },
    details: {
      inference: 'placebo',
      rmspeRatio: ranked.ratio,
      pValueEffect: ranked.pValue,
      placebos: namePlacebos(design, ranked.placebos),
    },
  }
}

/** Several treated units: groups of as many donors are drawn in their place. */
function drawnPlacebos(
  { design, estimator, estimate }: Study,
  resampling: Resampling,
): Pick<Inference, 'numbers' | 'details'> {
  const { standardError, draws } = placeboStandardError(design, estimator, resampling)
  const reached = draws.filter((draw) => Math.abs(draw) >= Math.abs(estimate.effect)).length
  return {
    numbers: {
      se: standardError,
      interval: normalInterval(estimate.effect, standardError),
      pValue: draws.length === 0 ? Number.NaN : (1 + reached) / (draws.length + 1),
    },
    details: { inference: 'placebo', reps: draws.length },
  }
}

/** The block with only the pre periods and the given post ones, all used to fit: what a null hypothesis is fitted on. */
function nullBlock(block: SyntheticBlock, posts: readonly number[]): SyntheticBlock {
  const kept = [...Array.from({ length: block.pre }, (_, t) => t), ...posts]
  return { ...keepPeriods(block, kept, kept.length), post: kept.length }
}

/** p-value at a given constant effect over some post periods, the model fitted again on all of them. */
function conformalTest(
  { design, cast, options, ridge }: Study,
  posts: readonly number[],
  kind: 'iid' | 'block',
) {
  const original = nullBlock(blockOf(design.panel, cast), posts)
  const block = options.demeaned === true ? demean(original) : original
  const centred = problemOf(block)
  const prepared = prepareDonors(centred, ridge)
  const { pre } = cast.cohort
  // What one unit of effect takes from the treated series, demeaned like it.
  const own = Float64Array.from({ length: block.periods }, (_, t) => (t >= pre ? 1 : 0))
  const unit = options.demeaned === true ? own.map((value) => value - posts.length / block.periods) : own
  const rearrangement: Rearrangement =
    kind === 'block' ? { kind } : { kind, reps: options.reps ?? 1000, seed: options.seed ?? 1 }
  return (effect: number) => {
    const shift = (series: Float64Array) => series.map((value, t) => value - effect * (unit[t] ?? 0))
    const { weights } = fitPrepared(prepared, shift(centred.treated))
    const gaps = gapPath({ ...block, treated: shift(block.treated) }, weights)
    return conformalPValue(gaps, posts.length, rearrangement)
  }
}

function postsOf({ design, cast }: Study): number[] {
  return Array.from({ length: design.panel.times.length - cast.cohort.post }, (_, k) => cast.cohort.post + k)
}

function jointNull(study: Study): { pValue: number; pValueBlock: number } {
  const posts = postsOf(study)
  return {
    pValue: conformalTest(study, posts, 'iid')(0),
    pValueBlock: conformalTest(study, posts, 'block')(0),
  }
}

function conformal(study: Study): Inference {
  const { estimate } = study
  const posts = postsOf(study)
  const effects = estimate.fits[0]?.effects ?? new Float64Array(0)
  const search = { reach: 2 * estimate.rmspePost, alpha: 1 - LEVEL }
  const interval = invertTest(conformalTest(study, posts, 'iid'), { ...search, centre: estimate.effect })
  const bounds = new Map(
    posts.map((t) => [
      t,
      invertTest(conformalTest(study, [t], 'block'), { ...search, centre: effects[t] ?? 0 }),
    ]),
  )
  const { pValue, pValueBlock } = jointNull(study)
  return {
    numbers: { se: Number.NaN, interval: { level: LEVEL, ...interval }, pValue },
    bounds,
    warnings: unboundedWarning(interval),
    details: { inference: 'conformal', permutations: 'iid', pValueBlock },
  }
}

function unboundedWarning({ low, high }: { low: number; high: number }): ImpactWarning[] {
  if (Number.isFinite(low) && Number.isFinite(high)) return []
  return [
    {
      code: 'intervalle-non-borne',
      message: 'Trop peu de dates pour borner l’effet par permutation au niveau de 95 %.',
    },
  ]
}

/**
 * Jackknife+ over time: each pre period is left out in turn, its prediction error widens the predictions of the post
 * periods, and the quantiles of the widened predictions bound the effect.
 */
function jackknifePlus({
  design,
  cast,
  options,
  ridge,
}: Study): Pick<Inference, 'numbers' | 'bounds' | 'details'> {
  const block = blockOf(design.panel, cast)
  const posts = Array.from({ length: postLength(block) }, (_, k) => block.post + k)
  const runs = Array.from({ length: block.pre }, (_, left) => {
    const kept = Array.from({ length: block.pre }, (_, t) => t).filter((t) => t !== left)
    const shorter = keepPeriods(block, [...kept, left, ...posts], block.pre - 1)
    const { effects } = fitBlock(shorter, ridge, options)
    return { error: Math.abs(effects[block.pre - 1] ?? 0), effects: effects.slice(block.pre) }
  })
  const bound = (effectOf: (run: { effects: Float64Array }) => number) => ({
    low: quantile(
      runs.map((run) => effectOf(run) - run.error),
      (1 - LEVEL) / 2,
    ),
    high: quantile(
      runs.map((run) => effectOf(run) + run.error),
      1 - (1 - LEVEL) / 2,
    ),
  })
  const interval = bound(({ effects }) => meanBetween(effects, 0, effects.length))
  return {
    numbers: { se: Number.NaN, interval: { level: LEVEL, ...interval }, pValue: Number.NaN },
    bounds: new Map(posts.map((t, k) => [t, bound(({ effects }) => effects[k] ?? 0)])),
    details: { inference: 'jackknife+' },
  }
}

function keepPeriods(block: SyntheticBlock, kept: readonly number[], pre: number): SyntheticBlock {
  const width = kept.length
  const donors = new Float64Array(block.donorCount * width)
  for (let i = 0; i < block.donorCount; i++) {
    kept.forEach((t, k) => {
      donors[i * width + k] = block.donors[i * block.periods + t] ?? 0
    })
  }
  const treated = Float64Array.from(kept, (t) => block.treated[t] ?? 0)
  return { ...block, donors, treated, periods: width, pre, post: pre }
}

/** Quantile by linear interpolation, R's type 7. */
function quantile(values: readonly number[], probability: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const place = (sorted.length - 1) * probability
  const below = Math.floor(place)
  const left = sorted[below] ?? Number.NaN
  return left + (place - below) * ((sorted[below + 1] ?? left) - left)
}

function withBounds(effects: readonly ImpactEffect[], bounds: Bounds): ImpactEffect[] {
  return effects.map((effect, t) => ({ ...effect, ...bounds.get(t) }))
}

function negativeWeights({ fits }: DesignEstimate): ImpactWarning[] {
  const negative = fits.flatMap((fit) => [...fit.unitWeights]).filter((weight) => weight < 0)
  const total = -negative.reduce((sum, weight) => sum + weight, 0)
  if (total < 0.01) return []
  return [
    {
      code: 'poids-negatifs',
      message: `Des poids sont négatifs (${total.toFixed(2).replace('.', ',')} en tout) : la comparaison extrapole au-delà des territoires observés.`,
    },
  ]
}

function robustnessOf({
  design,
  cast,
  options,
  estimator,
  estimate,
}: Study): Pick<Inference, 'warnings' | 'details'> {
  const fit = estimate.fits[0]
  if (fit === undefined || isBare(options)) return { warnings: [], details: {} }
  const earlierEstimator: CohortEstimator = (other) => {
    const block = blockOf(design.panel, other)
    return fitBlock(block, choiceFor(block, options).ridge, options)
  }
  const robustness = checkRobustness(design, cast.cohort, { fit, estimator, earlierEstimator })
  return { warnings: robustnessWarnings(estimate.effect, robustness), details: { robustness } }
}

function choiceDetails({ ridge, ridges, errors, standardErrors }: RidgeChoice): Record<string, unknown> {
  return {
    ridge,
    ...(ridges.length === 0 ? {} : { crossValidation: { ridges, errors, standardErrors } }),
  }
}
