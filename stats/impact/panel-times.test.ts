import { expect, test } from 'vitest'
import { buildPanel } from './panel.ts'
import { timeReaderFor } from './panel-times.ts'

test.each<[string, string[], number[]]>([
  ['years', ['2015', '2016'], [2015, 2016]],
  ['the first of January of each year', ['2015-01-01', '2016-01-01'], [2015, 2016]],
  ['the last of December, written the French way', ['31/12/2015', '31/12/2016'], [2015, 2016]],
  ['months', ['2015-01', '2015-07'], [2015, 2015.5]],
  ['month ends', ['2015-01-31', '2015-02-28', '2015-07-31'], [2015, 2015 + 1 / 12, 2015.5]],
  ['quarters', ['2015-T1', '2015T3', '2016-Q2'], [2015, 2015.5, 2016.25]],
  ['half-years', ['2015-S1', '2015-S2'], [2015, 2015.5]],
  [
    'days without a rhythm',
    ['2015-01-01', '2015-07-02', '2016-03-11'],
    [2015, 2015 + 182 / 365, 2016 + 70 / 366],
  ],
])('periods written as %s are read as years', (_, texts, expected) => {
  const read = timeReaderFor(texts)
  expect(texts.map(read)).toEqual(expected)
})

test('a start between two periods comes after the one before it and before the next', () => {
  const yearEnds = timeReaderFor(['2015-12-31', '2016-12-31'])
  expect(yearEnds('2016-03-15')).toBe(2015.5)
  const yearStarts = timeReaderFor(['2015-01-01', '2016-01-01'])
  expect(yearStarts('2016-03-15')).toBe(2016.5)
  const months = timeReaderFor(['2015-01-01', '2015-02-01'])
  expect(months('2015-01-20')).toBeCloseTo(2015 + 0.5 / 12, 12)
})

test('a day that the calendar does not have is not a date', () => {
  expect(timeReaderFor(['2015-01-01'])('2015-02-30')).toBeUndefined()
  expect(timeReaderFor(['2015-01-01'])('hier')).toBeUndefined()
  expect(timeReaderFor(['2015-01-01'])('')).toBeNaN()
})

test('a panel dated by days has the same cells as the panel dated by years', () => {
  const rows = [2014, 2015, 2016].flatMap((year) =>
    ['a', 'b'].map((unit) => ({
      unit,
      year,
      day: `${year}-06-30`,
      y: year + unit.length,
      start: unit === 'a' ? `${2015}-01-01` : '',
    })),
  )
  const columns = { unit: 'unit', outcome: 'y', firstTreated: 'start' }
  const byDay = buildPanel(rows, { ...columns, time: 'day' })
  expect(byDay.times).toEqual([2014, 2015, 2016])
  expect([...byDay.firstTreated]).toEqual([2014.5, Number.POSITIVE_INFINITY])
})
