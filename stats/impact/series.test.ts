import { expect, test } from 'vitest'
import { leastSquares } from '../numerics/least-squares.ts'
import { randomStream } from '../numerics/random-stream.ts'
import { interruptedTimeSeries } from './interrupted-time-series.ts'
import { inversionChances, mannKendall } from './mann-kendall.ts'
import { neweyWest } from './newey-west.ts'
import { buildPanel } from './panel.ts'
import { theilSen } from './theil-sen.ts'

function permutations(values: readonly number[]): number[][] {
  if (values.length <= 1) return [[...values]]
  return values.flatMap((value, k) => permutations(values.toSpliced(k, 1)).map((rest) => [value, ...rest]))
}

const kendallS = (values: readonly number[]) =>
  values.reduce(
    (sum, later, j) =>
      sum + values.slice(0, j).reduce((part, earlier) => part + Math.sign(later - earlier), 0),
    0,
  )

test('the exact p of Mann-Kendall is the share of all orders at least as extreme, ties included', () => {
  for (const values of [
    [1, 2, 3, 4, 5],
    [1, 2, 2, 3, 1, 4, 4],
    [5, 1, 4, 4, 2, 8],
    [2, 2, 2, 1],
  ]) {
    const s = Math.abs(kendallS(values))
    const orders = permutations(values)
    const share = orders.filter((order) => Math.abs(kendallS(order)) >= s).length / orders.length
    expect(mannKendall(values).pValue).toBeCloseTo(share, 12)
  }
})

test('chances of inversions are those of Mahonian numbers', () => {
  expect([...inversionChances([1, 1, 1, 1])].map((chance) => Math.round(chance * 24))).toEqual([
    1, 3, 5, 6, 5, 3, 1,
  ])
  expect(
    [...inversionChances(Array.from({ length: 40 }, () => 1))].reduce((sum, chance) => sum + chance, 0),
  ).toBeCloseTo(1, 9)
})

test('constant and very short series have no trend test, missing values are left out', () => {
  expect(mannKendall([3, 3, 3, 3]).pValue).toBeNaN()
  expect(mannKendall([1, 2]).pValue).toBeNaN()
  expect(mannKendall([1, Number.NaN, 2, 3, 4, 5])).toEqual(mannKendall([1, 2, 3, 4, 5]))
})

test('Theil-Sen is the median slope and its interval the published order statistics', () => {
  expect(theilSen([2010, 2012, 2013], [1, 5, 6]).slope).toBeCloseTo(5 / 3, 12)
  const { slope, low, high } = theilSen([1, 2, 3, 4, 5, 6, 7], [1, 3, 2, 5, 4, 7, 8])
  expect([slope, low, high]).toEqual([1, 0.5, 2])
  expect(theilSen([1, 2, 3, 4], [1, 2, 4, 3]).low).toBeNaN()
})

test('Newey-West with no lag is White’s estimator; with lags it is the sum over pairs, weighted', () => {
  const stream = randomStream(9)
  const count = 30
  const x = Float64Array.from({ length: count * 2 }, (_, k) => (k % 2 === 0 ? 1 : stream.normal()))
  const y = Float64Array.from({ length: count }, () => stream.normal())
  const { residuals, crossInverse } = leastSquares(x, y)
  for (const lags of [0, 3]) {
    const meat = [0, 0, 0, 0]
    for (let t = 0; t < count; t++) {
      for (let s = 0; s < count; s++) {
        const weight = Math.max(0, 1 - Math.abs(t - s) / (lags + 1))
        for (let a = 0; a < 2; a++) {
          for (let b = 0; b < 2; b++) {
            meat[a * 2 + b] =
              (meat[a * 2 + b] ?? 0) +
              weight * (x[t * 2 + a] ?? 0) * (x[s * 2 + b] ?? 0) * (residuals[t] ?? 0) * (residuals[s] ?? 0)
          }
        }
      }
    }
    const entry = (a: number, b: number) => {
      let sum = 0
      for (let i = 0; i < 2; i++)
        for (let j = 0; j < 2; j++)
          sum += (crossInverse[a * 2 + i] ?? 0) * (meat[i * 2 + j] ?? 0) * (crossInverse[j * 2 + b] ?? 0)
      return (sum * count) / (count - 2)
    }
    const covariance = neweyWest(x, residuals, crossInverse, lags)
    expect(covariance[0]).toBeCloseTo(entry(0, 0), 12)
    expect(covariance[1]).toBeCloseTo(entry(0, 1), 12)
    expect(covariance[3]).toBeCloseTo(entry(1, 1), 12)
  }
})

function seriesPanel(level: number, slope: number, noise: number) {
  const stream = randomStream(3)
  const rows = Array.from({ length: 24 }, (_, t) => ({
    unit: 'a',
    time: 2000 + t,
    treated: t >= 14 ? 1 : 0,
    y: 10 + 0.5 * t + (t >= 14 ? level + slope * (t - 14) : 0) + noise * stream.normal(),
  }))
  return buildPanel(rows, { unit: 'unit', time: 'time', outcome: 'y', treated: 'treated' })
}

test('a break is found as it was made: level, slope, average distance', () => {
  const result = interruptedTimeSeries(seriesPanel(-4, -0.3, 1e-9))
  expect(result.estimate).toBeCloseTo(-4, 6)
  expect(result.effects.map(({ type }) => type)).toEqual(['niveau', 'pente', 'moyenne'])
  expect(result.effects[1]?.estimate).toBeCloseTo(-0.3, 6)
  expect(result.effects[2]?.estimate).toBeCloseTo(-4 - 0.3 * 4.5, 6)
})

test('with noise the interval covers the break, and the absence of comparison is said', () => {
  const result = interruptedTimeSeries(seriesPanel(-4, 0, 0.5))
  expect(result.interval.low).toBeLessThan(-4)
  expect(result.interval.high).toBeGreaterThan(-4)
  expect(result.warnings.map(({ code }) => code)).toContain('sans-comparaison')
})

test('too few dates before or after are refused', () => {
  const panel = seriesPanel(1, 0, 0.1)
  const rows = panel.times
    .slice(12, 24)
    .map((time, t) => ({ unit: 'a', time, y: Math.sin(t), treated: t >= 2 ? 1 : 0 }))
  const short = buildPanel(rows, { unit: 'unit', time: 'time', outcome: 'y', treated: 'treated' })
  expect(() => interruptedTimeSeries(short)).toThrow(/au moins 3 dates avant/)
})
