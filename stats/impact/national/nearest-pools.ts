import type { NationalMatrix } from './area-study.ts'

/**
 * For each treated area, the candidates nearest to it in the mean square of pre-treatment outcomes, nearest first (rule
 * G8: post periods are never looked at). Equal distances are settled by the row number.
 * @returns areas × size, row by row
 * @throws RangeError when there are fewer candidates than asked
 */
export function nearestPools(
  matrix: NationalMatrix,
  areas: ArrayLike<number>,
  candidates: ArrayLike<number>,
  size: number,
): Int32Array {
  if (candidates.length < size) throw new RangeError('Fewer candidates than the size of a pool.')
  const { outcomes, periods, pre } = matrix
  const pools = new Int32Array(areas.length * size)
  const distances = new Float64Array(candidates.length)
  for (let a = 0; a < areas.length; a++) {
    const own = (areas[a] ?? 0) * periods
    for (let k = 0; k < candidates.length; k++) {
      const start = (candidates[k] ?? 0) * periods
      let sum = 0
      for (let t = 0; t < pre; t++) sum += ((outcomes[start + t] ?? 0) - (outcomes[own + t] ?? 0)) ** 2
      distances[k] = candidates[k] === areas[a] ? Number.POSITIVE_INFINITY : sum
    }
    const limit = Float64Array.from(distances).sort()[size - 1] ?? 0
    const near = Array.from({ length: candidates.length }, (_, k) => k)
      .filter((k) => (distances[k] ?? 0) <= limit)
      .sort((x, y) => (distances[x] ?? 0) - (distances[y] ?? 0) || x - y)
    for (let k = 0; k < size; k++) pools[a * size + k] = candidates[near[k] ?? 0] ?? 0
  }
  return pools
}
