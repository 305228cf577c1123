import { expect, test } from 'vitest'
import { randomStream } from '#stats/numerics/random-stream.ts'
import { readReferenceJson } from '#stats/reference/read-reference.ts'
import { adjustBenjaminiHochberg, adjustHolm } from './multiple-tests.ts'
import { breakdownValue, type EventStudyEstimates, robustInterval } from './parallel-trends-sensitivity.ts'
import { smallestDetectableEffect } from './smallest-detectable-effect.ts'

function aStudy(estimates: readonly number[], se: number, beforeCount: number): EventStudyEstimates {
  const size = estimates.length
  const covariance = Float64Array.from(
    { length: size * size },
    (_, k) => (Math.floor(k / size) === k % size ? 1 : 0.5) * se * se,
  )
  return { estimates: Float64Array.from(estimates), covariance, beforeCount }
}

test('adjusted p-values equal p.adjust of R, and a test not made does not count', () => {
  const r = readReferenceJson<{ adjust: { holm: number[]; bh: number[] } }>('regressions.json').adjust
  const p = [0.01, 0.04, 0.03, 0.005, 0.2, 0.04]
  adjustHolm(p).forEach((value, k) => {
    expect(value).toBeCloseTo(r.holm[k] ?? Number.NaN, 12)
  })
  adjustBenjaminiHochberg(p).forEach((value, k) => {
    expect(value).toBeCloseTo(r.bh[k] ?? Number.NaN, 12)
  })
  expect(adjustHolm([0.02, Number.NaN, 0.01])).toEqual([0.02, Number.NaN, 0.02])
  expect(adjustBenjaminiHochberg([])).toEqual([])
})

test('the smallest detectable effect is 2.80 standard errors at 80 % power', () => {
  expect(smallestDetectableEffect(1)).toBeCloseTo(2.801585218, 8)
  expect(smallestDetectableEffect(1, { df: 10 })).toBeGreaterThan(3)
  expect(smallestDetectableEffect(Number.NaN)).toBeNaN()
})

test('with almost no noise the breakdown value is the effect over the worst past divergence', () => {
  // Steps before treatment: 0.1 and −0.2 (to the reference 0); one effect of 1 after.
  expect(breakdownValue(aStudy([0.1, 0.2, 1], 1e-6, 2))).toBeCloseTo(5, 2)
  expect(breakdownValue(aStudy([0.1, 0.4, 1], 1e-6, 2))).toBeCloseTo(2.5, 3)
  // Mean of two effects: the bias of the second period is the sum of two steps, 1.5 steps on average.
  expect(breakdownValue(aStudy([0.1, 0.4, 1, 1], 1e-6, 2))).toBeCloseTo(2.5 / 1.5, 3)
})

test('an effect lost in the noise breaks down at once', () => {
  expect(breakdownValue(aStudy([0.1, -0.1, 0.5], 1, 2))).toBe(0)
})

test('the robust interval widens with the divergence allowed, and follows the scale', () => {
  const study = aStudy([0.1, -0.2, 1.5], 0.2, 2)
  const widths = [0, 0.5, 1, 2].map((bound) => {
    const { low, high } = robustInterval(study, bound)
    return high - low
  })
  expect(widths).toEqual([...widths].sort((a, b) => a - b))
  expect(widths[0]).toBeGreaterThan(2 * 1.96 * 0.2)
  expect(widths[0]).toBeLessThan(2 * 3 * 0.2)
  const scaled = aStudy([100, -200, 1500], 200, 2)
  expect(robustInterval(scaled, 1).low / 1000).toBeCloseTo(robustInterval(study, 1).low, 6)
  expect(() => robustInterval(study, -1)).toThrow(/positif/)
  expect(() => breakdownValue(aStudy([1, 2], 1, 0))).toThrow(/au moins un effet/)
})

test('under the worst divergence allowed the interval covers the truth at least 95 times in 100', () => {
  const stream = randomStream(20240101)
  const truth = [0.3, 0, 0.3 + 0.7]
  let covered = 0
  for (let run = 0; run < 400; run++) {
    const common = stream.normal() * Math.SQRT1_2
    const noisy = truth.map((value) => value + 0.3 * (common + stream.normal() * Math.SQRT1_2))
    // Coefficients before: −0.3·(…); the last step before treatment is 0.3, the violation after it is 0.3 too.
    const { low, high } = robustInterval(aStudy(noisy, 0.3, 2), 1, { draws: 400 })
    if (low <= 0.7 && 0.7 <= high) covered++
  }
  expect(covered / 400).toBeGreaterThan(0.93)
})
