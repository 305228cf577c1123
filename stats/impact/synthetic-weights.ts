import { fitLikeReference, type ReferenceStopping, sparsifyLikeReference } from './frank-wolfe-reference.ts'
import { CERTIFIED_GAP, type Certificate, measureOptimality } from './simplex-certificate.ts'
import { type SimplexProblem, toCloud } from './simplex-cloud.ts'
import { fitOnSimplex } from './simplex-least-squares.ts'
import {
  donorNoise,
  donorsBefore,
  gapPath,
  meanBetween,
  postLength,
  type SyntheticBlock,
} from './synthetic-block.ts'

/**
 * `did`: every donor and every period weighs the same. `sc`: donors weighted, no constant allowed. `difp`: donors
 * weighted up to a constant (demeaned synthetic control). `sdid`: donors and periods weighted.
 */
export type SyntheticMethod = 'did' | 'sc' | 'difp' | 'sdid'

export type SyntheticTuning = {
  readonly method: SyntheticMethod
  /** Penalty on unit weights, in outcome units. Default: what the method says, from the noise of the donors. */
  readonly zetaUnits?: number
  readonly zetaTimes?: number
  /** `exact`, with a certificate, or `reference`: where the synthdid R package stops. */
  readonly stopping?: 'exact' | 'reference'
  /** Noise by which the reference measures progress; default that of the block. */
  readonly noise?: number
}

export type SyntheticFit = {
  /** Average effect over the post periods. */
  readonly effect: number
  /** Treated minus weighted donors, at every period, minus its level before treatment when the method allows one. */
  readonly effects: Float64Array
  /** The path on which the fit is judged: centred before treatment when the method lets the level differ. */
  readonly gaps: Float64Array
  readonly unitWeights: Float64Array
  /** One a pre period; zero everywhere for `sc`. */
  readonly timeWeights: Float64Array
  readonly certificate: Certificate
  /** False when other weights fit as well. */
  readonly unique: boolean
}

/** Penalties of a block in outcome units: the ones to keep when the block is resampled. */
export function tuneFor(block: SyntheticBlock, tuning: SyntheticTuning): Required<SyntheticTuning> {
  const noise = tuning.noise ?? donorNoise(block)
  const { method, stopping = 'exact' } = tuning
  const small = stopping === 'reference' ? 1e-6 * noise : 0
  const large = (block.treatedCount * postLength(block)) ** 0.25 * noise
  return {
    method,
    stopping,
    noise,
    zetaUnits: tuning.zetaUnits ?? (method === 'sdid' ? large : small),
    zetaTimes: tuning.zetaTimes ?? 1e-6 * noise,
  }
}

/**
 * Effect on the treated = (treated − Σ ωᵢ donorᵢ) after, minus the same before weighted by λ. The four methods differ by
 * which weights are free:
 *   ω minimises ‖treated − Σ ωᵢ donorᵢ (− constant)‖² ÷ T₀ + ζ² ‖ω‖² over the pre periods, on the simplex;
 *   λ minimises ‖mean of donors after − Σ λₜ donors at t − constant‖² ÷ N₀ + ζ² ‖λ‖², on the simplex.
 *
 * @see Arkhangelsky, Athey, Hirshberg, Imbens, Wager (2021); Abadie, Diamond, Hainmueller (2010); Doudchenko, Imbens (2016)
 */
export function fitSynthetic(block: SyntheticBlock, asked: SyntheticTuning): SyntheticFit {
  const tuning = tuneFor(block, asked)
  const units =
    tuning.method === 'did' ? uniform(block.donorCount) : solve(unitProblem(block, tuning), tuning)
  const times = tuning.method === 'sdid' ? solve(timeProblem(block, tuning), tuning) : uniform(block.pre)
  return {
    ...applyWeights(block, tuning.method, units.weights, times.weights),
    certificate: worseOf(units.certificate, times.certificate),
    unique: units.unique && times.unique,
  }
}

/** The estimate that given weights make, without fitting: what the jackknife needs. */
export function applyWeights(
  block: SyntheticBlock,
  method: SyntheticMethod,
  unitWeights: Float64Array,
  timeWeights: Float64Array,
): Omit<SyntheticFit, 'certificate' | 'unique'> {
  const gap = gapPath(block, unitWeights)
  const used = method === 'sc' ? new Float64Array(block.pre) : timeWeights
  let level = 0
  for (let t = 0; t < block.pre; t++) level += (used[t] ?? 0) * (gap[t] ?? 0)
  const effects = gap.map((value) => value - level)
  const centre = method === 'sc' ? 0 : meanBetween(gap, 0, block.pre)
  return {
    effect: meanBetween(effects, block.post, block.periods),
    effects,
    gaps: gap.map((value) => value - centre),
    unitWeights,
    timeWeights: used,
  }
}

type Solved = { weights: Float64Array; certificate: Certificate; unique: boolean }

function unitProblem(block: SyntheticBlock, tuning: Required<SyntheticTuning>): SimplexProblem {
  return {
    points: donorsBefore(block),
    target: block.treated.subarray(0, block.pre),
    count: block.donorCount,
    dim: block.pre,
    ridge: block.pre * tuning.zetaUnits ** 2,
    intercept: tuning.method !== 'sc',
  }
}

function timeProblem(block: SyntheticBlock, tuning: Required<SyntheticTuning>): SimplexProblem {
  const { donors, donorCount, periods, pre, post } = block
  const points = new Float64Array(pre * donorCount)
  const target = new Float64Array(donorCount)
  for (let i = 0; i < donorCount; i++) {
    const start = i * periods
    for (let t = 0; t < pre; t++) points[t * donorCount + i] = donors[start + t] ?? 0
    let sum = 0
    for (let t = post; t < periods; t++) sum += donors[start + t] ?? 0
    target[i] = sum / (periods - post)
  }
  return {
    points,
    target,
    count: pre,
    dim: donorCount,
    ridge: donorCount * tuning.zetaTimes ** 2,
    intercept: true,
  }
}

function solve(problem: SimplexProblem, tuning: Required<SyntheticTuning>): Solved {
  if (tuning.stopping === 'exact') return fitOnSimplex(problem)
  const stopping: ReferenceStopping = { leastDecrease: 1e-5 * tuning.noise, mostSteps: 10_000 }
  const first = fitLikeReference(problem, uniform(problem.count).weights, { ...stopping, mostSteps: 100 })
  const second = fitLikeReference(problem, sparsifyLikeReference(first.weights), stopping)
  const { gap } = measureOptimality(toCloud(problem), problem.ridge ?? 0, second.weights)
  const iterations = first.iterations + second.iterations
  return {
    weights: second.weights,
    certificate: { converged: gap <= CERTIFIED_GAP, gap, iterations },
    unique: true,
  }
}

function uniform(count: number): Solved {
  return {
    weights: new Float64Array(count).fill(1 / count),
    certificate: { converged: true, gap: 0, iterations: 0 },
    unique: true,
  }
}

function worseOf(a: Certificate, b: Certificate): Certificate {
  return {
    converged: a.converged && b.converged,
    gap: Math.max(a.gap, b.gap),
    iterations: a.iterations + b.iterations,
  }
}
