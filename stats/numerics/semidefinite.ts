/** Lower factor of a symmetric positive semidefinite matrix, with the null directions left out. */
export type SemidefiniteFactor = {
  readonly factor: Float64Array
  readonly size: number
  /** 1 for a kept variable, 0 for one that the earlier ones already determine. */
  readonly kept: Uint8Array
  readonly rank: number
}

/**
 * Cholesky factor that skips variables which are combinations of earlier ones (pivot under `tolerance` of their own
 * diagonal): their coefficient is set to 0 when solving. What time effects of a panel in several pieces need.
 * @param matrix n × n, row-major; only the lower triangle is read
 */
export function semidefiniteFactor(
  matrix: Float64Array,
  size: number,
  tolerance = 1e-11,
): SemidefiniteFactor {
  const factor = new Float64Array(size * size)
  const kept = new Uint8Array(size)
  let rank = 0
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j] ?? 0
      for (let k = 0; k < j; k++) sum -= (factor[i * size + k] ?? 0) * (factor[j * size + k] ?? 0)
      if (j < i) factor[i * size + j] = kept[j] === 1 ? sum / (factor[j * size + j] ?? 1) : 0
      else if (sum > tolerance * (matrix[i * size + i] ?? 0)) {
        factor[i * size + i] = Math.sqrt(sum)
        kept[i] = 1
        rank++
      }
    }
    if (kept[i] === 0) factor.fill(0, i * size, i * size + size)
  }
  return { factor, size, kept, rank }
}

/** Solves A·x = b on the kept variables, 0 for the others. */
export function semidefiniteSolve(
  { factor, size, kept }: SemidefiniteFactor,
  right: Float64Array,
): Float64Array {
  const solution = Float64Array.from(right)
  for (let i = 0; i < size; i++) {
    if (kept[i] === 0) {
      solution[i] = 0
      continue
    }
    let sum = solution[i] ?? 0
    for (let k = 0; k < i; k++) sum -= (factor[i * size + k] ?? 0) * (solution[k] ?? 0)
    solution[i] = sum / (factor[i * size + i] ?? 1)
  }
  for (let i = size - 1; i >= 0; i--) {
    if (kept[i] === 0) continue
    let sum = solution[i] ?? 0
    for (let k = i + 1; k < size; k++) sum -= (factor[k * size + i] ?? 0) * (solution[k] ?? 0)
    solution[i] = sum / (factor[i * size + i] ?? 1)
  }
  return solution
}
