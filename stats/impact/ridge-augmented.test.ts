import { expect, test } from 'vitest'
import { choleskyFactor, choleskySolve } from '../numerics/cholesky.ts'
import { randomStream } from '../numerics/random-stream.ts'
import { prop99Panel } from '../reference/prop99.ts'
import { ridgeAugmentedControl } from './ridge-augmented.ts'
import { centreOnDonors, chooseRidge, fitAugmented } from './ridge-augmented-fit.ts'
import { fitOnSimplex } from './simplex-least-squares.ts'
import { syntheticControl } from './synthetic-control.ts'

test('a huge ridge gives the synthetic control back', () => {
  const augmented = ridgeAugmentedControl(prop99Panel(), { ridge: 1e12, inference: 'none' })
  const plain = syntheticControl(prop99Panel(), { inference: 'none' })
  expect(augmented.estimate).toBeCloseTo(plain.estimate, 4)
})

test('the weights are those of the definition: synthetic control plus a ridge correction', () => {
  const stream = randomStream(2)
  const raw = {
    donorCount: 6,
    dim: 4,
    donors: Float64Array.from({ length: 24 }, () => stream.normal()),
    treated: Float64Array.of(3, 1, 2, 2),
  }
  const problem = centreOnDonors(raw)
  const base = fitOnSimplex({ points: problem.donors, target: problem.treated, count: 6, dim: 4 }).weights
  const gram = new Float64Array(16)
  for (let a = 0; a < 4; a++) {
    for (let b = 0; b < 4; b++) {
      for (let i = 0; i < 6; i++)
        gram[a * 4 + b] =
          (gram[a * 4 + b] ?? 0) + (problem.donors[i * 4 + a] ?? 0) * (problem.donors[i * 4 + b] ?? 0)
    }
    gram[a * 4 + a] = (gram[a * 4 + a] ?? 0) + 0.7
  }
  const gap = problem.treated.map(
    (value, t) => value - base.reduce((sum, weight, i) => sum + weight * (problem.donors[i * 4 + t] ?? 0), 0),
  )
  const factor = choleskyFactor(gram, 4)
  if (factor === null) throw new Error('Not positive')
  const solved = choleskySolve(factor, 4, gap)
  const { weights } = fitAugmented(problem, 0.7)
  weights.forEach((weight, i) => {
    const added = solved.reduce((sum, value, t) => sum + value * (problem.donors[i * 4 + t] ?? 0), 0)
    expect(weight).toBeCloseTo((base[i] ?? 0) + added, 10)
  })
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 10)
})

test('by donors or by measures, the correction is the same', () => {
  const stream = randomStream(4)
  const wide = centreOnDonors({
    donorCount: 5,
    dim: 9,
    donors: Float64Array.from({ length: 45 }, () => stream.normal()),
    treated: Float64Array.from({ length: 9 }, () => 2 * stream.normal()),
  })
  const { weights } = fitAugmented(wide, 0.3)
  const gap = wide.treated.map(
    (value, t) => value - weights.reduce((sum, weight, i) => sum + weight * (wide.donors[i * 9 + t] ?? 0), 0),
  )
  const base = fitOnSimplex({ points: wide.donors, target: wide.treated, count: 5, dim: 9 }).weights
  // Stationarity of the penalised problem: ridge × (w − w_sc) = donors · gap.
  weights.forEach((weight, i) => {
    const pull = gap.reduce((sum, value, t) => sum + value * (wide.donors[i * 9 + t] ?? 0), 0)
    expect(0.3 * (weight - (base[i] ?? 0))).toBeCloseTo(pull, 9)
  })
})

test('the ridge chosen is the largest within one standard error of the best', () => {
  const stream = randomStream(6)
  const problem = centreOnDonors({
    donorCount: 15,
    dim: 10,
    donors: Float64Array.from({ length: 150 }, () => stream.normal()),
    treated: Float64Array.from({ length: 10 }, () => 2 * stream.normal()),
  })
  const { ridge, ridges, errors, standardErrors } = chooseRidge(problem)
  const best = errors.indexOf(Math.min(...errors))
  const place = ridges.indexOf(ridge)
  expect(ridges).toHaveLength(21)
  expect((ridges[20] ?? 0) / (ridges[0] ?? 1)).toBeCloseTo(1e-8, 12)
  expect(errors[place]).toBeLessThanOrEqual((errors[best] ?? 0) + (standardErrors[best] ?? 0))
  if (place > 0) expect(errors[place - 1]).toBeGreaterThan((errors[best] ?? 0) + (standardErrors[best] ?? 0))
})

test('Proposition 99: a better past than the synthetic control, an interval and a p-value', () => {
  const result = ridgeAugmentedControl(prop99Panel())
  expect(result.fit.rmspePre).toBeLessThan(1.6564)
  expect(result.pValue * 39).toBeCloseTo(Math.round(result.pValue * 39), 9)
  for (const inference of ['placebo', 'jackknife'] as const) {
    const { interval, estimate } = ridgeAugmentedControl(prop99Panel(), { inference })
    expect(interval.low).toBeLessThan(estimate)
    expect(interval.high).toBeGreaterThan(estimate)
  }
  expect(result.warnings.map(({ code }) => code)).toContain('poids-negatifs')
})

test('scaling outcomes scales the effect and leaves the weights unchanged', () => {
  const plain = ridgeAugmentedControl(prop99Panel(), { inference: 'none' })
  const scaled = ridgeAugmentedControl(
    prop99Panel((row) => ({ ...row, PacksPerCapita: Number(row.PacksPerCapita) * 1e6 })),
    { inference: 'none' },
  )
  expect(scaled.estimate / 1e6).toBeCloseTo(plain.estimate, 8)
  expect(scaled.weights.units.Nevada).toBeCloseTo(plain.weights.units.Nevada ?? 0, 8)
})

test('a ridge that is not positive is refused', () => {
  expect(() => ridgeAugmentedControl(prop99Panel(), { ridge: 0 })).toThrow(/positif/)
})

test.each([
  [15, 10],
  [6, 14],
])(
  'the closed form of a left-out period is the fit really made without it (%i donors, %i measures)',
  (donorCount, dim) => {
    const stream = randomStream(8)
    const problem = centreOnDonors({
      donorCount,
      dim,
      donors: Float64Array.from({ length: donorCount * dim }, () => stream.normal()),
      treated: Float64Array.from({ length: dim }, () => 2 * stream.normal()),
    })
    const { ridges, errors } = chooseRidge(problem)
    for (const place of [0, 6, 12]) {
      let sum = 0
      for (let left = 0; left < dim - 1; left++) {
        const kept = Array.from({ length: dim }, (_, t) => t).filter((t) => t !== left)
        const rows = Array.from({ length: donorCount }, (_, i) =>
          kept.map((t) => problem.donors[i * dim + t] ?? 0),
        )
        const shorter = {
          donorCount,
          dim: dim - 1,
          donors: Float64Array.from(rows.flat()),
          treated: Float64Array.from(kept, (t) => problem.treated[t] ?? 0),
        }
        const { weights } = fitAugmented(shorter, ridges[place] ?? 0)
        const predicted = weights.reduce(
          (total, weight, i) => total + weight * (problem.donors[i * dim + left] ?? 0),
          0,
        )
        sum += ((problem.treated[left] ?? 0) - predicted) ** 2 / (dim - 1)
      }
      expect(errors[place]).toBeCloseTo(sum, 8)
    }
  },
)

test('outcomes very far from zero give the same effect, within what their digits allow', () => {
  const far = prop99Panel((row) => ({ ...row, PacksPerCapita: Number(row.PacksPerCapita) + 1e9 }))
  const near = ridgeAugmentedControl(prop99Panel(), { inference: 'none' })
  expect(ridgeAugmentedControl(far, { inference: 'none' }).estimate).toBeCloseTo(near.estimate, 3)
})
