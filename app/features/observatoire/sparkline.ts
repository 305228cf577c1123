export interface SparkPoint {
  x: number
  y: number
  periode: string
  value: number
}

/** Points of a trend in a small frame; years are spaced as they are, a lone value has none. */
export function sparkPoints(
  trend: ReadonlyArray<{ periode: string; value: number }>,
  { width, height, padding }: { width: number; height: number; padding: number },
): SparkPoint[] {
  if (trend.length < 2) return []
  const years = trend.map(({ periode }, at) => Number(periode.slice(0, 4)) || at)
  const values = trend.map(({ value }) => value)
  const [first, last] = [Math.min(...years), Math.max(...years)]
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const across = (year: number) =>
    last === first ? width / 2 : padding + ((width - 2 * padding) * (year - first)) / (last - first)
  const down = (value: number) =>
    high === low ? height / 2 : height - padding - ((height - 2 * padding) * (value - low)) / (high - low)
  return trend.map(({ periode, value }, at) => ({
    x: round(across(years[at] ?? 0)),
    y: round(down(value)),
    periode,
    value,
  }))
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10
}
