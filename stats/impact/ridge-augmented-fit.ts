import { choleskyFactor, choleskySolve } from '../numerics/cholesky.ts'
import { symmetricEigen } from '../numerics/symmetric-eigen.ts'
import { PanelProblem } from './panel-problem.ts'
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

/** Donors ready to receive any treated series: the ridge system is factored once. */
export type PreparedDonors = {
  readonly problem: AugmentedProblem
  readonly ridge: number
  readonly correct: (weights: Float64Array, treated: Float64Array) => Float64Array
}

/**
 * Weights of the ridge-augmented synthetic control: w = w_sc + (x₁ − X₀ᵀ w_sc)ᵀ (X₀ᵀX₀ + ridge I)⁻¹ X₀ᵀ, with X₀ centred on
 * the donors' mean. A large ridge gives the synthetic control back; a small one corrects its misfit by extrapolating.
 *
 * @see Ben-Michael, Feller, Rothstein (2021)
 */
export function fitAugmented(problem: AugmentedProblem, ridge: number): AugmentedWeights {
  return fitPrepared(prepareDonors(problem, ridge), problem.treated)
}

/** The factored system of some donors, for several treated series: placebo hypotheses, conformal tests. */
export function prepareDonors(problem: AugmentedProblem, ridge: number): PreparedDonors {
  return { problem, ridge, correct: correctionFor(problem, ridge) }
}

/** The same weights from prepared donors. `treated` is centred like the donors. */
export function fitPrepared(
  { problem, ridge, correct }: PreparedDonors,
  treated: Float64Array,
): AugmentedWeights {
  const solution = synthetic({ ...problem, treated })
  return {
    weights: correct(solution.weights, treated),
    ridge,
    certificate: solution.certificate,
    unique: solution.unique,
  }
}

/**
 * Centres measures on the mean of the donors. The mean is taken from the first donor's values: with outcomes far from
 * zero, a mean of raw values would leave a remainder that a small ridge turns into weights.
 */
export function centreOnDonors(problem: AugmentedProblem): AugmentedProblem {
  const { donorCount, dim } = problem
  const { donors, treated } = fromFirstDonor(problem)
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

function fromFirstDonor({ donors, treated, dim }: AugmentedProblem) {
  const first = donors.slice(0, dim)
  return {
    donors: donors.map((value, k) => value - (first[k % dim] ?? 0)),
    treated: treated.map((value, t) => value - (first[t] ?? 0)),
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
export function chooseRidge(problem: AugmentedProblem): RidgeChoice {
  const spectrum = spectrumOf(problem)
  const top = spectrum.squares[0] ?? 0
  const ridges = Array.from({ length: CANDIDATES + 1 }, (_, k) => top * LEAST_RATIO ** (k / CANDIDATES))
  const byPeriod = Array.from({ length: Math.max(1, problem.dim - 1) }, (_, left) =>
    errorsWithout(problem, spectrum, { left, ridges }),
  )
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

/** X₀ by its singular values: `place(g)` gives the coordinates of X₀ g in their basis. */
type Spectrum = {
  readonly squares: Float64Array
  readonly place: (measures: Float64Array) => Float64Array
}

function spectrumOf(problem: AugmentedProblem): Spectrum {
  const byMeasure = problem.dim <= problem.donorCount
  const size = byMeasure ? problem.dim : problem.donorCount
  const { values, vectors } = symmetricEigen(gramOf(problem, byMeasure), size)
  const along = (vector: Float64Array, k: number) => {
    let sum = 0
    for (let i = 0; i < size; i++) sum += (vectors[i * size + k] ?? 0) * (vector[i] ?? 0)
    return sum
  }
  const squares = values.map((value) => Math.max(0, value))
  return {
    squares,
    place: byMeasure
      ? (measures) => squares.map((square, k) => Math.sqrt(square) * along(measures, k))
      : (measures) => {
          const product = timesDonors(problem, measures)
          return squares.map((_, k) => along(product, k))
        },
  }
}

/**
 * Squared errors at a left-out period, one a ridge. With a = X₀ eₜ and b = X₀ g in the singular basis, g the gap left by
 * the synthetic control on the other periods, the ridge correction at the period is aᵀMb ÷ (1 − aᵀMa), M = 1 ÷ (s² + ridge):
 * no system is solved again.
 */
function errorsWithout(
  problem: AugmentedProblem,
  { squares, place }: Spectrum,
  { left, ridges }: { left: number; ridges: readonly number[] },
): number[] {
  const { donors, donorCount, dim, treated } = problem
  const base = synthetic(withoutMeasure(problem, left)).weights
  const gap = gapOf(problem, base, treated)
  const missed = gap[left] ?? 0
  const a = place(Float64Array.from({ length: dim }, (_, t) => (t === left ? 1 : 0)))
  const b = place(gap.map((value, t) => (t === left ? 0 : value)))
  let own = 0
  for (let i = 0; i < donorCount; i++) own += (donors[i * dim + left] ?? 0) ** 2
  return ridges.map((ridge) => {
    let cross = 0
    let self = 0
    squares.forEach((square, k) => {
      cross += ((a[k] ?? 0) * (b[k] ?? 0)) / (square + ridge)
      self += (a[k] ?? 0) ** 2 / (square + ridge)
    })
    const correction = own === 0 ? 0 : cross / (1 - self)
    return (missed - correction) ** 2
  })
}

/** Treated minus weighted donors, measure by measure. */
function gapOf(
  { donors, donorCount, dim }: AugmentedProblem,
  weights: Float64Array,
  treated: Float64Array,
): Float64Array {
  const gap = Float64Array.from(treated)
  for (let i = 0; i < donorCount; i++) {
    const weight = weights[i] ?? 0
    if (weight === 0) continue
    for (let t = 0; t < dim; t++) gap[t] = (gap[t] ?? 0) - weight * (donors[i * dim + t] ?? 0)
  }
  return gap
}

function synthetic({ donors, treated, donorCount, dim }: AugmentedProblem) {
  return fitOnSimplex({ points: donors, target: treated, count: donorCount, dim })
}

/**
 * Adds the ridge correction to given weights. Solved in the smaller of the two dimensions, donors or measures. Donors that
 * were all alike before treatment have no direction to extrapolate along: the weights stay.
 */
function correctionFor(problem: AugmentedProblem, ridge: number): PreparedDonors['correct'] {
  const byMeasure = problem.dim <= problem.donorCount
  const size = byMeasure ? problem.dim : problem.donorCount
  const gram = gramOf(problem, byMeasure)
  if (gram.every((value) => value === 0)) return (weights) => weights.slice()
  for (let k = 0; k < size; k++) gram[k * size + k] = (gram[k * size + k] ?? 0) + ridge
  const factor = choleskyFactor(gram, size)
  if (factor === null)
    throw new PanelProblem(
      'option-invalide',
      `La pénalité ridge (${ridge}) est trop petite pour ces territoires de comparaison, liés entre eux : augmentez-la.`,
    )
  return (weights, treated) => {
    const gap = gapOf(problem, weights, treated)
    const added = byMeasure
      ? timesDonors(problem, choleskySolve(factor, size, gap))
      : choleskySolve(factor, size, timesDonors(problem, gap))
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
