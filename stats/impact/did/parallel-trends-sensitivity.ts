import { normalCdf, normalQuantile } from '../../numerics/distributions.ts'
import { dot } from '../../numerics/matrix.ts'
import { randomStream } from '../../numerics/random-stream.ts'
import { semidefiniteFactor } from '../../numerics/semidefinite.ts'
import { PanelProblem } from '../panel-problem.ts'

/** An event study: coefficients before treatment (earliest first, reference period left out), then after. */
export type EventStudyEstimates = {
  readonly estimates: Float64Array
  /** (before + after)², row-major. */
  readonly covariance: Float64Array
  readonly beforeCount: number
}

export type SensitivityOptions = {
  /** Weights of the effects after treatment in the quantity of interest; their plain mean when absent. */
  readonly weights?: readonly number[]
  readonly level?: number
  readonly seed?: number
  /** Draws of the least favourable critical value. */
  readonly draws?: number
}

/**
 * Breakdown value of Rambachan and Roth: the largest M̄ for which the effect stays distinguishable from 0 if, after
 * treatment, parallel trends may fail from one period to the next by up to M̄ times the worst failure seen before.
 *
 * 0 means that the effect is not distinguishable from 0 even under parallel trends; 1 that it resists violations as
 * large as the worst seen before treatment. It needs at least two periods before treatment besides the reference…
 * or one: the only difference with the reference then is the worst.
 * @returns a value in [0, maximum]; `maximum` means « at least »; NaN when the effect has no error
 * @throws PanelProblem no coefficient before or after treatment
 * Source: Rambachan and Roth (2023), restriction Δ^RM; conditional-least favourable hybrid test of Andrews, Roth and
 *   Pakes (2023), with the periods after treatment eliminated exactly. R package HonestDiD.
 */
export function breakdownValue(
  study: EventStudyEstimates,
  options: SensitivityOptions = {},
  maximum = 5,
): number {
  const problem = prepare(study, options)
  if (!(problem.effectError > 0)) return Number.NaN
  const isZeroAccepted = (bound: number): boolean => isAccepted(problem, 0, restrictionsFor(problem, bound))
  if (isZeroAccepted(0)) return 0
  if (!isZeroAccepted(maximum)) return maximum
  let resists = 0
  let breaks = maximum
  while (breaks - resists > 1e-4) {
    const middle = (resists + breaks) / 2
    if (isZeroAccepted(middle)) breaks = middle
    else resists = middle
  }
  return (resists + breaks) / 2
}

/**
 * Effects compatible with the event study when trends may diverge by up to `bound` (M̄) times the worst divergence
 * seen before treatment: a confidence interval that covers at the level asked whatever that divergence.
 * With `bound` 0 it is the usual interval widened by the hybrid test.
 * @throws PanelProblem no coefficient before or after treatment, negative bound
 * Source: as {@link breakdownValue}.
 */
export function robustInterval(
  study: EventStudyEstimates,
  bound: number,
  options: SensitivityOptions = {},
): { readonly low: number; readonly high: number } {
  if (!(bound >= 0))
    throw new PanelProblem('option-invalide', 'La borne de violation est un nombre positif ou nul.')
  const problem = prepare(study, options)
  if (!(problem.effectError > 0)) return { low: Number.NaN, high: Number.NaN }
  const worst = Math.max(...problem.steps.map(Math.abs))
  const reach = bound * problem.amplification * worst
  const restrictions = restrictionsFor(problem, bound)
  const edge = (direction: -1 | 1): number => {
    let inside = problem.effect + direction * reach
    let step = problem.effectError
    for (let doubling = 0; isAccepted(problem, inside + direction * step, restrictions); doubling++) {
      if (doubling === 60) return direction * Number.POSITIVE_INFINITY
      inside += direction * step
      step *= 2
    }
    let outside = inside + direction * step
    for (let halving = 0; halving < 40; halving++) {
      const middle = (inside + outside) / 2
      if (isAccepted(problem, middle, restrictions)) inside = middle
      else outside = middle
    }
    return (inside + outside) / 2
  }
  return { low: edge(-1), high: edge(1) }
}

type Problem = {
  /** Differences between successive coefficients before treatment, the last one with the reference (0). */
  readonly steps: readonly number[]
  readonly effect: number
  readonly effectError: number
  /** How much one step of divergence a period moves the quantity of interest. */
  readonly amplification: number
  /** L with L·Lᵀ the covariance of (steps, effect). */
  readonly root: Float64Array
  readonly noise: readonly Float64Array[]
  readonly alpha: number
}

function prepare(study: EventStudyEstimates, options: SensitivityOptions): Problem {
  const size = study.estimates.length
  const before = study.beforeCount
  const after = size - before
  if (before < 1 || after < 1)
    throw new PanelProblem(
      'periodes-insuffisantes',
      'L’analyse de sensibilité demande au moins un effet estimé avant le traitement et un après.',
    )
  const weights = options.weights ?? Array.from({ length: after }, () => 1 / after)
  const map = Array.from({ length: before + 1 }, () => new Float64Array(size))
  for (let step = 0; step < before; step++) {
    const row = map[step] ?? new Float64Array()
    row[step] = -1
    if (step + 1 < before) row[step + 1] = 1
  }
  weights.forEach((weight, k) => {
    const row = map[before] ?? new Float64Array()
    row[before + k] = weight
  })
  const values = map.map((row) => row.reduce((sum, factor, i) => sum + factor * (study.estimates[i] ?? 0), 0))
  const covariance = mapCovariance(map, study.covariance)
  const stream = randomStream(options.seed ?? 1)
  return {
    steps: values.slice(0, before),
    effect: values[before] ?? Number.NaN,
    effectError: Math.sqrt(covariance[(before + 1) ** 2 - 1] ?? Number.NaN),
    amplification: amplificationOf(weights),
    root: semidefiniteFactor(covariance, before + 1).factor,
    noise: Array.from({ length: options.draws ?? 2000 }, () =>
      Float64Array.from({ length: before + 1 }, stream.normal),
    ),
    alpha: 1 - (options.level ?? 0.95),
  }
}

function mapCovariance(map: readonly Float64Array[], covariance: Float64Array): Float64Array {
  const size = map[0]?.length ?? 0
  return Float64Array.from({ length: map.length ** 2 }, (_, at) => {
    const left = map[Math.floor(at / map.length)] ?? new Float64Array()
    const right = map[at % map.length] ?? new Float64Array()
    let sum = 0
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) sum += (left[i] ?? 0) * (covariance[i * size + j] ?? 0) * (right[j] ?? 0)
    return sum
  })
}

/** Σₜ |Σ_{s ≥ t} weightₛ|: the largest bias when each step after treatment is at most 1. */
function amplificationOf(weights: readonly number[]): number {
  return weights.reduce(
    (sum, _, t) => sum + Math.abs(weights.slice(t).reduce((tail, weight) => tail + weight, 0)),
    0,
  )
}

/** The moments of one guess on the worst step, scaled to variance 1, and their least favourable critical value. */
type Restriction = {
  readonly rows: readonly ScaledRow[]
  readonly leastFavourable: number
}
type ScaledRow = { readonly factors: Float64Array; readonly spread: Float64Array }

/** One restriction a step before treatment and a sign: which step is the worst is not known. */
function restrictionsFor(problem: Problem, bound: number): Restriction[] {
  return problem.steps.flatMap((_, worst) =>
    ([1, -1] as const).map((sign) => {
      const rows = momentsFor(problem, { worst, sign, bound }).flatMap((row) => scaleRow(problem, row))
      return { rows, leastFavourable: leastFavourable(rows, problem.noise, 1 - problem.alpha / 10) }
    }),
  )
}

/** The row divided by its standard deviation, with its loadings on independent noises; none when it has no noise. */
function scaleRow(problem: Problem, row: Float64Array): ScaledRow[] {
  const size = row.length
  const spread = new Float64Array(size)
  for (let j = 0; j < size; j++)
    for (let i = j; i < size; i++)
      spread[j] = (spread[j] ?? 0) + (row[i] ?? 0) * (problem.root[i * size + j] ?? 0)
  const sd = Math.sqrt(spread.reduce((sum, part) => sum + part * part, 0))
  return sd > 0
    ? [{ factors: row.map((factor) => factor / sd), spread: spread.map((part) => part / sd) }]
    : []
}

/** True when the effect `value` is compatible with some divergence allowed: the union over which step is the worst. */
function isAccepted(problem: Problem, value: number, restrictions: readonly Restriction[]): boolean {
  const point = Float64Array.from([...problem.steps, problem.effect - value])
  return restrictions.some((restriction) => isCompatible(problem, point, restriction))
}

/** Inequalities rows·(steps, effect − value) ≤ 0 when step `worst`, of sign `sign`, is the largest one. */
function momentsFor(
  problem: Problem,
  { worst, sign, bound }: { readonly worst: number; readonly sign: 1 | -1; readonly bound: number },
): Float64Array[] {
  const count = problem.steps.length
  const rows: Float64Array[] = []
  for (let step = 0; step < count; step++)
    for (const side of [1, -1]) {
      const row = new Float64Array(count + 1)
      row[step] = side
      row[worst] = (row[worst] ?? 0) - sign
      if (row.some((factor) => factor !== 0)) rows.push(row)
    }
  for (const side of [1, -1]) {
    const row = new Float64Array(count + 1)
    row[count] = side
    row[worst] = -sign * bound * problem.amplification
    rows.push(row)
  }
  return rows
}

/** Hybrid test that all the moments have a mean ≤ 0: least favourable first stage, then conditional. */
function isCompatible(problem: Problem, point: Float64Array, restriction: Restriction): boolean {
  if (restriction.rows.length === 0) return true
  const moments = restriction.rows.map((row) => ({ value: dot(row.factors, point), spread: row.spread }))
  const top = moments.reduce((best, row) => (row.value > best.value ? row : best))
  if (top.value > restriction.leastFavourable) return false
  const low = conditionalLow(moments, top)
  const alpha = (problem.alpha - problem.alpha / 10) / (1 - problem.alpha / 10)
  return top.value <= Math.max(0, truncatedNormalQuantile(1 - alpha, low, restriction.leastFavourable))
}

type Moment = { readonly value: number; readonly spread: Float64Array }

function leastFavourable(rows: readonly ScaledRow[], noise: readonly Float64Array[], share: number): number {
  const largest = Float64Array.from(noise, (draw) =>
    rows.reduce((highest, row) => Math.max(highest, dot(row.spread, draw)), Number.NEGATIVE_INFINITY),
  ).sort()
  return largest[Math.max(0, Math.ceil(share * largest.length) - 1)] ?? Number.NaN
}

/** The value above which the largest moment stays the largest, given the part of the others independent of it. */
function conditionalLow(rows: readonly Moment[], top: Moment): number {
  return rows.reduce((low, row) => {
    const along = dot(row.spread, top.spread)
    if (row === top || 1 - along < 1e-12) return low
    return Math.max(low, (row.value - along * top.value) / (1 - along))
  }, Number.NEGATIVE_INFINITY)
}

/** Quantile of a standard normal known to lie in [low, high], computed in the tail that keeps its accuracy. */
function truncatedNormalQuantile(share: number, low: number, high: number): number {
  if (low >= high) return high
  if (low > 0) {
    const upper = normalCdf(-low)
    return -normalQuantile(upper - share * (upper - normalCdf(-high)))
  }
  const lower = normalCdf(low)
  return normalQuantile(lower + share * (normalCdf(high) - lower))
}
