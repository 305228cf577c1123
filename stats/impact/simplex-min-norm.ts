import { type Cloud, rowDot, weightedRow } from './simplex-cloud.ts'
import { addToCorral, type Corral, newCorral, removeFromCorral, solveCorral } from './simplex-corral.ts'

/** How the active set ended: at the optimum, or because the support grew past what its limit allows. */
export type ActiveSetEnd = 'optimal' | 'crowded'

export interface ActiveSetAnswer {
  readonly weights: Float64Array
  readonly iterations: number
  readonly end: ActiveSetEnd
}

/**
 * Minimises ‖Σ wᵢ rowᵢ‖² + ridge ‖w‖² on the simplex by Wolfe's active set (1976, "Finding the nearest point in a
 * polytope"): the most useful donor enters, the support is solved exactly, the donors that would be negative leave. Exact
 * and finite. Right when the optimum uses few donors: little or no ridge, a target outside the hull.
 */
export function solveByActiveSet(cloud: Cloud, ridge: number, supportLimit: number): ActiveSetAnswer {
  const weights = new Float64Array(cloud.count)
  const first = nearestDonor(cloud)
  weights[first] = 1
  const corral = newCorral((cloud.squaredNorms[first] ?? 0) + ridge, ridge)
  if (corral.level === 0) return { weights, iterations: 0, end: 'optimal' }
  addToCorral(corral, first, [], cloud.squaredNorms[first] ?? 0)
  let iterations = 0
  const limit = 50 * (Math.min(cloud.count, cloud.dim) + 20) + 4 * cloud.count
  while (iterations < limit) {
    iterations++
    const entering = bestEntry(cloud, ridge, weights)
    if (entering < 0 || corral.donors.includes(entering)) break
    const products = corral.donors.map((donor) => productOfRows(cloud, donor, entering))
    if (!addToCorral(corral, entering, products, cloud.squaredNorms[entering] ?? 0)) {
      if (ridge > 0) return { weights, iterations, end: 'crowded' }
      break
    }
    if (!settleSupport(corral, weights, entering)) break
    if (corral.donors.length > supportLimit) return { weights, iterations, end: 'crowded' }
  }
  polish(cloud, corral, weights)
  return { weights, iterations, end: 'optimal' }
}

function nearestDonor({ squaredNorms }: Cloud): number {
  let nearest = 0
  for (let i = 1; i < squaredNorms.length; i++) {
    if ((squaredNorms[i] ?? 0) < (squaredNorms[nearest] ?? 0)) nearest = i
  }
  return nearest
}

/** The donor whose weight lowers the objective fastest, or −1 when none does beyond rounding. */
function bestEntry(cloud: Cloud, ridge: number, weights: Float64Array): number {
  const residual = weightedRow(cloud, weights)
  let objective = 0
  let norm = 0
  let scatter = 0
  for (const value of residual) norm += value * value
  for (let i = 0; i < cloud.count; i++) {
    const weight = weights[i] ?? 0
    if (weight === 0) continue
    objective += ridge * weight * weight
    scatter += weight * Math.sqrt(cloud.squaredNorms[i] ?? 0)
  }
  objective += norm
  const rounding = 1e-15 * (Math.sqrt(norm) + scatter)
  if (norm <= rounding * rounding && ridge === 0) return -1
  let best = -1
  let lowest = objective * (1 - 1e-13)
  for (let i = 0; i < cloud.count; i++) {
    const price = rowDot(cloud, i, residual) + ridge * (weights[i] ?? 0)
    if (price >= lowest) continue
    if (price + rounding * Math.sqrt(cloud.squaredNorms[i] ?? 0) >= objective) continue
    lowest = price
    best = i
  }
  return best
}

function productOfRows({ rows, dim }: Cloud, a: number, b: number): number {
  let sum = 0
  for (let t = 0; t < dim; t++) sum += (rows[a * dim + t] ?? 0) * (rows[b * dim + t] ?? 0)
  return sum
}

/** Moves to the optimum of the support, dropping donors on the way. False when the new donor is dropped at once. */
function settleSupport(corral: Corral, weights: Float64Array, entering: number): boolean {
  while (corral.donors.length > 0) {
    const wanted = supportOptimum(corral)
    let length = 1
    let blocking = -1
    corral.donors.forEach((donor, place) => {
      const now = weights[donor] ?? 0
      const goal = wanted[place] ?? 0
      if (goal > 0) return
      const reach = now / (now - goal)
      if (blocking < 0 || reach < length) {
        length = Number.isNaN(reach) ? 0 : reach
        blocking = place
      }
    })
    corral.donors.forEach((donor, place) => {
      const now = weights[donor] ?? 0
      weights[donor] = blocking < 0 ? (wanted[place] ?? 0) : now + length * ((wanted[place] ?? 0) - now)
    })
    if (blocking < 0) return true
    const leaving = corral.donors[blocking] ?? -1
    weights[leaving] = 0
    removeFromCorral(corral, blocking)
    if (leaving === entering && length === 0) return false
  }
  return false
}

/** Weights of the affine optimum of the support: K⁻¹1, scaled to sum to one. */
function supportOptimum(corral: Corral): Float64Array {
  const solution = solveCorral(corral, new Float64Array(corral.donors.length).fill(1))
  let total = 0
  for (const value of solution) total += value
  return solution.map((value) => value / total)
}

/** Two rounds of iterative refinement on the support: removes what squaring the data in the Gram matrix had lost. */
function polish(cloud: Cloud, corral: Corral, weights: Float64Array): void {
  const size = corral.donors.length
  for (let round = 0; round < 2; round++) {
    const residual = weightedRow(cloud, weights)
    const prices = new Float64Array(size)
    corral.donors.forEach((donor, place) => {
      prices[place] = rowDot(cloud, donor, residual) + corral.ridge * (weights[donor] ?? 0)
    })
    const byPrice = solveCorral(corral, prices)
    const byOne = solveCorral(corral, new Float64Array(size).fill(1))
    let sumPrice = 0
    let sumOne = 0
    for (let k = 0; k < size; k++) {
      sumPrice += byPrice[k] ?? 0
      sumOne += byOne[k] ?? 0
    }
    const corrected = corral.donors.map(
      (donor, k) => (weights[donor] ?? 0) - (byPrice[k] ?? 0) + (sumPrice / sumOne) * (byOne[k] ?? 0),
    )
    if (corrected.some((weight) => !(weight >= 0))) return
    corral.donors.forEach((donor, k) => {
      weights[donor] = corrected[k] ?? 0
    })
  }
}
