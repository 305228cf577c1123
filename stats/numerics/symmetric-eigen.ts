/**
 * Eigenvalues and eigenvectors of a symmetric matrix, by cyclic Jacobi rotations (sizes up to a few hundred).
 * @param matrix n × n, row-major, symmetric; not changed
 * @returns eigenvalues decreasing, and eigenvectors as the columns of `vectors` (n × n, row-major)
 * @throws RangeError when 100 sweeps do not bring the off-diagonal part under 1e-15 of the norm
 * @example symmetricEigen(Float64Array.of(2, 1, 1, 2), 2).values // [3, 1]
 */
export function symmetricEigen(
  matrix: Float64Array,
  size: number,
): { readonly values: Float64Array; readonly vectors: Float64Array } {
  const work = Float64Array.from(matrix)
  const vectors = new Float64Array(size * size)
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1
  const norm = Math.sqrt(work.reduce((sum, value) => sum + value * value, 0))
  for (let sweep = 0; offDiagonal(work, size) > 1e-15 * norm; sweep++) {
    if (sweep === 100) throw new RangeError('symmetricEigen: no convergence')
    for (let p = 0; p < size - 1; p++) for (let q = p + 1; q < size; q++) rotate(work, vectors, size, [p, q])
  }
  return sorted(work, vectors, size)
}

function offDiagonal(work: Float64Array, size: number): number {
  let sum = 0
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) if (i !== j) sum += (work[i * size + j] ?? 0) ** 2
  return Math.sqrt(sum)
}

function rotate(
  work: Float64Array,
  vectors: Float64Array,
  size: number,
  [p, q]: readonly [number, number],
): void {
  const apq = work[p * size + q] ?? 0
  if (apq === 0) return
  const theta = ((work[q * size + q] ?? 0) - (work[p * size + p] ?? 0)) / (2 * apq)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1))
  const c = 1 / Math.hypot(t, 1)
  const s = t * c
  for (let k = 0; k < size; k++) turn(work, k * size + p, k * size + q, [c, s])
  for (let k = 0; k < size; k++) turn(work, p * size + k, q * size + k, [c, s])
  for (let k = 0; k < size; k++) turn(vectors, k * size + p, k * size + q, [c, s])
}

function turn(values: Float64Array, at: number, other: number, [c, s]: readonly [number, number]): void {
  const a = values[at] ?? 0
  const b = values[other] ?? 0
  values[at] = c * a - s * b
  values[other] = s * a + c * b
}

function sorted(
  work: Float64Array,
  vectors: Float64Array,
  size: number,
): { readonly values: Float64Array; readonly vectors: Float64Array } {
  const order = Array.from({ length: size }, (_, i) => i).sort(
    (a, b) => (work[b * size + b] ?? 0) - (work[a * size + a] ?? 0),
  )
  const arranged = new Float64Array(size * size)
  order.forEach((from, to) => {
    for (let k = 0; k < size; k++) arranged[k * size + to] = vectors[k * size + from] ?? 0
  })
  return { values: Float64Array.from(order, (i) => work[i * size + i] ?? 0), vectors: arranged }
}
