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
import { bootstrapEffects, type DidModel, placeboEffects, spreadOf } from './did/did-resampling.ts'
import { decomposeTwoWay } from './did/goodman-bacon.ts'
import type { Panel } from './panel.ts'
import { type ClusterCorrection, clusteredCovariance, countOf } from './regression/clustered-covariance.ts'
import { type FixedEffectsFit, fitFixedEffects } from './regression/fixed-effects-fit.ts'
import {
  clustersAt,
  covariateOf,
  stackObservations,
  treatmentAt,
  valuesAt,
} from './regression/observations.ts'
import { smallSampleTest } from './regression/small-sample.ts'
import { wildClusterBootstrap } from './regression/wild-bootstrap.ts'
import { blankResult, type ImpactResult, type ImpactWarning } from './result.ts'

export type DidOptions = {
  readonly covariates: readonly string[]
  /** `analytic`: cluster-robust t; `jackknife`: CR3; `wild`: wild cluster bootstrap; `bootstrap`: pairs of clusters. */
  readonly inference: 'analytic' | 'wild' | 'bootstrap' | 'jackknife' | 'placebo' | 'none'
  /** `auto`: errors of fixest, and CR2 intervals with fewer than 40 clusters on a side. */
  readonly correction: ClusterCorrection | 'auto'
  /** Adds the period as a second dimension of clustering (analytic only). */
  readonly clusterBy: 'unit' | 'unit-and-time'
  readonly reps: number
  readonly seed: number
}

const DEFAULTS: DidOptions = {
  covariates: [],
  inference: 'analytic',
  correction: 'auto',
  clusterBy: 'unit',
  reps: 999,
  seed: 1,
}

/**
 * Difference in differences with unit and period effects: yᵢₜ = aᵢ + bₜ + β·treatedᵢₜ + γ·xᵢₜ + eᵢₜ. With two groups
 * and one date, β is the change of the treated minus the change of the others.
 *
 * Assumes parallel trends, no anticipation, and the same effect for every cohort and date: with several dates, read
 * `bacon` and `cs` beside it. Missing cells are left out and counted.
 * @param panel units × times; weights and clusters of the panel are used
 * @param given inference, correction, covariates, draws
 * @returns estimate and precision; fewer than 3 treated clusters: no analytic precision, by rule
 * @throws PanelProblem nobody to compare with, no period before, treatment explained by the effects, bad options
 * Source: Angrist and Pischke (2009), chapter 5; corrections in `clusteredCovariance`.
 * @example differenceInDifferences(panel, { inference: 'wild', seed: 42 }).pValue
 */
export function differenceInDifferences(panel: Panel, given: Partial<DidOptions> = {}): ImpactResult {
  const options = { ...DEFAULTS, ...given }
  refuseUnidentified(panel)
  const observations = stackObservations(panel, options.covariates)
  const covariates = options.covariates.map((name) => valuesAt(observations, covariateOf(panel, name)))
  const model: DidModel = { panel, observations, covariates }
  const treatment = treatmentAt(observations, panel)
  const fit = fitFixedEffects(observations, valuesAt(observations, panel.outcome), [treatment, ...covariates])
  const estimate = fit.coefficients[0] ?? Number.NaN
  const clusters = clustersAt(observations, panel)
  const precision = precisionOf({ model, fit, clusters, estimate }, options)
  return {
    ...blankResult('did', panel),
    estimate,
    se: precision.se,
    interval: precision.interval,
    pValue: precision.pValue,
    warnings: [
      ...designWarnings(panel),
      ...alwaysTreatedWarning(panel, 'elles servent de comparaison, avec un effet supposé constant'),
      ...missingCellsWarning(panel, observations.cell.length),
      ...severalDatesWarning(panel, options),
      ...precision.warnings,
    ],
    details: {
      clusters: countOf(clusters),
      treatedClusters: treatedClusterCount(panel),
      observations: observations.cell.length,
      smallestDetectableEffect: detectableFrom(precision),
      ...precision.details,
    },
  }
}

type Fitted = {
  readonly model: DidModel
  readonly fit: FixedEffectsFit
  readonly clusters: Int32Array
  readonly estimate: number
}
type Inferred = Precision & {
  readonly warnings: readonly ImpactWarning[]
  readonly details: Readonly<Record<string, unknown>>
}

function precisionOf(fitted: Fitted, options: DidOptions): Inferred {
  const none = { ...NO_PRECISION, warnings: [], details: {} }
  if (options.inference === 'none') return none
  if (options.inference === 'placebo') return placeboPrecision(fitted, options)
  if (treatedClusterCount(fitted.model.panel) < FEWEST_FOR_TEST) return none
  if (options.inference === 'wild') return wildPrecision(fitted, options)
  if (options.inference === 'bootstrap') return bootstrapPrecision(fitted, options)
  return analyticPrecision(fitted, options)
}

function analyticPrecision({ model, fit, clusters, estimate }: Fitted, options: DidOptions): Inferred {
  const isSmall = isCorrected(model.panel, options)
  const correction = errorCorrection(options)
  const groups = options.clusterBy === 'unit-and-time' ? [clusters, fit.observations.time] : [clusters]
  const covariance = clusteredCovariance(fit, groups, correction)
  const se = Math.sqrt(covariance.matrix[0] ?? Number.NaN)
  const direction = new Float64Array(fit.kept.length)
  direction[0] = 1
  const small = isSmall || correction === 'CR2' ? smallSampleTest(fit, clusters, 50_000) : null
  const test = small?.(direction) ?? { se, df: covariance.df }
  return {
    ...studentPrecision(estimate, test.se, test.df),
    se,
    warnings: small === null ? [] : [smallSampleWarning()],
    details: { df: test.df, correction, ...(small === null ? {} : { intervalCorrection: 'CR2' }) },
  }
}

function errorCorrection({ inference, correction }: DidOptions): ClusterCorrection {
  if (inference === 'jackknife') return 'CR3'
  return correction === 'auto' ? 'fixest' : correction
}

function isCorrected(panel: Panel, { inference, correction, clusterBy }: DidOptions): boolean {
  return inference === 'analytic' && correction === 'auto' && clusterBy === 'unit' && hasFewClusters(panel)
}

function wildPrecision({ fit, clusters, estimate }: Fitted, options: DidOptions): Inferred {
  const wild = wildClusterBootstrap(fit, clusters, 0, { draws: options.reps, seed: options.seed })
  const covariance = clusteredCovariance(fit, [clusters], errorCorrection(options))
  const floor = wild.floor > 0.05 ? floorWarning(wild.floor) : []
  return {
    se: Math.sqrt(covariance.matrix[0] ?? Number.NaN),
    interval: { level: studentPrecision(estimate, 1).interval.level, low: wild.low, high: wild.high },
    pValue: wild.pValue,
    warnings: floor,
    details: { draws: wild.drawCount, isExhaustive: wild.isExhaustive, pValueFloor: wild.floor },
  }
}

function bootstrapPrecision({ model, clusters, estimate }: Fitted, options: DidOptions): Inferred {
  const draws = bootstrapEffects(model, clusters, options)
  const failed = draws.filter((value) => Number.isNaN(value)).length
  const warnings =
    failed === 0
      ? []
      : [{ code: 'tirages-perdus', message: `${failed} tirage(s) sans unité traitée, écarté(s).` }]
  return {
    ...studentPrecision(estimate, spreadOf(draws)),
    warnings,
    details: { draws: draws.length - failed },
  }
}

function placeboPrecision({ model, estimate }: Fitted, options: DidOptions): Inferred {
  const placebos = placeboEffects(model, options).filter((value) => Number.isFinite(value))
  const extreme = placebos.filter((value) => Math.abs(value) >= Math.abs(estimate)).length
  const floor = 1 / (placebos.length + 1)
  return {
    ...studentPrecision(estimate, spreadOf(placebos)),
    pValue: (1 + extreme) / (placebos.length + 1),
    warnings: floor > 0.05 ? floorWarning(floor) : [],
    details: { placebos: Array.from(placebos), rank: extreme + 1 },
  }
}

function floorWarning(floor: number): ImpactWarning[] {
  return [
    {
      code: 'p-plancher',
      message: `Avec si peu d’unités, la probabilité d’une fausse alerte ne peut pas descendre sous ${floor.toFixed(3).replace('.', ',')}.`,
    },
  ]
}

/** With several dates, the share of the estimate that compares with units already treated. */
function severalDatesWarning(panel: Panel, options: DidOptions): ImpactWarning[] {
  const dates = treatmentDates(panel)
  if (dates.length < 2) return []
  const canDecompose =
    panel.weights === null &&
    options.covariates.length === 0 &&
    !panel.outcome.some((value) => Number.isNaN(value))
  const share = canDecompose
    ? decomposeTwoWay(panel).reduce(
        (sum, part) => sum + (part.type.startsWith('Later vs') ? part.weight : 0),
        0,
      )
    : Number.NaN
  const figure = Number.isNaN(share)
    ? ''
    : ` ${Math.round(100 * share)} % du résultat compare à des unités déjà traitées.`
  return [
    {
      code: 'dates-multiples',
      message: `Le traitement commence à ${dates.length} dates : cette estimation mélange des effets différents.${figure} Voyez « cs » et « bacon ».`,
    },
  ]
}
