import { expect, test } from 'vitest'
import { randomStream } from '../numerics/random-stream.ts'
import {
  numberAt,
  prop99Panel,
  readReferenceJson,
  smokingPanel,
  smokingPredictors,
} from '../reference/prop99.ts'
import { crossFitTTest } from './cross-fit-t-test.ts'
import { buildPanel } from './panel.ts'
import type { ImpactResult } from './result.ts'
import { syntheticControl } from './synthetic-control.ts'
import { blockOf, toSyntheticDesign } from './synthetic-design.ts'
import { castsOf } from './synthetic-estimate.ts'
import { decideOnResult } from './verdict-of-result.ts'

const exact = readReferenceJson('exact_qp_prop99.json')
const synth = readReferenceJson('synth_adh_prop99.json')
const codes = (result: ImpactResult) => result.warnings.map(({ code }) => code)

test('outcomes only: the exact programme on Proposition 99, at or below the objective of R', () => {
  const result = syntheticControl(prop99Panel())
  expect(result.estimate).toBeCloseTo(numberAt(exact, 'sc', 'tau'), 6)
  expect(Number(result.details?.loss)).toBeLessThanOrEqual(numberAt(exact, 'sc', 'obj') * (1 + 1e-10))
  expect(result.fit.rmspePre).toBeCloseTo(numberAt(exact, 'sc', 'rmspe_pre'), 6)
  for (const [name, weight] of Object.entries(result.weights.units)) {
    expect(weight).toBeCloseTo(numberAt(exact, 'sc', 'omega', name), 6)
  }
})

test('placebos in space: effects, ratios and p = 3/39 as with the exact programme', () => {
  const result = syntheticControl(prop99Panel())
  expect(result.pValue).toBeCloseTo(numberAt(exact, 'placebo', 'p_ratio'), 12)
  expect(Number(result.details?.pValueEffect)).toBeCloseTo(numberAt(exact, 'placebo', 'p_sc_abs'), 12)
  expect(Number(result.details?.rmspeRatio)).toBeCloseTo(numberAt(exact, 'placebo', 'ratio_california'), 5)
  const placebos: unknown = result.details?.placebos
  if (!Array.isArray(placebos)) throw new Error('No placebos')
  for (const { unit, effect, ratio } of placebos) {
    expect(effect).toBeCloseTo(numberAt(exact, 'placebo', 'sc_tau', unit), 4)
    expect(ratio).toBeCloseTo(numberAt(exact, 'placebo', 'sc_rmspe_ratio', unit), 4)
  }
})

test('predictors with nested V: a lower loss than Synth, its weights to 0.025, its path to a pack', () => {
  const result = syntheticControl(smokingPanel(), {
    predictors: smokingPredictors,
    fitFrom: 1970,
    fitTo: 1988,
    inference: 'none',
  })
  expect(Number(result.details?.loss)).toBeLessThanOrEqual(numberAt(synth, 'results', 'prop99', 'loss_v'))
  for (const [name, weight] of Object.entries(result.weights.units)) {
    expect(Math.abs(weight - numberAt(synth, 'results', 'prop99', 'weights', name))).toBeLessThan(0.025)
  }
  for (const { time, estimate } of result.effects) {
    expect(Math.abs(estimate - numberAt(synth, 'results', 'prop99', 'gaps', String(time)))).toBeLessThan(1)
  }
  expect(result.certificate.converged).toBe(true)
})

test('V by cross-validation uses the end of the pre period and says which window could not move back', () => {
  const result = syntheticControl(smokingPanel(), {
    predictors: smokingPredictors,
    vMethod: 'cv',
    inference: 'none',
  })
  expect(Object.values(result.weights.units).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9)
  expect(codes(result)).toContain('fenetre-d-apprentissage')
})

test('predictors that look after treatment are warned about, those that are missing are refused by name', () => {
  const panel = smokingPanel()
  const late = syntheticControl(panel, {
    predictors: [{ column: 'retprice', from: 1985, to: 1992 }, ...smokingPredictors.slice(4)],
    inference: 'none',
  })
  expect(codes(late)).toContain('predicteur-apres-traitement')
  const absent = () => syntheticControl(panel, { predictors: [{ column: 'beer', from: 1970, to: 1975 }] })
  expect(absent).toThrow(/« beer » n’a aucune valeur entre 1970 et 1975/)
  const unknown = () => syntheticControl(panel, { predictors: [{ column: 'vin', from: 1980, to: 1985 }] })
  expect(unknown).toThrow(/« vin »/)
})

test('the conformal test of no effect on Proposition 99 ranks the actual order among the 31 shifts', () => {
  const result = syntheticControl(prop99Panel(), { inference: 'conformal' })
  expect(result.pValue * 31).toBeCloseTo(Math.round(result.pValue * 31), 9)
  expect(result.interval.low).toBeLessThan(result.estimate)
  expect(result.interval.high).toBeGreaterThan(result.estimate)
})

test('the cross-fit t-test gives the published errors for 3 and 4 folds and refuses 2', () => {
  const panel = prop99Panel()
  const design = toSyntheticDesign(panel, { leastPre: 2, leastDonors: 2 })
  const cast = castsOf(design)[0]
  if (cast === undefined) throw new Error('No cast')
  const block = blockOf(panel, cast)
  expect(crossFitTTest(block, 3).se).toBeCloseTo(1.56, 2)
  expect(crossFitTTest(block, 4).se).toBeCloseTo(2.06, 2)
  expect(() => crossFitTTest(block, 2)).toThrow(/au moins 3 plis/)
})

test('several treated units are averaged, and a donor that counts for nothing changes nothing', () => {
  const rows = Array.from({ length: 8 }, (_, unit) =>
    Array.from({ length: 10 }, (_, t) => ({
      unit: `u${unit}`,
      time: 2010 + t,
      y: unit === 7 ? 1000 + 50 * t : unit + t * (1 + unit / 10) + Math.sin(3 * unit + 2 * t),
      first: unit < 2 ? 2016 : '',
    })),
  ).flat()
  const columns = { unit: 'unit', time: 'time', outcome: 'y', firstTreated: 'first' }
  const all = syntheticControl(buildPanel(rows, columns), { inference: 'none' })
  const near = syntheticControl(
    buildPanel(
      rows.filter(({ unit }) => unit !== 'u7'),
      columns,
    ),
    { inference: 'none' },
  )
  expect(all.n.treated).toBe(2)
  expect(all.weights.units.u7).toBeCloseTo(0, 12)
  expect(all.estimate).toBeCloseTo(near.estimate, 9)
})

test('a past reproduced exactly is said to be untested, and weights that are not unique too', () => {
  const rows = Array.from({ length: 12 }, (_, unit) =>
    Array.from({ length: 6 }, (_, t) => ({
      unit: `u${unit}`,
      time: t,
      y: unit === 0 ? (t >= 3 ? 9 : 5) : Math.sin(unit * 5 + t) * 3 + 5,
      treated: unit === 0 && t >= 3 ? 1 : 0,
    })),
  ).flat()
  const panel = buildPanel(rows, { unit: 'unit', time: 'time', outcome: 'y', treated: 'treated' })
  const result = syntheticControl(panel, { inference: 'none' })
  expect(codes(result)).toContain('ajustement-parfait')
  expect(codes(result)).toContain('poids-non-uniques')
  expect(codes(result)).toContain('peu-de-donneurs')
})

test('donors that all move exactly alike leave no uncertainty to measure: said, and no number', () => {
  const rows = Array.from({ length: 12 }, (_, unit) =>
    Array.from({ length: 10 }, (_, t) => ({
      unit: `u${unit}`,
      time: t,
      y: unit + 2 * t,
      treated: unit === 0 && t >= 7 ? 1 : 0,
    })),
  ).flat()
  const panel = buildPanel(rows, { unit: 'unit', time: 'time', outcome: 'y', treated: 'treated' })
  const result = syntheticControl(panel)
  expect(codes(result)).toContain('donneurs-sans-variation')
  expect([result.se, result.interval.low, result.interval.high, result.pValue]).toEqual([
    Number.NaN,
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ])
})

test('donors that copy one another leave placebos without error: said, and no interval of zero width', () => {
  const stream = randomStream(8)
  const series = Array.from({ length: 13 }, () => Array.from({ length: 14 }, () => 10 + stream.normal()))
  const rows = Array.from({ length: 26 }, (_, unit) => unit)
    .filter((unit) => unit !== 13)
    .flatMap((unit) =>
      Array.from({ length: 14 }, (_, t) => ({
        unit: `u${unit}`,
        time: t,
        y: (series[unit % 13]?.[t] ?? 0) + (unit === 0 && t >= 10 ? 4 : 0),
        treated: unit === 0 && t >= 10 ? 1 : 0,
      })),
    )
  const panel = buildPanel(rows, { unit: 'unit', time: 'time', outcome: 'y', treated: 'treated' })
  const result = syntheticControl(panel)
  expect(codes(result)).toContain('donneurs-en-double')
  expect([result.se, result.interval.low, result.pValue]).toEqual([Number.NaN, Number.NaN, Number.NaN])
  expect(['0', '1', 'I']).toContain(decideOnResult(panel, result).level)
})
