/**
 * Lower Cholesky factor of a symmetric positive definite matrix: A = L·Lᵀ.
 *
 * Written by hand on one flat Float64Array rather than through ml-matrix, which stores an array of rows: see
 * `docs/impact/estimateurs.md` § Algèbre linéaire for the measured ratio.
 * @param matrix n × n, row-major; only the lower triangle is read
 * @param size n
 * @returns L (n × n, zeros above the diagonal), or null when the matrix is not positive definite to 1e-13 of its
 *   own diagonal: a collinear column gives null, never a huge number
 * @example choleskyFactor(Float64Array.of(4, 2, 2, 3), 2) // [2, 0, 1, √2]
 */
export function choleskyFactor(matrix: Float64Array, size: number): Float64Array | null {
  const factor = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j] ?? Number.NaN
      for (let k = 0; k < j; k++) sum -= (factor[i * size + k] ?? 0) * (factor[j * size + k] ?? 0)
      if (i !== j) factor[i * size + j] = sum / (factor[j * size + j] ?? Number.NaN)
      else if (sum > 1e-13 * Math.abs(matrix[i * size + i] ?? 0)) factor[i * size + i] = Math.sqrt(sum)
      else return null
    }
  }
  return factor
}

/** Solves A·x = b from the factor L of A. `right` (n) is not changed. */
export function choleskySolve(factor: Float64Array, size: number, right: Float64Array): Float64Array {
  const solution = Float64Array.from(right)
  for (let i = 0; i < size; i++) {
    let sum = solution[i] ?? 0
    for (let k = 0; k < i; k++) sum -= (factor[i * size + k] ?? 0) * (solution[k] ?? 0)
    solution[i] = sum / (factor[i * size + i] ?? Number.NaN)
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = solution[i] ?? 0
    for (let k = i + 1; k < size; k++) sum -= (factor[k * size + i] ?? 0) * (solution[k] ?? 0)
    solution[i] = sum / (factor[i * size + i] ?? Number.NaN)
  }
  return solution
}

/** The inverse A⁻¹ (n × n) from the factor L of A. */
export function choleskyInverse(factor: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size)
  const unit = new Float64Array(size)
  for (let column = 0; column < size; column++) {
    unit.fill(0)
    unit[column] = 1
    const solved = choleskySolve(factor, size, unit)
    for (let row = 0; row < size; row++) inverse[row * size + column] = solved[row] ?? 0
  }
  return inverse
}
