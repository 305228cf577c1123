import { choleskyFactor, choleskySolve } from '../../numerics/cholesky.ts'
import { fisherUpper } from '../../numerics/distributions.ts'
import type { ClusteredCovariance } from '../regression/clustered-covariance.ts'
import type { FixedEffectsFit } from '../regression/fixed-effects-fit.ts'
import { quadraticForm } from './influence.ts'

/** Σ weightⱼ · coefficientⱼ and its standard error; weights are given by regressor, NaN when one was dropped. */
export function combineCoefficients(
  fit: FixedEffectsFit,
  covariance: ClusteredCovariance | null,
  weights: ReadonlyMap<number, number>,
): { readonly estimate: number; readonly se: number } {
  let estimate = 0
  const direction = new Float64Array(fit.kept.length)
  for (const [regressor, weight] of weights) {
    estimate += weight * (fit.coefficients[regressor] ?? Number.NaN)
    const at = fit.kept.indexOf(regressor)
    if (at >= 0) direction[at] = weight
  }
  const variance = covariance === null ? Number.NaN : quadraticForm(covariance.matrix, direction)
  return { estimate, se: Number.isNaN(estimate) ? Number.NaN : Math.sqrt(variance) }
}

/** Joint test that several coefficients are zero: F with as many and G − 1 degrees of freedom. */
export function jointTest(
  fit: FixedEffectsFit,
  covariance: ClusteredCovariance,
  regressors: readonly number[],
): { readonly statistic: number; readonly df1: number; readonly df2: number; readonly pValue: number } {
  const kept = regressors.filter((regressor) => fit.kept.includes(regressor))
  const block = covarianceBlock(fit, covariance, kept)
  const factor = choleskyFactor(block, kept.length)
  const df2 = covariance.df
  if (kept.length === 0 || factor === null)
    return { statistic: Number.NaN, df1: kept.length, df2, pValue: Number.NaN }
  const values = Float64Array.from(kept, (regressor) => fit.coefficients[regressor] ?? Number.NaN)
  const solved = choleskySolve(factor, kept.length, values)
  const statistic = solved.reduce((sum, value, i) => sum + value * (values[i] ?? 0), 0) / kept.length
  return { statistic, df1: kept.length, df2, pValue: fisherUpper(statistic, kept.length, df2) }
}

/** The covariance of some of the coefficients, in the order asked. */
export function covarianceBlock(
  fit: FixedEffectsFit,
  covariance: ClusteredCovariance,
  regressors: readonly number[],
): Float64Array {
  const at = regressors.map((regressor) => fit.kept.indexOf(regressor))
  const rank = fit.kept.length
  return Float64Array.from({ length: at.length ** 2 }, (_, k) => {
    const row = at[Math.floor(k / at.length)] ?? 0
    return covariance.matrix[row * rank + (at[k % at.length] ?? 0)] ?? Number.NaN
  })
}
