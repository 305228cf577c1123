import { multiplyVector } from '../../numerics/matrix.ts'

/**
 * Standard error of an estimate from the contributions of the rows to its error: √ Σ ψ², or √ Σ over clusters of the
 * square of their summed ψ.
 * @param influence one ψ a row, scaled so that their sum is the error itself
 * @param clusters the cluster of each row, or null when rows are independent
 */
export function influenceError(influence: Float64Array, clusters: Int32Array | null): number {
  return Math.sqrt(sumOfSquares(clusters === null ? influence : clusterSums(influence, clusters)))
}

/** Σ over rows (or clusters) of ψ ψᵀ, for several estimates: k × k, row-major. */
export function influenceCovariance(
  influences: readonly Float64Array[],
  clusters: Int32Array | null,
): Float64Array {
  const sums = clusters === null ? influences : influences.map((one) => clusterSums(one, clusters))
  const size = sums.length
  const covariance = new Float64Array(size * size)
  sums.forEach((left, a) => {
    for (let b = 0; b <= a; b++) {
      const right = sums[b] ?? left
      let sum = 0
      for (let i = 0; i < left.length; i++) sum += (left[i] ?? 0) * (right[i] ?? 0)
      covariance[a * size + b] = sum
      covariance[b * size + a] = sum
    }
  })
  return covariance
}

/** Σ ψ by cluster. */
export function clusterSums(influence: Float64Array, clusters: Int32Array): Float64Array {
  const count = clusters.reduce((highest, cluster) => Math.max(highest, cluster), -1) + 1
  const sums = new Float64Array(count)
  for (let i = 0; i < influence.length; i++) {
    const cluster = clusters[i] ?? 0
    sums[cluster] = (sums[cluster] ?? 0) + (influence[i] ?? 0)
  }
  return sums
}

/** Σ coefficientₖ · ψₖ, row by row. */
export function combineInfluences(
  influences: readonly Float64Array[],
  coefficients: readonly number[],
): Float64Array {
  const combined = new Float64Array(influences[0]?.length ?? 0)
  influences.forEach((influence, k) => {
    const coefficient = coefficients[k] ?? 0
    if (coefficient === 0) return
    for (let i = 0; i < combined.length; i++)
      combined[i] = (combined[i] ?? 0) + coefficient * (influence[i] ?? 0)
  })
  return combined
}

/** xᵀ·A·x. */
export function quadraticForm(matrix: Float64Array, vector: Float64Array): number {
  return multiplyVector(matrix, vector, vector.length).reduce(
    (sum, value, i) => sum + value * (vector[i] ?? 0),
    0,
  )
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? 0) ** 2
  return sum
}
