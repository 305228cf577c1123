import type { Cloud } from './simplex-cloud.ts'
import { simplexThreshold } from './simplex-threshold.ts'

const MOST_STEPS = 200
const MOST_HALVINGS = 60

/** Rows seen from the donors' mean, and the target seen from there. */
interface Centred {
  readonly rows: Float64Array
  readonly target: Float64Array
  readonly count: number
  readonly dim: number
  readonly ridge: number
}

/** The dual at one place: value to minimise, its gradient, and the weights the place stands for. */
interface Place {
  readonly at: Float64Array
  readonly weights: Float64Array
  readonly gradient: Float64Array
  value: number
  active: number
}

/**
 * Minimises ‖Σ wᵢ rowᵢ‖² + ridge ‖w‖² on the simplex by semi-smooth Newton on the dual, which has only `dim` unknowns
 * whatever the number of donors: w = projection of (row · z) on the simplex. The dual is piecewise quadratic, so the
 * steps end exactly. Meant for a ridge that counts, or for a target inside the hull of the donors: elsewhere z is of the
 * order of 1 / ridge and precision is lost, which the certificate of the caller sees.
 */
export function solveByDualNewton(
  cloud: Cloud,
  ridge: number,
): { weights: Float64Array; iterations: number } {
  const centred = centre(cloud, ridge)
  const { dim } = centred
  const scores = new Float64Array(cloud.count)
  let here = newPlace(centred)
  let there = newPlace(centred)
  const factor = new Float64Array(dim * dim)
  const step = new Float64Array(dim)
  visit(centred, here, scores)
  let iterations = 0
  while (iterations < MOST_STEPS) {
    iterations++
    curvature(centred, here, factor)
    if (!newtonStep(factor, here.gradient, step)) break
    const slope = dot(step, here.gradient)
    if (!(slope < 0)) break
    const length = search(centred, { here, there, step, slope, scores })
    if (length === 0) break
    const settled = length === 1 && sameSupport(here.weights, there.weights)
    const previous = here
    here = there
    there = previous
    if (settled) break
  }
  return { weights: here.weights, iterations }
}

function centre(cloud: Cloud, ridge: number): Centred {
  const { count, dim } = cloud
  const mean = new Float64Array(dim)
  for (let i = 0; i < count; i++) {
    for (let t = 0; t < dim; t++) mean[t] = (mean[t] ?? 0) + (cloud.rows[i * dim + t] ?? 0) / count
  }
  const rows = new Float64Array(count * dim)
  for (let i = 0; i < count; i++) {
    for (let t = 0; t < dim; t++) rows[i * dim + t] = (cloud.rows[i * dim + t] ?? 0) - (mean[t] ?? 0)
  }
  return { rows, target: mean.map((value) => -value), count, dim, ridge }
}

function newPlace({ count, dim }: Centred): Place {
  return {
    at: new Float64Array(dim),
    weights: new Float64Array(count),
    gradient: new Float64Array(dim),
    value: 0,
    active: count,
  }
}

/** Fills the place from its coordinates: weights, value and gradient of the dual. */
function visit(centred: Centred, place: Place, scores: Float64Array): void {
  const { rows, target, count, dim, ridge } = centred
  const { at, weights, gradient } = place
  for (let i = 0, start = 0; i < count; i++, start += dim) {
    let score = 0
    for (let t = 0; t < dim; t++) score += (rows[start + t] ?? 0) * (at[t] ?? 0)
    scores[i] = score
  }
  const level = simplexThreshold(scores)
  let value = 0
  for (let t = 0; t < dim; t++) {
    const z = at[t] ?? 0
    const goal = target[t] ?? 0
    gradient[t] = ridge * z - goal
    value += 0.5 * ridge * z * z - goal * z
  }
  let active = 0
  for (let i = 0; i < count; i++) {
    const weight = Math.max(0, (scores[i] ?? 0) - level)
    weights[i] = weight
    if (weight === 0) continue
    active++
    value += weight * ((scores[i] ?? 0) - 0.5 * weight)
    const start = i * dim
    for (let t = 0; t < dim; t++) gradient[t] = (gradient[t] ?? 0) + weight * (rows[start + t] ?? 0)
  }
  place.value = value
  place.active = active
}

/** Lower triangle of ridge × I + Σ over the support of (row − mean)(row − mean)ᵀ, then its Cholesky factor. */
function curvature(centred: Centred, place: Place, factor: Float64Array): void {
  const { rows, count, dim, ridge } = centred
  factor.fill(0)
  const mean = new Float64Array(dim)
  for (let i = 0; i < count; i++) {
    if (place.weights[i] === 0) continue
    for (let t = 0; t < dim; t++) mean[t] = (mean[t] ?? 0) + (rows[i * dim + t] ?? 0) / place.active
  }
  const row = new Float64Array(dim)
  for (let i = 0; i < count; i++) {
    if (place.weights[i] === 0) continue
    for (let t = 0; t < dim; t++) row[t] = (rows[i * dim + t] ?? 0) - (mean[t] ?? 0)
    for (let a = 0, line = 0; a < dim; a++, line += dim) {
      const left = row[a] ?? 0
      for (let b = 0; b <= a; b++) factor[line + b] = (factor[line + b] ?? 0) + left * (row[b] ?? 0)
    }
  }
  for (let t = 0; t < dim; t++) factor[t * dim + t] = (factor[t * dim + t] ?? 0) + ridge
}

/** step = − curvature⁻¹ gradient. The matrix is replaced by its factor. False when it is not positive. */
function newtonStep(matrix: Float64Array, gradient: Float64Array, step: Float64Array): boolean {
  const dim = gradient.length
  let largest = 0
  for (let t = 0; t < dim; t++) largest = Math.max(largest, matrix[t * dim + t] ?? 0)
  if (!(largest > 0)) return false
  for (let a = 0; a < dim; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = matrix[a * dim + b] ?? 0
      for (let k = 0; k < b; k++) sum -= (matrix[a * dim + k] ?? 0) * (matrix[b * dim + k] ?? 0)
      // A direction in which the support does not spread: the floor keeps the step finite, the search corrects it.
      if (a === b) matrix[a * dim + a] = Math.sqrt(Math.max(sum, largest * 1e-15))
      else matrix[a * dim + b] = sum / (matrix[b * dim + b] ?? 1)
    }
  }
  for (let a = 0; a < dim; a++) {
    let sum = -(gradient[a] ?? 0)
    for (let k = 0; k < a; k++) sum -= (matrix[a * dim + k] ?? 0) * (step[k] ?? 0)
    step[a] = sum / (matrix[a * dim + a] ?? 1)
  }
  for (let a = dim - 1; a >= 0; a--) {
    let sum = step[a] ?? 0
    for (let k = a + 1; k < dim; k++) sum -= (matrix[k * dim + a] ?? 0) * (step[k] ?? 0)
    step[a] = sum / (matrix[a * dim + a] ?? 1)
  }
  return true
}

interface Search {
  readonly here: Place
  readonly there: Place
  readonly step: Float64Array
  readonly slope: number
  readonly scores: Float64Array
}

/** The length of the step taken, with `there` visited; 0 when no length lowers the dual any more. */
function search(centred: Centred, { here, there, step, slope, scores }: Search): number {
  const norm = dot(here.gradient, here.gradient)
  const rounding = 1e-14 * Math.abs(here.value)
  let length = 1
  for (let halving = 0; halving < MOST_HALVINGS; halving++) {
    for (let t = 0; t < step.length; t++) there.at[t] = (here.at[t] ?? 0) + length * (step[t] ?? 0)
    visit(centred, there, scores)
    if (there.value <= here.value + 1e-4 * length * slope) return length
    if (
      dot(there.gradient, there.gradient) < norm * (1 - 0.1 * length) &&
      there.value <= here.value + rounding
    )
      return length
    length /= 2
  }
  return 0
}

function sameSupport(before: Float64Array, after: Float64Array): boolean {
  for (let i = 0; i < before.length; i++) {
    if ((before[i] === 0) !== (after[i] === 0)) return false
  }
  return true
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let t = 0; t < a.length; t++) sum += (a[t] ?? 0) * (b[t] ?? 0)
  return sum
}
