import { expect, test } from 'vitest'
import {
  chiSquareQuantile,
  chiSquareUpper,
  fisherQuantile,
  fisherUpper,
  normalCdf,
  normalQuantile,
  normalTwoSided,
  studentCdf,
  studentQuantile,
  studentTwoSided,
} from './distributions.ts'

// R 4.2.2, stats/reference/distributions.R.
const expected: ReadonlyArray<readonly [string, number, number]> = [
  ['pnorm(-1.96)', normalCdf(-1.96), 0.024997895148220428],
  ['pnorm(-10)', normalCdf(-10), 7.6198530241605269e-24],
  ['qnorm(0.975)', normalQuantile(0.975), 1.9599639845400536],
  ['qnorm(1e-300)', normalQuantile(1e-300), -37.047096299361201],
  ['qt(0.975, 10)', studentQuantile(0.975, 10), 2.2281388519862739],
  ['2*pt(-2.228138851964939, 10)', studentTwoSided(2.228138851964939, 10), 0.050000000001808619],
  ['2*pt(-1e-8, 5)', studentTwoSided(1e-8, 5), 0.99999999240786619],
  ['2*pt(-40, 3.5)', studentTwoSided(40, 3.5), 8.7664411093730227e-6],
  ['upper chi2(3.84…, 1)', chiSquareUpper(3.841458820694124, 1), 0.049999999999999975],
  ['qchisq(0.95, 5)', chiSquareQuantile(0.95, 5), 11.070497693516351],
  ['upper F(4.96460274, 1, 10)', fisherUpper(4.96460274, 1, 10), 0.050000000070967776],
  ['qf(0.95, 3, 7)', fisherQuantile(0.95, 3, 7), 4.346831399907817],
]

test.each(expected)('%s agrees with R to 1e-12', (_, ours, reference) => {
  expect(Math.abs(ours / reference - 1)).toBeLessThan(1e-12)
})

test('quantile and distribution function undo each other', () => {
  for (const p of [1e-9, 0.001, 0.3, 0.5, 0.8, 0.999]) {
    expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 13)
    for (const df of [1, 2.5, 30, 1e4]) expect(studentCdf(studentQuantile(p, df), df)).toBeCloseTo(p, 12)
  }
})

test('a Student with infinite degrees of freedom is a normal', () => {
  expect(studentTwoSided(1.3, Number.POSITIVE_INFINITY)).toBe(normalTwoSided(1.3))
  expect(studentTwoSided(1.3, 1e9)).toBeCloseTo(normalTwoSided(1.3), 8)
})

test('impossible arguments give NaN, not a number', () => {
  expect(normalQuantile(1.2)).toBeNaN()
  expect(studentTwoSided(Number.NaN, 3)).toBeNaN()
  expect(studentQuantile(0.9, 0)).toBeNaN()
})
