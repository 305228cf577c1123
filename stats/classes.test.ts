import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { classify, classOf, describeClasses, formatClass } from './classes.ts'
import { goodnessOfVarianceFit, jenks } from './jenks.ts'
import { randomIndex, seededRandom } from './random.ts'

/** Every cut of the sorted values in k classes: slow and sure. */
function bestByHand(values: number[], classes: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const spread = (list: number[]) => {
    const centre = list.reduce((sum, value) => sum + value, 0) / list.length
    return list.reduce((sum, value) => sum + (value - centre) ** 2, 0)
  }
  const search = (from: number, left: number): number => {
    if (left === 1) return spread(sorted.slice(from))
    let best = Number.POSITIVE_INFINITY
    for (let end = from + 1; end <= sorted.length - left + 1; end++) {
      best = Math.min(best, spread(sorted.slice(from, end)) + search(end, left - 1))
    }
    return best
  }
  return search(0, classes)
}

function spreadOf(values: number[], uppers: number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const total = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return (1 - goodnessOfVarianceFit(values, uppers)) * total
}

test('natural breaks fall in the gaps', () => {
  expect(jenks([1, 2, 3, 20, 21, 22, 90, 91], 3)).toEqual([3, 22, 91])
  // The example of the documentation of Ckmeans.1d.dp and simple-statistics.
  expect(jenks([-1, 2, -1, 2, 4, 5, 6, -1, 2, -1], 3)).toEqual([-1, 2, 6])
})

test('no cut does better, tried against all of them', () => {
  const random = seededRandom(13)
  for (let round = 0; round < 60; round++) {
    const values = Array.from({ length: 4 + randomIndex(random, 8) }, () => random() * 1000 + 1e6)
    const classes = 2 + randomIndex(random, 2)
    expect(spreadOf(values, jenks(values, classes)) / bestByHand(values, classes)).toBeCloseTo(1, 6)
  }
})

test('fewer distinct values than classes make fewer classes', () => {
  expect(jenks([5, 5, 5], 4)).toEqual([5])
  expect(jenks([5, 7, 5], 4)).toEqual([5, 7])
  expect(jenks([], 4)).toEqual([])
  expect(jenks([3, 1, 2], 1)).toEqual([3])
  expect(() => jenks([1, Number.NaN], 2)).toThrow(RangeError)
  expect(() => jenks([1], 0)).toThrow(RangeError)
})

test('thirty-five thousand values are cut in less than a second', () => {
  const random = seededRandom(17)
  const values = Array.from({ length: 35_000 }, () => random() ** 3 * 1e5)
  const before = performance.now()
  expect(jenks(values, 7)).toHaveLength(7)
  expect(performance.now() - before).toBeLessThan(1000)
})

const values = [1, 2, 2, 3, 4, 5, 6, 7, 8, 40]

test('every value is in one class, whatever the method', () => {
  const requests = [
    { method: 'quantiles', count: 4 },
    { method: 'egales', count: 4 },
    { method: 'jenks', count: 4 },
    { method: 'ecart-type', count: 4 },
    { method: 'manuelle', bounds: [20, 3] },
  ] as const
  for (const request of requests) {
    const classification = classify(values, request)
    const counts = classification.classes.map(({ count }) => count)
    expect([request.method, counts.reduce((sum, count) => sum + count, 0)]).toEqual([
      request.method,
      values.length,
    ])
    for (const value of values) expect(classOf(value, classification)).toBeGreaterThanOrEqual(0)
  }
})

test('bounds belong to the class they close', () => {
  const classification = classify(values, { method: 'manuelle', bounds: [3, 7] })
  expect(classification.classes).toEqual([
    { lower: 1, upper: 3, count: 4 },
    { lower: 3, upper: 7, count: 4 },
    { lower: 7, upper: 40, count: 2 },
  ])
  expect([0, 1, 3, 3.1, 40, 41].map((value) => classOf(value, classification))).toEqual([-1, 0, 0, 1, 2, -1])
})

test('equal numbers and equal intervals do what they say', () => {
  expect(classify(values, { method: 'egales', count: 3 }).classes.map(({ upper }) => upper)).toEqual([
    14, 27, 40,
  ])
  expect(
    classify([1, 2, 3, 4, 5, 6, 7, 8], { method: 'quantiles', count: 4 }).classes.map(({ count }) => count),
  ).toEqual([2, 2, 2, 2])
  expect(classify([1, 1, 1, 1, 9], { method: 'quantiles', count: 4 }).classes).toEqual([
    { lower: 1, upper: 1, count: 4 },
    { lower: 1, upper: 9, count: 1 },
  ])
})

test('deviations stand around the mean', () => {
  const classes = classify([2, 4, 4, 4, 5, 5, 7, 9], { method: 'ecart-type', count: 3 }).classes
  const deviation = Math.sqrt(32 / 7)
  expect(classes[0]?.upper).toBeCloseTo(5 - deviation / 2, 10)
  expect(classes[1]?.upper).toBeCloseTo(5 + deviation / 2, 10)
})

test('one value or none still has a legend', () => {
  expect(classify([], { method: 'jenks', count: 5 }).classes).toEqual([])
  const single = classify([4, 4], { method: 'quantiles', count: 5 })
  expect(single.classes).toEqual([{ lower: 4, upper: 4, count: 2 }])
  expect(formatClass({ lower: 4, upper: 4, count: 2 }, String)).toBe('4')
  expect(describeClasses(classify(values, { method: 'manuelle', bounds: [3] }), String)).toBe(
    'de 1 à 3 : 4 et de 3 à 40 : 6',
  )
  expect(() => classify([Number.NaN], { method: 'jenks', count: 2 })).toThrow(RangeError)
})

const FILOSOFI = '../shared/data/filosofi/cc_filosofi_2021_COM.csv'

if (existsSync(FILOSOFI))
  test('median incomes of all the communes are cut in classes that explain them', () => {
    const rows = readFileSync(FILOSOFI, 'utf8').split('\n')
    const column = (rows[0] ?? '').split(';').findIndex((name) => name.replaceAll('"', '') === 'MED21')
    const incomes = rows
      .slice(1)
      .map((row) => Number(row.split(';')[column]?.replaceAll('"', '').replace(',', '.') || 'absent'))
      .filter(Number.isFinite)
    expect(incomes.length).toBeGreaterThan(30_000)
    expect(goodnessOfVarianceFit(incomes, jenks(incomes, 6))).toBeGreaterThan(0.9)
  })
