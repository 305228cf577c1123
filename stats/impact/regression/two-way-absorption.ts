import {
  type SemidefiniteFactor,
  semidefiniteFactor,
  semidefiniteSolve,
} from '../../numerics/semidefinite.ts'
import type { Observations } from './observations.ts'

/** Unit and time effects of a weighted, possibly unbalanced panel, ready to be removed from any variable. */
export type TwoWayAbsorption = {
  readonly observations: Observations
  /** Σ of weights by unit. */
  readonly unitTotals: Float64Array
  /** Factor of the cross-products of time dummies once unit means are removed. */
  readonly timeFactor: SemidefiniteFactor
  /** Unit effects plus time effects that can be told apart. */
  readonly rank: number
  readonly unitEffects: number
}

/**
 * Prepares the removal of unit and time effects: exact whatever the gaps and the weights (no alternating
 * projections, hence no stopping rule), at the price of one T × T factorisation.
 * @param observations stacked cells of a panel
 */
export function absorbTwoWay(observations: Observations): TwoWayAbsorption {
  const { unit, time, unitCount, timeCount } = observations
  const unitTotals = new Float64Array(unitCount)
  const cross = new Float64Array(timeCount * timeCount)
  for (let i = 0; i < unit.length; i++) {
    const weight = weightOf(observations, i)
    const t = time[i] ?? 0
    unitTotals[unit[i] ?? 0] = (unitTotals[unit[i] ?? 0] ?? 0) + weight
    cross[t * timeCount + t] = (cross[t * timeCount + t] ?? 0) + weight
  }
  forEachUnitRun(unit, (from, to) => {
    const total = unitTotals[unit[from] ?? 0] ?? 1
    for (let i = from; i < to; i++) {
      const row = (time[i] ?? 0) * timeCount
      const share = weightOf(observations, i) / total
      // Times increase inside a unit: this fills the lower triangle, the only one that is read.
      for (let j = from; j <= i; j++) {
        const at = row + (time[j] ?? 0)
        cross[at] = (cross[at] ?? 0) - share * weightOf(observations, j)
      }
    }
  })
  const timeFactor = semidefiniteFactor(cross, timeCount)
  const unitEffects = unitTotals.reduce((count, total) => count + (total > 0 ? 1 : 0), 0)
  return { observations, unitTotals, timeFactor, rank: unitEffects + timeFactor.rank, unitEffects }
}

/** The variable minus its unit and time effects (weighted least squares). */
export function residualize(absorption: TwoWayAbsorption, variable: Float64Array): Float64Array {
  const { observations, unitTotals, timeFactor } = absorption
  const { unit, time, timeCount } = observations
  const residual = demean(variable, observations, unitTotals)
  const moments = new Float64Array(timeCount)
  for (let i = 0; i < residual.length; i++)
    moments[time[i] ?? 0] = (moments[time[i] ?? 0] ?? 0) + weightOf(observations, i) * (residual[i] ?? 0)
  const effects = semidefiniteSolve(timeFactor, moments)
  for (let i = 0; i < residual.length; i++) residual[i] = (residual[i] ?? 0) - (effects[time[i] ?? 0] ?? 0)
  const centred = demean(residual, observations, unitTotals)
  return unit.length === 0 ? variable : centred
}

/** The variable minus the weighted mean of its unit. */
function demean(variable: Float64Array, observations: Observations, unitTotals: Float64Array): Float64Array {
  const sums = new Float64Array(unitTotals.length)
  const { unit } = observations
  for (let i = 0; i < unit.length; i++)
    sums[unit[i] ?? 0] = (sums[unit[i] ?? 0] ?? 0) + weightOf(observations, i) * (variable[i] ?? 0)
  const residual = new Float64Array(unit.length)
  for (let i = 0; i < unit.length; i++) {
    const own = unit[i] ?? 0
    residual[i] = (variable[i] ?? 0) - (sums[own] ?? 0) / (unitTotals[own] ?? 1)
  }
  return residual
}

/** Weight of an observation. */
export function weightOf(observations: Observations, index: number): number {
  const root = observations.rootWeights
  return root === null ? 1 : (root[index] ?? 0) ** 2
}

/** Calls `visit(from, to)` on each run of observations of one unit (they are stacked by unit). */
function forEachUnitRun(unit: Int32Array, visit: (from: number, to: number) => void): void {
  let from = 0
  for (let i = 1; i <= unit.length; i++)
    if (i === unit.length || unit[i] !== unit[from]) {
      visit(from, i)
      from = i
    }
}
