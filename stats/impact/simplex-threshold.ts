/**
 * The level ν for which Σ max(0, scoreᵢ − ν) = 1: what the projection on the simplex subtracts. Newton steps from a lower
 * bound rise to it in a finite number of passes (Michelot 1986).
 */
export function simplexThreshold(scores: Float64Array): number {
  const count = scores.length
  let highest = Number.NEGATIVE_INFINITY
  let total = 0
  for (let i = 0; i < count; i++) {
    const score = scores[i] ?? 0
    total += score
    if (score > highest) highest = score
  }
  let level = Math.max(highest - 1, (total - 1) / count)
  for (let pass = 0; pass <= count; pass++) {
    let kept = 0
    let sum = 0
    for (let i = 0; i < count; i++) {
      const score = scores[i] ?? 0
      if (score > level) {
        kept++
        sum += score - highest
      }
    }
    const next = kept === 0 ? highest - 1 : highest + (sum - 1) / kept
    if (!(next > level)) return level
    level = next
  }
  return level
}
