import type { Panel } from '../panel.ts'
import { PanelProblem } from '../panel-problem.ts'
import { influencePrecision, type Precision, refuseUnidentified, treatmentDates } from './did-inference.ts'

/** A 2×2 difference in differences, with the four means it is made of. */
export type TwoByTwo = Precision & {
  readonly estimate: number
  readonly treated: { readonly before: number; readonly after: number; readonly units: number }
  readonly others: { readonly before: number; readonly after: number; readonly units: number }
}

/**
 * Difference in differences with two groups and one date:
 * (mean of the treated after − before) − (mean of the others after − before), each unit counting once through its
 * mean over the periods before and its mean over the periods after.
 *
 * Assumes parallel trends, which two means cannot show. The precision is Welch's test on the changes of units (with
 * weights or clusters, its analogue on influence functions); one unit on a side: none. On a complete panel the
 * estimate is that of `differenceInDifferences`. A unit without any cell before or after is left out.
 * @throws PanelProblem several treatment dates, nobody to compare with, no period before
 * Source: Card and Krueger (1994); Welch (1947).
 * @example twoByTwo(panel).estimate
 */
export function twoByTwo(panel: Panel): TwoByTwo {
  refuseUnidentified(panel)
  const dates = treatmentDates(panel)
  const date = dates[0] ?? Number.NaN
  if (dates.length > 1)
    throw new PanelProblem(
      'option-invalide',
      'La comparaison 2×2 demande une seule date de traitement : voyez « cs ».',
    )
  const changes = panel.units.map((_, unit) => changeOf(panel, unit, date))
  const isTreated = (unit: number): boolean => panel.firstTreated[unit] === date
  const treated = sideOf(panel, changes, isTreated)
  const others = sideOf(panel, changes, (unit) => !isTreated(unit))
  if (treated.units === 0 || others.units === 0)
    throw new PanelProblem(
      'cellules-manquantes',
      'Un des deux groupes n’est pas observé à la fois avant et après.',
    )
  const estimate = treated.after - treated.before - (others.after - others.before)
  const influence = Float64Array.from(changes, ({ before, after }, unit) => {
    const side = isTreated(unit) ? treated : others
    const change = after - before - (side.after - side.before)
    return Number.isNaN(change)
      ? 0
      : ((isTreated(unit) ? 1 : -1) * weightOf(panel, unit) * change) / side.weight
  })
  const precision = influencePrecision(estimate, influence, { clusters: panel.clusters, isTreated })
  return { estimate, ...precision, treated: shown(treated), others: shown(others) }
}

type Change = { readonly before: number; readonly after: number }
type Side = Change & { readonly units: number; readonly weight: number }

function weightOf(panel: Panel, unit: number): number {
  return panel.weights?.[unit] ?? 1
}

function changeOf(panel: Panel, unit: number, date: number): Change {
  const sums = { before: 0, after: 0, beforeCount: 0, afterCount: 0 }
  panel.times.forEach((time, t) => {
    const value = panel.outcome[unit * panel.times.length + t] ?? Number.NaN
    if (Number.isNaN(value)) return
    if (time >= date) {
      sums.after += value
      sums.afterCount++
    } else {
      sums.before += value
      sums.beforeCount++
    }
  })
  return { before: sums.before / sums.beforeCount, after: sums.after / sums.afterCount }
}

function sideOf(panel: Panel, changes: readonly Change[], isIn: (unit: number) => boolean): Side {
  const total = { before: 0, after: 0, units: 0, weight: 0 }
  changes.forEach(({ before, after }, unit) => {
    if (!isIn(unit) || Number.isNaN(after - before)) return
    const weight = weightOf(panel, unit)
    total.before += weight * before
    total.after += weight * after
    total.weight += weight
    total.units++
  })
  return { ...total, before: total.before / total.weight, after: total.after / total.weight }
}

function shown({ before, after, units }: Side): TwoByTwo['treated'] {
  return { before, after, units }
}
