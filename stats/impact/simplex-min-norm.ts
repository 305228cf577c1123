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
  const level = (cloud.squaredNorms[first] ?? 0) + ridge
  if (level === 0) return { weights, iterations: 0, end: 'optimal' }
  const corral = newCorral(level, ridge, Math.min(cloud.count, cloud.dim + 2))
  addToCorral(corral, first, [], cloud.squaredNorms[first] ?? 0)
  const residual = new Float64Array(cloud.dim)
  const products = new Float64Array(cloud.count)
  let iterations = 0
  const limit = 50 * (Math.min(cloud.count, cloud.dim) + 20) + 4 * cloud.count
  while (iterations < limit) {
    iterations++
    const entering = bestEntry(cloud, corral, { weights, residual })
    if (entering < 0 || corral.donors.includes(entering)) break
    for (let k = 0; k < corral.donors.length; k++) {
      products[k] = productOfRows(cloud, corral.donors[k] ?? 0, entering)
    }
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

type Progress = { readonly weights: Float64Array; readonly residual: Float64Array }

/** The donor whose weight lowers the objective fastest, or −1 when none does beyond rounding. */
function bestEntry(cloud: Cloud, { donors, ridge }: Corral, { weights, residual }: Progress): number {
  const { rows, dim, count, squaredNorms } = cloud
  residual.fill(0)
  let objective = 0
  let scatter = 0
  for (const donor of donors) {
    const weight = weights[donor] ?? 0
    objective += ridge * weight * weight
    scatter += weight * Math.sqrt(squaredNorms[donor] ?? 0)
    const start = donor * dim
    for (let t = 0; t < dim; t++) residual[t] = (residual[t] ?? 0) + weight * (rows[start + t] ?? 0)
  }
  let norm = 0
  for (let t = 0; t < dim; t++) norm += (residual[t] ?? 0) ** 2
  objective += norm
  const rounding = 1e-15 * (Math.sqrt(norm) + scatter)
  if (norm <= rounding * rounding && ridge === 0) return -1
  let best = -1
  let lowest = objective * (1 - 1e-13)
  for (let i = 0, start = 0; i < count; i++, start += dim) {
    let price = ridge * (weights[i] ?? 0)
    for (let t = 0; t < dim; t++) price += (rows[start + t] ?? 0) * (residual[t] ?? 0)
    if (price >= lowest) continue
    if (price + rounding * Math.sqrt(squaredNorms[i] ?? 0) >= objective) continue
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
  const { donors } = corral
  while (donors.length > 0) {
    const wanted = supportOptimum(corral)
    const { length, blocking } = longestMove(donors, weights, wanted)
    for (let place = 0; place < donors.length; place++) {
      const donor = donors[place] ?? 0
      const now = weights[donor] ?? 0
      const goal = wanted[place] ?? 0
      weights[donor] = blocking < 0 ? goal : now + length * (goal - now)
    }
    if (blocking < 0) return true
    const leaving = donors[blocking] ?? -1
    weights[leaving] = 0
    removeFromCorral(corral, blocking)
    if (leaving === entering && length === 0) return false
  }
  return false
}

/** How far weights may go towards the wanted ones before one of them reaches zero, and which. */
function longestMove(donors: readonly number[], weights: Float64Array, wanted: Float64Array) {
  let length = 1
  let blocking = -1
  for (let place = 0; place < donors.length; place++) {
    const goal = wanted[place] ?? 0
    if (goal > 0) continue
    const now = weights[donors[place] ?? 0] ?? 0
    const reach = now === goal ? 0 : now / (now - goal)
    if (blocking >= 0 && reach >= length) continue
    length = reach
    blocking = place
  }
  return { length, blocking }
}

/** Weights of the affine optimum of the support: K⁻¹1, scaled to sum to one. */
function supportOptimum(corral: Corral): Float64Array {
  const solution = solveCorral(corral, new Float64Array(corral.donors.length).fill(1))
  let total = 0
  for (let k = 0; k < solution.length; k++) total += solution[k] ?? 0
  for (let k = 0; k < solution.length; k++) solution[k] = (solution[k] ?? 0) / total
  return solution
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
