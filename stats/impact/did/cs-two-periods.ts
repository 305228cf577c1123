import { choleskyFactor, choleskySolve } from '../../numerics/cholesky.ts'
import { fitLogit } from '../../numerics/logit.ts'
import { crossProduct } from '../../numerics/matrix.ts'
import { tabulate } from '../../numerics/tabulate.ts'
import type { CsOptions } from './cs-options.ts'

/** Two periods of a panel: one row a unit, treated or comparison. */
export type TwoPeriods = {
  /** Outcome after minus outcome before. */
  readonly change: Float64Array
  readonly treated: Uint8Array
  /** n × p, first column 1. */
  readonly x: Float64Array
  readonly weights: Float64Array | null
}

/** An effect with the contribution of each row to its error: the variance is Σ influence². */
export type InfluenceEstimate = { readonly estimate: number; readonly influence: Float64Array }

/** Why a comparison of two periods could not be made. */
export type CellFailure = 'covariables-liees' | 'recouvrement' | 'cellule-vide'

/**
 * Average effect on the treated from two periods of a panel: doubly robust (`dr`), outcome regression (`reg`) or
 * normalised inverse probability weighting (`ipw`).
 *
 * With Δ the change of outcome, m(x) its regression on x among comparison units, p(x) the logit of treatment:
 * effect = mean of Δ − m over the treated, minus the mean of Δ − m over comparison units weighted by p / (1 − p).
 * `reg` keeps the first mean only, `ipw` sets m = 0. Comparison units with p ≥ 0.995 are trimmed.
 * @returns the failure by name when the regression is singular or treatment is (nearly) certain for some units
 * Source: Sant'Anna and Zhao (2020), J. Econometrics 219; variants of the R package DRDID (traditional).
 */
export function estimateTwoPeriods(
  data: TwoPeriods,
  estimator: CsOptions['estimator'],
): InfluenceEstimate | CellFailure {
  const size = data.change.length
  const influence = new Float64Array(size)
  const residual = data.change.slice()
  const regression = estimator === 'ipw' ? null : regressControls(data)
  if (regression === 'covariables-liees') return regression
  if (regression !== null) subtractFitted(residual, data.x, regression.beta)
  const propensity = estimator === 'reg' ? null : propensityWeights(data)
  if (propensity === 'recouvrement') return propensity
  const treatedWeights = tabulate(size, (i) => (data.treated[i] ?? 0) * (data.weights?.[i] ?? 1))
  const treatedMean = weightedMean(residual, treatedWeights, data.x)
  if (!(treatedMean.total > 0)) return 'cellule-vide'
  addMean(influence, residual, treatedWeights, { ...treatedMean, sign: 1 })
  let estimate = treatedMean.mean
  const slope = treatedMean.xMean.slice()
  if (propensity !== null) {
    const controlMean = weightedMean(residual, propensity.weights, data.x)
    if (!(controlMean.total > 0)) return 'recouvrement'
    estimate -= controlMean.mean
    addMean(influence, residual, propensity.weights, { ...controlMean, sign: -1 })
    for (let j = 0; j < slope.length; j++) slope[j] = (slope[j] ?? 0) - (controlMean.xMean[j] ?? 0)
    addPropensityError(influence, data, propensity, controlMean.crossMean)
  }
  if (regression !== null) addRegressionError(influence, data, residual, { ...regression, slope })
  return { estimate, influence }
}

type Regression = { readonly beta: Float64Array; readonly factor: Float64Array }

function controlWeights(data: TwoPeriods): Float64Array {
  return tabulate(data.treated.length, (i) => (1 - (data.treated[i] ?? 0)) * (data.weights?.[i] ?? 1))
}

function regressControls(data: TwoPeriods): Regression | 'covariables-liees' {
  const rows = data.change.length
  const cols = data.x.length / rows
  const weights = controlWeights(data)
  const factor = choleskyFactor(crossProduct(data.x, { rows, cols }, weights), cols)
  if (factor === null) return 'covariables-liees'
  const beta = new Float64Array(cols)
  const residual = data.change.slice()
  // Second pass: one step of iterative refinement brings the normal equations back to full accuracy.
  for (let pass = 0; pass < 2; pass++) {
    const step = choleskySolve(factor, cols, weightedMoments(residual, weights, data.x))
    for (let j = 0; j < cols; j++) beta[j] = (beta[j] ?? 0) + (step[j] ?? 0)
    subtractFitted(residual, data.x, step)
  }
  return { beta, factor }
}

function weightedMoments(values: Float64Array, weights: Float64Array, x: Float64Array): Float64Array {
  const cols = x.length / values.length
  const moments = new Float64Array(cols)
  for (let i = 0; i < values.length; i++) {
    const factor = (weights[i] ?? 0) * (values[i] ?? 0)
    for (let j = 0; j < cols; j++) moments[j] = (moments[j] ?? 0) + factor * (x[i * cols + j] ?? 0)
  }
  return moments
}

function subtractFitted(residual: Float64Array, x: Float64Array, beta: Float64Array): void {
  const cols = beta.length
  for (let i = 0; i < residual.length; i++) {
    let fitted = 0
    for (let j = 0; j < cols; j++) fitted += (x[i * cols + j] ?? 0) * (beta[j] ?? 0)
    residual[i] = (residual[i] ?? 0) - fitted
  }
}

type Propensity = {
  readonly weights: Float64Array
  readonly probabilities: Float64Array
  readonly informationFactor: Float64Array
}

function propensityWeights(data: TwoPeriods): Propensity | 'recouvrement' {
  const fit = fitLogit(data.x, data.treated, data.weights)
  if (fit === null || fit.probabilities.some((p) => p >= 0.999)) return 'recouvrement'
  const weights = fit.probabilities.map((p, i) =>
    data.treated[i] === 1 || p >= 0.995 ? 0 : ((data.weights?.[i] ?? 1) * p) / (1 - p),
  )
  return { ...fit, weights }
}

type WeightedMean = {
  readonly total: number
  readonly mean: number
  /** Weighted mean of x. */
  readonly xMean: Float64Array
  /** Weighted mean of (value − mean)·x. */
  readonly crossMean: Float64Array
}

function weightedMean(values: Float64Array, weights: Float64Array, x: Float64Array): WeightedMean {
  const cols = x.length / values.length
  let total = 0
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    total += weights[i] ?? 0
    sum += (weights[i] ?? 0) * (values[i] ?? 0)
  }
  const mean = sum / total
  const xMean = new Float64Array(cols)
  const crossMean = new Float64Array(cols)
  for (let i = 0; i < values.length; i++) {
    const share = (weights[i] ?? 0) / total
    if (share === 0) continue
    const cross = share * ((values[i] ?? 0) - mean)
    for (let j = 0; j < cols; j++) {
      xMean[j] = (xMean[j] ?? 0) + share * (x[i * cols + j] ?? 0)
      crossMean[j] = (crossMean[j] ?? 0) + cross * (x[i * cols + j] ?? 0)
    }
  }
  return { total, mean, xMean, crossMean }
}

function addMean(
  influence: Float64Array,
  values: Float64Array,
  weights: Float64Array,
  { total, mean, sign }: { readonly total: number; readonly mean: number; readonly sign: number },
): void {
  for (let i = 0; i < influence.length; i++)
    influence[i] = (influence[i] ?? 0) + (sign * (weights[i] ?? 0) * ((values[i] ?? 0) - mean)) / total
}

/** Error of the estimated propensity, carried to the comparison mean. */
function addPropensityError(
  influence: Float64Array,
  data: TwoPeriods,
  propensity: Propensity,
  crossMean: Float64Array,
): void {
  const cols = crossMean.length
  const direction = choleskySolve(propensity.informationFactor, cols, crossMean)
  for (let i = 0; i < influence.length; i++) {
    let along = 0
    for (let j = 0; j < cols; j++) along += (data.x[i * cols + j] ?? 0) * (direction[j] ?? 0)
    const score = (data.weights?.[i] ?? 1) * ((data.treated[i] ?? 0) - (propensity.probabilities[i] ?? 0))
    influence[i] = (influence[i] ?? 0) - score * along
  }
}

/** Error of the estimated regression, carried by the difference of mean x between the two groups. */
function addRegressionError(
  influence: Float64Array,
  data: TwoPeriods,
  residual: Float64Array,
  { factor, slope }: { readonly factor: Float64Array; readonly slope: Float64Array },
): void {
  const cols = slope.length
  const direction = choleskySolve(factor, cols, slope)
  for (let i = 0; i < influence.length; i++) {
    if (data.treated[i] === 1) continue
    let along = 0
    for (let j = 0; j < cols; j++) along += (data.x[i * cols + j] ?? 0) * (direction[j] ?? 0)
    influence[i] = (influence[i] ?? 0) - (data.weights?.[i] ?? 1) * (residual[i] ?? 0) * along
  }
}
