/** A least-squares fit: kept columns are those that the earlier ones do not already explain, as in R's `lm`. */
export type LeastSquaresFit = {
  /** One a column of X; NaN for a column dropped because it is a combination of the others. */
  readonly coefficients: Float64Array
  readonly rank: number
  /** Indices of the kept columns, in order. */
  readonly kept: readonly number[]
  /** y − X·β, unweighted. */
  readonly residuals: Float64Array
  /** (Xᵀ·W·X)⁻¹ on the kept columns, rank × rank. */
  readonly crossInverse: Float64Array
}

/**
 * Weighted least squares by Householder reflections, columns taken in order: minimises Σ wᵢ (yᵢ − xᵢ·β)².
 *
 * A column whose part not explained by the previous ones is below 1e-9 of its own length is dropped (R uses 1e-7 on
 * a running estimate), so that a constant added twice never gives an unstable coefficient.
 * @param x n × p, row-major
 * @param y n values
 * @param weights n non-negative weights, or null
 * @throws RangeError when the sizes disagree or nothing can be fitted
 * @example leastSquares(Float64Array.of(1, 0, 1, 1, 1, 2), Float64Array.of(1, 3, 5)).coefficients // [1, 2]
 */
export function leastSquares(
  x: Float64Array,
  y: Float64Array,
  weights: Float64Array | null = null,
): LeastSquaresFit {
  const rows = y.length
  const cols = x.length / rows
  if (!Number.isInteger(cols) || cols < 1)
    throw new RangeError('leastSquares: x must have y.length × p values')
  const columns = weightedColumns(x, rows, weights)
  const right = weightedRight(y, weights)
  const kept = reflect(columns, right)
  const upper = upperTriangle(columns, kept)
  const solved = backSubstitute(upper, right, kept.length)
  const coefficients = new Float64Array(cols).fill(Number.NaN)
  kept.forEach((column, index) => {
    coefficients[column] = solved[index] ?? Number.NaN
  })
  return {
    coefficients,
    rank: kept.length,
    kept,
    residuals: residualsOf(x, y, coefficients),
    crossInverse: crossInverseOf(upper, kept.length),
  }
}

function weightedColumns(x: Float64Array, rows: number, weights: Float64Array | null): Float64Array[] {
  const cols = x.length / rows
  return Array.from({ length: cols }, (_, column) => {
    const values = new Float64Array(rows)
    for (let i = 0; i < rows; i++)
      values[i] = (x[i * cols + column] ?? 0) * (weights === null ? 1 : Math.sqrt(weights[i] ?? 0))
    return values
  })
}

function weightedRight(y: Float64Array, weights: Float64Array | null): Float64Array {
  return weights === null ? Float64Array.from(y) : y.map((value, i) => value * Math.sqrt(weights[i] ?? 0))
}

/** Householder elimination in place; the kept columns end with their triangle in their first `rank` places. */
function reflect(columns: Float64Array[], right: Float64Array): number[] {
  const kept: number[] = []
  columns.forEach((column, index) => {
    const step = kept.length
    const full = Math.sqrt(sumOfSquares(column, 0))
    const left = Math.sqrt(sumOfSquares(column, step))
    if (step >= right.length || !(left > 1e-9 * full)) return
    const alpha = (column[step] ?? 0) > 0 ? -left : left
    const reflector = column.slice(step)
    reflector[0] = (reflector[0] ?? 0) - alpha
    const scale = 2 / sumOfSquares(reflector, 0)
    for (let other = index + 1; other < columns.length; other++)
      applyReflector(columns[other] ?? right, reflector, scale)
    applyReflector(right, reflector, scale)
    column.fill(0, step)
    column[step] = alpha
    kept.push(index)
  })
  return kept
}

function sumOfSquares(values: Float64Array, from: number): number {
  let sum = 0
  for (let i = from; i < values.length; i++) sum += (values[i] ?? 0) ** 2
  return sum
}

function applyReflector(target: Float64Array, reflector: Float64Array, scale: number): void {
  const offset = target.length - reflector.length
  let sum = 0
  for (let i = 0; i < reflector.length; i++) sum += (reflector[i] ?? 0) * (target[offset + i] ?? 0)
  sum *= scale
  for (let i = 0; i < reflector.length; i++)
    target[offset + i] = (target[offset + i] ?? 0) - sum * (reflector[i] ?? 0)
}

function upperTriangle(columns: readonly Float64Array[], kept: readonly number[]): Float64Array {
  const rank = kept.length
  const upper = new Float64Array(rank * rank)
  kept.forEach((column, j) => {
    for (let i = 0; i <= j; i++) upper[i * rank + j] = columns[column]?.[i] ?? 0
  })
  return upper
}

function backSubstitute(upper: Float64Array, right: Float64Array, rank: number): Float64Array {
  const solution = new Float64Array(rank)
  for (let i = rank - 1; i >= 0; i--) {
    let sum = right[i] ?? 0
    for (let k = i + 1; k < rank; k++) sum -= (upper[i * rank + k] ?? 0) * (solution[k] ?? 0)
    solution[i] = sum / (upper[i * rank + i] ?? Number.NaN)
  }
  return solution
}

function residualsOf(x: Float64Array, y: Float64Array, coefficients: Float64Array): Float64Array {
  const cols = coefficients.length
  return y.map((value, i) => {
    let fitted = 0
    for (let j = 0; j < cols; j++) {
      const coefficient = coefficients[j] ?? 0
      if (!Number.isNaN(coefficient)) fitted += coefficient * (x[i * cols + j] ?? 0)
    }
    return value - fitted
  })
}

/** (RᵀR)⁻¹ = R⁻¹·R⁻ᵀ for the upper triangle R. */
function crossInverseOf(upper: Float64Array, rank: number): Float64Array {
  const inverse = new Float64Array(rank * rank)
  const unit = new Float64Array(rank)
  for (let column = 0; column < rank; column++) {
    unit.fill(0)
    unit[column] = 1
    const solved = backSubstitute(upper, unit, rank)
    for (let row = 0; row < rank; row++) inverse[row * rank + column] = solved[row] ?? 0
  }
  const product = new Float64Array(rank * rank)
  for (let i = 0; i < rank; i++)
    for (let j = 0; j < rank; j++) {
      let sum = 0
      for (let k = Math.max(i, j); k < rank; k++)
        sum += (inverse[i * rank + k] ?? 0) * (inverse[j * rank + k] ?? 0)
      product[i * rank + j] = sum
    }
  return product
}
