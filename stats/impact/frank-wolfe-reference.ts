import { type Cloud, rowDot, type SimplexProblem, toCloud } from './simplex-cloud.ts'

/** When the reference package stops: at a decrease below `leastDecrease`², or after so many steps. */
export type ReferenceStopping = { readonly leastDecrease: number; readonly mostSteps: number }

/**
 * Simplex-constrained least squares as the `synthdid` R package 0.0.9 stops it: Frank-Wolfe with exact line search from
 * given weights, until one step lowers the mean squared error by less than the square of `leastDecrease`. It stops before
 * the optimum: kept only to reproduce published figures. {@link fitOnSimplex} is the exact answer.
 *
 * @see Arkhangelsky et al. (2021), replication package
 */
export function fitLikeReference(
  problem: SimplexProblem,
  start: Float64Array,
  stopping: ReferenceStopping,
): { weights: Float64Array; iterations: number } {
  const cloud = toCloud(problem)
  const ridge = problem.ridge ?? 0
  const { count, dim } = cloud
  const weights = Float64Array.from(start)
  const residual = new Float64Array(dim)
  let before = Number.POSITIVE_INFINITY
  let value = Number.POSITIVE_INFINITY
  let iterations = 0
  while (
    iterations < stopping.mostSteps &&
    (iterations < 2 || before - value > stopping.leastDecrease * stopping.leastDecrease)
  ) {
    iterations++
    frankWolfeStep(cloud, ridge, weights, residual)
    before = value
    value = 0
    updateResidual(cloud, weights, residual)
    for (let t = 0; t < dim; t++) value += (residual[t] ?? 0) ** 2 / dim
    for (let i = 0; i < count; i++) value += (ridge / dim) * (weights[i] ?? 0) ** 2
  }
  return { weights, iterations }
}

/** Weights of a quarter of the largest or less are set to zero, the others scaled back to one. */
export function sparsifyLikeReference(weights: Float64Array): Float64Array {
  let largest = 0
  for (const weight of weights) largest = Math.max(largest, weight)
  const kept = weights.map((weight) => (weight <= largest / 4 ? 0 : weight))
  let total = 0
  for (const weight of kept) total += weight
  return kept.map((weight) => weight / total)
}

function updateResidual({ rows, count, dim }: Cloud, weights: Float64Array, residual: Float64Array): void {
  residual.fill(0)
  for (let i = 0; i < count; i++) {
    const weight = weights[i] ?? 0
    if (weight === 0) continue
    for (let t = 0; t < dim; t++) residual[t] = (residual[t] ?? 0) + weight * (rows[i * dim + t] ?? 0)
  }
}

/** Moves towards the donor of steepest descent, by the exact best length within [0, 1]. */
function frankWolfeStep(cloud: Cloud, ridge: number, weights: Float64Array, residual: Float64Array): void {
  const { count, dim, rows } = cloud
  updateResidual(cloud, weights, residual)
  let best = 0
  let steepest = Number.POSITIVE_INFINITY
  let along = 0
  let spread = 0
  const slopes = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const slope = rowDot(cloud, i, residual) + ridge * (weights[i] ?? 0)
    slopes[i] = slope
    if (slope < steepest) {
      steepest = slope
      best = i
    }
  }
  for (let i = 0; i < count; i++) {
    const direction = (i === best ? 1 : 0) - (weights[i] ?? 0)
    along += (slopes[i] ?? 0) * direction
    spread += direction * direction
  }
  if (spread === 0) return
  let curvature = ridge * spread
  for (let t = 0; t < dim; t++) curvature += ((rows[best * dim + t] ?? 0) - (residual[t] ?? 0)) ** 2
  const length = Math.min(1, Math.max(0, -along / curvature))
  for (let i = 0; i < count; i++) {
    const direction = (i === best ? 1 : 0) - (weights[i] ?? 0)
    weights[i] = (weights[i] ?? 0) + length * direction
  }
}
