import type { Panel } from '../panel.ts'
import { PanelProblem } from '../panel-problem.ts'

/** Kinds of two-group comparisons inside a two-way fixed-effects estimate, named as in the R package bacondecomp. */
export type BaconType =
  | 'Treated vs Untreated'
  | 'Earlier vs Later Treated'
  | 'Later vs Earlier Treated'
  | 'Later vs Always Treated'

/** One comparison: the cohort whose change is measured, the one it is compared with, its weight, its estimate. */
export type BaconComparison = {
  readonly type: BaconType
  readonly treatedGroup: number
  /** Infinity: never treated. */
  readonly controlGroup: number
  readonly weight: number
  readonly estimate: number
}

/**
 * Goodman-Bacon decomposition: the two-way fixed-effects estimate is the weighted mean of every two-group,
 * two-period difference in differences; weights come from group sizes and from the share of time treated.
 *
 * With n the shares of units and D̄ the shares of periods treated, a pair (k earlier than l) weighs
 * (n_k + n_l)² · n_kl (1 − n_kl) · variance of treatment in its window. « Later vs Earlier » compares with units
 * already treated: with effects that grow, it carries a wrong sign.
 * @param panel balanced, unweighted; without covariate
 * @returns comparisons whose weights sum to 1 and whose weighted mean is the two-way fixed-effects estimate
 * @throws PanelProblem missing cells, weights
 * Source: Goodman-Bacon (2021), J. Econometrics 225, theorem 1; names of the R package bacondecomp.
 * @example decomposeTwoWay(panel).reduce((sum, part) => sum + part.weight * part.estimate, 0) // TWFE
 */
export function decomposeTwoWay(panel: Panel): BaconComparison[] {
  if (panel.outcome.some((value) => Number.isNaN(value)))
    throw new PanelProblem(
      'cellules-manquantes',
      'La décomposition demande un panel complet : toutes les unités à toutes les périodes.',
    )
  if (panel.weights !== null)
    throw new PanelProblem('option-invalide', 'La décomposition n’existe que sans pondération.')
  const cohorts = cohortsOf(panel)
  const raw = cohorts.flatMap((left, i) =>
    cohorts.slice(i + 1).flatMap((right) => comparePair(left, right, panel)),
  )
  const total = raw.reduce((sum, part) => sum + part.weight, 0)
  if (!(total > 0))
    throw new PanelProblem('calcul-impossible', 'Le traitement ne varie ni entre unités ni dans le temps.')
  return raw.map((part) => ({ ...part, weight: part.weight / total }))
}

type Cohort = {
  /** −Infinity for the units treated in every period, Infinity for the others never treated. */
  readonly group: number
  readonly label: number
  readonly share: number
  readonly treatedShare: number
  readonly means: Float64Array
}

/** Cohorts from the earliest treated to the never treated; those treated from the start are one cohort. */
function cohortsOf(panel: Panel): Cohort[] {
  const { times, units } = panel
  const first = times[0] ?? Number.NaN
  const last = times.at(-1) ?? Number.NaN
  const keyOf = (group: number): number => {
    if (group <= first) return Number.NEGATIVE_INFINITY
    if (group > last) return Number.POSITIVE_INFINITY
    return times.find((time) => time >= group) ?? Number.NaN
  }
  const members = new Map<number, number[]>()
  panel.firstTreated.forEach((group, unit) => {
    const key = keyOf(group)
    const own = members.get(key) ?? []
    own.push(unit)
    members.set(key, own)
  })
  return [...members]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, own]) => ({
      group,
      label: group === Number.NEGATIVE_INFINITY ? first : group,
      share: own.length / units.length,
      treatedShare: times.filter((time) => time >= group).length / times.length,
      means: meansOf(panel, own),
    }))
}

function meansOf(panel: Panel, units: readonly number[]): Float64Array {
  const width = panel.times.length
  const means = new Float64Array(width)
  for (const unit of units)
    for (let t = 0; t < width; t++)
      means[t] = (means[t] ?? 0) + (panel.outcome[unit * width + t] ?? 0) / units.length
  return means
}

/** The comparisons of two cohorts, `early` being treated before `late` (which may never be). */
function comparePair(early: Cohort, late: Cohort, panel: Panel): BaconComparison[] {
  const size = early.share + late.share
  const within = (early.share * late.share) / size ** 2
  if (early.group === Number.NEGATIVE_INFINITY && late.group === Number.POSITIVE_INFINITY) return []
  const pair = { size, within, panel }
  if (late.group === Number.POSITIVE_INFINITY) return [windowed('Treated vs Untreated', early, late, pair)]
  if (early.group === Number.NEGATIVE_INFINITY)
    return [windowed('Later vs Always Treated', late, early, pair)]
  return [
    windowed('Earlier vs Later Treated', early, late, pair),
    windowed('Later vs Earlier Treated', late, early, pair),
  ]
}

type Pair = { readonly size: number; readonly within: number; readonly panel: Panel }

/** Difference in differences over the periods where the comparison cohort keeps the same status. */
function windowed(type: BaconType, treated: Cohort, control: Cohort, pair: Pair): BaconComparison {
  const inWindow = (time: number): boolean => {
    if (type === 'Earlier vs Later Treated') return time < control.group
    return type === 'Later vs Earlier Treated' ? time >= control.group : true
  }
  let before = 0
  let after = 0
  let beforeGap = 0
  let afterGap = 0
  pair.panel.times.forEach((time, t) => {
    if (!inWindow(time)) return
    const gap = (treated.means[t] ?? 0) - (control.means[t] ?? 0)
    if (time >= treated.group) {
      after++
      afterGap += gap
    } else {
      before++
      beforeGap += gap
    }
  })
  const window = (before + after) / pair.panel.times.length
  const variance = (before * after) / (before + after) ** 2
  return {
    type,
    treatedGroup: treated.label,
    controlGroup: control.label,
    weight: (pair.size * window) ** 2 * pair.within * variance,
    estimate: afterGap / after - beforeGap / before,
  }
}
