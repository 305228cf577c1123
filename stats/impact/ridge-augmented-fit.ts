import { choleskyFactor, choleskySolve } from '../numerics/cholesky.ts'
import { symmetricEigen } from '../numerics/symmetric-eigen.ts'
import type { Certificate } from './simplex-certificate.ts'
import { fitOnSimplex } from './simplex-least-squares.ts'

/** Pre-treatment measures seen from the donors' mean: donors × dim row by row, and the treated unit. */
export type AugmentedProblem = {
  readonly donors: Float64Array
  readonly treated: Float64Array
  readonly donorCount: number
  readonly dim: number
}

export type AugmentedWeights = {
  /** Sum to one; some may be negative: extrapolation, as much as the ridge allows. */
  readonly weights: Float64Array
  readonly ridge: number
  readonly certificate: Certificate
  readonly unique: boolean
}

/**
 * Weights of the ridge-augmented synthetic control: w = w_sc + (x₁ − X₀ᵀ w_sc)ᵀ (X₀ᵀX₀ + ridge I)⁻¹ X₀ᵀ, with X₀ centred on
 * the donors' mean. A large ridge gives the synthetic control back; a small one corrects its misfit by extrapolating.
 *
 * @see Ben-Michael, Feller, Rothstein (2021)
 */
export function fitAugmented(problem: AugmentedProblem, ridge: number): AugmentedWeights {
  const solution = synthetic(problem)
  const correct = correctionFor(problem, ridge)
  return {
    weights: correct(solution.weights),
    ridge,
    certificate: solution.certificate,
    unique: solution.unique,
  }
}

/** Centres measures on the mean of the donors. */
export function centreOnDonors(problem: AugmentedProblem): AugmentedProblem {
  const { donors, treated, donorCount, dim } = problem
  const mean = new Float64Array(dim)
  for (let i = 0; i < donorCount; i++) {
    for (let t = 0; t < dim; t++) mean[t] = (mean[t] ?? 0) + (donors[i * dim + t] ?? 0) / donorCount
  }
  return {
    ...problem,
    donors: donors.map((value, k) => value - (mean[k % dim] ?? 0)),
    treated: treated.map((value, t) => value - (mean[t] ?? 0)),
  }
}

const CANDIDATES = 20
const LEAST_RATIO = 1e-8

export type RidgeChoice = {
  readonly ridge: number
  readonly ridges: readonly number[]
  readonly errors: readonly number[]
  readonly standardErrors: readonly number[]
}

/**
 * Ridge by leaving out one period at a time: 21 values from the largest squared singular value of X₀ down to 1e-8 of it;
 * the largest within one standard error of the best is kept. The last pre period is never left out, as in the published
 * implementation.
 */
export function chooseRidge(problem: AugmentedProblem, periods = problem.dim): RidgeChoice {
  const top = largestSquaredSingularValue(problem)
  const ridges = Array.from({ length: CANDIDATES + 1 }, (_, k) => top * LEAST_RATIO ** (k / CANDIDATES))
  const byPeriod = Array.from({ length: Math.max(1, periods - 1) }, (_, left) => {
    const kept = withoutMeasure(problem, left)
    const base = synthetic(kept).weights
    return ridges.map((ridge) => {
      const weights = correctionFor(kept, ridge)(base)
      let error = problem.treated[left] ?? 0
      for (let i = 0; i < problem.donorCount; i++) {
        error -= (weights[i] ?? 0) * (problem.donors[i * problem.dim + left] ?? 0)
      }
      return error * error
    })
  })
  const count = byPeriod.length
  const errors = ridges.map((_, k) => byPeriod.reduce((sum, row) => sum + (row[k] ?? 0) / count, 0))
  const standardErrors = ridges.map((_, k) => {
    const square = byPeriod.reduce((sum, row) => sum + ((row[k] ?? 0) - (errors[k] ?? 0)) ** 2, 0)
    return count > 1 ? Math.sqrt(square / (count - 1) / count) : 0
  })
  const best = errors.indexOf(Math.min(...errors))
  const bar = (errors[best] ?? 0) + (standardErrors[best] ?? 0)
  const ridge = Math.max(...ridges.filter((_, k) => (errors[k] ?? Number.POSITIVE_INFINITY) <= bar))
  return { ridge, ridges, errors, standardErrors }
}

function synthetic({ donors, treated, donorCount, dim }: AugmentedProblem) {
  return fitOnSimplex({ points: donors, target: treated, count: donorCount, dim })
}

/** Adds the ridge correction to given weights. Solved in the smaller of the two dimensions, donors or measures. */
function correctionFor(problem: AugmentedProblem, ridge: number): (weights: Float64Array) => Float64Array {
  const { donors, treated, donorCount, dim } = problem
  const byMeasure = dim <= donorCount
  const size = byMeasure ? dim : donorCount
  const gram = gramOf(problem, byMeasure)
  for (let k = 0; k < size; k++) gram[k * size + k] = (gram[k * size + k] ?? 0) + ridge
  const factor = choleskyFactor(gram, size)
  if (factor === null) throw new RangeError('The ridge is too small for these donors.')
  return (weights) => {
    const gap = Float64Array.from(treated)
    for (let i = 0; i < donorCount; i++) {
      const weight = weights[i] ?? 0
      for (let t = 0; t < dim; t++) gap[t] = (gap[t] ?? 0) - weight * (donors[i * dim + t] ?? 0)
    }
    if (!byMeasure) {
      const solved = choleskySolve(factor, size, timesDonors(problem, gap))
      return weights.map((weight, i) => weight + (solved[i] ?? 0))
    }
    const added = timesDonors(problem, choleskySolve(factor, size, gap))
    return weights.map((weight, i) => weight + (added[i] ?? 0))
  }
}

function timesDonors({ donors, donorCount, dim }: AugmentedProblem, vector: Float64Array): Float64Array {
  return Float64Array.from({ length: donorCount }, (_, i) => {
    let sum = 0
    for (let t = 0; t < dim; t++) sum += (donors[i * dim + t] ?? 0) * (vector[t] ?? 0)
    return sum
  })
}

/** X₀ᵀX₀ (by measure) or X₀X₀ᵀ (by donor), lower triangle and mirror. */
function gramOf({ donors, donorCount, dim }: AugmentedProblem, byMeasure: boolean): Float64Array {
  const size = byMeasure ? dim : donorCount
  const gram = new Float64Array(size * size)
  const outer = byMeasure ? donorCount : dim
  const at = byMeasure
    ? (k: number, a: number) => donors[k * dim + a] ?? 0
    : (k: number, a: number) => donors[a * dim + k] ?? 0
  for (let k = 0; k < outer; k++) {
    for (let a = 0; a < size; a++) {
      const left = at(k, a)
      for (let b = 0; b <= a; b++) gram[a * size + b] = (gram[a * size + b] ?? 0) + left * at(k, b)
    }
  }
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) gram[b * size + a] = gram[a * size + b] ?? 0
  }
  return gram
}

function largestSquaredSingularValue(problem: AugmentedProblem): number {
  const byMeasure = problem.dim <= problem.donorCount
  const size = byMeasure ? problem.dim : problem.donorCount
  return symmetricEigen(gramOf(problem, byMeasure), size).values[0] ?? 0
}

function withoutMeasure(problem: AugmentedProblem, left: number): AugmentedProblem {
  const { donors, treated, donorCount, dim } = problem
  const kept = Array.from({ length: dim }, (_, t) => t).filter((t) => t !== left)
  return {
    donorCount,
    dim: dim - 1,
    donors: Float64Array.from(
      { length: donorCount * (dim - 1) },
      (_, k) => donors[Math.floor(k / (dim - 1)) * dim + (kept[k % (dim - 1)] ?? 0)] ?? 0,
    ),
    treated: Float64Array.from(kept, (t) => treated[t] ?? 0),
  }
}
