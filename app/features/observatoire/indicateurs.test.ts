import { expect, test } from 'vitest'
import { NIVEAUX } from '#data/sources/niveaux.ts'
import { findIndicateur, indicateurs } from './indicateurs.ts'

test('the catalogue holds every rank of the reference list, fifteen series of crime and two counts of job seekers included', () => {
  const ranks = new Set(indicateurs.map((one) => one.rank))
  expect([...ranks].sort((one, other) => one - other)).toEqual(Array.from({ length: 62 }, (_, at) => at + 1))
  expect(indicateurs.filter((one) => one.rank === 56)).toHaveLength(15)
  expect(new Set(indicateurs.map((one) => one.id)).size).toBe(indicateurs.length)
})

test.each(indicateurs.map((one) => [one.id, one] as const))(
  '%s is a definition before it is a number',
  (_id, one) => {
    for (const text of [
      one.label,
      one.definition,
      one.formula,
      one.unit,
      one.source,
      one.secrecyRule,
      one.licence,
    ]) {
      expect(text.length).toBeGreaterThan(0)
    }
    expect(one.niveaux.every((niveau) => NIVEAUX.includes(niveau))).toBe(true)
    expect(one.comparators.length).toBeGreaterThan(0)
  },
)

test('an ambiguous direction says why, a ratio of sums says of what', () => {
  for (const one of indicateurs) {
    if (one.direction === 'ambigu') expect(one.directionNote, one.id).toBeTruthy()
    if (one.additivity === 'ratio-de-sommes') expect(one.computed.length, one.id).toBeGreaterThan(0)
    for (const formula of one.computed) expect(formula.denominators.length, one.id).toBeGreaterThan(0)
  }
})

test('incomes say that their source ends at 2021, and medians are never added up', () => {
  expect(findIndicateur('median_inc')).toMatchObject({ additivity: 'non-additif', unit: '€' })
  expect(findIndicateur('POV60')?.knownBreaks.join(' ')).toContain('2021')
  expect(findIndicateur('NIMPORTE')).toBeNull()
})
