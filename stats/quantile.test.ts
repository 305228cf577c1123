import { expect, test } from 'vitest'
import { type QuantileVariant, quantile } from './quantile.ts'
import { randomIndex, seededRandom } from './random.ts'

const incomes = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]

// stats/reference/descriptive.R: quantile(income, c(.1, .25, .5, .7, .9), type = …)
const fromR: Record<QuantileVariant, number[]> = {
  R1: [541, 2445, 4437, 6392, 11904],
  R2: [1002, 2445, 4919, 7348, 17082.5],
  R3: [541, 1463, 4437, 6392, 11904],
  R4: [541, 1954, 4437, 6392, 11904],
  R5: [1002, 2445, 4919, 7348, 17082.5],
  R6: [633.2, 2199.5, 4919, 7730.4, 21225.3],
  R7: [1370.8, 2693.25, 4919, 6965.6, 12939.7],
  R8: [879.066666666666, 2363.16666666667, 4919, 7475.46666666666, 18463.4333333333],
  R9: [909.8, 2383.625, 4919, 7443.6, 18118.2],
}
// as: the keys of the record above
const variants = Object.entries(fromR) as [QuantileVariant, number[]][]

test.each(variants)('%s agrees with R', (variant, expected) => {
  const found = [0.1, 0.25, 0.5, 0.7, 0.9].map((p) => quantile(incomes.toReversed(), p, variant))
  found.forEach((value, index) => {
    expect(value).toBeCloseTo(expected[index] ?? 0, 8)
  })
})

test('the ends are the smallest and the largest, whatever the variant', () => {
  for (const [variant] of variants) {
    expect(quantile(incomes, 0, variant)).toBe(541)
    expect(quantile(incomes, 1, variant)).toBe(22261)
    expect(quantile([7], 0.3, variant)).toBe(7)
  }
})

test('a quantile grows with its share and stays among the values', () => {
  const random = seededRandom(3)
  for (let round = 0; round < 60; round++) {
    const values = Array.from({ length: 1 + randomIndex(random, 20) }, () => random() * 100)
    for (const [variant] of variants) {
      const found = [0, 0.1, 0.3, 0.5, 0.8, 0.95, 1].map((p) => quantile(values, p, variant))
      expect(found).toEqual(found.toSorted((a, b) => a - b))
      expect(found[0]).toBeGreaterThanOrEqual(Math.min(...values))
    }
  }
})

test('nothing in, nothing out; a share that is not one is a bug that shows', () => {
  expect(quantile([], 0.5)).toBeNaN()
  expect(quantile([1, Number.NaN], 0.5)).toBeNaN()
  expect(() => quantile([1], 50)).toThrow(RangeError)
})
