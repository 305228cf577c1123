import { incompleteBeta, lowerIncompleteGamma, upperIncompleteGamma } from './special-functions.ts'

/** P(Z ≤ z) of a standard normal; tails keep their relative accuracy. */
export function normalCdf(z: number): number {
  const half = 0.5 * upperIncompleteGamma(0.5, 0.5 * z * z)
  if (Math.abs(z) < 0.5) return 0.5 + 0.5 * Math.sign(z) * lowerIncompleteGamma(0.5, 0.5 * z * z)
  return z < 0 ? half : 1 - half
}

/** P(|Z| ≥ |z|) of a standard normal. */
export function normalTwoSided(z: number): number {
  return upperIncompleteGamma(0.5, 0.5 * z * z)
}

/** Density of a standard normal. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)
}

/** z such that P(Z ≤ z) = probability; ±Infinity at 1 and 0, NaN outside [0, 1]. */
export function normalQuantile(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) return Number.NaN
  if (probability === 0.5) return 0
  const tail = Math.min(probability, 1 - probability)
  if (tail === 0) return probability === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  const z = upperQuantile((x) => normalCdf(-x), tail)
  return probability < 0.5 ? -z : z
}

/** P(|T| ≥ |t|) of a Student t; `df` may be Infinity (normal). */
export function studentTwoSided(t: number, df: number): number {
  if (Number.isNaN(t) || !(df > 0)) return Number.NaN
  if (df === Number.POSITIVE_INFINITY) return normalTwoSided(t)
  const square = t * t
  return square > df
    ? incompleteBeta(df / 2, 0.5, df / (df + square), square / (df + square))
    : 1 - incompleteBeta(0.5, df / 2, square / (df + square), df / (df + square))
}

/** P(T ≤ t) of a Student t. */
export function studentCdf(t: number, df: number): number {
  const tail = 0.5 * studentTwoSided(t, df)
  return t < 0 ? tail : 1 - tail
}

/** t such that P(T ≤ t) = probability. */
export function studentQuantile(probability: number, df: number): number {
  if (!(probability >= 0 && probability <= 1 && df > 0)) return Number.NaN
  if (probability === 0.5) return 0
  const tail = Math.min(probability, 1 - probability)
  if (tail === 0) return probability === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  const t = upperQuantile((x) => 0.5 * studentTwoSided(x, df), tail)
  return probability < 0.5 ? -t : t
}

/** P(X ≥ x) of a chi-square. */
export function chiSquareUpper(x: number, df: number): number {
  return upperIncompleteGamma(df / 2, x / 2)
}

/** x such that P(X ≤ x) = probability, for a chi-square. */
export function chiSquareQuantile(probability: number, df: number): number {
  if (!(probability >= 0 && probability <= 1 && df > 0)) return Number.NaN
  if (probability === 0) return 0
  if (probability === 1) return Number.POSITIVE_INFINITY
  return upperQuantile((x) => chiSquareUpper(x, df), 1 - probability)
}

/** P(F ≥ f) of a Fisher F with `df1` and `df2` degrees of freedom (`df2` may be Infinity). */
export function fisherUpper(f: number, df1: number, df2: number): number {
  if (Number.isNaN(f)) return Number.NaN
  if (f <= 0) return 1
  if (df2 === Number.POSITIVE_INFINITY) return chiSquareUpper(f * df1, df1)
  const total = df2 + df1 * f
  return incompleteBeta(df2 / 2, df1 / 2, df2 / total, (df1 * f) / total)
}

/** f such that P(F ≤ f) = probability. */
export function fisherQuantile(probability: number, df1: number, df2: number): number {
  if (!(probability >= 0 && probability <= 1)) return Number.NaN
  if (probability === 0) return 0
  if (probability === 1) return Number.POSITIVE_INFINITY
  return upperQuantile((x) => fisherUpper(x, df1, df2), 1 - probability)
}

/** The x > 0 at which a decreasing tail equals `target`: doubling, then bisection down to neighbouring doubles. */
function upperQuantile(tail: (x: number) => number, target: number): number {
  let high = 1
  while (tail(high) > target) high *= 2
  let low = high === 1 ? 0 : high / 2
  for (let step = 0; step < 1100; step++) {
    const middle = low + (high - low) / 2
    if (middle === low || middle === high) break
    if (tail(middle) > target) low = middle
    else high = middle
  }
  return low + (high - low) / 2
}
