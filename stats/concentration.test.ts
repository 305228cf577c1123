import { expect, test } from 'vitest'
import { gini } from './gini.ts'
import { equivalentHolders, herfindahl } from './herfindahl.ts'
import { lorenz } from './lorenz.ts'
import { randomIndex, seededRandom } from './random.ts'

// Values of stats/reference/descriptive.R on the incomes of the help page of the R package `ineq`.
const incomes = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]

test('Gini and Herfindahl agree with R on published incomes', () => {
  expect(gini(incomes)).toBeCloseTo(0.462091130267624, 12)
  expect(herfindahl(incomes)).toBeCloseTo(0.184081230915485, 12)
})

test('equal amounts are not concentrated, one holder of everything is as concentrated as can be', () => {
  expect(gini([5, 5, 5, 5])).toBeCloseTo(0)
  expect(gini([0, 0, 0, 9])).toBeCloseTo(0.75)
  expect(herfindahl([5, 5, 5, 5])).toBeCloseTo(0.25)
  expect(herfindahl([0, 9])).toBe(1)
  expect(equivalentHolders([5, 5, 5, 5])).toBeCloseTo(4)
})

test('nothing to share gives no figure, and a negative amount is a bug that shows', () => {
  for (const measure of [gini, herfindahl]) {
    expect(measure([])).toBeNaN()
    expect(measure([0, 0])).toBeNaN()
    expect(measure([1, Number.NaN])).toBeNaN()
    expect(() => measure([1, -1])).toThrow(RangeError)
  }
  expect(lorenz([])).toEqual([])
  expect(lorenz([0])).toEqual([])
})

test('the Lorenz curve goes from nothing to everything, never above the diagonal', () => {
  expect(lorenz([3, 1])).toEqual([
    { holders: 0, amounts: 0 },
    { holders: 0.5, amounts: 0.25 },
    { holders: 1, amounts: 1 },
  ])
  const curve = lorenz(incomes)
  expect(curve.every(({ holders, amounts }) => amounts <= holders + 1e-12)).toBe(true)
})

test('scale and order change nothing, and giving to the poorest lowers the index', () => {
  const random = seededRandom(1)
  for (let round = 0; round < 100; round++) {
    const amounts = Array.from({ length: 2 + randomIndex(random, 30) }, () => randomIndex(random, 1000) + 1)
    expect(gini(amounts.map((amount) => amount * 2))).toBeCloseTo(gini(amounts), 10)
    expect(gini(amounts.toReversed())).toBeCloseTo(gini(amounts), 10)
    expect(gini([...amounts, ...amounts])).toBeCloseTo(gini(amounts), 10)
    const sorted = amounts.toSorted((a, b) => a - b)
    const [poorest = 0, richest = 0] = [sorted[0], sorted.at(-1)]
    const gift = (richest - poorest) / 4
    const after = sorted.with(0, poorest + gift).with(-1, richest - gift)
    if (gift > 0) expect(gini(after)).toBeLessThan(gini(amounts))
  }
})
