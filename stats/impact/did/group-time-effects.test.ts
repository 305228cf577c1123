import { expect, test } from 'vitest'
import {
  mpdtaColumns,
  readMpdta,
  readReferenceJson,
  readReferenceRows,
} from '#stats/reference/read-reference.ts'
import { buildCrossSections } from '../panel.ts'
import { type Aggregation, aggregateEffects } from './aggregate-effects.ts'
import type { CsOptions } from './cs-options.ts'
import { estimateGroupTimeEffects, type GroupTimeEffects } from './group-time-effects.ts'

type Summary = {
  overall_att: number
  overall_se: number
  by?: Array<{ e: number; att: number; se: number }>
}
type Expected = {
  att_gt: Array<{ group: number; t: number; att: number; se?: number }>
  W: number
  Wpval: number
} & Record<Aggregation, Summary>

const reference = readReferenceJson<{ results: Record<string, Expected> }>('did_mpdta.json').results
const panel = readMpdta()
const aggregations: readonly Aggregation[] = ['simple', 'group', 'dynamic', 'calendar']

const cases: ReadonlyArray<readonly [string, Partial<CsOptions>]> = [
  ...(['dr', 'reg', 'ipw'] as const).flatMap((estimator) =>
    (['never', 'notyet'] as const).flatMap((control) =>
      [[], ['lpop']].map(
        (covariates) =>
          [
            `${estimator}_${control === 'never' ? 'nevertreated' : 'notyettreated'}_${covariates[0] ?? 'none'}`,
            { estimator, control, covariates },
          ] as const,
      ),
    ),
  ),
  ['dr_nevertreated_none_universal', { base: 'universal' }],
  ['dr_nevertreated_none_anticip1', { anticipation: 1 }],
]

test.each(cases)('group-time effects, test and aggregations equal did 2.3.0: %s', (name, options) => {
  expectReference(name, estimateGroupTimeEffects(panel, options))
})

test('rows taken as repeated cross-sections equal did 2.3.0 with panel = FALSE', () => {
  const rows = buildCrossSections(readReferenceRows('mpdta.csv'), mpdtaColumns)
  expectReference('dr_nevertreated_none_rc', estimateGroupTimeEffects(rows, { unbalanced: 'cross-sections' }))
})

function expectReference(name: string, ours: GroupTimeEffects): void {
  const expected = reference[name]
  if (expected === undefined) throw new Error(`no reference for ${name}`)
  expect(ours.cells.map((cell) => [cell.group, cell.time])).toEqual(
    expected.att_gt.map((cell) => [cell.group, cell.t]),
  )
  ours.cells.forEach((cell, index) => {
    const theirs = expected.att_gt[index]
    expect(Math.abs(cell.estimate - (theirs?.att ?? Number.NaN))).toBeLessThan(1e-10)
    if (theirs?.se === undefined) expect(cell.se).toBeNaN()
    else expect(Math.abs(cell.se - theirs.se)).toBeLessThan(1e-10)
  })
  expect(ours.preTest.statistic).toBeCloseTo(expected.W, 7)
  expect(ours.preTest.pValue).toBeCloseTo(expected.Wpval, 4)
  for (const type of aggregations) {
    const summary = aggregateEffects(ours, type)
    expect(Math.abs(summary.overall.estimate - expected[type].overall_att)).toBeLessThan(1e-10)
    expect(Math.abs(summary.overall.se - expected[type].overall_se)).toBeLessThan(1e-10)
    expected[type].by?.forEach((theirs, index) => {
      expect(summary.effects[index]?.at).toBe(theirs.e)
      expect(Math.abs((summary.effects[index]?.estimate ?? Number.NaN) - theirs.att)).toBeLessThan(1e-10)
      if (theirs.se !== undefined)
        expect(Math.abs((summary.effects[index]?.se ?? Number.NaN) - theirs.se)).toBeLessThan(1e-10)
    })
  }
}
