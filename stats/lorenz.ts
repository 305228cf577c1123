/** A point of the curve: the poorest `holders` share of holders have the `amounts` share of the total, both in [0, 1]. */
export type LorenzPoint = { holders: number; amounts: number }

/**
 * Lorenz curve of non-negative amounts, from (0, 0) to (1, 1), one point per holder, the smallest first. Below the
 * diagonal everywhere; on it when all are equal.
 * @returns an empty list when there is no holder, every amount is zero, or one is NaN: no curve can be drawn.
 * @throws RangeError for a negative amount.
 */
export function lorenz(amounts: ReadonlyArray<number>): LorenzPoint[] {
  if (amounts.some((amount) => amount < 0)) throw new RangeError('Amounts must not be negative')
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  if (!(total > 0) || !Number.isFinite(total)) return []
  const points: LorenzPoint[] = [{ holders: 0, amounts: 0 }]
  let cumulated = 0
  amounts
    .toSorted((a, b) => a - b)
    .forEach((amount, index) => {
      cumulated += amount
      const isLast = index === amounts.length - 1
      points.push({ holders: (index + 1) / amounts.length, amounts: isLast ? 1 : cumulated / total })
    })
  return points
}
