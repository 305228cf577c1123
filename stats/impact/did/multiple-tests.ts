/**
 * Holm's adjusted p-values: the smallest is multiplied by k, the next by k − 1…, never decreasing, at most 1.
 * Controls the probability of a single false alarm over a family declared beforehand, under any dependence.
 * @param pValues k values in [0, 1]; NaN (no test made) stays NaN and does not count in k
 * Source: Holm (1979). Same as R `p.adjust(p, 'holm')`.
 * @example adjustHolm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function adjustHolm(pValues: readonly number[]): number[] {
  const order = rankedIndices(pValues)
  const adjusted = pValues.map(() => Number.NaN)
  let highest = 0
  order.forEach((index, rank) => {
    highest = Math.max(highest, Math.min(1, (order.length - rank) * (pValues[index] ?? 1)))
    adjusted[index] = highest
  })
  return adjusted
}

/**
 * Benjamini-Hochberg adjusted p-values: p · k / rank, made monotone from the largest. Controls the expected share of
 * false alarms among the effects declared; for exploration, with independent or positively dependent tests.
 * @param pValues k values in [0, 1]; NaN stays NaN
 * Source: Benjamini and Hochberg (1995). Same as R `p.adjust(p, 'BH')`.
 */
export function adjustBenjaminiHochberg(pValues: readonly number[]): number[] {
  const order = rankedIndices(pValues)
  const adjusted = pValues.map(() => Number.NaN)
  let lowest = 1
  for (let rank = order.length; rank >= 1; rank--) {
    const index = order[rank - 1] ?? 0
    lowest = Math.min(lowest, ((pValues[index] ?? 1) * order.length) / rank)
    adjusted[index] = lowest
  }
  return adjusted
}

function rankedIndices(pValues: readonly number[]): number[] {
  return pValues
    .flatMap((p, index) => (Number.isNaN(p) ? [] : [index]))
    .sort((a, b) => (pValues[a] ?? 0) - (pValues[b] ?? 0))
}
