import { type RandomStream, randomStreams } from '../../numerics/random-stream.ts'
import { PanelProblem } from '../panel-problem.ts'
import { clusterBasis, project, rowsByCluster } from './cluster-leverage.ts'
import { containsUnits } from './clustered-covariance.ts'
import type { FixedEffectsFit } from './fixed-effects-fit.ts'
import { renumber } from './observations.ts'

export type WildOptions = {
  /** Signs ±1, or Webb's six points for very few clusters. */
  readonly weights: 'rademacher' | 'webb'
  readonly draws: number
  readonly seed: number
  readonly level: number
}

export type WildBootstrap = {
  /** t-statistic of the null « effect 0 », with CR0 errors. */
  readonly statistic: number
  readonly pValue: number
  /** Effects that are not rejected; ±Infinity when the draws cannot bound them, NaN never. */
  readonly low: number
  readonly high: number
  /** All 2^G signs were used: no random number, same answer for every seed. */
  readonly isExhaustive: boolean
  readonly drawCount: number
  /** The smallest p-value these draws can give. */
  readonly floor: number
}

const DEFAULTS: WildOptions = { weights: 'rademacher', draws: 9999, seed: 1, level: 0.95 }

/**
 * Wild cluster bootstrap of one coefficient, null imposed: residuals of the model under the null keep their place,
 * each cluster is multiplied by a random sign, and the t-statistic is recomputed. p = share of |t*| ≥ |t|.
 *
 * The interval inverts the test. Each draw is refitted exactly, in time proportional to clusters × (periods +
 * regressors): the effect tested enters every draw as a ratio of two polynomials. With 2^G ≤ draws, all the signs
 * are enumerated. With G clusters the p-value cannot go below 2 / 2^G: 0.0625 for 5, 0.002 for 10.
 * @param fit fixed-effects regression; @param clusters cluster of each observation, made of whole units
 * @param coefficient index of the coefficient among the regressors given
 * @throws PanelProblem dropped coefficient, units split between clusters, fewer than 2 clusters, bad options
 * Source: Cameron, Gelbach and Miller (2008); Webb (2014); Roodman et al. (2019).
 */
export function wildClusterBootstrap(
  fit: FixedEffectsFit,
  clusters: Int32Array,
  coefficient: number,
  given: Partial<WildOptions> = {},
): WildBootstrap {
  const options = { ...DEFAULTS, ...given }
  const parts = clusterParts(fit, renumber(clusters), fit.kept.indexOf(coefficient))
  refuseOptions(parts, options)
  const isExhaustive = options.weights === 'rademacher' && 2 ** parts.length <= options.draws
  const draws = isExhaustive ? everySign(parts) : randomDraws(parts, options)
  const observed = polynomialOf(parts, new Float64Array(parts.length).fill(1))
  const estimate = fit.coefficients[coefficient] ?? Number.NaN
  const pAt = (value: number): number => pValueAt(value, estimate, { observed, draws })
  const alpha = 1 - options.level
  const spread = Math.sqrt(statisticDenominator(observed, estimate)) / (observed.slope || 1)
  return {
    statistic: estimate / spread,
    pValue: pAt(0),
    low: bound(pAt, estimate, { step: -spread, alpha }),
    high: bound(pAt, estimate, { step: spread, alpha }),
    isExhaustive,
    drawCount: draws.length,
    floor: isExhaustive ? 2 / 2 ** parts.length : 1 / options.draws,
  }
}

type ClusterPart = {
  /** v_gᵀỹ_g and v_gᵀv_g: y and the regressor of interest, without everything else. */
  readonly outcome: number
  readonly regressor: number
  /** The same, on the basis of everything fitted. */
  readonly outcomeBasis: Float64Array
  readonly regressorBasis: Float64Array
}

function clusterParts(fit: FixedEffectsFit, clusters: Int32Array, index: number): ClusterPart[] {
  if (index < 0) throw new PanelProblem('calcul-impossible', 'Ce coefficient n’est pas identifié.')
  if (!containsUnits(fit, clusters))
    throw new PanelProblem('option-invalide', 'Le bootstrap demande des grappes faites d’unités entières.')
  const rank = fit.kept.length
  const own = fit.bread[index * rank + index] ?? Number.NaN
  const estimate = fit.coefficients[fit.kept[index] ?? 0] ?? Number.NaN
  return rowsByCluster(clusters).map((rows) => {
    const basis = clusterBasis(fit, rows)
    const regressor = Float64Array.from(rows, (row) => {
      let sum = 0
      for (let j = 0; j < rank; j++)
        sum += (fit.design[row * rank + j] ?? 0) * (fit.bread[j * rank + index] ?? 0)
      return sum / own
    })
    const outcome = regressor.map((value, i) => (fit.residuals[rows[i] ?? 0] ?? 0) + estimate * value)
    return {
      outcome: regressor.reduce((sum, value, i) => sum + value * (outcome[i] ?? 0), 0),
      regressor: regressor.reduce((sum, value) => sum + value * value, 0),
      outcomeBasis: project(basis, outcome),
      regressorBasis: project(basis, regressor),
    }
  })
}

function refuseOptions(parts: readonly ClusterPart[], options: WildOptions): void {
  if (parts.length < 2)
    throw new PanelProblem('grappes-insuffisantes', 'Il faut au moins deux grappes pour ce bootstrap.')
  if (!(options.draws >= 2 && options.level > 0 && options.level < 1))
    throw new PanelProblem(
      'option-invalide',
      'Le bootstrap demande au moins 2 tirages et un niveau entre 0 et 1.',
    )
}

/** For one draw: numerator `constant − b·slope`, variance `square − 2b·cross + b²·curve`, b being the effect tested. */
type DrawPolynomial = {
  readonly constant: number
  readonly slope: number
  readonly square: number
  readonly cross: number
  readonly curve: number
}

function polynomialOf(parts: readonly ClusterPart[], signs: Float64Array): DrawPolynomial {
  const cols = parts[0]?.outcomeBasis.length ?? 0
  const outcomeSum = new Float64Array(cols)
  const regressorSum = new Float64Array(cols)
  const total = { constant: 0, slope: 0, square: 0, cross: 0, curve: 0 }
  parts.forEach((part, g) => {
    const sign = signs[g] ?? 1
    total.constant += sign * part.outcome
    total.slope += sign * part.regressor
    for (let j = 0; j < cols; j++) {
      outcomeSum[j] = (outcomeSum[j] ?? 0) + sign * (part.outcomeBasis[j] ?? 0)
      regressorSum[j] = (regressorSum[j] ?? 0) + sign * (part.regressorBasis[j] ?? 0)
    }
  })
  parts.forEach((part, g) => {
    let left = (signs[g] ?? 1) * part.outcome
    let right = (signs[g] ?? 1) * part.regressor
    for (let j = 0; j < cols; j++) {
      left -= (part.regressorBasis[j] ?? 0) * (outcomeSum[j] ?? 0)
      right -= (part.regressorBasis[j] ?? 0) * (regressorSum[j] ?? 0)
    }
    total.square += left * left
    total.cross += left * right
    total.curve += right * right
  })
  return total
}

function everySign(parts: readonly ClusterPart[]): DrawPolynomial[] {
  const signs = new Float64Array(parts.length)
  return Array.from({ length: 2 ** parts.length }, (_, draw) => {
    for (let g = 0; g < signs.length; g++) signs[g] = Math.floor(draw / 2 ** g) % 2 === 0 ? 1 : -1
    return polynomialOf(parts, signs)
  })
}

const BLOCK = 250

function randomDraws(parts: readonly ClusterPart[], options: WildOptions): DrawPolynomial[] {
  const streams = randomStreams(options.seed, Math.ceil(options.draws / BLOCK))
  const signs = new Float64Array(parts.length)
  return Array.from({ length: options.draws }, (_, draw) => {
    const stream = streams[Math.floor(draw / BLOCK)]
    if (stream === undefined) throw new RangeError('randomDraws: a block has no stream')
    for (let g = 0; g < signs.length; g++)
      signs[g] = options.weights === 'webb' ? webb(stream) : stream.rademacher()
    return polynomialOf(parts, signs)
  })
}

function webb(stream: RandomStream): number {
  const magnitude = Math.sqrt((stream.index(3) + 1) / 2)
  return stream.rademacher() * magnitude
}

/** Variance, up to (vᵀv)², of the observed estimate: the residuals do not depend on the effect tested. */
function statisticDenominator(observed: DrawPolynomial, at: number): number {
  return observed.square - 2 * at * observed.cross + at * at * observed.curve
}

function pValueAt(
  value: number,
  estimate: number,
  { observed, draws }: { readonly observed: DrawPolynomial; readonly draws: readonly DrawPolynomial[] },
): number {
  const t2 = ((estimate - value) * observed.slope) ** 2 / statisticDenominator(observed, value)
  let count = 0
  for (const draw of draws) {
    const numerator = (draw.constant - value * draw.slope) ** 2
    // A draw that fits exactly (0 / 0) says nothing against the null: it counts as extreme.
    if (!(numerator < t2 * (1 - 1e-9) * statisticDenominator(draw, value))) count++
  }
  return count / draws.length
}

/** Furthest effect from the estimate, on one side, whose p-value stays above alpha: doubling, then bisection. */
function bound(
  pAt: (value: number) => number,
  estimate: number,
  { step, alpha }: { readonly step: number; readonly alpha: number },
): number {
  let inside = estimate
  let reach = step
  for (let doubling = 0; pAt(estimate + reach) > alpha; doubling++) {
    if (doubling === 40) return Math.sign(step) * Number.POSITIVE_INFINITY
    inside = estimate + reach
    reach *= 2
  }
  let outside = estimate + reach
  for (let halving = 0; halving < 60; halving++) {
    const middle = (inside + outside) / 2
    if (pAt(middle) > alpha) inside = middle
    else outside = middle
  }
  return (inside + outside) / 2
}
