import { expect, test } from 'vitest'
import { isoDate } from '#app/lib/dates.ts'
import { bestSlots, slotsOf, tallyOf } from './sondage.rules.ts'

const today = isoDate('2027-03-01')

test('dates are read by pairs, in order, once each; empty lines are left out', () => {
  const { slots, errors } = slotsOf(
    ['2027-04-02', '', '30/03/2027', '2027-04-02'],
    ['14:30', '', '09:00', '14:30'],
    today,
  )
  expect(errors).toEqual([])
  expect(slots).toEqual([
    { jour: '2027-03-30', heure: '09:00' },
    { jour: '2027-04-02', heure: '14:30' },
  ])
})

test.each([
  [['2027-02-30', '2027-04-02'], ['10:00', '10:00'], /Ligne 1 : écrivez une date/],
  [['2027-04-01', '2027-04-02'], ['', '10:00'], /Ligne 1 : écrivez une heure/],
  [['2027-04-01', '2027-03-01'], ['10:00', '10:00'], /Ligne 2 : cette date est passée/],
  [['2027-04-01', ''], ['10:00', ''], /au moins deux dates/],
  [['2027-03-28', '2027-04-02'], ['02:30', '10:00'], /Ligne 1 : 2.h.30 n’existe pas.*heure d’été/],
])('%s at %s is refused with its line', (jours, heures, said) => {
  expect(slotsOf(jours, heures, today).errors.join(' ')).toMatch(said)
})

test('an hour on the day of the change that exists is kept as typed', () => {
  const { slots, errors } = slotsOf(['2027-03-28', '2027-10-31'], ['03:30', '02:30'], today)
  expect(errors).toEqual([])
  expect(slots.map((its) => its.heure)).toEqual(['03:30', '02:30'])
})

test('the best date is the one with the most « oui », then with the most who could; ties are all told', () => {
  const tallies = new Map([
    ['a', tallyOf(['oui', 'oui', 'non'])],
    ['b', tallyOf(['oui', 'oui', 'si_besoin'])],
    ['c', tallyOf(['oui', 'si_besoin', 'si_besoin'])],
  ])
  expect(bestSlots(tallies)).toEqual(['b'])
  expect(
    bestSlots(
      new Map([
        ['a', tallyOf(['oui'])],
        ['b', tallyOf(['oui'])],
      ]),
    ),
  ).toEqual(['a', 'b'])
  expect(bestSlots(new Map([['a', tallyOf([])]]))).toEqual([])
})
