/**
 * Natural breaks (Jenks, Fisher): the classes of consecutive values whose spread around their means is the smallest
 * possible. Exact, by dynamic programming with divide and conquer in O(k·n·log n), so that 35 000 communes take
 * well under a second; the same optimum as `classInt` (style "fisher") and `Ckmeans.1d.dp` in R.
 * Missing values must have been set aside; NaN is refused.
 * @returns the largest value of each class, in increasing order; fewer than asked when there are fewer distinct values.
 * @throws RangeError when a value is not finite or `classes` is not a whole number of at least 1.
 */
export function jenks(values: ReadonlyArray<number>, classes: number): number[] {
  if (!Number.isInteger(classes) || classes < 1) throw new RangeError(`Not a number of classes: ${classes}`)
  if (!values.every(Number.isFinite)) throw new RangeError('Natural breaks need finite values')
  if (values.length === 0) return []
  const sorted = Float64Array.from(values).sort()
  const distinct = countDistinct(sorted)
  return bestEnds(sorted, Math.min(classes, distinct)).map((end) => sorted[end] ?? Number.NaN)
}

/** Share of the variance that classes explain, in [0, 1]: the « goodness of variance fit » shown in a legend. */
export function goodnessOfVarianceFit(
  values: ReadonlyArray<number>,
  upperBounds: ReadonlyArray<number>,
): number {
  const spread = (list: ReadonlyArray<number>) => {
    const mean = list.reduce((sum, value) => sum + value, 0) / list.length
    return list.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  }
  const groups = Map.groupBy(values, (value) => upperBounds.findIndex((bound) => value <= bound))
  const total = spread(values)
  const within = [...groups.values()].reduce((sum, group) => sum + spread(group), 0)
  return total === 0 ? Number.NaN : 1 - within / total
}

/** Index of the last value of each class in the best cut. */
function bestEnds(sorted: Float64Array, classes: number): number[] {
  const cost = costOf(sorted)
  const count = sorted.length
  let best = Float64Array.from({ length: count }, (_, last) => cost(0, last))
  const starts: Int32Array[] = []
  for (let used = 2; used <= classes; used++) {
    const next = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
    const start = new Int32Array(count)
    fillLayer(
      { best, next, start, cost },
      { from: used - 1, to: count - 1 },
      { from: used - 1, to: count - 1 },
    )
    starts.push(start)
    best = next
  }
  const ends = [count - 1]
  for (const start of starts.toReversed()) ends.push((start[ends.at(-1) ?? 0] ?? 1) - 1)
  return ends.reverse()
}

type Layer = {
  best: Float64Array
  next: Float64Array
  start: Int32Array
  cost: (first: number, last: number) => number
}
type Range = { from: number; to: number }

/** The best start of the last class moves right with its end: halves of the ends search halves of the starts. */
function fillLayer(layer: Layer, ends: Range, starts: Range): void {
  if (ends.from > ends.to) return
  const middle = (ends.from + ends.to) >> 1
  let chosen = starts.from
  for (let first = starts.from; first <= Math.min(middle, starts.to); first++) {
    const total = (layer.best[first - 1] ?? 0) + layer.cost(first, middle)
    if (total < (layer.next[middle] ?? 0)) {
      layer.next[middle] = total
      chosen = first
    }
  }
  layer.start[middle] = chosen
  fillLayer(layer, { from: ends.from, to: middle - 1 }, { from: starts.from, to: chosen })
  fillLayer(layer, { from: middle + 1, to: ends.to }, { from: chosen, to: starts.to })
}

/** Sum of squared gaps to the mean of a run of values, in constant time; centred on the median to keep digits. */
function costOf(sorted: Float64Array): (first: number, last: number) => number {
  const origin = sorted[sorted.length >> 1] ?? 0
  const sums = new Float64Array(sorted.length + 1)
  const squares = new Float64Array(sorted.length + 1)
  sorted.forEach((value, index) => {
    sums[index + 1] = (sums[index] ?? 0) + (value - origin)
    squares[index + 1] = (squares[index] ?? 0) + (value - origin) ** 2
  })
  return (first, last) => {
    const sum = (sums[last + 1] ?? 0) - (sums[first] ?? 0)
    const square = (squares[last + 1] ?? 0) - (squares[first] ?? 0)
    return Math.max(0, square - (sum * sum) / (last - first + 1))
  }
}

function countDistinct(sorted: Float64Array): number {
  return sorted.reduce(
    (count, value, index) => (index === 0 || value !== sorted[index - 1] ? count + 1 : count),
    0,
  )
}
