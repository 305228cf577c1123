import { CERTIFIED_GAP, type Certificate, measureOptimality, type Optimality } from './simplex-certificate.ts'
import { type Cloud, type SimplexProblem, selectCloud, toCloud } from './simplex-cloud.ts'
import { addToCorral, newCorral } from './simplex-corral.ts'
import { solveByDualNewton } from './simplex-dual-newton.ts'
import { solveByActiveSet } from './simplex-min-norm.ts'

export type { SimplexProblem } from './simplex-cloud.ts'

export interface SimplexSolution {
  /** One weight a donor, none negative, their sum is one. */
  readonly weights: Float64Array
  /** ‖target − Σ wᵢ pointᵢ − intercept‖² + ridge ‖w‖², in squared units of the outcome. */
  readonly objective: number
  /** Target minus weighted donors, on average; zero unless an intercept was asked. */
  readonly intercept: number
  /** False when other weights fit exactly as well: the ones given are then the most evenly spread. */
  readonly unique: boolean
  readonly certificate: Certificate
}

/** Beyond this dimension the dual is no smaller than the primal. */
const LARGEST_DUAL = 600

/** A ridge of at least this share of the donors' mean squared distance makes the dual well conditioned. */
const RIDGE_THAT_COUNTS = 1e-4

/**
 * Simplex-constrained least squares: the convex combination of donors nearest to a target,
 * min over w ≥ 0, Σw = 1 of ‖target − Σ wᵢ pointᵢ − intercept‖² + ridge ‖w‖².
 *
 * Exact, not a descent stopped when it slows down: dual Newton in `dim` unknowns when the ridge counts (35,000 donors are
 * no harder than a few passes over the matrix), Wolfe's active set otherwise. Every answer carries a duality gap. When the
 * optimum is not unique (target inside the hull, twin donors) the most evenly spread optimum is returned and said so,
 * which makes the answer independent of the order of the donors.
 *
 * @param problem points count × dim row by row and target, in the units of the outcome; no missing cell
 * @throws RangeError when shapes disagree, a cell is missing or there is no donor
 * @see Wolfe (1976); Arkhangelsky, Athey, Hirshberg, Imbens, Wager (2021) for ridge and intercept
 * @example fitOnSimplex({ points: Float64Array.of(0, 0, 2, 2), target: Float64Array.of(1, 1), count: 2, dim: 2 }).weights
 */
export function fitOnSimplex(problem: SimplexProblem): SimplexSolution {
  const cloud = toCloud(problem)
  const ridge = problem.ridge ?? 0
  if (!(ridge >= 0)) throw new RangeError('The ridge must be zero or positive.')
  const found = solve(cloud, ridge)
  const spread = ridge === 0 ? spreadWhenNotUnique(cloud, found) : { ...found, unique: true }
  const { gap, objective } = spread.optimality
  return {
    weights: spread.weights,
    objective,
    intercept: problem.intercept === true ? interceptOf(problem, spread.weights) : 0,
    unique: spread.unique,
    certificate: { converged: gap <= CERTIFIED_GAP, gap, iterations: spread.iterations },
  }
}

interface Candidate {
  readonly weights: Float64Array
  readonly iterations: number
  readonly optimality: Optimality
}

function solve(cloud: Cloud, ridge: number): Candidate {
  const dualFits = cloud.dim <= LARGEST_DUAL && ridge > 0
  if (dualFits && ridge >= RIDGE_THAT_COUNTS * meanSquaredNorm(cloud)) {
    const newton = judge(cloud, ridge, solveByDualNewton(cloud, ridge))
    if (newton.optimality.gap <= CERTIFIED_GAP) return newton
  }
  const supportLimit = dualFits ? cloud.dim + 16 : cloud.count
  const activeSet = solveByActiveSet(cloud, ridge, supportLimit)
  const candidate = judge(cloud, ridge, activeSet)
  if (candidate.optimality.gap <= CERTIFIED_GAP || !dualFits) return candidate
  const newton = judge(cloud, ridge, solveByDualNewton(cloud, ridge))
  if (newton.optimality.gap <= CERTIFIED_GAP || activeSet.end === 'optimal') return better(candidate, newton)
  return better(newton, judge(cloud, ridge, solveByActiveSet(cloud, ridge, cloud.count)))
}

function judge(
  cloud: Cloud,
  ridge: number,
  { weights, iterations }: { weights: Float64Array; iterations: number },
): Candidate {
  return { weights, iterations, optimality: measureOptimality(cloud, ridge, weights) }
}

function better(a: Candidate, b: Candidate): Candidate {
  return b.optimality.objective < a.optimality.objective ? b : a
}

function meanSquaredNorm({ squaredNorms, count }: Cloud): number {
  let sum = 0
  for (const value of squaredNorms) sum += value
  return sum / count
}

/** Donors that could carry weight without changing the fit: their price equals the objective, to rounding. */
function optimalFace(cloud: Cloud, { weights, optimality }: Candidate): number[] {
  const { objective, prices, residual } = optimality
  let scatter = 0
  for (let i = 0; i < cloud.count; i++) scatter += (weights[i] ?? 0) * Math.sqrt(cloud.squaredNorms[i] ?? 0)
  let norm = 0
  for (const value of residual) norm += value * value
  const face: number[] = []
  for (let i = 0; i < cloud.count; i++) {
    const length = Math.sqrt(cloud.squaredNorms[i] ?? 0)
    const slack = 1e-9 * objective + 1e-11 * Math.sqrt(norm) * length + 1e-14 * scatter * length
    if ((weights[i] ?? 0) > 0 || (prices[i] ?? 0) - objective <= slack) face.push(i)
  }
  return face
}

function spreadWhenNotUnique(cloud: Cloud, found: Candidate): Candidate & { unique: boolean } {
  const face = optimalFace(cloud, found)
  if (isAffinelyIndependent(cloud, face)) return { ...found, unique: true }
  const there = selectCloud(cloud, face, found.optimality.residual)
  const ridge = 1e-10 * meanSquaredNorm(there)
  if (cloud.dim > LARGEST_DUAL) return { ...found, unique: false }
  // No spread at all: the donors of the face are copies of one another.
  const spread =
    ridge === 0
      ? { weights: new Float64Array(face.length).fill(1 / face.length), iterations: 0 }
      : solveByDualNewton(there, ridge)
  const weights = new Float64Array(cloud.count)
  face.forEach((donor, place) => {
    weights[donor] = spread.weights[place] ?? 0
  })
  const candidate = judge(cloud, 0, { weights, iterations: found.iterations + spread.iterations })
  const asGood = candidate.optimality.gap <= CERTIFIED_GAP
  return { ...(asGood ? candidate : found), unique: false }
}

function isAffinelyIndependent(cloud: Cloud, donors: ReadonlyArray<number>): boolean {
  if (donors.length > cloud.dim + 1) return false
  let level = 0
  for (const donor of donors) level = Math.max(level, cloud.squaredNorms[donor] ?? 0)
  if (level === 0) return donors.length <= 1
  const corral = newCorral(level, 0)
  return donors.every((donor) => {
    const products = corral.donors.map((other) => dotRows(cloud, other, donor))
    return addToCorral(corral, donor, products, cloud.squaredNorms[donor] ?? 0)
  })
}

function dotRows({ rows, dim }: Cloud, a: number, b: number): number {
  let sum = 0
  for (let t = 0; t < dim; t++) sum += (rows[a * dim + t] ?? 0) * (rows[b * dim + t] ?? 0)
  return sum
}

function interceptOf({ points, target, count, dim }: SimplexProblem, weights: Float64Array): number {
  let sum = 0
  for (let t = 0; t < dim; t++) {
    let value = target[t] ?? 0
    for (let i = 0; i < count; i++) value -= (weights[i] ?? 0) * (points[i * dim + t] ?? 0)
    sum += value
  }
  return sum / dim
}
