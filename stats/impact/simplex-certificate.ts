import { type Cloud, rowDot, weightedRow } from './simplex-cloud.ts'

/** What proves that an optimum was reached, or says that it was not. */
export interface Certificate {
  readonly converged: boolean
  /** Upper bound of (objective − optimum), relative to the objective: a duality gap, not a step length. */
  readonly gap: number
  readonly iterations: number
}

/** Below this relative gap the optimum is said to be reached. */
export const CERTIFIED_GAP = 1e-8

/** A fit a million times better than the donors taken one by one counts as a perfect one when the gap is judged. */
const PERFECT_FIT = 1e-6

export interface Optimality {
  readonly objective: number
  readonly gap: number
  /** Product of each row with the residual, plus ridge × weight: equal to the objective on the support. */
  readonly prices: Float64Array
  readonly residual: Float64Array
}

/**
 * Frank-Wolfe duality gap of weights w for min ‖Σ wᵢ rowᵢ‖² + ridge ‖w‖² on the simplex: objective − min price bounds
 * the distance to the optimum. The optimum is also at least ridge ÷ count, which settles perfect fits, where rounding
 * hides the first bound.
 */
export function measureOptimality(cloud: Cloud, ridge: number, weights: Float64Array): Optimality {
  const { count } = cloud
  const residual = weightedRow(cloud, weights)
  let objective = 0
  let scatter = 0
  for (const value of residual) objective += value * value
  for (let i = 0; i < count; i++) {
    const weight = weights[i] ?? 0
    objective += ridge * weight * weight
    scatter += weight * (cloud.squaredNorms[i] ?? 0)
  }
  const prices = new Float64Array(count)
  let lowest = Number.POSITIVE_INFINITY
  for (let i = 0; i < count; i++) {
    const price = rowDot(cloud, i, residual) + ridge * (weights[i] ?? 0)
    prices[i] = price
    if (price < lowest) lowest = price
  }
  const bound = Math.max(0, Math.min(2 * (objective - lowest), objective - ridge / count))
  const reference = Math.max(objective, PERFECT_FIT * scatter)
  return { objective, gap: reference === 0 ? 0 : bound / reference, prices, residual }
}
