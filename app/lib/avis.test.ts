import { expect, test } from 'vitest'
import { avisEtatAt, refuseDeadline } from './avis.ts'
import { isoDate } from './dates.ts'

const day = isoDate
const asked = { echeance: day('2017-07-15'), recuLe: null }

test.each([
  ['2017-07-14', 'attendu'],
  ['2017-07-15', 'attendu'],
  ['2017-07-16', 'tacite'],
])('on %s an unanswered opinion is %s', (at, etat) => {
  expect(avisEtatAt(asked, day(at))).toBe(etat)
})

test('an answer counts from the day it came, even late', () => {
  const late = { ...asked, recuLe: day('2017-08-01') }
  expect(avisEtatAt(late, day('2017-07-31'))).toBe('tacite')
  expect(avisEtatAt(late, day('2017-08-01'))).toBe('recu')
})

test('a month is a month, short ones included', () => {
  expect(refuseDeadline(day('2017-06-01'), day('2017-07-01'))).toBeNull()
  expect(refuseDeadline(day('2017-06-01'), day('2017-06-30'))).toContain('01/07/2017')
  expect(refuseDeadline(day('2017-01-31'), day('2017-02-28'))).toBeNull()
})
