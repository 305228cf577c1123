import type { FixedEffectsFit } from './regression/fixed-effects-fit.ts'
import { fitFixedEffects } from './regression/fixed-effects-fit.ts'
import { type WildBootstrap, wildClusterBootstrap } from './regression/wild-bootstrap.ts'

/** An event study already fitted: its dummies, the indices of those at times ≥ 0 that are identified, the rest. */
export type AverageProblem = {
  readonly fit: FixedEffectsFit
  readonly outcome: Float64Array
  readonly dummies: readonly Float64Array[]
  readonly post: readonly number[]
  readonly covariates: readonly Float64Array[]
  readonly clusters: Int32Array
}

/**
 * Wild cluster bootstrap of the mean of several coefficients. The same regression is written with that mean θ as one of its
 * coefficients: with P coefficients βₖ to average and k₀ one of them, βₖ₀ = P·θ − Σ βₖ, so dₖ₀ is multiplied by P and
 * subtracted from the others.
 * @throws PanelProblem as {@link wildClusterBootstrap}
 */
export function wildAverage(
  { fit, outcome, dummies, post, covariates, clusters }: AverageProblem,
  draws: { readonly draws: number; readonly seed: number },
): WildBootstrap {
  const pivot = post[0] ?? 0
  const pivotDummy = dummies[pivot] ?? new Float64Array(outcome.length)
  const rewritten = dummies.map((dummy, k) => {
    if (k === pivot) return dummy.map((value) => value * post.length)
    return post.includes(k) ? dummy.map((value, row) => value - (pivotDummy[row] ?? 0)) : dummy
  })
  const again = fitFixedEffects(fit.observations, outcome, [...rewritten, ...covariates])
  return wildClusterBootstrap(again, clusters, pivot, draws)
}
