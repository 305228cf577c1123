/**
 * Herfindahl-Hirschman index of concentration: the sum of squared shares, from 1/n (all equal) to 1 (one holder
 * has everything). On shares in [0, 1], not in per cent: multiply by 10 000 for the form of competition law.
 * Holders of zero change nothing. A NaN in gives a NaN out.
 * @returns NaN for an empty list or when every amount is zero.
 * @throws RangeError for a negative amount.
 */
export function herfindahl(amounts: ReadonlyArray<number>): number {
  if (amounts.some((amount) => amount < 0)) throw new RangeError('Amounts must not be negative')
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  if (total === 0) return Number.NaN
  return amounts.reduce((sum, amount) => sum + (amount / total) ** 2, 0)
}

/** How many equal holders would be as concentrated: the inverse of the index (« comme si 4,2 porteurs se partageaient tout »). */
export function equivalentHolders(amounts: ReadonlyArray<number>): number {
  return 1 / herfindahl(amounts)
}
