import {
  alwaysTreatedWarning,
  designWarnings,
  detectableFrom,
  FEWEST_FOR_TEST,
  hasFewClusters,
  missingCellsWarning,
  NO_PRECISION,
  type Precision,
  refuseUnidentified,
  smallSampleWarning,
  studentPrecision,
  treatedClusterCount,
  treatmentDates,
} from './did/did-inference.ts'
import { combineCoefficients, covarianceBlock, jointTest } from './did/linear-combination.ts'
import { breakdownValue } from './did/parallel-trends-sensitivity.ts'
import { type SunAbrahamEffects, sunAbraham } from './did/sun-abraham.ts'
import { type AverageProblem, wildAverage } from './event-study-wild.ts'
import { eventTimeOf, isAlwaysTreated, isEverTreated, type Panel } from './panel.ts'
import { PanelProblem } from './panel-problem.ts'
import {
  type ClusterCorrection,
  type ClusteredCovariance,
  clusteredCovariance,
} from './regression/clustered-covariance.ts'
import { type FixedEffectsFit, fitFixedEffects } from './regression/fixed-effects-fit.ts'
import {
  clustersAt,
  covariateOf,
  type Observations,
  stackObservations,
  valuesAt,
} from './regression/observations.ts'
import { type SmallSampleTest, smallSampleTest } from './regression/small-sample.ts'
import { blankResult, type ImpactEffect, type ImpactResult, type ImpactWarning } from './result.ts'

export type EventStudyOptions = {
  readonly covariates: readonly string[]
  /** Time units before treatment in which effects may already appear: the reference is the last clean period. */
  readonly anticipation: number
  /** Times since treatment outside [from, to] share the coefficient of the bound. */
  readonly from: number
  readonly to: number
  /** `wild`: wild cluster bootstrap of the headline estimate; each time since treatment keeps its analytic error. */
  readonly inference: 'analytic' | 'jackknife' | 'wild' | 'none'
  /** `auto`: errors of fixest, and CR2 intervals with fewer than 40 clusters on a side. */
  readonly correction: ClusterCorrection | 'auto'
  /** Draws of the wild bootstrap. */
  readonly reps: number
  readonly seed: number
}

const DEFAULTS: EventStudyOptions = {
  covariates: [],
  anticipation: 0,
  from: Number.NEGATIVE_INFINITY,
  to: Number.POSITIVE_INFINITY,
  inference: 'analytic',
  correction: 'auto',
  reps: 999,
  seed: 1,
}

/**
 * Event study with unit and period effects: one coefficient a time since treatment, against the last period before.
 *
 * The headline estimate is the plain mean of the coefficients at times ≥ 0. Coefficients before treatment should be
 * near 0 (joint test in `details.preTest`; a pass is not a proof: see `details.breakdown`). With several treatment
 * dates, coefficients may mix effects of other times: `details.sunAbraham` gives the version that does not.
 * @throws PanelProblem nobody to compare with, no period before, covariate unknown
 * Source: Sun and Abraham (2021) for its limits; Rambachan and Roth (2023) for the breakdown value.
 * @example eventStudy(panel).effects.find((effect) => effect.eventTime === 2)?.estimate
 */
export function eventStudy(panel: Panel, given: Partial<EventStudyOptions> = {}): ImpactResult {
  const options = { ...DEFAULTS, ...given }
  refuseUnidentified(panel)
  const observations = stackObservations(panel, options.covariates, (unit) => !isAlwaysTreated(panel, unit))
  const design = eventDesign(panel, observations, options)
  const covariates = options.covariates.map((name) => valuesAt(observations, covariateOf(panel, name)))
  const outcome = valuesAt(observations, panel.outcome)
  const fit = fitFixedEffects(observations, outcome, [...design.dummies, ...covariates])
  const post = design.times.flatMap((time, k) => (time >= 0 && fit.kept.includes(k) ? [k] : []))
  if (post.length === 0)
    throw new PanelProblem('calcul-impossible', 'Aucun effet après traitement n’est identifié.')
  const inference = inferenceOf(panel, fit, options)
  const average = new Map(post.map((k) => [k, 1 / post.length]))
  const { estimate } = combineCoefficients(fit, null, average)
  const problem = { fit, outcome, dummies: design.dummies, post, covariates }
  const precision = headline(panel, problem, { inference, average, options })
  return {
    ...blankResult('event', panel),
    estimate,
    ...precision,
    effects: listEffects(fit, inference, design),
    warnings: [
      ...designWarnings(panel),
      ...alwaysTreatedWarning(panel, 'elles sont écartées'),
      ...missingCellsWarning(panel, observations.cell.length),
      ...design.warnings,
      ...droppedWarning(fit, design),
      ...severalDatesWarning(panel),
      ...(inference?.small ? [smallSampleWarning()] : []),
    ],
    details: {
      reference: design.reference,
      smallestDetectableEffect: detectableFrom(precision),
      ...(inference?.small ? { intervalCorrection: 'CR2' } : {}),
      ...(inference === null ? {} : diagnostics(fit, inference.covariance, { design, post })),
      sunAbraham: crossCheck(panel, observations, options),
    },
  }
}

type Asked = {
  readonly inference: Inference | null
  readonly average: ReadonlyMap<number, number>
  readonly options: EventStudyOptions
}

function headline(
  panel: Panel,
  problem: Omit<AverageProblem, 'clusters'>,
  { inference, average, options }: Asked,
): Precision {
  const analytic = precisionOf(problem.fit, inference, average)
  if (inference === null || options.inference !== 'wild') return analytic
  const clusters = clustersAt(problem.fit.observations, panel)
  const wild = wildAverage({ ...problem, clusters }, { draws: options.reps, seed: options.seed })
  const interval = { level: analytic.interval.level, low: wild.low, high: wild.high }
  return { se: analytic.se, interval, pValue: wild.pValue }
}

type Inference = { readonly covariance: ClusteredCovariance; readonly small: SmallSampleTest | null }

function inferenceOf(panel: Panel, fit: FixedEffectsFit, options: EventStudyOptions): Inference | null {
  if (options.inference === 'none' || treatedClusterCount(panel) < FEWEST_FOR_TEST) return null
  const clusters = clustersAt(fit.observations, panel)
  const isAuto = options.correction === 'auto' && options.inference === 'analytic'
  return {
    covariance: clusteredCovariance(fit, [clusters], errorCorrection(options)),
    small: isAuto && hasFewClusters(panel) ? smallSampleTest(fit, clusters) : null,
  }
}

function errorCorrection({ inference, correction }: EventStudyOptions): ClusterCorrection {
  if (inference === 'jackknife') return 'CR3'
  return correction === 'auto' ? 'fixest' : correction
}

function precisionOf(
  fit: FixedEffectsFit,
  inference: Inference | null,
  weights: ReadonlyMap<number, number>,
): Precision {
  if (inference === null) return NO_PRECISION
  const { estimate, se } = combineCoefficients(fit, inference.covariance, weights)
  if (inference.small === null) return studentPrecision(estimate, se, inference.covariance.df)
  const direction = Float64Array.from(fit.kept, (regressor) => weights.get(regressor) ?? 0)
  const test = inference.small(direction)
  return { ...studentPrecision(estimate, test.se, test.df), se }
}

type EventDesign = {
  /** Time since treatment of each dummy, increasing. */
  readonly times: readonly number[]
  readonly dummies: readonly Float64Array[]
  readonly reference: number
  readonly warnings: readonly ImpactWarning[]
}

function eventDesign(panel: Panel, observations: Observations, options: EventStudyOptions): EventDesign {
  const relative = Float64Array.from(observations.unit, (unit, row) => {
    if (!isEverTreated(panel, unit)) return Number.NaN
    const time = eventTimeOf(panel.times[observations.time[row] ?? 0] ?? 0, panel.firstTreated[unit] ?? 0)
    return Math.min(Math.max(time, options.from), options.to)
  })
  const present = [...new Set(relative)].filter((time) => !Number.isNaN(time)).sort((a, b) => a - b)
  const reference = present.findLast((time) => time < -options.anticipation)
  if (reference === undefined)
    throw new PanelProblem(
      'periodes-insuffisantes',
      'Aucune unité traitée n’est observée avant son traitement (anticipation comprise).',
    )
  const hasNever = observations.unit.some((unit) => !isEverTreated(panel, unit))
  const second = hasNever ? Number.NaN : (present.find((time) => time < reference) ?? Number.NaN)
  const times = present.filter((time) => time !== reference && time !== second)
  return {
    times,
    dummies: times.map((time) => relative.map((own) => (own === time ? 1 : 0))),
    reference,
    warnings: Number.isNaN(second) ? [] : [secondReference(second)],
  }
}

function secondReference(time: number): ImpactWarning {
  return {
    code: 'reference-double',
    message: `Toutes les unités finissent traitées : l’effet au temps ${time} est fixé à zéro lui aussi, sans quoi rien n’est identifié.`,
  }
}

/** Coefficients that the others already determine: the event study then rests on an arbitrary choice. */
function droppedWarning(fit: FixedEffectsFit, design: EventDesign): ImpactWarning[] {
  const dropped = design.times.filter((_, k) => !fit.kept.includes(k))
  if (dropped.length === 0) return []
  return [
    {
      code: 'effets-non-identifies',
      message: `Les effets aux temps ${dropped.join(', ')} ne sont pas identifiés : ils sont fixés à zéro, et les autres dépendent de ce choix. Préférez « cs ».`,
    },
  ]
}

function listEffects(fit: FixedEffectsFit, inference: Inference | null, design: EventDesign): ImpactEffect[] {
  const fitted = design.times.flatMap((eventTime, k): ImpactEffect[] => {
    const estimate = fit.coefficients[k] ?? Number.NaN
    if (Number.isNaN(estimate)) return []
    const { se, interval } = precisionOf(fit, inference, new Map([[k, 1]]))
    return [{ eventTime, estimate, se, low: interval.low, high: interval.high }]
  })
  const reference = { eventTime: design.reference, estimate: 0, se: Number.NaN }
  return [...fitted, reference].sort((a, b) => (a.eventTime ?? 0) - (b.eventTime ?? 0))
}

function diagnostics(
  fit: FixedEffectsFit,
  covariance: ClusteredCovariance,
  { design, post }: { readonly design: EventDesign; readonly post: readonly number[] },
): Record<string, unknown> {
  const before = design.times.flatMap((time, k) =>
    time < design.reference && fit.kept.includes(k) ? [k] : [],
  )
  const chosen = [...before, ...post]
  const breakdown =
    before.length === 0
      ? null
      : breakdownValue({
          estimates: Float64Array.from(chosen, (k) => fit.coefficients[k] ?? Number.NaN),
          covariance: covarianceBlock(fit, covariance, chosen),
          beforeCount: before.length,
        })
  return { preTest: jointTest(fit, covariance, before), breakdown, df: covariance.df }
}

/** Above this size the saturated regression is not worth its memory: `cs` gives the same cross-check. */
const LARGEST_DESIGN = 12_000_000

function crossCheck(
  panel: Panel,
  observations: Observations,
  options: EventStudyOptions,
): SunAbrahamEffects | null {
  if (observations.cell.length * treatmentDates(panel).length * panel.times.length > LARGEST_DESIGN)
    return null
  try {
    return sunAbraham(panel, { ...options, correction: errorCorrection(options) })
  } catch (error) {
    if (error instanceof PanelProblem) return null
    throw error
  }
}

function severalDatesWarning(panel: Panel): ImpactWarning[] {
  const dates = treatmentDates(panel)
  if (dates.length < 2) return []
  return [
    {
      code: 'dates-multiples',
      message: `Le traitement commence à ${dates.length} dates : un effet à un temps donné peut se mêler à ceux des autres temps. Voyez « cs » (ou Sun et Abraham dans les détails).`,
    },
  ]
}
