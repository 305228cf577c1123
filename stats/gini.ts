import { lorenz } from './lorenz.ts'

/**
 * Gini index of non-negative amounts: 0 when all are equal, near 1 when one holder has everything.
 * Population formula, no small-sample correction: the largest value is 1 − 1/n. A NaN in gives a NaN out.
 * @returns NaN for an empty list or when every amount is zero.
 * @throws RangeError for a negative amount.
 */
export function gini(amounts: ReadonlyArray<number>): number {
  const curve = lorenz(amounts)
  if (curve.length === 0) return Number.NaN
  let doubleArea = 0
  for (let index = 1; index < curve.length; index++) {
    const [before, here] = [curve[index - 1], curve[index]]
    if (before && here) {
      doubleArea += (here.holders - before.holders) * (here.amounts + before.amounts)
    }
  }
  return Math.max(0, 1 - doubleArea)
}
