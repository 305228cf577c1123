import { normalQuantile, studentQuantile } from '../../numerics/distributions.ts'

/**
 * Smallest effect that a design would detect: (q(1 − α/2) + q(power)) · standard error, the quantiles being those of
 * a Student when `df` is given. An interval that contains 0 means little when this is larger than a useful effect.
 * @param se standard error of the estimate, in its unit
 * @param options significance level (0.05), power (0.8), degrees of freedom (normal when absent)
 * @returns NaN when the standard error is NaN
 * Source: Bloom (1995).
 * @example smallestDetectableEffect(1) // 2.8016: 80 % power at the 5 % level
 */
export function smallestDetectableEffect(
  se: number,
  options: { readonly alpha?: number; readonly power?: number; readonly df?: number } = {},
): number {
  const { alpha = 0.05, power = 0.8, df } = options
  const quantile = (p: number): number => (df === undefined ? normalQuantile(p) : studentQuantile(p, df))
  return (quantile(1 - alpha / 2) + quantile(power)) * se
}
