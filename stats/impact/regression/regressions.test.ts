import { expect, test } from 'vitest'
import { readReferenceJson, readReferenceRows } from '#stats/reference/read-reference.ts'
import { buildPanel, type Panel } from '../panel.ts'
import { type ClusterCorrection, clusteredCovariance } from './clustered-covariance.ts'
import { type FixedEffectsFit, fitFixedEffects } from './fixed-effects-fit.ts'
import { clustersAt, covariateOf, stackObservations, treatmentAt, valuesAt } from './observations.ts'
import { smallSampleTest } from './small-sample.ts'
import { wildClusterBootstrap } from './wild-bootstrap.ts'

type Robust = Record<ClusterCorrection | 'estimate' | 'twoWayCR0' | 'twoWayCR1' | 'df', number>
type Expected = { plain: Robust; weighted: Robust; covariate: Robust; wild: { t: number; p: number } }

// stats/reference/regressions.R: lm with explicit dummies on an unbalanced weighted panel.
const expected = readReferenceJson<Expected>('regressions.json')
const columns = {
  unit: 'unit',
  time: 'time',
  outcome: 'y',
  firstTreated: 'first',
  cluster: 'cluster',
  covariates: ['x'],
}

function aFit(options: { weights?: string; covariates?: string[] } = {}): {
  fit: FixedEffectsFit
  clusters: Int32Array
  panel: Panel
} {
  const panel = buildPanel(readReferenceRows('small-panel.csv'), {
    ...columns,
    ...(options.weights ? { weights: options.weights } : {}),
  })
  const observations = stackObservations(panel)
  const regressors = [
    treatmentAt(observations, panel),
    ...(options.covariates ?? []).map((name) => valuesAt(observations, covariateOf(panel, name))),
  ]
  const fit = fitFixedEffects(observations, valuesAt(observations, panel.outcome), regressors)
  return { fit, clusters: clustersAt(observations, panel), panel }
}

function errorOf(fit: FixedEffectsFit, clusterings: Int32Array[], correction: ClusterCorrection): number {
  return Math.sqrt(clusteredCovariance(fit, clusterings, correction).matrix[0] ?? Number.NaN)
}

const variants = [
  ['plain', {}],
  ['weighted', { weights: 'weight' }],
  ['covariate', { weights: 'weight', covariates: ['x'] }],
] as const

test.each(variants)(
  'coefficient and every cluster-robust error equal R with explicit dummies: %s',
  (name, options) => {
    const { fit, clusters } = aFit({ ...options, covariates: 'covariates' in options ? ['x'] : [] })
    const reference = expected[name]
    expect(fit.coefficients[0]).toBeCloseTo(reference.estimate, 12)
    for (const correction of ['CR0', 'CR1', 'CR1S', 'fixest', 'CR2', 'CR3'] as const)
      expect(errorOf(fit, [clusters], correction)).toBeCloseTo(reference[correction], 10)
    expect(errorOf(fit, [clusters, fit.observations.time], 'CR0')).toBeCloseTo(reference.twoWayCR0, 10)
    expect(errorOf(fit, [clusters, fit.observations.time], 'CR1')).toBeCloseTo(reference.twoWayCR1, 10)
    const direction = Float64Array.from(fit.kept, (_, j) => (j === 0 ? 1 : 0))
    const small = smallSampleTest(fit, clusters)?.(direction)
    expect(small?.df).toBeCloseTo(reference.df, 8)
    expect(small?.se).toBeCloseTo(reference.CR2, 10)
  },
)

test('the wild bootstrap with every sign equals a brute-force refit in R', () => {
  const { fit, clusters } = aFit()
  const wild = wildClusterBootstrap(fit, clusters, 0)
  expect(wild.isExhaustive).toBe(true)
  expect(wild.drawCount).toBe(128)
  expect(wild.statistic).toBeCloseTo(expected.wild.t, 10)
  expect(wild.pValue).toBeCloseTo(expected.wild.p, 12)
  expect(wild.floor).toBe(2 / 128)
})

test('the wild interval is the set of effects that the test does not reject', () => {
  const { fit, clusters, panel } = aFit()
  const wild = wildClusterBootstrap(fit, clusters, 0)
  const pOfShift = (effect: number): number => {
    const outcome = panel.outcome.map((y, at) => {
      const unit = Math.floor(at / panel.times.length)
      const isTreated = (panel.firstTreated[unit] ?? 0) <= (panel.times[at % panel.times.length] ?? 0)
      return y - (isTreated ? effect : 0)
    })
    const shifted = fitFixedEffects(fit.observations, valuesAt(fit.observations, outcome), [
      treatmentAt(fit.observations, panel),
    ])
    return wildClusterBootstrap(shifted, clusters, 0).pValue
  }
  expect(pOfShift(wild.low + 1e-6)).toBeGreaterThan(0.05)
  expect(pOfShift(wild.low - 1e-6)).toBeLessThanOrEqual(0.05)
  expect(pOfShift(wild.high - 1e-6)).toBeGreaterThan(0.05)
  expect(pOfShift(wild.high + 1e-6)).toBeLessThanOrEqual(0.05)
})

test('random draws repeat with the seed, change with it, and Webb draws stay near the exhaustive answer', () => {
  const { fit, clusters } = aFit()
  const draw = (seed: number) =>
    wildClusterBootstrap(fit, clusters, 0, { weights: 'webb', draws: 4000, seed })
  expect(draw(7)).toEqual(draw(7))
  expect(draw(7).pValue).not.toBe(draw(8).pValue)
  expect(Math.abs(draw(7).pValue - expected.wild.p)).toBeLessThan(0.1)
})

test('one cluster, or units split between clusters, is refused by name', () => {
  const { fit, clusters } = aFit()
  expect(() => errorOf(fit, [clusters.map(() => 0)], 'CR1')).toThrow(/au moins deux grappes/)
  expect(() => errorOf(fit, [fit.observations.time], 'CR2')).toThrow(/unités entières/)
  expect(() => wildClusterBootstrap(fit, fit.observations.time, 0)).toThrow(/unités entières/)
})
