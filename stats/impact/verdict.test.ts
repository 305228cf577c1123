import { expect, test } from 'vitest'
import { prop99Panel } from '../reference/prop99.ts'
import { secondOpinion } from './second-opinion.ts'
import { syntheticControl } from './synthetic-control.ts'
import { decide, type Situation } from './verdict.ts'
import { decideOnResult } from './verdict-of-result.ts'
import { DECISION_TABLE, GUARDRAILS } from './verdict-rules.ts'
import { bannedWordsIn } from './verdict-words.ts'

const one: Situation = {
  method: 'sc',
  before: 12,
  after: 5,
  treated: 1,
  donors: 40,
  dates: 1,
  effect: -3,
  low: -5,
  high: -1,
  se: 1,
  pValue: 1 / 41,
  rank: { place: 1, total: 41 },
  normalisedGap: 0.2,
  secondMethodAgrees: true,
  unit: 'points',
  start: 2015,
}
const many: Situation = { ...one, method: 'sdid', treated: 15, pValue: 0.004, low: -4, high: -2 }

test.each<[string, Partial<Situation> & { base?: Situation }, string, number]>([
  ['one measure before', { before: 1 }, '0', 1],
  ['two measures before', { base: { ...many, method: 'did' }, before: 2 }, '1', 2],
  ['four measures before, ten treated', { base: { ...many, method: 'event' }, before: 4 }, '2', 3],
  ['five before, ten treated, clear effect', { base: many }, '3', 4],
  ['several dates of entry', { base: { ...many, method: 'cs' }, dates: 3 }, '3', 5],
  ['plain differences over several dates', { base: { ...many, method: 'did' }, dates: 3 }, '1', 5],
  ['one treated, first among forty-one, methods agree', {}, '3', 6],
  ['one treated, third among forty-one', { pValue: 3 / 41, rank: { place: 3, total: 41 } }, '2', 6],
  ['a past reproduced by many mixes of donors', { weaklyIdentified: true }, '2', 7],
  ['one treated, fair fit', { normalisedGap: 0.8 }, '2', 7],
  ['one treated, bad fit', { normalisedGap: 1.2 }, '0', 8],
  ['fit far worse than that of placebos', { gapAgainstPlacebos: 3 }, '0', 8],
  ['ten donors', { donors: 10, pValue: 1 / 11 }, '2', 9],
  ['three donors', { donors: 3, pValue: 0.25 }, '1', 9],
  ['synthetic control with six measures before', { before: 6 }, '1', 2],
  ['chosen on the measure itself', { base: many, context: { selectedOnOutcome: true } }, '2', 10],
  ['census vintages three years apart', { context: { censusYears: 3 } }, '0', 11],
  [
    'a source that changed for all',
    { base: many, context: { breakYear: 2020, breakIsShared: true } },
    '2',
    12,
  ],
  [
    'a source that changed for some',
    { base: many, context: { breakYear: 2020, breakIsShared: false } },
    '0',
    12,
  ],
  ['a perimeter that moved', { base: many, context: { perimeter: 'modifié' } }, '0', 13],
  ['a perimeter recomputed', { base: many, context: { perimeter: 'recalculé' } }, '3', 13],
  ['too few people', { base: many, context: { smallestPopulation: 700 } }, '0', 1],
  ['a long interrupted series', { base: { ...many, method: 'its' }, before: 13, after: 9 }, '2', 14],
  [
    'a long interrupted series whose residuals follow one another',
    { base: { ...many, method: 'its' }, before: 13, after: 9, autocorrelated: true },
    '1',
    14,
  ],
  ['a short interrupted series', { base: { ...many, method: 'its' }, before: 4, after: 3 }, '1', 15],
  [
    'zero inside, useful effect excluded',
    { base: many, low: -1, high: 1, se: 0.5, target: 2, pValue: 0.9 },
    'N',
    16,
  ],
  [
    'zero inside, useful effect possible',
    { base: many, low: -3, high: 1, se: 1, target: 2, pValue: 0.3 },
    'I',
    17,
  ],
  ['one treated, far down the ranks', { pValue: 0.5 }, 'I', 17],
  [
    'one indicator among twenty, none left',
    { base: many, context: { indicators: { tested: 20, kept: 0 } } },
    '2',
    18,
  ],
  ['methods of opposite signs', { secondMethodAgrees: false }, 'I', 19],
  ['no optimum', { converged: false }, '0', 8],
])('%s', (_, { base = one, ...change }, level, row) => {
  const decision = decide({ ...base, ...change })
  expect(decision.level).toBe(level)
  expect(decision.rows).toContain(row)
  expect(bannedWordsIn(decision.text)).toEqual([])
})

test('every verdict above 0 says that it speaks of the territory, not of the people', () => {
  expect(decide(one).text).toContain('pas sur les habitants')
  expect(decide(many).text).toContain('pas sur les habitants')
})

test('an inconclusive verdict gives the effect that would have been visible and what the data allow', () => {
  const { text, smallestDetectable } = decide({ ...many, low: -3, high: 1, se: 1, pValue: 0.3 })
  expect(smallestDetectable).toBeCloseTo(2.8, 1)
  expect(text).toContain('2,8 points')
  expect(text).toContain('entre -3 et 1 points')
  expect(text).toContain('Cela ne veut pas dire que le contrat n’a pas d’effet')
})

test('an effect that the context lowers to a signal is not called likely', () => {
  const { level, text } = decide({ ...many, context: { selectedOnOutcome: true } })
  expect(level).toBe('2')
  expect(text).toContain('Signal compatible')
  expect(text).not.toContain('Effet probable')
})

test('nothing known beyond the design never helps a verdict', () => {
  const { secondMethodAgrees: _, ...unknown } = one
  expect(decide(unknown).level).toBe('2')
})

test('banned words are found, whatever their form; « significatif » needs its interval', () => {
  expect(bannedWordsIn('Cela prouve que')).toEqual(['prouve'])
  expect(bannedWordsIn('Cela a été démontré')).toEqual(['démontre'])
  expect(bannedWordsIn('Grâce au contrat, la pauvreté baisse')).toEqual(['grâce au contrat'])
  expect(bannedWordsIn('Une baisse significative')).toEqual(['significatif sans intervalle'])
  expect(bannedWordsIn('Une baisse significative (intervalle de -4 à -1)')).toEqual([])
  expect(bannedWordsIn('Une preuve de bonne volonté éprouvée')).toEqual([])
})

test('the nineteen rules and the nineteen rows are all there, in clean words', () => {
  expect(GUARDRAILS.map(({ id }) => id)).toEqual(Array.from({ length: 19 }, (_, k) => `G${k + 1}`))
  expect(DECISION_TABLE.map(({ row }) => row)).toEqual(Array.from({ length: 19 }, (_, k) => k + 1))
  for (const { rule, reason } of GUARDRAILS) expect(bannedWordsIn(`${rule} ${reason}`)).toEqual([])
})

test('Proposition 99: a signal, third of thirty-nine, not a likely effect', () => {
  const panel = prop99Panel()
  const secondEffect = secondOpinion(panel, 'sc')
  expect(secondEffect).toBeLessThan(0)
  const decision = decideOnResult(panel, syntheticControl(panel), { secondEffect: secondEffect ?? 0 })
  expect(decision.level).toBe('2')
  expect(decision.text).toContain('Rang 3 sur 39')
})
