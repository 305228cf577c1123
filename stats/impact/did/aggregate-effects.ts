import { eventTimeOf } from '../panel.ts'
import { PanelProblem } from '../panel-problem.ts'
import type { GroupTimeCell, GroupTimeEffects } from './group-time-effects.ts'
import { combineInfluences, influenceError } from './influence.ts'

/** How group-time effects are summed up. */
export type Aggregation = 'simple' | 'group' | 'dynamic' | 'calendar'

/** One aggregated effect: `at` is a cohort, a time since treatment or a date, according to the aggregation. */
export type AggregatedEffect = {
  readonly at: number
  readonly estimate: number
  readonly se: number
  readonly influence: Float64Array
}

export type AggregatedEffects = {
  readonly type: Aggregation
  readonly overall: { readonly estimate: number; readonly se: number; readonly influence: Float64Array }
  readonly effects: readonly AggregatedEffect[]
}

/** Limits of the dynamic aggregation. */
export type AggregationLimits = {
  /** Keep only cohorts observed at least this long after treatment, so that all times compare the same cohorts. */
  readonly balanceAt?: number
  readonly from?: number
  readonly to?: number
}

/**
 * Aggregates group-time effects, each cohort weighing its share among the treated.
 *
 * `simple`: mean of all post-treatment cells weighted by cohort size. `group`: mean over time by cohort, then by
 * size. `dynamic`: by time since treatment, then the plain mean over times ≥ 0. `calendar`: by date, then the plain
 * mean. Standard errors account for the estimation of cohort shares. Cells that could not be estimated are left out.
 * @throws PanelProblem when no post-treatment effect is left
 * Source: Callaway and Sant'Anna (2021), § 3; conventions of `did::aggte` 2.3.0 (2.1.2 had a wrong group error).
 * @example aggregateEffects(estimateGroupTimeEffects(panel), 'dynamic').overall.estimate
 */
export function aggregateEffects(
  effects: GroupTimeEffects,
  type: Aggregation,
  limits: AggregationLimits = {},
): AggregatedEffects {
  const context = contextOf(effects)
  if (context.usable.every(({ cell }) => !cell.isPost))
    throw new PanelProblem('calcul-impossible', 'Aucun effet après traitement n’a pu être estimé.')
  if (type === 'simple') return simpleEffect(context)
  if (type === 'group') return groupEffects(context)
  return type === 'dynamic' ? dynamicEffects(context, limits) : calendarEffects(context)
}

type Usable = { readonly cell: GroupTimeCell; readonly influence: Float64Array }
type Context = {
  readonly usable: readonly Usable[]
  readonly share: (group: number) => number
  /** Contribution of each unit to the error of the share of a cohort. */
  readonly shareInfluence: (group: number) => Float64Array
  readonly clusters: Int32Array | null
  readonly firstTime: number
  readonly lastTime: number
}

function contextOf(effects: GroupTimeEffects): Context {
  const { sample } = effects
  const size = sample.groupOf.length
  const shares = new Map<number, number>()
  const influences = new Map<number, Float64Array>()
  for (const group of sample.groups) {
    let sum = 0
    sample.groupOf.forEach((own, unit) => {
      if (own === group) sum += sample.unitWeights[unit] ?? 0
    })
    const share = sum / size
    shares.set(group, share)
    influences.set(
      group,
      sample.groupOf.map(
        (own, unit) => ((own === group ? (sample.unitWeights[unit] ?? 0) : 0) - share) / size,
      ),
    )
  }
  return {
    usable: effects.cells.flatMap((cell, index) => {
      const influence = effects.influences[index]
      return influence === undefined || Number.isNaN(cell.estimate) ? [] : [{ cell, influence }]
    }),
    share: (group) => shares.get(group) ?? 0,
    shareInfluence: (group) => influences.get(group) ?? new Float64Array(size),
    clusters: sample.clusters,
    firstTime: Math.min(...effects.cells.map((cell) => cell.time)),
    lastTime: sample.times.at(-1) ?? Number.NaN,
  }
}

type Weighted = { readonly estimate: number; readonly influence: Float64Array; readonly group: number }

/** Mean of effects weighted by the estimated share of their cohort, with the error of the shares. */
function shareWeighted(context: Context, parts: readonly Weighted[]): Omit<AggregatedEffect, 'at'> {
  const shares = parts.map((part) => context.share(part.group))
  const total = shares.reduce((sum, share) => sum + share, 0)
  const estimate = parts.reduce((sum, part, k) => sum + (part.estimate * (shares[k] ?? 0)) / total, 0)
  const influence = combineInfluences(
    [...parts.map((part) => part.influence), ...parts.map((part) => context.shareInfluence(part.group))],
    [...shares.map((share) => share / total), ...parts.map((part) => (part.estimate - estimate) / total)],
  )
  return { estimate, influence, se: errorOf(influence, context) }
}

/** Plain mean of effects, their number being known. */
function plainMean(
  context: Context,
  parts: ReadonlyArray<Pick<Weighted, 'estimate' | 'influence'>>,
): Omit<AggregatedEffect, 'at'> {
  const influence = combineInfluences(
    parts.map((part) => part.influence),
    parts.map(() => 1 / parts.length),
  )
  const estimate = parts.reduce((sum, part) => sum + part.estimate / parts.length, 0)
  return { estimate, influence, se: errorOf(influence, context) }
}

function errorOf(influence: Float64Array, context: Context): number {
  const se = influenceError(influence, context.clusters)
  return se > 0 ? se : Number.NaN
}

function weighted({ cell, influence }: Usable): Weighted {
  return { estimate: cell.estimate, influence, group: cell.group }
}

function simpleEffect(context: Context): AggregatedEffects {
  const post = context.usable.filter(({ cell }) => cell.isPost).map(weighted)
  return { type: 'simple', overall: shareWeighted(context, post), effects: [] }
}

function groupEffects(context: Context): AggregatedEffects {
  const post = context.usable.filter(({ cell }) => cell.isPost)
  const effects = distinct(post.map(({ cell }) => cell.group)).map((group) => ({
    at: group,
    ...plainMean(context, post.filter(({ cell }) => cell.group === group).map(weighted)),
  }))
  const overall = shareWeighted(
    context,
    effects.map((effect) => ({ ...effect, group: effect.at })),
  )
  return { type: 'group', overall, effects }
}

function dynamicEffects(context: Context, limits: AggregationLimits): AggregatedEffects {
  const { balanceAt, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = limits
  const usable = context.usable.filter(
    ({ cell }) => balanceAt === undefined || context.lastTime - cell.group >= balanceAt,
  )
  const latest = Math.min(to, balanceAt ?? to)
  const earliest =
    balanceAt === undefined ? from : Math.max(from, balanceAt - context.lastTime + context.firstTime)
  const times = distinct(usable.map(({ cell }) => eventTimeOf(cell.time, cell.group))).filter(
    (time) => time >= earliest && time <= latest,
  )
  const effects = times.map((at) => ({
    at,
    ...shareWeighted(
      context,
      usable.filter(({ cell }) => eventTimeOf(cell.time, cell.group) === at).map(weighted),
    ),
  }))
  const post = effects.filter((effect) => effect.at >= 0)
  if (post.length === 0)
    throw new PanelProblem('option-invalide', 'Ces limites ne laissent aucun effet après traitement.')
  return { type: 'dynamic', overall: plainMean(context, post), effects }
}

function calendarEffects(context: Context): AggregatedEffects {
  const post = context.usable.filter(({ cell }) => cell.isPost)
  const effects = distinct(post.map(({ cell }) => cell.time)).map((at) => ({
    at,
    ...shareWeighted(context, post.filter(({ cell }) => cell.time === at).map(weighted)),
  }))
  return { type: 'calendar', overall: plainMean(context, effects), effects }
}

function distinct(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b)
}
