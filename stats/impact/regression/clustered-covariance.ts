import { multiply } from '../../numerics/matrix.ts'
import { symmetricEigen } from '../../numerics/symmetric-eigen.ts'
import { PanelProblem } from '../panel-problem.ts'
import { clusterLeverages, leverageScores } from './cluster-leverage.ts'
import type { FixedEffectsFit } from './fixed-effects-fit.ts'
import { renumber } from './observations.ts'

/**
 * Correction of cluster-robust errors. With G clusters, n observations, k regressors:
 * - `CR0`: none.
 * - `CR1`: G / (G − 1).
 * - `CR1S`: G / (G − 1) · (n − 1) / (n − all parameters), unit and time effects counted (Stata, sandwich HC1).
 * - `fixest`: the same, effects nested in the clusters not counted (fixest, reghdfe). The default.
 * - `CR2`: residuals multiplied by (I − H)^(−1/2) by cluster (Bell and McCaffrey, 2002).
 * - `CR3`: by (I − H)⁻¹, the leave-one-cluster-out jackknife.
 */
export type ClusterCorrection = 'CR0' | 'CR1' | 'CR1S' | 'fixest' | 'CR2' | 'CR3'

/** Covariance of the kept coefficients, and the degrees of freedom of its t-tests. */
export type ClusteredCovariance = {
  /** rank × rank, row-major. */
  readonly matrix: Float64Array
  /** Number of clusters minus 1 (the smallest when there are two clusterings). */
  readonly df: number
  readonly clusterCount: number
}

/**
 * Cluster-robust covariance: (XᵀX)⁻¹ · Σ_g X_gᵀe_g e_gᵀX_g · (XᵀX)⁻¹, with a small-sample correction.
 *
 * Two clusterings: V₁ + V₂ − V₁₂ (Cameron, Gelbach and Miller, 2011), negative eigenvalues set to 0. It assumes
 * many independent clusters: with fewer than about 40, or few treated, prefer CR2, CR3 or the wild bootstrap.
 * With weights, CR2 and CR3 take the variance of an observation as inversely proportional to its weight.
 * @param fit a fixed-effects regression
 * @param clusterings one or two groupings of its observations
 * @throws PanelProblem a single cluster; CR2 or CR3 with two clusterings or with units split between clusters
 * Source: Liang and Zeger (1986); Pustejovsky and Tipton (2018) for absorbed effects.
 */
export function clusteredCovariance(
  fit: FixedEffectsFit,
  clusterings: readonly Int32Array[],
  correction: ClusterCorrection = 'fixest',
): ClusteredCovariance {
  const groups = clusterings.map(renumber)
  const counts = groups.map(countOf)
  const clusterCount = Math.min(...counts)
  if (clusterCount < 2)
    throw new PanelProblem(
      'grappes-insuffisantes',
      'Il faut au moins deux grappes pour estimer une erreur type.',
    )
  const [first, second] = groups
  if (first === undefined || groups.length > 2)
    throw new PanelProblem('option-invalide', 'Les erreurs en grappes acceptent une ou deux dimensions.')
  const factor = correctionFactor(fit, groups, { correction, clusterCount })
  if (second === undefined) {
    const matrix = sandwich(fit, clusterScores(fit, first, correction), factor)
    return { matrix, df: clusterCount - 1, clusterCount }
  }
  if (correction === 'CR2' || correction === 'CR3')
    throw new PanelProblem(
      'option-invalide',
      'CR2 et CR3 n’existent que pour une seule dimension de grappes.',
    )
  const both = renumber(first.map((own, i) => own * (counts[1] ?? 1) + (second[i] ?? 0)))
  const parts = [first, second, both].map((groups3) =>
    sandwich(fit, clusterScores(fit, groups3, correction), factor),
  )
  const matrix = Float64Array.from(
    parts[0] ?? [],
    (value, i) => value + (parts[1]?.[i] ?? 0) - (parts[2]?.[i] ?? 0),
  )
  return { matrix: positivePart(matrix, fit.kept.length), df: clusterCount - 1, clusterCount }
}

/** Number of groups of a renumbered grouping. */
export function countOf(groups: Int32Array): number {
  return groups.reduce((highest, group) => Math.max(highest, group), -1) + 1
}

/** True when no unit has observations in two clusters: its fixed effect is then absorbed within one cluster. */
export function containsUnits(fit: FixedEffectsFit, clusters: Int32Array): boolean {
  return isNested(fit.observations.unit, clusters)
}

function isNested(inner: Int32Array, outer: Int32Array): boolean {
  const seen = new Map<number, number>()
  return inner.every((group, i) => {
    const known = seen.get(group)
    if (known === undefined) seen.set(group, outer[i] ?? -1)
    return known === undefined || known === outer[i]
  })
}

function correctionFactor(
  fit: FixedEffectsFit,
  groups: readonly Int32Array[],
  { correction, clusterCount }: { readonly correction: ClusterCorrection; readonly clusterCount: number },
): number {
  if (correction === 'CR0' || correction === 'CR2' || correction === 'CR3') return 1
  const cluster = clusterCount / (clusterCount - 1)
  if (correction === 'CR1') return cluster
  const n = fit.residuals.length
  const { rank, unitEffects, timeFactor, observations } = fit.absorption
  let parameters = fit.kept.length + rank
  if (correction === 'fixest') {
    // fixest counts one parameter for an effect nested in a clustering, whatever its number of levels.
    if (groups.some((clusters) => isNested(observations.unit, clusters))) parameters -= unitEffects - 1
    if (groups.some((clusters) => isNested(observations.time, clusters))) parameters -= timeFactor.rank
  }
  return (cluster * (n - 1)) / (n - parameters)
}

/** Σ over the observations of each cluster of x·e, after the adjustment of CR2 or CR3: clusters × rank. */
function clusterScores(
  fit: FixedEffectsFit,
  clusters: Int32Array,
  correction: ClusterCorrection,
): Float64Array {
  if (correction === 'CR2' || correction === 'CR3') {
    if (!containsUnits(fit, clusters))
      throw new PanelProblem('option-invalide', 'CR2 et CR3 demandent des grappes faites d’unités entières.')
    return leverageScores(fit, clusterLeverages(fit, clusters), correction)
  }
  const rank = fit.kept.length
  const scores = new Float64Array(countOf(clusters) * rank)
  for (let i = 0; i < fit.residuals.length; i++) {
    const base = (clusters[i] ?? 0) * rank
    for (let j = 0; j < rank; j++)
      scores[base + j] = (scores[base + j] ?? 0) + (fit.design[i * rank + j] ?? 0) * (fit.residuals[i] ?? 0)
  }
  return scores
}

function sandwich(fit: FixedEffectsFit, scores: Float64Array, factor: number): Float64Array {
  const rank = fit.kept.length
  const meat = new Float64Array(rank * rank)
  for (let g = 0; g < scores.length / rank; g++)
    for (let a = 0; a < rank; a++)
      for (let b = 0; b < rank; b++) {
        const at = a * rank + b
        meat[at] = (meat[at] ?? 0) + factor * (scores[g * rank + a] ?? 0) * (scores[g * rank + b] ?? 0)
      }
  const shape = { rows: rank, inner: rank, cols: rank }
  return multiply(multiply(fit.bread, meat, shape), fit.bread, shape)
}

function positivePart(matrix: Float64Array, size: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, size)
  if (values.every((value) => value >= 0)) return matrix
  const result = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      for (let k = 0; k < size; k++) {
        const at = i * size + j
        const along = (vectors[i * size + k] ?? 0) * (vectors[j * size + k] ?? 0)
        result[at] = (result[at] ?? 0) + Math.max(0, values[k] ?? 0) * along
      }
  return result
}
