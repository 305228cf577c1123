/**
 * The donors in use, and the Cholesky factor of K = level·11ᵀ + Gram + ridge·I over them, which grows by one row and
 * shrinks by one row. K is invertible as soon as the donors are affinely independent (Wolfe 1976).
 */
export interface Corral {
  readonly donors: number[]
  /** Rows of K, then of its factor, each `capacity` long. */
  matrix: Float64Array
  factor: Float64Array
  capacity: number
  readonly level: number
  readonly ridge: number
}

/** A pivot this small beside the donor's own length means that the donor adds no direction. */
const DEPENDENT = 1e-13

export function newCorral(level: number, ridge: number, expected = 24): Corral {
  const capacity = Math.max(4, Math.min(24, expected))
  return {
    donors: [],
    matrix: new Float64Array(capacity * capacity),
    factor: new Float64Array(capacity * capacity),
    capacity,
    level,
    ridge,
  }
}

/** Adds a donor, given its products with the donors in use and its squared length. False when it is dependent. */
export function addToCorral(
  corral: Corral,
  donor: number,
  products: ArrayLike<number>,
  squared: number,
): boolean {
  const size = corral.donors.length
  if (size === corral.capacity) grow(corral)
  const { matrix, capacity, level, ridge } = corral
  for (let k = 0; k < size; k++) matrix[size * capacity + k] = level + (products[k] ?? 0)
  matrix[size * capacity + size] = level + squared + ridge
  corral.donors.push(donor)
  if (factorRow(corral, size)) return true
  corral.donors.pop()
  return false
}

/** Removes the donor at a place of the list. */
export function removeFromCorral(corral: Corral, place: number): void {
  const { donors, matrix, capacity } = corral
  const size = donors.length
  donors.splice(place, 1)
  for (let row = place; row < size - 1; row++) {
    for (let column = 0; column <= row; column++) {
      const from = (row + 1) * capacity + (column < place ? column : column + 1)
      matrix[row * capacity + column] = matrix[from] ?? 0
    }
  }
  for (let row = place; row < size - 1; row++) factorRow(corral, row)
}

/** Solves K x = right. */
export function solveCorral(corral: Corral, right: Float64Array): Float64Array {
  const { factor, capacity } = corral
  const size = corral.donors.length
  const x = new Float64Array(size)
  for (let row = 0; row < size; row++) {
    let sum = right[row] ?? 0
    for (let k = 0; k < row; k++) sum -= (factor[row * capacity + k] ?? 0) * (x[k] ?? 0)
    x[row] = sum / (factor[row * capacity + row] ?? 1)
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = x[row] ?? 0
    for (let k = row + 1; k < size; k++) sum -= (factor[k * capacity + row] ?? 0) * (x[k] ?? 0)
    x[row] = sum / (factor[row * capacity + row] ?? 1)
  }
  return x
}

function factorRow({ matrix, factor, capacity }: Corral, row: number): boolean {
  const start = row * capacity
  for (let column = 0; column <= row; column++) {
    let sum = matrix[start + column] ?? 0
    const other = column * capacity
    for (let k = 0; k < column; k++) sum -= (factor[start + k] ?? 0) * (factor[other + k] ?? 0)
    if (column < row) {
      factor[start + column] = sum / (factor[other + column] ?? 1)
    } else {
      const own = matrix[start + row] ?? 0
      factor[start + row] = Math.sqrt(Math.max(sum, own * DEPENDENT * DEPENDENT))
      return sum > own * DEPENDENT
    }
  }
  return false
}

function grow(corral: Corral): void {
  const { capacity, matrix, factor } = corral
  const wider = capacity * 2
  const newMatrix = new Float64Array(wider * wider)
  const newFactor = new Float64Array(wider * wider)
  for (let row = 0; row < capacity; row++) {
    newMatrix.set(matrix.subarray(row * capacity, row * capacity + row + 1), row * wider)
    newFactor.set(factor.subarray(row * capacity, row * capacity + row + 1), row * wider)
  }
  corral.matrix = newMatrix
  corral.factor = newFactor
  corral.capacity = wider
}
