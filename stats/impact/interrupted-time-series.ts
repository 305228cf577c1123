import { chiSquareUpper, studentQuantile, studentTwoSided } from '../numerics/distributions.ts'
import { leastSquares } from '../numerics/least-squares.ts'
import { mannKendall } from './mann-kendall.ts'
import { defaultLags, neweyWest } from './newey-west.ts'
import { cellIndex, isAlwaysTreated, isEverTreated, type Panel } from './panel.ts'
import { PanelProblem } from './panel-problem.ts'
import { blankResult, type ImpactEffect, type ImpactResult, type ImpactWarning } from './result.ts'
import { theilSen } from './theil-sen.ts'

export type InterruptedSeriesOptions = {
  /** Lags of the Newey-West error; default ⌊4 (n ÷ 100)^(2/9)⌋. */
  readonly lags?: number
  readonly anticipation?: number
  /** `none`: coefficients without errors. */
  readonly inference?: 'analytic' | 'none'
}

/** Points before and after below which a break is not offered as a result (rule G18). */
const ENOUGH_BEFORE = 12
const ENOUGH_AFTER = 8
const LEVEL = 0.95

/**
 * Interrupted time series: the average of the treated units regressed on a line that may break,
 *   y = a + b · time + level · after + slope · (time − start) · after
 * by least squares. `se` is the Newey-West error. Short series make it too small (one false alarm in six on 22 points), so
 * the interval and p take the larger of it and of the plain error, Student quantiles on n − 4 degrees of freedom, and the
 * fixed-b correction when residuals follow one another. `estimate` is the level
 * change at the start; the change of slope, and the average distance from the earlier trend prolonged, are in `effects`.
 * Times keep their values: gaps between years count. Missing cells of the treated are refused.
 *
 * There is no counterfactual: anything else that happened at that date is in the break. Use it when no donor exists.
 * @throws PanelProblem `periodes-insuffisantes` (fewer than 3 points before or 2 after), `option-invalide` (several dates)
 * @see Bernal, Cummins, Gasparrini (2017); Newey, West (1987)
 * @example interruptedTimeSeries(panel, { lags: 2 }).estimate
 */
export function interruptedTimeSeries(panel: Panel, options: InterruptedSeriesOptions = {}): ImpactResult {
  const series = readSeries(panel, options.anticipation ?? 0)
  const fit = leastSquares(designOf(series), Float64Array.from(series.values))
  const lags = options.lags ?? defaultLags(series.values.length)
  const covariance = neweyWest(designOf(series), fit.residuals, fit.crossInverse, lags)
  const contrast = (weights: readonly number[]) => contrastOf(fit.coefficients, covariance, weights)
  const level = contrast([0, 0, 1, 0])
  const meanDelay = series.delays.reduce((sum, delay) => sum + Math.max(0, delay), 0) / series.after
  const df = series.values.length - 4
  const known = options.inference !== 'none' && df > 0 && level.se > 0 && !isExact(series, fit.residuals)
  const plain = plainError(fit.residuals, fit.crossInverse, df)
  const caution = cautionFor(fit.residuals, lags) * Math.max(1, plain / level.se)
  const reach = known ? studentQuantile(0.5 + LEVEL / 2, df) * caution * level.se : Number.NaN
  const effects: ImpactEffect[] = [
    { type: 'niveau', ...level },
    { type: 'pente', ...contrast([0, 0, 0, 1]) },
    { type: 'moyenne', ...contrast([0, 0, 1, meanDelay]) },
  ]
  return {
    ...blankResult('its', panel),
    estimate: level.estimate,
    se: known ? level.se : Number.NaN,
    interval: { level: LEVEL, low: level.estimate - reach, high: level.estimate + reach },
    pValue: known ? studentTwoSided(level.estimate / (caution * level.se), df) : Number.NaN,
    effects: known ? effects : effects.map((effect) => ({ ...effect, se: Number.NaN })),
    fit: {
      rmspePre: rmsOf(fit.residuals.slice(0, series.before)),
      rmspePost: rmsOf(fit.residuals.slice(series.before)),
    },
    n: { units: series.units.length, treated: series.units.length, periods: series.values.length },
    warnings: warningsOf(series, fit.residuals),
    details: {
      lags,
      plainError: plain,
      ...descriptionOf(series),
      coefficients: [...fit.coefficients],
      ljungBox: ljungBox(fit.residuals),
    },
  }
}

/** True when the residuals are mere rounding: the series follows its lines exactly, and no chance can be measured. */
function isExact({ values }: Series, residuals: Float64Array): boolean {
  return rmsOf(residuals) <= 1e-10 * rmsOf(Float64Array.from(values))
}

/** Error of the level change if the residuals were independent. */
function plainError(residuals: Float64Array, crossInverse: Float64Array, df: number): number {
  const square = residuals.reduce((sum, value) => sum + value * value, 0)
  return Math.sqrt((square / df) * (crossInverse[10] ?? Number.NaN))
}

/**
 * Ratio of the fixed-b critical value to 1.96, for Bartlett weights at 5 % (Kiefer, Vogelsang 2005, table 1), when residuals
 * follow one another; 1 otherwise, where the plain error is already exact.
 */
function cautionFor(residuals: Float64Array, lags: number): number {
  if (ljungBox(residuals).pValue >= 0.05) return 1
  const b = (lags + 1) / residuals.length
  return (1.96 + 2.9694 * b + 0.416 * b * b - 0.5324 * b * b * b) / 1.96
}

type Series = {
  readonly units: readonly number[]
  readonly times: readonly number[]
  readonly values: readonly number[]
  /** Time since the start, negative before. */
  readonly delays: readonly number[]
  readonly before: number
  readonly after: number
  readonly start: number
}

function readSeries(panel: Panel, anticipation: number): Series {
  const units = panel.units.flatMap((_, unit) =>
    isEverTreated(panel, unit) && !isAlwaysTreated(panel, unit) ? [unit] : [],
  )
  const starts = new Set(units.map((unit) => panel.firstTreated[unit]))
  const [start] = starts
  if (start === undefined || starts.size > 1) {
    throw new PanelProblem(
      'option-invalide',
      'Une série interrompue a une seule date de rupture : les unités traitées en ont plusieurs, ou aucune après la première période.',
    )
  }
  const post = panel.times.findIndex((time) => time >= start)
  const kept = panel.times
    .map((time, t) => ({ time, t }))
    .filter(({ t }) => t < post - anticipation || t >= post)
  const before = Math.max(0, post - anticipation)
  const after = panel.times.length - post
  if (before < 3 || after < 2) {
    throw new PanelProblem(
      'periodes-insuffisantes',
      `Il faut au moins 3 dates avant la rupture et 2 après : il y en a ${before} et ${after}.`,
    )
  }
  const values = kept.map(({ t }) => averageAt(panel, units, t))
  const hole = kept.find((_, k) => Number.isNaN(values[k]))
  if (hole !== undefined) {
    throw new PanelProblem('cellules-manquantes', `Une unité traitée n’a pas de valeur en ${hole.time}.`, [
      String(hole.time),
    ])
  }
  const times = kept.map(({ time }) => time)
  return { units, times, values, delays: times.map((time) => time - start), before, after, start }
}

/** Weighted mean of some units at a period; NaN when one of them is missing. */
function averageAt(panel: Panel, units: readonly number[], time: number): number {
  const mass = units.reduce((sum, unit) => sum + (panel.weights?.[unit] ?? 1), 0)
  return units.reduce((sum, unit) => {
    const share = (panel.weights?.[unit] ?? 1) / mass
    return sum + share * (panel.outcome[cellIndex(panel, unit, time)] ?? Number.NaN)
  }, 0)
}

function designOf({ delays }: Series): Float64Array {
  return Float64Array.from(delays.flatMap((delay) => (delay >= 0 ? [1, delay, 1, delay] : [1, delay, 0, 0])))
}

function contrastOf(coefficients: Float64Array, covariance: Float64Array, weights: readonly number[]) {
  let estimate = 0
  let variance = 0
  weights.forEach((a, i) => {
    estimate += a * (coefficients[i] ?? Number.NaN)
    weights.forEach((b, j) => {
      variance += a * b * (covariance[i * weights.length + j] ?? Number.NaN)
    })
  })
  return { estimate, se: Math.sqrt(variance) }
}

/** Trend of the whole series, for when nothing more can be said. */
function descriptionOf({ times, values, start, before, after }: Series): Record<string, unknown> {
  return {
    start,
    before,
    after,
    trend: { ...theilSen(times, values), mannKendall: mannKendall(values) },
  }
}

/** Ljung-Box test of autocorrelation of the residuals, on at most 10 lags and a fifth of the points. */
function ljungBox(residuals: Float64Array): { statistic: number; lags: number; pValue: number } {
  const count = residuals.length
  const lags = Math.max(1, Math.min(10, Math.floor(count / 5)))
  const total = residuals.reduce((sum, value) => sum + value * value, 0)
  let statistic = 0
  for (let lag = 1; lag <= lags; lag++) {
    let product = 0
    for (let t = lag; t < count; t++) product += (residuals[t] ?? 0) * (residuals[t - lag] ?? 0)
    statistic += (product / total) ** 2 / (count - lag)
  }
  statistic *= count * (count + 2)
  return { statistic, lags, pValue: chiSquareUpper(statistic, lags) }
}

function warningsOf(series: Series, residuals: Float64Array): ImpactWarning[] {
  const warnings: ImpactWarning[] = [
    {
      code: 'sans-comparaison',
      message:
        'Aucun territoire de comparaison : une autre cause à la même date expliquerait aussi bien la rupture.',
    },
  ]
  if (series.before < ENOUGH_BEFORE || series.after < ENOUGH_AFTER)
    warnings.push({
      code: 'serie-courte',
      message: `${series.before} dates avant et ${series.after} après : il en faut au moins ${ENOUGH_BEFORE} et ${ENOUGH_AFTER} pour juger d’une rupture.`,
    })
  if (isExact(series, residuals))
    warnings.push({
      code: 'serie-sans-bruit',
      message: 'La série suit exactement ses droites : aucune incertitude ne peut être mesurée.',
    })
  else if (ljungBox(residuals).pValue < 0.05)
    warnings.push({
      code: 'autocorrelation',
      message:
        'Les écarts se suivent d’une année à l’autre : l’erreur en tient compte, mais reste approximative.',
    })
  return warnings
}

function rmsOf(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
}
