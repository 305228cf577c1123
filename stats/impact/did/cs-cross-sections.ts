import { choleskyFactor, choleskySolve } from '../../numerics/cholesky.ts'
import { fitLogit } from '../../numerics/logit.ts'
import { crossProduct } from '../../numerics/matrix.ts'
import type { CsOptions } from './cs-options.ts'
import type { CellFailure, InfluenceEstimate } from './cs-two-periods.ts'

/** Two repeated cross-sections: one row an observation, in the period before or after. */
export type TwoCrossSections = {
  readonly outcome: Float64Array
  readonly post: Uint8Array
  readonly treated: Uint8Array
  /** n × p, first column 1. */
  readonly x: Float64Array
  readonly weights: Float64Array
}

/**
 * Average effect on the treated from two repeated cross-sections: doubly robust (`dr`, the locally efficient form
 * with four outcome regressions), outcome regression (`reg`) or normalised inverse probability weighting (`ipw`).
 * Assumes that the composition of groups does not change between the two periods.
 * Source: Sant'Anna and Zhao (2020), equation 3.4; variants of the R package DRDID (`drdid_rc`, `reg_did_rc`,
 * `std_ipw_did_rc`).
 */
export function estimateCrossSections(
  data: TwoCrossSections,
  estimator: CsOptions['estimator'],
): InfluenceEstimate | CellFailure {
  const regressions = estimator === 'ipw' ? [] : regressionsOf(data, estimator)
  if (regressions === null) return 'covariables-liees'
  const propensity = estimator === 'reg' ? null : fitLogit(data.x, data.treated, data.weights)
  if (estimator !== 'reg' && (propensity === null || propensity.probabilities.some((p) => p >= 0.999)))
    return 'recouvrement'
  const means = componentsOf(data, estimator, { regressions, probabilities: propensity?.probabilities })
  const influence = new Float64Array(data.outcome.length)
  const crossMean = new Float64Array(data.x.length / data.outcome.length)
  let estimate = 0
  for (const component of means) {
    const mean = addComponent(component, data, influence, crossMean)
    if (Number.isNaN(mean)) return 'cellule-vide'
    estimate += component.sign * mean
  }
  if (propensity !== null) addPropensityError(influence, data, propensity, crossMean)
  for (const regression of regressions) addRegressionError(influence, data, regression)
  return { estimate, influence }
}

type Regression = {
  readonly treated: 0 | 1
  readonly post: 0 | 1
  readonly beta: Float64Array
  readonly factor: Float64Array
  /** Derivative of the estimate with respect to β, filled while the means are added. */
  readonly slope: Float64Array
}

/** A weighted mean that enters the estimate with a sign; `terms` are the regressions its values contain. */
type MeanComponent = {
  readonly sign: 1 | -1
  readonly weights: Float64Array
  readonly values: Float64Array
  readonly isPropensity: boolean
  readonly terms: ReadonlyArray<readonly [Regression, 1 | -1]>
}

function regressionsOf(data: TwoCrossSections, estimator: CsOptions['estimator']): Regression[] | null {
  const cells: Array<readonly [0 | 1, 0 | 1]> =
    estimator === 'reg'
      ? [
          [0, 0],
          [0, 1],
        ]
      : [
          [0, 0],
          [0, 1],
          [1, 0],
          [1, 1],
        ]
  const fitted = cells.map(([treated, post]) => regressCell(data, treated, post))
  const complete = fitted.filter((one): one is Regression => one !== null)
  return complete.length === cells.length ? complete : null
}

function regressCell(data: TwoCrossSections, treated: 0 | 1, post: 0 | 1): Regression | null {
  const rows = data.outcome.length
  const cols = data.x.length / rows
  const weights = data.weights.map((w, i) => (data.treated[i] === treated && data.post[i] === post ? w : 0))
  const factor = choleskyFactor(crossProduct(data.x, { rows, cols }, weights), cols)
  if (factor === null) return null
  const beta = new Float64Array(cols)
  for (let pass = 0; pass < 2; pass++) {
    const moments = new Float64Array(cols)
    for (let i = 0; i < rows; i++) {
      const scaled = (weights[i] ?? 0) * ((data.outcome[i] ?? 0) - fittedAt(data.x, i, beta))
      if (scaled === 0) continue
      for (let j = 0; j < cols; j++) moments[j] = (moments[j] ?? 0) + scaled * (data.x[i * cols + j] ?? 0)
    }
    choleskySolve(factor, cols, moments).forEach((step, j) => {
      beta[j] = (beta[j] ?? 0) + step
    })
  }
  return { treated, post, beta, factor, slope: new Float64Array(cols) }
}

function fittedAt(x: Float64Array, row: number, beta: Float64Array): number {
  let fitted = 0
  for (let j = 0; j < beta.length; j++) fitted += (x[row * beta.length + j] ?? 0) * (beta[j] ?? 0)
  return fitted
}

type Nuisances = {
  readonly regressions: readonly Regression[]
  readonly probabilities: Float64Array | undefined
}

function componentsOf(
  data: TwoCrossSections,
  estimator: CsOptions['estimator'],
  { regressions, probabilities }: Nuisances,
): MeanComponent[] {
  const find = (treated: 0 | 1, post: 0 | 1): Regression | undefined =>
    regressions.find((one) => one.treated === treated && one.post === post)
  const controls = [find(0, 0), find(0, 1)] as const
  const residual = estimator === 'dr' ? residualsOf(data, controls) : data.outcome
  const ownTerms = (post: 0 | 1): MeanComponent['terms'] => {
    const regression = controls[post]
    return estimator === 'dr' && regression ? [[regression, -1]] : []
  }
  const treatedMeans = ([1, 0] as const).map(
    (post): MeanComponent => ({
      sign: post === 1 ? 1 : -1,
      weights: treatedWeights(data, post),
      values: residual,
      isPropensity: false,
      terms: ownTerms(post),
    }),
  )
  if (estimator === 'reg') return [...treatedMeans, ...trendMeans(data, controls)]
  const controlMeans = ([1, 0] as const).map(
    (post): MeanComponent => ({
      sign: post === 1 ? -1 : 1,
      weights: propensityWeights(data, post, probabilities ?? new Float64Array()),
      values: residual,
      isPropensity: true,
      terms: ownTerms(post),
    }),
  )
  const efficient = estimator === 'dr' ? efficiencyMeans(data, find) : []
  return [...treatedMeans, ...controlMeans, ...efficient]
}

function residualsOf(
  data: TwoCrossSections,
  controls: readonly [Regression | undefined, Regression | undefined],
): Float64Array {
  return data.outcome.map(
    (y, i) => y - fittedAt(data.x, i, controls[data.post[i] === 1 ? 1 : 0]?.beta ?? new Float64Array()),
  )
}

function treatedWeights(data: TwoCrossSections, post: 0 | 1 | 'both'): Float64Array {
  return data.weights.map((w, i) =>
    data.treated[i] === 1 && (post === 'both' || data.post[i] === post) ? w : 0,
  )
}

function propensityWeights(data: TwoCrossSections, post: 0 | 1, probabilities: Float64Array): Float64Array {
  return data.weights.map((w, i) => {
    const p = probabilities[i] ?? 0
    return data.treated[i] === 1 || data.post[i] !== post || p >= 0.995 ? 0 : (w * p) / (1 - p)
  })
}

/** Outcome regression: minus the mean, over the treated of both periods, of the predicted trend. */
function trendMeans(
  data: TwoCrossSections,
  [before, after]: readonly [Regression | undefined, Regression | undefined],
): MeanComponent[] {
  if (before === undefined || after === undefined) return []
  return [differenceMean(data, { sign: -1, post: 'both', plus: after, minus: before })]
}

/** Locally efficient terms: the predicted effect over all the treated, minus over those of the period. */
function efficiencyMeans(
  data: TwoCrossSections,
  find: (treated: 0 | 1, post: 0 | 1) => Regression | undefined,
): MeanComponent[] {
  return ([1, 0] as const).flatMap((post) => {
    const plus = find(1, post)
    const minus = find(0, post)
    if (plus === undefined || minus === undefined) return []
    const sign = post === 1 ? 1 : -1
    return [
      differenceMean(data, { sign, post: 'both', plus, minus }),
      differenceMean(data, { sign: sign === 1 ? -1 : 1, post, plus, minus }),
    ]
  })
}

function differenceMean(
  data: TwoCrossSections,
  part: {
    readonly sign: 1 | -1
    readonly post: 0 | 1 | 'both'
    readonly plus: Regression
    readonly minus: Regression
  },
): MeanComponent {
  return {
    sign: part.sign,
    weights: treatedWeights(data, part.post),
    values: data.outcome.map(
      (_, i) => fittedAt(data.x, i, part.plus.beta) - fittedAt(data.x, i, part.minus.beta),
    ),
    isPropensity: false,
    terms: [
      [part.plus, 1],
      [part.minus, -1],
    ],
  }
}

/** Adds a mean to the influence and its derivatives to the regressions and the propensity; answers the mean. */
function addComponent(
  component: MeanComponent,
  data: TwoCrossSections,
  influence: Float64Array,
  crossMean: Float64Array,
): number {
  const cols = crossMean.length
  let total = 0
  let sum = 0
  component.weights.forEach((weight, i) => {
    total += weight
    sum += weight * (component.values[i] ?? 0)
  })
  const mean = sum / total
  const xMean = new Float64Array(cols)
  component.weights.forEach((weight, i) => {
    if (weight === 0) return
    const share = weight / total
    const error = (component.values[i] ?? 0) - mean
    influence[i] = (influence[i] ?? 0) + component.sign * share * error
    for (let j = 0; j < cols; j++) {
      const along = share * (data.x[i * cols + j] ?? 0)
      xMean[j] = (xMean[j] ?? 0) + along
      if (component.isPropensity) crossMean[j] = (crossMean[j] ?? 0) + component.sign * error * along
    }
  })
  for (const [regression, sign] of component.terms)
    for (let j = 0; j < cols; j++)
      regression.slope[j] = (regression.slope[j] ?? 0) + component.sign * sign * (xMean[j] ?? 0)
  return mean
}

function addPropensityError(
  influence: Float64Array,
  data: TwoCrossSections,
  fit: { readonly probabilities: Float64Array; readonly informationFactor: Float64Array },
  crossMean: Float64Array,
): void {
  const direction = choleskySolve(fit.informationFactor, crossMean.length, crossMean)
  for (let i = 0; i < influence.length; i++) {
    const score = (data.weights[i] ?? 0) * ((data.treated[i] ?? 0) - (fit.probabilities[i] ?? 0))
    influence[i] = (influence[i] ?? 0) + score * fittedAt(data.x, i, direction)
  }
}

function addRegressionError(influence: Float64Array, data: TwoCrossSections, regression: Regression): void {
  const direction = choleskySolve(regression.factor, regression.slope.length, regression.slope)
  for (let i = 0; i < influence.length; i++) {
    if (data.treated[i] !== regression.treated || data.post[i] !== regression.post) continue
    const error = (data.outcome[i] ?? 0) - fittedAt(data.x, i, regression.beta)
    influence[i] = (influence[i] ?? 0) + (data.weights[i] ?? 0) * error * fittedAt(data.x, i, direction)
  }
}
