/** Arithmetic mean. NaN for an empty list; a NaN in gives a NaN out. */
export function mean(values: ReadonlyArray<number>): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Standard deviation of a sample, dividing by n − 1 (R's `sd`). NaN for fewer than two values. */
export function standardDeviation(values: ReadonlyArray<number>): number {
  if (values.length < 2) return Number.NaN
  const centre = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1))
}

/**
 * Z-scores: each value as a number of standard deviations (n − 1) from the mean, so that indicators in different
 * units weigh the same. Missing values (null) stay missing and count in neither. When all are equal every score is 0:
 * the indicator tells nobody apart.
 */
export function standardise(values: ReadonlyArray<number | null>): (number | null)[] {
  const present = values.filter((value) => value !== null)
  const centre = mean(present)
  const deviation = standardDeviation(present)
  return values.map((value) => {
    if (value === null) return null
    return deviation > 0 ? (value - centre) / deviation : 0
  })
}

/** `standardise` on each column of a table whose rows are places. */
export function standardiseColumns(rows: ReadonlyArray<ReadonlyArray<number | null>>): (number | null)[][] {
  const width = Math.max(0, ...rows.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, column) =>
    standardise(rows.map((row) => row[column] ?? null)),
  )
  return rows.map((_, row) => columns.map((column) => column[row] ?? null))
}
