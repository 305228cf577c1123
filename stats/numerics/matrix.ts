/** Flat row-major matrices: `data[row * cols + col]`. Small dense products, nothing more. */

/** A·B for A (n × m) and B (m × p). */
export function multiply(
  left: Float64Array,
  right: Float64Array,
  shape: { readonly rows: number; readonly inner: number; readonly cols: number },
): Float64Array {
  const { rows, inner, cols } = shape
  const product = new Float64Array(rows * cols)
  for (let i = 0; i < rows; i++)
    for (let k = 0; k < inner; k++) {
      const factor = left[i * inner + k] ?? 0
      if (factor === 0) continue
      for (let j = 0; j < cols; j++) {
        const at = i * cols + j
        product[at] = (product[at] ?? 0) + factor * (right[k * cols + j] ?? 0)
      }
    }
  return product
}

/** Xᵀ·diag(w)·X (p × p) for X (n × p); every weight is 1 when `weights` is null. */
export function crossProduct(
  x: Float64Array,
  shape: { readonly rows: number; readonly cols: number },
  weights: Float64Array | null = null,
): Float64Array {
  const { rows, cols } = shape
  const product = new Float64Array(cols * cols)
  for (let i = 0; i < rows; i++) {
    const base = i * cols
    const weight = weights === null ? 1 : (weights[i] ?? 0)
    for (let a = 0; a < cols; a++) {
      const factor = weight * (x[base + a] ?? 0)
      if (factor === 0) continue
      for (let b = 0; b <= a; b++) {
        const at = a * cols + b
        product[at] = (product[at] ?? 0) + factor * (x[base + b] ?? 0)
      }
    }
  }
  for (let a = 0; a < cols; a++)
    for (let b = 0; b < a; b++) product[b * cols + a] = product[a * cols + b] ?? 0
  return product
}

/** A·v for A (n × m) and v (m). */
export function multiplyVector(matrix: Float64Array, vector: Float64Array, rows: number): Float64Array {
  const cols = vector.length
  const product = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    let sum = 0
    for (let j = 0; j < cols; j++) sum += (matrix[i * cols + j] ?? 0) * (vector[j] ?? 0)
    product[i] = sum
  }
  return product
}

/** The transpose (m × n) of A (n × m). */
export function transpose(matrix: Float64Array, rows: number, cols: number): Float64Array {
  const turned = new Float64Array(matrix.length)
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < cols; j++) turned[j * rows + i] = matrix[i * cols + j] ?? 0
  return turned
}

/** Scalar product of two vectors of the same length. */
export function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0
  for (let i = 0; i < left.length; i++) sum += (left[i] ?? 0) * (right[i] ?? 0)
  return sum
}
