import { studentQuantile, studentTwoSided } from '../numerics/distributions.ts'
import { PanelProblem } from './panel-problem.ts'
import { fitOnSimplex } from './simplex-least-squares.ts'
import { gapPath, meanBetween, postLength, type SyntheticBlock } from './synthetic-block.ts'

export type CrossFitTest = {
  readonly estimate: number
  readonly se: number
  readonly pValue: number
  readonly low: number
  readonly high: number
  readonly folds: number
}

/**
 * Debiased t-test of an outcome-only synthetic control: the end of the pre period is cut into K consecutive blocks of
 * r = min(⌊T₀ ÷ K⌋, T₁) periods; each is left out of the fit in turn and its gap, which the fit has not seen, is taken
 * from the post gap. The mean of the K values has K − 1 degrees of freedom.
 *
 * K = 2 is refused: two values that happen to agree give an error several times too small.
 * @throws PanelProblem `option-invalide` when K < 3, `periodes-insuffisantes` when a fold would be empty
 * @see Chernozhukov, Wüthrich, Zhu (2018), "A t-test for synthetic controls"
 */
export function crossFitTTest(block: SyntheticBlock, folds = 3, level = 0.95): CrossFitTest {
  if (!(folds >= 3)) {
    throw new PanelProblem(
      'option-invalide',
      'Le test par validation croisée demande au moins 3 plis : avec 2, son erreur est plusieurs fois trop petite.',
    )
  }
  const length = Math.min(Math.floor(block.pre / folds), postLength(block))
  if (length < 1 || block.pre - length < 2) {
    throw new PanelProblem(
      'periodes-insuffisantes',
      `Il faut plus de dates avant le traitement pour ${folds} plis.`,
    )
  }
  const values = Array.from({ length: folds }, (_, fold) => {
    const from = block.pre - length * (folds - fold)
    const gap = gapPath(block, weightsWithout(block, from, from + length))
    return meanBetween(gap, block.post, block.periods) - meanBetween(gap, from, from + length)
  })
  const estimate = values.reduce((sum, value) => sum + value / folds, 0)
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - estimate) ** 2, 0) / (folds - 1))
  const se = Math.sqrt(1 + (folds * length) / postLength(block)) * (deviation / Math.sqrt(folds))
  const reach = studentQuantile(0.5 + level / 2, folds - 1) * se
  return {
    estimate,
    se,
    pValue: studentTwoSided(estimate / se, folds - 1),
    low: estimate - reach,
    high: estimate + reach,
    folds,
  }
}

function weightsWithout(block: SyntheticBlock, from: number, to: number): Float64Array {
  const kept = Array.from({ length: block.pre }, (_, t) => t).filter((t) => t < from || t >= to)
  const points = new Float64Array(block.donorCount * kept.length)
  for (let i = 0; i < block.donorCount; i++) {
    kept.forEach((t, k) => {
      points[i * kept.length + k] = block.donors[i * block.periods + t] ?? 0
    })
  }
  const target = Float64Array.from(kept, (t) => block.treated[t] ?? 0)
  return fitOnSimplex({ points, target, count: block.donorCount, dim: kept.length }).weights
}
