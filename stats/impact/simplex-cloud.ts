/**
 * Points seen from the target: row i is donor i minus the target. As the weights sum to one, the distance of the
 * weighted donors to the target is the norm of the weighted rows.
 */
export interface Cloud {
  readonly count: number
  readonly dim: number
  /** count × dim, row by row. */
  readonly rows: Float64Array
  /** Squared length of each row. */
  readonly squaredNorms: Float64Array
}

export interface SimplexProblem {
  /** One row a donor: count × dim, row by row, in the units of the outcome. */
  readonly points: Float64Array
  readonly target: Float64Array
  readonly count: number
  readonly dim: number
  /** Penalty on the sum of squared weights, in squared outcome units: dim × ζ² in the notation of synthetic DiD. */
  readonly ridge?: number
  /** Lets the weighted donors differ from the target by a constant. */
  readonly intercept?: boolean
}

/** @throws RangeError when the shapes disagree, when there is no donor or when a cell is not a finite number. */
export function toCloud(problem: SimplexProblem): Cloud {
  const { points, target, count, dim } = problem
  if (count < 1 || dim < 1) throw new RangeError('At least one donor and one measure are needed.')
  if (points.length !== count * dim || target.length !== dim) throw new RangeError('Shapes disagree.')
  const rows = new Float64Array(count * dim)
  const squaredNorms = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const start = i * dim
    let mean = 0
    for (let t = 0; t < dim; t++) {
      const gap = (points[start + t] ?? Number.NaN) - (target[t] ?? Number.NaN)
      rows[start + t] = gap
      mean += gap / dim
    }
    const shift = problem.intercept === true ? mean : 0
    let square = 0
    for (let t = 0; t < dim; t++) {
      const gap = (rows[start + t] ?? 0) - shift
      rows[start + t] = gap
      square += gap * gap
    }
    if (!Number.isFinite(square)) throw new RangeError('Every cell must be a finite number.')
    squaredNorms[i] = square
  }
  return { count, dim, rows, squaredNorms }
}

/** The rows of some donors only, seen from another origin. */
export function selectCloud(cloud: Cloud, donors: ReadonlyArray<number>, origin: Float64Array): Cloud {
  const { dim } = cloud
  const rows = new Float64Array(donors.length * dim)
  const squaredNorms = new Float64Array(donors.length)
  donors.forEach((donor, k) => {
    let square = 0
    for (let t = 0; t < dim; t++) {
      const value = (cloud.rows[donor * dim + t] ?? 0) - (origin[t] ?? 0)
      rows[k * dim + t] = value
      square += value * value
    }
    squaredNorms[k] = square
  })
  return { count: donors.length, dim, rows, squaredNorms }
}

/** The weighted mean of the rows. */
export function weightedRow(cloud: Cloud, weights: Float64Array): Float64Array {
  const { rows, dim, count } = cloud
  const mean = new Float64Array(dim)
  for (let i = 0; i < count; i++) {
    const weight = weights[i] ?? 0
    if (weight === 0) continue
    const start = i * dim
    for (let t = 0; t < dim; t++) mean[t] = (mean[t] ?? 0) + weight * (rows[start + t] ?? 0)
  }
  return mean
}

/** The product of a row by a vector. */
export function rowDot(cloud: Cloud, donor: number, vector: Float64Array): number {
  const { rows, dim } = cloud
  const start = donor * dim
  let sum = 0
  for (let t = 0; t < dim; t++) sum += (rows[start + t] ?? 0) * (vector[t] ?? 0)
  return sum
}
