/**
 * Heteroskedasticity and autocorrelation consistent covariance of least-squares coefficients (Newey, West 1987): Bartlett
 * weights 1 − l ÷ (lags + 1), no prewhitening, multiplied by n ÷ (n − k).
 *
 * @param x n × k design, row by row; residuals n; crossInverse (XᵀX)⁻¹, k × k
 * @returns k × k covariance, row by row
 */
export function neweyWest(
  x: Float64Array,
  residuals: Float64Array,
  crossInverse: Float64Array,
  lags: number,
): Float64Array {
  const count = residuals.length
  const size = x.length / count
  const scores = x.map((value, k) => value * (residuals[Math.floor(k / size)] ?? 0))
  const meat = new Float64Array(size * size)
  for (let lag = 0; lag <= Math.min(lags, count - 1); lag++) {
    const weight = lag === 0 ? 1 : 1 - lag / (lags + 1)
    for (let t = lag; t < count; t++) {
      for (let a = 0; a < size; a++) {
        for (let b = 0; b < size; b++) {
          const ahead = (scores[t * size + a] ?? 0) * (scores[(t - lag) * size + b] ?? 0)
          const behind = (scores[(t - lag) * size + a] ?? 0) * (scores[t * size + b] ?? 0)
          meat[a * size + b] = (meat[a * size + b] ?? 0) + weight * (lag === 0 ? ahead : ahead + behind)
        }
      }
    }
  }
  const adjust = count / (count - size)
  return sandwich(crossInverse, meat, size).map((value) => value * adjust)
}

/** Lags of Newey and West's rule of thumb: ⌊4 (n ÷ 100)^(2/9)⌋. */
export function defaultLags(count: number): number {
  return Math.floor(4 * (count / 100) ** (2 / 9))
}

function sandwich(bread: Float64Array, meat: Float64Array, size: number): Float64Array {
  const times = (left: Float64Array, right: Float64Array) => {
    const product = new Float64Array(size * size)
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < size; b++) {
        for (let k = 0; k < size; k++) {
          product[a * size + b] =
            (product[a * size + b] ?? 0) + (left[a * size + k] ?? 0) * (right[k * size + b] ?? 0)
        }
      }
    }
    return product
  }
  return times(times(bread, meat), bread)
}
