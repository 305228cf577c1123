import { searchGlobally } from './global-search.ts'
import type { Certificate } from './simplex-certificate.ts'
import { toCloud } from './simplex-cloud.ts'
import { fitOnSimplex } from './simplex-least-squares.ts'
import { solveByActiveSet } from './simplex-min-norm.ts'

/** What donors are compared on: `count` donors × `predictors`, and what the choice of V is judged on. */
export type PredictorProblem = {
  /** donors × predictors, row by row, already divided by each predictor's standard deviation. */
  readonly donors: Float64Array
  readonly treated: Float64Array
  readonly donorCount: number
  /** donors × outcomes of the window that V is chosen on, row by row. */
  readonly donorOutcomes: Float64Array
  readonly treatedOutcomes: Float64Array
}

export type PredictorWeights = {
  /** Importance of each predictor: positive, summing to one. */
  readonly importance: Float64Array
  readonly unitWeights: Float64Array
  /** Mean squared gap of outcomes over the window that V is chosen on. */
  readonly loss: number
  /** Weighted squared gap of predictors, with the importances. */
  readonly predictorLoss: number
  readonly certificate: Certificate
  readonly unique: boolean
  /** The search for V was still finding better ones when it stopped. */
  readonly searchUnfinished: boolean
}

/** Importances below this share of the largest are not told apart from zero. */
const LEAST_IMPORTANCE = 1e-9

/**
 * Abadie, Diamond and Hainmueller's synthetic control: unit weights W(V) minimise Σ vⱼ (x₁ⱼ − Σ wᵢ xᵢⱼ)² on the simplex;
 * V minimises the mean squared gap of the outcomes that W(V) leaves. The inner problem is solved exactly at each try, the
 * outer one by a global search whose seeds are fixed, `restarts` times. When several W(V) are optimal for V, the one that leaves the smallest
 * outcome gap is kept.
 *
 * @see Abadie, Diamond, Hainmueller (2010, 2015); Becker, Klößner (2018) on why a local search of V is not enough
 */
export function fitPredictorControl(problem: PredictorProblem, restarts = 1): PredictorWeights {
  const dim = problem.treated.length
  if (dim === 1) return weighByImportance(problem, Float64Array.of(1))
  const inner = newInner(problem)
  const loss = (at: Float64Array) => outcomeLoss(problem, tryImportance(problem, inner, at))
  const searches = Array.from({ length: restarts }, (_, k) =>
    searchGlobally(loss, dim, Math.log(LEAST_IMPORTANCE), {
      population: Math.min(64, Math.max(24, 5 * dim)),
      generations: 100,
      polishing: 60 * dim,
      seed: k + 1,
    }),
  )
  const found = searches.reduce((best, one) => (one.value < best.value ? one : best))
  const answer = weighByImportance(problem, normalise(found.at.map(Math.exp)))
  return { ...answer, searchUnfinished: found.stillMoving }
}

/** Unit weights for importances already chosen. */
export function weighByImportance(problem: PredictorProblem, importance: Float64Array): PredictorWeights {
  const dim = importance.length
  const { donorCount } = problem
  const roots = importance.map(Math.sqrt)
  const points = Float64Array.from(problem.donors, (value, k) => value * (roots[k % dim] ?? 0))
  const target = problem.treated.map((value, k) => value * (roots[k] ?? 0))
  const first = fitOnSimplex({ points, target, count: donorCount, dim })
  const kept = first.unique ? first : preferOutcomes(problem, points, target)
  return {
    importance,
    unitWeights: kept.weights,
    loss: outcomeLoss(problem, kept.weights),
    predictorLoss: first.objective,
    certificate: kept.certificate,
    unique: first.unique,
    searchUnfinished: false,
  }
}

function normalise(values: Float64Array): Float64Array {
  let sum = 0
  for (const value of values) sum += value
  return values.map((value) => value / sum)
}

type Inner = { readonly rows: Float64Array; readonly squaredNorms: Float64Array }

function newInner({ donors, donorCount }: PredictorProblem): Inner {
  return { rows: new Float64Array(donors.length), squaredNorms: new Float64Array(donorCount) }
}

/** The weights of one try: the active set alone, without the certificate that the final answer carries. */
function tryImportance(problem: PredictorProblem, inner: Inner, at: Float64Array): Float64Array {
  const { donors, treated, donorCount } = problem
  const dim = at.length
  const roots = at.map((value) => Math.exp(value / 2))
  for (let i = 0; i < donorCount; i++) {
    let square = 0
    for (let j = 0; j < dim; j++) {
      const gap = (roots[j] ?? 0) * ((donors[i * dim + j] ?? 0) - (treated[j] ?? 0))
      inner.rows[i * dim + j] = gap
      square += gap * gap
    }
    inner.squaredNorms[i] = square
  }
  return solveByActiveSet({ count: donorCount, dim, ...inner }, 0, donorCount).weights
}

function outcomeLoss(
  { donorOutcomes, treatedOutcomes, donorCount }: PredictorProblem,
  weights: Float64Array,
): number {
  const length = treatedOutcomes.length
  const gap = Float64Array.from(treatedOutcomes)
  for (let i = 0; i < donorCount; i++) {
    const weight = weights[i] ?? 0
    if (weight === 0) continue
    for (let t = 0; t < length; t++) gap[t] = (gap[t] ?? 0) - weight * (donorOutcomes[i * length + t] ?? 0)
  }
  let sum = 0
  for (const value of gap) sum += value * value
  return sum / length
}

/** Among weights that fit the predictors equally well, those that fit the outcomes best: a second, far smaller, criterion. */
function preferOutcomes(problem: PredictorProblem, points: Float64Array, target: Float64Array) {
  const { donorOutcomes, treatedOutcomes, donorCount } = problem
  const dim = target.length
  const length = treatedOutcomes.length
  const both = dim + length
  const shrink = 1e-5 * (norm(points) / donorCount / (norm(donorOutcomes) / donorCount || 1))
  const wide = new Float64Array(donorCount * both)
  for (let i = 0; i < donorCount; i++) {
    wide.set(points.subarray(i * dim, (i + 1) * dim), i * both)
    for (let t = 0; t < length; t++) wide[i * both + dim + t] = shrink * (donorOutcomes[i * length + t] ?? 0)
  }
  const goal = new Float64Array(both)
  goal.set(target)
  for (let t = 0; t < length; t++) goal[dim + t] = shrink * (treatedOutcomes[t] ?? 0)
  return fitOnSimplex({ points: wide, target: goal, count: donorCount, dim: both })
}

function norm(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value * value
  return Math.sqrt(sum)
}

/** Checks that a problem can be solved before a search starts. @throws RangeError on shapes or missing cells */
export function checkPredictorProblem(problem: PredictorProblem): void {
  const { donors, treated, donorCount, donorOutcomes, treatedOutcomes } = problem
  toCloud({ points: donors, target: treated, count: donorCount, dim: treated.length })
  toCloud({ points: donorOutcomes, target: treatedOutcomes, count: donorCount, dim: treatedOutcomes.length })
}
