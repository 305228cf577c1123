/** The name of a series as a variable: lower case, no accent, underscores. */
export function slugOfSeries(series: string): string {
  return series
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
}
