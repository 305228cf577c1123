/** The nine definitions of Hyndman & Fan (1996), named as R numbers them. R7 is the default of R, Excel and NumPy. */
export type QuantileVariant = 'R1' | 'R2' | 'R3' | 'R4' | 'R5' | 'R6' | 'R7' | 'R8' | 'R9'

/** Where the order statistic sits: position = n·p + a + p·b, counted from 1. */
const CONTINUOUS: Record<'R4' | 'R5' | 'R6' | 'R7' | 'R8' | 'R9', { shift: number; slope: number }> = {
  R4: { shift: 0, slope: 0 },
  R5: { shift: 0.5, slope: 0 },
  R6: { shift: 0, slope: 1 },
  R7: { shift: 1, slope: -1 },
  R8: { shift: 1 / 3, slope: 1 / 3 },
  R9: { shift: 3 / 8, slope: 1 / 4 },
}

/**
 * Sample quantile: the value below which a share `p` of the values lies, by one of nine named definitions. Missing
 * values must have been set aside: a NaN in gives a NaN out.
 * @returns NaN for an empty list.
 * @throws RangeError when `p` is not in [0, 1].
 * @see Hyndman, R. J. and Fan, Y. (1996), Sample Quantiles in Statistical Packages, The American Statistician 50(4).
 */
export function quantile(values: ReadonlyArray<number>, p: number, variant: QuantileVariant = 'R7'): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`Not a share: ${p}`)
  if (values.length === 0 || values.some(Number.isNaN)) return Number.NaN
  return quantileOfSorted(
    values.toSorted((a, b) => a - b),
    p,
    variant,
  )
}

/** Same, on values already in increasing order: for several quantiles of one long list. */
export function quantileOfSorted(
  sorted: ReadonlyArray<number>,
  p: number,
  variant: QuantileVariant = 'R7',
): number {
  if (sorted.length === 0) return Number.NaN
  const at = (position: number) => sorted[Math.min(sorted.length, Math.max(1, position)) - 1] ?? Number.NaN
  if (variant === 'R1' || variant === 'R2' || variant === 'R3') {
    return discontinuous(sorted.length * p, at, variant)
  }
  const { shift, slope } = CONTINUOUS[variant]
  const position = tidy(sorted.length * p + shift + p * slope)
  const below = Math.floor(position)
  const share = position - below
  return share === 0 ? at(below) : at(below) + share * (at(below + 1) - at(below))
}

function discontinuous(rank: number, at: (position: number) => number, variant: 'R1' | 'R2' | 'R3'): number {
  const position = tidy(variant === 'R3' ? rank - 0.5 : rank)
  const below = Math.floor(position)
  const isExact = position === below
  if (variant === 'R1') return at(isExact ? below : below + 1)
  if (variant === 'R2') return isExact ? (at(below) + at(below + 1)) / 2 : at(below + 1)
  return at(isExact && below % 2 === 0 ? below : below + 1)
}

/** 10 × 0.7 is a hair above 7 in binary: R drops that hair, and so do we. */
function tidy(position: number): number {
  const rounded = Math.round(position)
  return Math.abs(position - rounded) < 4 * Number.EPSILON * Math.max(1, Math.abs(position))
    ? rounded
    : position
}
