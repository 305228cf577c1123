import { choleskyFactor, choleskySolve } from '../../numerics/cholesky.ts'
import { chiSquareUpper } from '../../numerics/distributions.ts'
import type { Panel } from '../panel.ts'
import { PanelProblem } from '../panel-problem.ts'
import type { ImpactWarning } from '../result.ts'
import { estimateCell } from './cs-cell.ts'
import { type CsOptions, readCsOptions } from './cs-options.ts'
import { type CsSample, selectCsSample } from './cs-sample.ts'
import type { CellFailure } from './cs-two-periods.ts'
import { influenceCovariance, influenceError } from './influence.ts'

/** Effect on the cohort first treated at `group`, at `time`. */
export type GroupTimeCell = {
  readonly group: number
  readonly time: number
  /** NaN when the cell could not be estimated (the reason is among the warnings). */
  readonly estimate: number
  /** NaN for the reference cell of a universal base, which is 0 by construction. */
  readonly se: number
  readonly isPost: boolean
}

/** All the group-time effects, with what their aggregations need. */
export type GroupTimeEffects = {
  readonly cells: readonly GroupTimeCell[]
  /** One a cell: contribution of each unit to the error of the cell. */
  readonly influences: readonly Float64Array[]
  readonly sample: CsSample
  readonly options: CsOptions
  readonly preTest: { readonly statistic: number; readonly df: number; readonly pValue: number }
  readonly warnings: readonly ImpactWarning[]
}

/**
 * Group-time average treatment effects, robust to effects that differ between cohorts and over time.
 *
 * ATT(g, t) = [E(Yₜ − Y_b | cohort g) − E(Yₜ − Y_b | comparison)], adjusted on covariates, with b the last period
 * before g − anticipation for t ≥ g; before treatment b is the previous period (`varying`) or the same (`universal`).
 * Assumes parallel trends given the covariates, no anticipation beyond the one declared, a treatment that lasts,
 * and comparison units not affected by it.
 *
 * @param panel units × times; an incomplete unit is dropped, or used as repeated cross-sections (`unbalanced`)
 * @param given control group, estimator, anticipation, base period, covariates
 * @returns one cell a cohort and a time, each with its influence function; `preTest` is the Wald test that all
 *   effects before treatment are zero
 * @throws PanelProblem no comparison unit, no cohort observed before its treatment, unknown option or covariate
 * Source: Callaway and Sant'Anna (2021), J. Econometrics 225; conventions of the R package `did` 2.3.0.
 * @example estimateGroupTimeEffects(panel, { control: 'notyet', estimator: 'dr', covariates: ['lpop'] })
 */
export function estimateGroupTimeEffects(panel: Panel, given: Partial<CsOptions> = {}): GroupTimeEffects {
  const options = readCsOptions(given)
  return effectsOnSample(selectCsSample(panel, options), options)
}

/**
 * The same effects before treatment against a universal base: cells after treatment are those already estimated.
 */
export function withUniversalBase(effects: GroupTimeEffects): GroupTimeEffects {
  const { options, sample } = effects
  if (options.base === 'universal') return effects
  const known = new Map<string, Estimated>()
  effects.cells.forEach((cell, k) => {
    const influence = effects.influences[k]
    if (cell.isPost && influence !== undefined && !Number.isNaN(cell.estimate))
      known.set(keyOf(cell), { estimate: cell.estimate, influence })
  })
  return effectsOnSample(sample, { ...options, base: 'universal' }, known)
}

type Estimated = { readonly estimate: number; readonly influence: Float64Array }

function keyOf({ group, time }: { readonly group: number; readonly time: number }): string {
  return `${group}/${time}`
}

function effectsOnSample(
  sample: CsSample,
  options: CsOptions,
  known: ReadonlyMap<string, Estimated> = new Map(),
): GroupTimeEffects {
  const plan = planCells(sample, options)
  const failures = new Map<CellFailure, string[]>()
  const influences: Float64Array[] = []
  const cells = plan.map((cell): GroupTimeCell => {
    const place = { group: cell.group, time: cell.time, isPost: cell.time >= cell.group }
    if (cell.baseIndex === cell.timeIndex) {
      influences.push(new Float64Array(sample.groupOf.length))
      return { ...place, estimate: 0, se: Number.NaN }
    }
    const fitted = known.get(keyOf(cell)) ?? estimateCell(sample, cell, options)
    if (typeof fitted !== 'string') {
      influences.push(fitted.influence)
      return { ...place, estimate: fitted.estimate, se: errorOrNaN(fitted.influence, sample.clusters) }
    }
    failures.set(fitted, [...(failures.get(fitted) ?? []), keyOf(cell)])
    influences.push(new Float64Array(sample.groupOf.length).fill(Number.NaN))
    return { ...place, estimate: Number.NaN, se: Number.NaN }
  })
  refuseAllFailed(plan, cells, failures)
  return {
    cells,
    influences,
    sample,
    options,
    preTest: testPreTreatment(cells, influences, sample.clusters),
    warnings: [...sample.warnings, ...failureWarnings(failures)],
  }
}

function refuseAllFailed(
  plan: readonly CellPlan[],
  cells: readonly GroupTimeCell[],
  failures: ReadonlyMap<CellFailure, readonly string[]>,
): void {
  const isEstimated = (cell: CellPlan, k: number): boolean =>
    cell.baseIndex !== cell.timeIndex && !Number.isNaN(cells[k]?.estimate ?? Number.NaN)
  if (plan.some(isEstimated)) return
  throw new PanelProblem(
    'calcul-impossible',
    `Aucun effet n’a pu être estimé. ${failureMessages(failures).join(' ')}`,
  )
}

/** One comparison to make: a cohort, a time, the period it is compared with. */
export type CellPlan = {
  readonly group: number
  readonly time: number
  readonly timeIndex: number
  readonly baseIndex: number
  /** A unit not treated strictly before this time (plus anticipation) may be a not-yet-treated comparison. */
  readonly cleanUntil: number
}

function planCells(sample: CsSample, options: CsOptions): CellPlan[] {
  const { times } = sample
  return sample.groups.flatMap((group) => {
    const lastClean = times.findLastIndex((time) => time + options.anticipation < group)
    const start = options.base === 'universal' ? 0 : 1
    return times.slice(start).map((time, offset) => {
      const timeIndex = offset + start
      const isPost = time >= group
      const baseIndex = isPost || options.base === 'universal' ? lastClean : timeIndex - 1
      const latest = Math.max(time, times[baseIndex] ?? time)
      return { group, time, timeIndex, baseIndex, cleanUntil: latest + options.anticipation }
    })
  })
}

/** A variance indistinguishable from rounding is not an error of zero: NaN, as in `did`. */
function errorOrNaN(influence: Float64Array, clusters: Int32Array | null): number {
  const se = influenceError(influence, clusters)
  return se > 0 ? se : Number.NaN
}

function testPreTreatment(
  cells: readonly GroupTimeCell[],
  influences: readonly Float64Array[],
  clusters: Int32Array | null,
): GroupTimeEffects['preTest'] {
  const chosen = cells.flatMap((cell, index) => (!cell.isPost && !Number.isNaN(cell.se) ? [index] : []))
  const none = { statistic: Number.NaN, df: chosen.length, pValue: Number.NaN }
  if (chosen.length === 0) return none
  const covariance = influenceCovariance(
    chosen.map((index) => influences[index] ?? new Float64Array()),
    clusters,
  )
  const factor = choleskyFactor(covariance, chosen.length)
  if (factor === null) return none
  const estimates = Float64Array.from(chosen, (index) => cells[index]?.estimate ?? Number.NaN)
  const solved = choleskySolve(factor, chosen.length, estimates)
  const statistic = solved.reduce((sum, value, i) => sum + value * (estimates[i] ?? 0), 0)
  return { statistic, df: chosen.length, pValue: chiSquareUpper(statistic, chosen.length) }
}

const REASONS: Readonly<Record<CellFailure, string>> = {
  'covariables-liees': 'les covariables sont liées entre elles dans le groupe de comparaison',
  recouvrement:
    'les covariables séparent les unités traitées des autres (probabilité de traitement proche de 1)',
  'cellule-vide': 'aucune unité à comparer',
}

function failureMessages(failures: ReadonlyMap<CellFailure, readonly string[]>): string[] {
  return [...failures].map(
    ([reason, cells]) => `Effets non estimés (cohorte/date ${cells.join(', ')}) : ${REASONS[reason]}.`,
  )
}

function failureWarnings(failures: ReadonlyMap<CellFailure, readonly string[]>): ImpactWarning[] {
  const codes = [...failures.keys()]
  return failureMessages(failures).map((message, index) => ({
    code: codes[index] ?? 'cellule-vide',
    message,
  }))
}
