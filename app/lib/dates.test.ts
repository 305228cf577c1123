import { expect, test } from 'vitest'
import { randomIndex, seededRandom } from '#stats/random.ts'
import {
  addDays,
  addMonths,
  addYears,
  containsDate,
  daysBetween,
  formatDate,
  formatDateLong,
  formatDateWithWeekday,
  formatMonth,
  formatPeriode,
  intersection,
  isEmptyPeriod,
  isIsoDate,
  isoDate,
  overlaps,
  type Periode,
  parseDate,
  periodFromInclusive,
  periodOfYear,
  yearOf,
} from './dates.ts'

const day = isoDate

test('a day that does not exist is not a day', () => {
  for (const text of ['2015-02-29', '2016-13-01', '2016-00-10', '16-01-01', '2016-1-1', '', null, 20160101]) {
    expect(isIsoDate(text)).toBe(false)
  }
  expect(isIsoDate('2016-02-29')).toBe(true)
  expect(() => isoDate('31/12/2016')).toThrow(RangeError)
})

test('days written by French people are read, the day first', () => {
  const written: Array<[string, string]> = [
    ['31/12/2016', '2016-12-31'],
    ['1/2/2016', '2016-02-01'],
    ['31-12-16', '2016-12-31'],
    ['31.12.99', '1999-12-31'],
    ['1er janvier 2016', '2016-01-01'],
    ['Jeudi 12 mars 2026', '2026-03-12'],
    ['31 déc. 2016', '2016-12-31'],
    ['1 er mai 2016', '2016-05-01'],
    ['31/12/2016 00:00:00', '2016-12-31'],
    ['15 AOÛT 2021', '2021-08-15'],
    ['2016-12-31T10:00:00Z', '2016-12-31'],
  ]
  for (const [text, expected] of written) expect([text, parseDate(text)]).toEqual([text, expected])
  for (const text of ['12/31/2016', '31/02/2016', 'demain', '2016', '32 mai 2016', '1 ma 2016']) {
    expect([text, parseDate(text)]).toEqual([text, null])
  }
})

test('days read as in France', () => {
  expect(formatDate(day('2016-12-31'))).toBe('31/12/2016')
  expect(formatDateLong(day('2016-01-01'))).toBe('1er janvier 2016')
  expect(formatDateLong(day('2016-01-21'))).toBe('21 janvier 2016')
  expect(formatDateWithWeekday(day('2026-01-01'))).toBe('jeudi 1er janvier 2026')
  expect(formatMonth(day('2026-08-01'))).toBe('août 2026')
  expect(yearOf(day('2026-08-01'))).toBe(2026)
})

test('what is formatted is read back', () => {
  const random = seededRandom(5)
  for (let round = 0; round < 400; round++) {
    const date = addDays(day('1950-01-01'), randomIndex(random, 36_000))
    expect(parseDate(formatDate(date))).toBe(date)
    expect(parseDate(formatDateLong(date))).toBe(date)
  }
})

test('months keep the day when it exists, else the last of the month', () => {
  expect(addMonths(day('2016-01-31'), 1)).toBe('2016-02-29')
  expect(addMonths(day('2015-01-31'), 1)).toBe('2015-02-28')
  expect(addMonths(day('2016-03-31'), -1)).toBe('2016-02-29')
  expect(addMonths(day('2016-12-15'), 13)).toBe('2018-01-15')
  expect(addMonths(day('2016-01-15'), -13)).toBe('2014-12-15')
  expect(addYears(day('2016-02-29'), 1)).toBe('2017-02-28')
})

test('days are counted across summer time and leap years', () => {
  expect(daysBetween(day('2026-03-28'), day('2026-03-30'))).toBe(2)
  expect(daysBetween(day('2016-01-01'), day('2017-01-01'))).toBe(366)
  expect(daysBetween(day('2017-01-01'), day('2016-01-01'))).toBe(-366)
  expect(addDays(day('2016-02-28'), 1)).toBe('2016-02-29')
})

test('a period holds its first day and not its end', () => {
  const periode = periodFromInclusive(day('2015-01-01'), day('2020-12-31'))
  expect(periode).toEqual({ debut: '2015-01-01', fin: '2021-01-01' })
  expect(containsDate(periode, day('2015-01-01'))).toBe(true)
  expect(containsDate(periode, day('2020-12-31'))).toBe(true)
  expect(containsDate(periode, day('2021-01-01'))).toBe(false)
  expect(containsDate({ debut: null, fin: null }, day('1789-07-14'))).toBe(true)
})

test('periods that touch do not overlap', () => {
  expect(overlaps(periodOfYear(2015), periodOfYear(2016))).toBe(false)
  expect(overlaps({ debut: day('2015-06-01'), fin: null }, periodOfYear(2016))).toBe(true)
  expect(
    intersection({ debut: day('2015-06-01'), fin: null }, { debut: null, fin: day('2016-01-01') }),
  ).toEqual({
    debut: '2015-06-01',
    fin: '2016-01-01',
  })
})

test('an empty period overlaps nothing', () => {
  const empty: Periode = { debut: day('2016-05-01'), fin: day('2016-05-01') }
  expect(isEmptyPeriod(empty)).toBe(true)
  expect(overlaps(empty, periodOfYear(2016))).toBe(false)
})

test('two periods overlap exactly when a day is in both', () => {
  const random = seededRandom(9)
  const origin = day('2020-01-01')
  const any = (): Periode => ({
    debut: random() < 0.2 ? null : addDays(origin, randomIndex(random, 20)),
    fin: random() < 0.2 ? null : addDays(origin, randomIndex(random, 20)),
  })
  for (let round = 0; round < 300; round++) {
    const [a, b] = [any(), any()]
    const days = Array.from({ length: 24 }, (_, index) => addDays(origin, index - 2))
    const shared = days.some((date) => containsDate(a, date) && containsDate(b, date))
    expect([a, b, overlaps(a, b)]).toEqual([a, b, shared])
  }
})

test('periods read as people say them', () => {
  expect(formatPeriode(periodFromInclusive(day('2015-01-01'), day('2020-12-31')))).toBe('2015-2020')
  expect(formatPeriode(periodOfYear(2016))).toBe('2016')
  expect(formatPeriode(periodFromInclusive(day('2015-03-01'), day('2015-08-31')))).toBe(
    'du 1er mars 2015 au 31 août 2015',
  )
  expect(formatPeriode({ debut: day('2015-01-01'), fin: null })).toBe('depuis 2015')
  expect(formatPeriode({ debut: null, fin: day('2015-01-01') })).toBe('jusqu’au 31 décembre 2014')
  expect(formatPeriode(periodFromInclusive(day('2015-03-01'), day('2015-03-01')))).toBe('le 1er mars 2015')
})
