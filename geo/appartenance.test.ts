import { expect, test } from 'vitest'
import { isoDate, type Periode } from '#app/lib/dates.ts'
import { type Appartenance, changesBetween, conflictsAmong, ensemblesAt, membersAt } from './appartenance.ts'
import { codeCommune } from './codes.ts'

const row = (commune: string, ensemble: string, debut: string | null, fin: string | null): Appartenance => {
  const periode: Periode = { debut: debut ? isoDate(debut) : null, fin: fin ? isoDate(fin) : null }
  return { commune: codeCommune(commune), ensemble, periode }
}
const rows = [
  row('59606', 'contrat', null, null),
  row('59032', 'contrat', '2015-01-01', '2021-01-01'),
  row('59160', 'contrat', '2021-01-01', null),
]

test('members are those of the day asked', () => {
  expect(membersAt(rows, 'contrat', isoDate('2014-12-31'))).toEqual(['59606'])
  expect(membersAt(rows, 'contrat', isoDate('2020-12-31'))).toEqual(['59032', '59606'])
  expect(membersAt(rows, 'contrat', isoDate('2021-01-01'))).toEqual(['59160', '59606'])
  expect(ensemblesAt(rows, codeCommune('59032'), isoDate('2021-01-01'))).toEqual([])
})

test('who came in and who left is said', () => {
  const period = { from: isoDate('2020-01-01'), to: isoDate('2022-01-01') }
  expect(changesBetween(rows, 'contrat', period)).toEqual({ entered: ['59160'], left: ['59032'] })
})

test('a commune in two intercommunalities on one day is a conflict, one after the other is not', () => {
  const first = row('59606', 'a', '2000-01-01', '2014-01-01')
  expect(conflictsAmong([first, row('59606', 'b', '2014-01-01', null)])).toEqual([])
  expect(conflictsAmong([first, row('59606', 'b', '2013-12-31', null)])).toHaveLength(1)
  expect(conflictsAmong([first, row('59032', 'b', '2013-12-31', null)])).toEqual([])
})
