import { eventTimeOf, isAlwaysTreated, isEverTreated, type Panel } from '../panel.ts'
import { PanelProblem } from '../panel-problem.ts'
import { type ClusterCorrection, clusteredCovariance } from '../regression/clustered-covariance.ts'
import { fitFixedEffects } from '../regression/fixed-effects-fit.ts'
import {
  clustersAt,
  covariateOf,
  type Observations,
  stackObservations,
  valuesAt,
} from '../regression/observations.ts'
import { weightOf } from '../regression/two-way-absorption.ts'
import { combineCoefficients } from './linear-combination.ts'

/** Interaction-weighted event study: by time since treatment, and over all the times after treatment. */
export type SunAbrahamEffects = {
  readonly overall: { readonly estimate: number; readonly se: number }
  readonly effects: ReadonlyArray<{
    readonly eventTime: number
    readonly estimate: number
    readonly se: number
  }>
  readonly df: number
}

/**
 * Sun and Abraham's event study: one coefficient a cohort and a time since treatment, in a regression with unit and
 * period effects, then their mean by time since treatment weighted by the observations of each cohort.
 *
 * Not contaminated by effects that differ between cohorts. Without covariate and with never-treated units, its
 * overall effect is that of Callaway and Sant'Anna (`simple`): a free cross-check. Comparison units are the never
 * treated, or the last cohort until its treatment.
 * @param options covariates, last clean period before treatment (`anticipation`), correction of cluster errors
 * @throws PanelProblem no comparison unit
 * Source: Sun and Abraham (2021), J. Econometrics 225; conventions of `fixest::sunab`.
 * @example sunAbraham(panel, { covariates: [], anticipation: 0, correction: 'fixest' }).overall.estimate
 */
export function sunAbraham(
  panel: Panel,
  options: {
    readonly covariates: readonly string[]
    readonly anticipation: number
    readonly correction: ClusterCorrection
  },
): SunAbrahamEffects {
  const cohort = comparisonDesign(panel)
  const observations = stackObservations(panel, options.covariates, cohort.keep)
  const cells = interactionCells(panel, observations, {
    groupOf: cohort.groupOf,
    anticipation: options.anticipation,
  })
  const covariates = options.covariates.map((name) => valuesAt(observations, covariateOf(panel, name)))
  const fit = fitFixedEffects(observations, valuesAt(observations, panel.outcome), [
    ...cells.map((cell) => cell.dummy),
    ...covariates,
  ])
  const covariance = clusteredCovariance(fit, [clustersAt(observations, panel)], options.correction)
  const average = (wanted: (eventTime: number) => boolean): { estimate: number; se: number } => {
    const chosen = cells.flatMap((cell, k) => (wanted(cell.eventTime) && fit.kept.includes(k) ? [k] : []))
    const total = chosen.reduce((sum, k) => sum + (cells[k]?.weight ?? 0), 0)
    return combineCoefficients(
      fit,
      covariance,
      new Map(chosen.map((k) => [k, (cells[k]?.weight ?? 0) / total])),
    )
  }
  const times = [...new Set(cells.map((cell) => cell.eventTime))].sort((a, b) => a - b)
  return {
    overall: average((eventTime) => eventTime >= 0),
    effects: times.map((eventTime) => ({ eventTime, ...average((own) => own === eventTime) })),
    df: covariance.df,
  }
}

/** Groups with Infinity for comparison units, and the cells to use. */
function comparisonDesign(panel: Panel): {
  groupOf: Float64Array
  keep: (unit: number, time: number) => boolean
} {
  const groupOf = panel.firstTreated.map((group, unit) =>
    isEverTreated(panel, unit) ? group : Number.POSITIVE_INFINITY,
  )
  if (groupOf.includes(Number.POSITIVE_INFINITY))
    return { groupOf, keep: (unit) => !isAlwaysTreated(panel, unit) }
  const last = groupOf.reduce((highest, group) => Math.max(highest, group), Number.NEGATIVE_INFINITY)
  if (!groupOf.some((group, unit) => group < last && !isAlwaysTreated(panel, unit)))
    throw new PanelProblem('aucune-unite-de-comparaison', 'Toutes les unités sont traitées à la même date.')
  return {
    groupOf: groupOf.map((group) => (group === last ? Number.POSITIVE_INFINITY : group)),
    keep: (unit, time) => !isAlwaysTreated(panel, unit) && (panel.times[time] ?? Number.NaN) < last,
  }
}

type Interaction = { readonly eventTime: number; readonly weight: number; readonly dummy: Float64Array }

function interactionCells(
  panel: Panel,
  observations: Observations,
  design: { readonly groupOf: Float64Array; readonly anticipation: number },
): Interaction[] {
  const cells = new Map<string, { eventTime: number; weight: number; dummy: Float64Array }>()
  const references = new Map<number, number>()
  for (const group of new Set(design.groupOf))
    references.set(group, panel.times.findLast((time) => time < group - design.anticipation) ?? Number.NaN)
  observations.unit.forEach((unit, row) => {
    const group = design.groupOf[unit] ?? Number.NaN
    const time = panel.times[observations.time[row] ?? 0] ?? Number.NaN
    if (group === Number.POSITIVE_INFINITY || references.get(group) === time) return
    const key = `${group}/${time}`
    const cell = cells.get(key) ?? {
      eventTime: eventTimeOf(time, group),
      weight: 0,
      dummy: new Float64Array(observations.unit.length),
    }
    cell.weight += weightOf(observations, row)
    cell.dummy[row] = 1
    cells.set(key, cell)
  })
  return [...cells.values()]
}
