import { type AggregatedEffects, type Aggregation, aggregateEffects } from './did/aggregate-effects.ts'
import type { CsOptions } from './did/cs-options.ts'
import {
  designWarnings,
  detectableFrom,
  FEWEST_FOR_TEST,
  hasFewClusters,
  influencePrecision,
  LEVEL,
  NO_PRECISION,
  smallSampleWarning,
  studentPrecision,
} from './did/did-inference.ts'
import {
  estimateGroupTimeEffects,
  type GroupTimeEffects,
  withUniversalBase,
} from './did/group-time-effects.ts'
import { influenceCovariance } from './did/influence.ts'
import { bootstrapBands } from './did/multiplier-bootstrap.ts'
import { breakdownValue } from './did/parallel-trends-sensitivity.ts'
import type { Panel } from './panel.ts'
import { blankResult, type ImpactEffect, type ImpactResult } from './result.ts'

export type CallawaySantAnnaOptions = CsOptions & {
  /** `analytic`: influence function; `bootstrap`: multiplier bootstrap, with simultaneous bands. */
  readonly inference: 'analytic' | 'bootstrap' | 'none'
  /** The aggregation that gives the headline estimate. */
  readonly aggregation: Aggregation
  readonly reps: number
  readonly seed: number
}

const AGGREGATIONS: readonly Aggregation[] = ['simple', 'group', 'dynamic', 'calendar']

/**
 * Callaway and Sant'Anna as an answer: group-time effects, then the four aggregations.
 *
 * `effects` holds the group-time effects (`group` and `time`, type `attgt`), then the aggregated ones: type `group`
 * (`group`), `dynamic` (`eventTime`), `calendar` (`time`). `details` holds the four overall effects, the pre-test,
 * the breakdown value of parallel trends and the smallest detectable effect.
 * @throws PanelProblem see `estimateGroupTimeEffects`
 * @example callawaySantAnna(panel, { control: 'notyet', covariates: ['lpop'] }).estimate
 */
export function callawaySantAnna(panel: Panel, given: Partial<CallawaySantAnnaOptions> = {}): ImpactResult {
  const { inference = 'analytic', aggregation = 'simple', reps = 999, seed = 1, ...cs } = given
  const effects = estimateGroupTimeEffects(panel, cs)
  const summaries = AGGREGATIONS.map((type) => aggregateEffects(effects, type))
  const headline = summaries[AGGREGATIONS.indexOf(aggregation)]?.overall
  const treated = treatedCount(effects)
  const isShown = inference !== 'none' && treated.clusters >= FEWEST_FOR_TEST
  const precise = isShown
    ? withPrecision(effects, summaries, { inference, reps, seed })
    : withoutPrecision(effects, summaries)
  const estimate = headline?.estimate ?? Number.NaN
  const error = precise.overallErrors[AGGREGATIONS.indexOf(aggregation)] ?? Number.NaN
  const analytic = influencePrecision(estimate, headline?.influence ?? new Float64Array(), sidesOf(effects))
  const precision = inference === 'analytic' ? analytic : studentPrecision(estimate, error)
  return {
    ...blankResult('cs', panel),
    estimate,
    ...(isShown ? precision : NO_PRECISION),
    effects: precise.effects,
    n: { units: effects.sample.groupOf.length, treated: treated.units, periods: effects.sample.times.length },
    warnings: [
      ...designWarnings(panel),
      ...effects.warnings,
      ...(isShown && inference === 'analytic' && hasFewClusters(panel) ? [smallSampleWarning()] : []),
    ],
    details: {
      headline: aggregation,
      aggregations: Object.fromEntries(
        summaries.map((one, k) => [
          one.type,
          { estimate: one.overall.estimate, se: precise.overallErrors[k] },
        ]),
      ),
      preTest: isShown ? effects.preTest : null,
      criticalValue: precise.critical,
      breakdown: isShown ? csBreakdown(effects) : null,
      smallestDetectableEffect: detectableFrom(isShown ? precision : NO_PRECISION),
    },
  }
}

/** Breakdown value M̄ of the mean effect after treatment, from an event study with a universal base. */
function csBreakdown(effects: GroupTimeEffects): number | null {
  const { groups, times } = effects.sample
  const hasLeads = groups.some(
    (group) => times.filter((time) => time < group - effects.options.anticipation).length > 1,
  )
  if (!hasLeads) return null
  const study = aggregateEffects(withUniversalBase(effects), 'dynamic').effects.filter(
    (effect) => !Number.isNaN(effect.se),
  )
  const beforeCount = study.filter((effect) => effect.at < -effects.options.anticipation).length
  if (beforeCount === 0 || beforeCount === study.length) return null
  return breakdownValue({
    estimates: Float64Array.from(study, (effect) => effect.estimate),
    covariance: influenceCovariance(
      study.map((effect) => effect.influence),
      effects.sample.clusters,
    ),
    beforeCount,
  })
}

/** Which units count as treated in the small-sample correction: those of the cohorts estimated. */
function sidesOf(effects: GroupTimeEffects): Parameters<typeof influencePrecision>[2] {
  const { groupOf, clusters } = effects.sample
  return { clusters, isTreated: (unit) => (groupOf[unit] ?? Number.NaN) < Number.POSITIVE_INFINITY }
}

function treatedCount(effects: GroupTimeEffects): { units: number; clusters: number } {
  const { groupOf, groups, clusters } = effects.sample
  const isTreated = new Set(groups)
  const units = Array.from(groupOf.keys()).filter((unit) => isTreated.has(groupOf[unit] ?? Number.NaN))
  return { units: units.length, clusters: new Set(units.map((unit) => clusters?.[unit] ?? unit)).size }
}

type Precise = {
  readonly effects: readonly ImpactEffect[]
  readonly overallErrors: readonly number[]
  readonly critical: number
}

function withoutPrecision(effects: GroupTimeEffects, summaries: readonly AggregatedEffects[]): Precise {
  return {
    effects: listEffects(effects, summaries).map(({ effect }) => ({ ...effect, se: Number.NaN })),
    overallErrors: summaries.map(() => Number.NaN),
    critical: Number.NaN,
  }
}

type Draws = { readonly inference: 'analytic' | 'bootstrap'; readonly reps: number; readonly seed: number }

function withPrecision(
  effects: GroupTimeEffects,
  summaries: readonly AggregatedEffects[],
  draws: Draws,
): Precise {
  if (draws.inference === 'bootstrap') return bootstrapped(effects, summaries, draws)
  const sides = sidesOf(effects)
  return {
    effects: listEffects(effects, summaries).map(({ effect, influence }) => {
      const { low, high } = influencePrecision(effect.estimate, influence, sides).interval
      return { ...effect, low, high }
    }),
    overallErrors: summaries.map((one) => one.overall.se),
    critical: studentPrecision(0, 1).interval.high,
  }
}

/** Errors of the bootstrap, and one simultaneous band a kind of effect. */
function bootstrapped(
  effects: GroupTimeEffects,
  summaries: readonly AggregatedEffects[],
  { reps, seed }: Draws,
): Precise {
  const settings = { clusters: effects.sample.clusters, draws: reps, seed, level: LEVEL }
  const listed = listEffects(effects, summaries)
  const kinds = [...new Set(listed.map(({ effect }) => effect.type))]
  const banded = kinds.map((kind) => {
    const own = listed.filter(({ effect }) => effect.type === kind)
    const bands = bootstrapBands(
      own.map(({ influence }) => influence),
      settings,
    )
    return {
      critical: bands.critical,
      effects: own.map(({ effect }, k) => withBand(effect, bands.errors[k] ?? Number.NaN, bands.critical)),
    }
  })
  const overall = bootstrapBands(
    summaries.map((one) => one.overall.influence),
    settings,
  )
  return {
    effects: banded.flatMap((kind) => kind.effects),
    overallErrors: Array.from(overall.errors),
    critical: banded[0]?.critical ?? Number.NaN,
  }
}

function withBand(effect: ImpactEffect, se: number, critical: number): ImpactEffect {
  return { ...effect, se, low: effect.estimate - critical * se, high: effect.estimate + critical * se }
}

function listEffects(
  effects: GroupTimeEffects,
  summaries: readonly AggregatedEffects[],
): Array<{ readonly effect: ImpactEffect; readonly influence: Float64Array }> {
  const cells = effects.cells.map((cell, k) => ({
    effect: { type: 'attgt', group: cell.group, time: cell.time, estimate: cell.estimate, se: cell.se },
    influence: effects.influences[k] ?? new Float64Array(),
  }))
  const place = (type: Aggregation, at: number): Partial<ImpactEffect> => {
    if (type === 'group') return { group: at }
    return type === 'dynamic' ? { eventTime: at } : { time: at }
  }
  const aggregated = summaries.flatMap((one) =>
    one.effects.map((effect) => ({
      effect: { type: one.type, ...place(one.type, effect.at), estimate: effect.estimate, se: effect.se },
      influence: effect.influence,
    })),
  )
  return [...cells, ...aggregated]
}
