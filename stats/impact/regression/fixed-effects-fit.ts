import { leastSquares } from '../../numerics/least-squares.ts'
import { PanelProblem } from '../panel-problem.ts'
import type { Observations } from './observations.ts'
import { absorbTwoWay, residualize, type TwoWayAbsorption } from './two-way-absorption.ts'

/** A regression with unit and time effects. Arrays « scaled » are multiplied by the square root of the weight. */
export type FixedEffectsFit = {
  /** One a regressor; NaN when the effects or the earlier regressors already explain it. */
  readonly coefficients: Float64Array
  readonly kept: readonly number[]
  /** n × rank, scaled: kept regressors without their unit and time effects. */
  readonly design: Float64Array
  /** Scaled residuals. */
  readonly residuals: Float64Array
  /** (XᵀX)⁻¹ of the scaled design, rank × rank. */
  readonly bread: Float64Array
  readonly absorption: TwoWayAbsorption
  readonly observations: Observations
}

/**
 * Weighted least squares with unit and time fixed effects:
 * yᵢₜ = aᵢ + bₜ + Σₖ βₖ xₖᵢₜ + eᵢₜ, the effects being removed exactly, then β by QR.
 * @param observations stacked cells, possibly unbalanced and weighted
 * @param outcome one value an observation
 * @param regressors columns of one value an observation
 * @throws PanelProblem when no regressor varies once the effects are removed
 */
export function fitFixedEffects(
  observations: Observations,
  outcome: Float64Array,
  regressors: readonly Float64Array[],
): FixedEffectsFit {
  const absorption = absorbTwoWay(observations)
  const rows = outcome.length
  const cols = regressors.length
  const x = new Float64Array(rows * cols)
  regressors.forEach((regressor, j) => {
    const residual = withoutRounding(regressor, residualize(absorption, regressor))
    scale(residual, observations)
    for (let i = 0; i < rows; i++) x[i * cols + j] = residual[i] ?? 0
  })
  const y = residualize(absorption, outcome)
  scale(y, observations)
  const fit = leastSquares(x, y)
  if (fit.rank === 0)
    throw new PanelProblem(
      'calcul-impossible',
      'Le traitement ne varie pas une fois retirés les effets d’unité et de période : rien à estimer.',
    )
  return {
    coefficients: fit.coefficients,
    kept: fit.kept,
    design: selectColumns(x, cols, fit.kept),
    residuals: fit.residuals,
    bread: fit.crossInverse,
    absorption,
    observations,
  }
}

/** A regressor which the effects explain entirely leaves only rounding noise: it becomes exactly 0. */
function withoutRounding(regressor: Float64Array, residual: Float64Array): Float64Array {
  const mean = regressor.reduce((sum, value) => sum + value / regressor.length, 0)
  const before = regressor.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const after = residual.reduce((sum, value) => sum + value ** 2, 0)
  return after > 1e-20 * (before + mean * mean) ? residual : new Float64Array(residual.length)
}

function scale(values: Float64Array, observations: Observations): void {
  const root = observations.rootWeights
  if (root === null) return
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) * (root[i] ?? 0)
}

function selectColumns(x: Float64Array, cols: number, kept: readonly number[]): Float64Array {
  if (kept.length === cols) return x
  const rows = x.length / cols
  const chosen = new Float64Array(rows * kept.length)
  for (let i = 0; i < rows; i++)
    kept.forEach((column, j) => {
      chosen[i * kept.length + j] = x[i * cols + column] ?? 0
    })
  return chosen
}
