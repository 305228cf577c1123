import { EigenvalueDecomposition, Matrix } from 'ml-matrix'

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, by ml-matrix (Householder tridiagonal form, then QL): 12 to 70
 * times faster than Jacobi rotations from 12 × 12 to 20 × 20, see `docs/impact/estimateurs.md`.
 * @param matrix n × n, row-major, symmetric; not changed
 * @returns eigenvalues decreasing, and eigenvectors as the columns of `vectors` (n × n, row-major)
 * @example symmetricEigen(Float64Array.of(2, 1, 1, 2), 2).values // [3, 1]
 */
export function symmetricEigen(
  matrix: Float64Array,
  size: number,
): { readonly values: Float64Array; readonly vectors: Float64Array } {
  const found = new EigenvalueDecomposition(Matrix.from1DArray(size, size, matrix), { assumeSymmetric: true })
  const unordered = found.realEigenvalues
  const columns = found.eigenvectorMatrix
  const order = unordered.map((_, i) => i).sort((a, b) => (unordered[b] ?? 0) - (unordered[a] ?? 0))
  const vectors = new Float64Array(size * size)
  order.forEach((from, to) => {
    for (let k = 0; k < size; k++) vectors[k * size + to] = columns.get(k, from)
  })
  return { values: Float64Array.from(order, (i) => unordered[i] ?? 0), vectors }
}
