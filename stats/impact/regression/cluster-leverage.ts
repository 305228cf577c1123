import { choleskyFactor } from '../../numerics/cholesky.ts'
import { crossProduct, dot, multiplyVector } from '../../numerics/matrix.ts'
import { symmetricEigen } from '../../numerics/symmetric-eigen.ts'
import { tabulate } from '../../numerics/tabulate.ts'
import type { FixedEffectsFit } from './fixed-effects-fit.ts'
import { weightOf } from './two-way-absorption.ts'

/**
 * Rows of a cluster in an orthonormal basis of everything fitted except the unit effects (time effects and
 * regressors): U, with U·Uᵀ the leverage of the cluster. Unit effects live inside clusters and drop out.
 */
export function clusterBasis(
  fit: FixedEffectsFit,
  rows: readonly number[],
): { readonly basis: Float64Array; readonly cols: number } {
  const timeSize = fit.absorption.timeFactor.size
  const rank = fit.kept.length
  const cols = timeSize + rank
  const root = breadRoot(fit)
  const basis = new Float64Array(rows.length * cols)
  const unitShares = unitTimeShares(fit, rows)
  rows.forEach((observation, row) => {
    const scale = fit.observations.rootWeights?.[observation] ?? 1
    const dummies = timeRow(fit, observation, unitShares)
    whiten(fit, dummies)
    for (let j = 0; j < timeSize; j++) basis[row * cols + j] = scale * (dummies[j] ?? 0)
    for (let j = 0; j < rank; j++) {
      let sum = 0
      for (let k = 0; k < rank; k++)
        sum += (fit.design[observation * rank + k] ?? 0) * (root[k * rank + j] ?? 0)
      basis[row * cols + timeSize + j] = sum
    }
  })
  return { basis, cols }
}

/** L with bread = L·Lᵀ. */
function breadRoot(fit: FixedEffectsFit): Float64Array {
  const root = choleskyFactor(fit.bread, fit.kept.length)
  if (root === null) throw new RangeError('clusterBasis: the regressors are collinear')
  return root
}

/** By unit, the share of its weight at each time: what its mean takes away from the time dummies. */
function unitTimeShares(fit: FixedEffectsFit, rows: readonly number[]): Map<number, Float64Array> {
  const shares = new Map<number, Float64Array>()
  for (const row of rows) {
    const unit = fit.observations.unit[row] ?? 0
    const own = shares.get(unit) ?? new Float64Array(fit.observations.timeCount)
    const time = fit.observations.time[row] ?? 0
    own[time] = (own[time] ?? 0) + weightOf(fit.observations, row) / (fit.absorption.unitTotals[unit] ?? 1)
    shares.set(unit, own)
  }
  return shares
}

function timeRow(fit: FixedEffectsFit, row: number, shares: Map<number, Float64Array>): Float64Array {
  const own = shares.get(fit.observations.unit[row] ?? 0) ?? new Float64Array(fit.observations.timeCount)
  const time = fit.observations.time[row] ?? 0
  return own.map((share, t) => (t === time ? 1 : 0) - share)
}

/** In place, solves L·z = v for the factor of time effects: rows then have the metric of their inverse. */
function whiten(fit: FixedEffectsFit, values: Float64Array): void {
  const { factor, size, kept } = fit.absorption.timeFactor
  for (let i = 0; i < size; i++) {
    if (kept[i] === 0) {
      values[i] = 0
      continue
    }
    let sum = values[i] ?? 0
    for (let k = 0; k < i; k++) sum -= (factor[i * size + k] ?? 0) * (values[k] ?? 0)
    values[i] = sum / (factor[i * size + i] ?? 1)
  }
}

/** Observations of each cluster. */
export function rowsByCluster(clusters: Int32Array): number[][] {
  const rows: number[][] = []
  clusters.forEach((cluster, i) => {
    const own = rows[cluster] ?? []
    own.push(i)
    rows[cluster] = own
  })
  return rows
}

/** A cluster with what adjusts its residuals: the spectrum of its leverage, computed once for every use. */
export type ClusterLeverage = {
  readonly rows: readonly number[]
  readonly basis: Float64Array
  readonly cols: number
  readonly eigenvalues: Float64Array
  /** cols × cols, eigenvectors in columns. */
  readonly vectors: Float64Array
}

/** The leverage of every cluster: O(clusters × (periods + regressors)³). */
export function clusterLeverages(fit: FixedEffectsFit, clusters: Int32Array): ClusterLeverage[] {
  return rowsByCluster(clusters).map((rows) => {
    const { basis, cols } = clusterBasis(fit, rows)
    const { values, vectors } = symmetricEigen(crossProduct(basis, { rows: rows.length, cols }), cols)
    return { rows, basis, cols, eigenvalues: values, vectors }
  })
}

/**
 * Scores X_gᵀ·A_g·e_g with A_g = (I − H_g)^(−1/2) (CR2) or (I − H_g)⁻¹ (CR3): clusters × rank.
 * With H_g = U·Uᵀ of low rank, A = I + U·Q·diag(((1 − λ)^(−a) − 1) / λ)·Qᵀ·Uᵀ where UᵀU = Q·diag(λ)·Qᵀ; a direction
 * the cluster alone determines (λ = 1) is dropped, as a pseudo-inverse does.
 */
export function leverageScores(
  fit: FixedEffectsFit,
  leverages: readonly ClusterLeverage[],
  kind: 'CR2' | 'CR3',
): Float64Array {
  const rank = fit.kept.length
  const scores = new Float64Array(leverages.length * rank)
  leverages.forEach((own, g) => {
    const residuals = tabulate(own.rows.length, (i) => fit.residuals[own.rows[i] ?? 0] ?? 0)
    const adjusted = adjust(own, residuals, kind)
    own.rows.forEach((row, i) => {
      for (let j = 0; j < rank; j++)
        scores[g * rank + j] =
          (scores[g * rank + j] ?? 0) + (fit.design[row * rank + j] ?? 0) * (adjusted[i] ?? 0)
    })
  })
  return scores
}

/**
 * Degrees of freedom of the t-test on a combination of coefficients with CR2 errors: (tr Q)² / tr Q², Q being the
 * quadratic form that the CR2 variance is under equal variances. Far below the number of clusters when few of them
 * are treated.
 * @param direction weight of each kept coefficient
 * Source: Bell and McCaffrey (2002); Pustejovsky and Tipton (2018).
 */
export function satterthwaiteDf(
  fit: FixedEffectsFit,
  leverages: readonly ClusterLeverage[],
  direction: Float64Array,
): number {
  const rank = fit.kept.length
  const along = multiplyVector(fit.bread, direction, rank)
  const cols = leverages[0]?.cols ?? 0
  const projections = new Float64Array(leverages.length * cols)
  // Q = D − P·Pᵀ with D diagonal: its traces need Pᵀ·P only, never the clusters × clusters matrix.
  let trace = 0
  let squares = 0
  leverages.forEach((own, g) => {
    const values = tabulate(own.rows.length, (i) => {
      const row = own.rows[i] ?? 0
      let sum = 0
      for (let j = 0; j < rank; j++) sum += (fit.design[row * rank + j] ?? 0) * (along[j] ?? 0)
      return sum
    })
    const adjusted = adjust(own, values, 'CR2')
    const projected = project(own, adjusted)
    projections.set(projected, g * cols)
    const diagonal = dot(adjusted, adjusted)
    const removed = dot(projected, projected)
    trace += diagonal - removed
    squares += diagonal * diagonal - 2 * diagonal * removed
  })
  const inner = crossProduct(projections, { rows: leverages.length, cols })
  return (trace * trace) / (squares + dot(inner, inner))
}

/** Uᵀ·v for the rows of a cluster. */
export function project(
  { basis, cols }: { readonly basis: Float64Array; readonly cols: number },
  values: Float64Array,
): Float64Array {
  const projected = new Float64Array(cols)
  for (let i = 0; i < values.length; i++)
    for (let j = 0; j < cols; j++)
      projected[j] = (projected[j] ?? 0) + (basis[i * cols + j] ?? 0) * (values[i] ?? 0)
  return projected
}

/** A_g·v. */
function adjust(own: ClusterLeverage, values: Float64Array, kind: 'CR2' | 'CR3'): Float64Array {
  const { basis, cols, eigenvalues, vectors } = own
  const projected = project(own, values)
  const moved = new Float64Array(cols)
  for (let k = 0; k < cols; k++) {
    const gain = leverageGain(eigenvalues[k] ?? 0, kind)
    if (gain === 0) continue
    let along = 0
    for (let j = 0; j < cols; j++) along += (vectors[j * cols + k] ?? 0) * (projected[j] ?? 0)
    for (let j = 0; j < cols; j++) moved[j] = (moved[j] ?? 0) + gain * along * (vectors[j * cols + k] ?? 0)
  }
  return values.map((value, i) => {
    let correction = 0
    for (let j = 0; j < cols; j++) correction += (basis[i * cols + j] ?? 0) * (moved[j] ?? 0)
    return value + correction
  })
}

function leverageGain(eigenvalue: number, kind: 'CR2' | 'CR3'): number {
  if (eigenvalue < 1e-14) return 0
  const left = 1 - eigenvalue
  if (left < 1e-10) return -1 / eigenvalue
  return ((kind === 'CR2' ? 1 / Math.sqrt(left) : 1 / left) - 1) / eigenvalue
}
