import { expect, test } from 'vitest'
import { readReferenceJson, readReferenceRows } from '#stats/reference/read-reference.ts'
import { buildPanel, type Panel } from '../panel.ts'
import { aggregateEffects } from './aggregate-effects.ts'
import { estimateCrossSections, type TwoCrossSections } from './cs-cross-sections.ts'
import type { CsOptions } from './cs-options.ts'
import { estimateTwoPeriods, type InfluenceEstimate, type TwoPeriods } from './cs-two-periods.ts'
import { estimateGroupTimeEffects } from './group-time-effects.ts'

// stats/reference/group-time-cells.R: formulas written with lm and glm, weights, a covariate that changes over time.
type Cell = { group: number; time: number; att: number; se?: number }
const expected = readReferenceJson<Record<string, Cell[]>>('group-time-cells.json')
const columns = {
  unit: 'unit',
  time: 'time',
  outcome: 'y',
  firstTreated: 'first',
  covariates: ['x'],
  weights: 'weight',
}

function aPanel(file = 'small-panel-balanced.csv'): Panel {
  return buildPanel(readReferenceRows(file), columns)
}

const cases: ReadonlyArray<readonly [string, Partial<CsOptions>, string]> = [
  ['dr', { estimator: 'dr' }, 'small-panel-balanced.csv'],
  ['reg', { estimator: 'reg' }, 'small-panel-balanced.csv'],
  ['ipw', { estimator: 'ipw' }, 'small-panel-balanced.csv'],
  ['notyet', { control: 'notyet' }, 'small-panel-balanced.csv'],
  ['universal', { base: 'universal' }, 'small-panel-balanced.csv'],
  ['drStacked', { estimator: 'dr', unbalanced: 'cross-sections' }, 'small-panel.csv'],
  ['regStacked', { estimator: 'reg', unbalanced: 'cross-sections' }, 'small-panel.csv'],
  ['ipwStacked', { estimator: 'ipw', unbalanced: 'cross-sections' }, 'small-panel.csv'],
]

test.each(cases)('weights, gaps in time and a moving covariate equal R: %s', (name, options, file) => {
  const ours = estimateGroupTimeEffects(aPanel(file), { covariates: ['x'], ...options })
  for (const theirs of expected[name] ?? []) {
    const cell = ours.cells.find((one) => one.group === theirs.group && one.time === theirs.time)
    expect(cell?.estimate).toBeCloseTo(theirs.att, 10)
    if (theirs.se !== undefined) expect(cell?.se).toBeCloseTo(theirs.se, 10)
  }
})

/** Derivative of the estimate with respect to the weight of each row: the influence function, by definition. */
function numericalInfluence(weights: Float64Array, refit: (weights: Float64Array) => number): Float64Array {
  return weights.map((weight, i) => {
    const step = 1e-5 * weight
    const moved = (factor: number): number =>
      refit(weights.map((other, j) => (i === j ? other + factor * step : other)))
    return ((moved(1) - moved(-1)) / (2 * step)) * weight
  })
}

function fitted(result: InfluenceEstimate | string): InfluenceEstimate {
  if (typeof result === 'string') throw new Error(result)
  return result
}

function expectClose(ours: Float64Array, theirs: Float64Array): void {
  ours.forEach((value, i) => {
    expect(value).toBeCloseTo(theirs[i] ?? Number.NaN, 6)
  })
}

test.each(['dr', 'reg', 'ipw'] as const)(
  'influence functions are the derivatives of the estimate: %s',
  (estimator) => {
    const size = 24
    const pseudo = (i: number, k: number): number => Math.sin(12.9898 * (i + 1) + 78.233 * k) * 2
    const treated = Uint8Array.from({ length: size }, (_, i) => (i % 3 === 0 ? 1 : 0))
    const post = Uint8Array.from({ length: size }, (_, i) => (i % 4 < 2 ? 1 : 0))
    const x = Float64Array.from({ length: size * 2 }, (_, k) => (k % 2 === 0 ? 1 : pseudo(k, 1)))
    const values = Float64Array.from({ length: size }, (_, i) => pseudo(i, 2) + i / 5)
    const weights = Float64Array.from({ length: size }, (_, i) => 1 + (i % 5) / 4)
    const panel = (own: Float64Array): TwoPeriods => ({ change: values, treated, x, weights: own })
    const stacked = (own: Float64Array): TwoCrossSections => ({
      outcome: values,
      treated,
      post,
      x,
      weights: own,
    })
    const twoPeriods = fitted(estimateTwoPeriods(panel(weights), estimator))
    const byWeight = numericalInfluence(
      weights,
      (own) => fitted(estimateTwoPeriods(panel(own), estimator)).estimate,
    )
    expectClose(twoPeriods.influence, byWeight)
    const crossed = fitted(estimateCrossSections(stacked(weights), estimator))
    const crossedByWeight = numericalInfluence(
      weights,
      (own) => fitted(estimateCrossSections(stacked(own), estimator)).estimate,
    )
    expectClose(crossed.influence, crossedByWeight)
  },
)

test('a unit that weighs 2 counts as two units of weight 1 in every aggregation', () => {
  const rows = readReferenceRows('small-panel-balanced.csv')
  const doubled = rows.map((row) => ({ ...row, weight: row.unit === 'u02' || row.unit === 'u09' ? 2 : 1 }))
  const copies = rows
    .filter((row) => row.unit === 'u02' || row.unit === 'u09')
    .map((row) => ({ ...row, unit: `${String(row.unit)} bis` }))
  const weighted = estimateGroupTimeEffects(buildPanel(doubled, columns), { covariates: ['x'] })
  const repeated = estimateGroupTimeEffects(
    buildPanel([...rows, ...copies], {
      unit: 'unit',
      time: 'time',
      outcome: 'y',
      firstTreated: 'first',
      covariates: ['x'],
    }),
    { covariates: ['x'] },
  )
  for (const type of ['simple', 'group', 'dynamic', 'calendar'] as const)
    expect(aggregateEffects(weighted, type).overall.estimate).toBeCloseTo(
      aggregateEffects(repeated, type).overall.estimate,
      10,
    )
})

test('limits of the dynamic aggregation keep the same cohorts at every time', () => {
  const effects = estimateGroupTimeEffects(aPanel(), { base: 'universal' })
  const balanced = aggregateEffects(effects, 'dynamic', { balanceAt: 4 })
  expect(balanced.effects.map((effect) => effect.at)).toEqual([-2, 0, 1, 3, 4])
  const all = aggregateEffects(effects, 'dynamic', { from: -3, to: 1 })
  expect(all.effects.map((effect) => effect.at)).toEqual([-3, -2, 0, 1])
  expect(() => aggregateEffects(effects, 'dynamic', { to: -1 })).toThrow(/aucun effet après/)
})

test('a covariate that separates the groups leaves the cell out, with its reason', () => {
  const effects = estimateGroupTimeEffects(aPanel(), { covariates: ['x'] })
  expect(effects.cells.find((cell) => cell.group === 2009 && cell.time === 2007)?.estimate).toBeNaN()
  expect(effects.warnings.find((warning) => warning.code === 'recouvrement')?.message).toContain('2009/2007')
})
