import { expect, test } from 'vitest'
import { isoDate } from './dates.ts'
import { formatHour, formatInstant, parisDate, parisInstant, parisTime } from './paris-time.ts'

test('it is already tomorrow in Paris late in the evening', () => {
  expect(parisDate(new Date('2026-07-14T22:30:00Z'))).toBe('2026-07-15')
  expect(parisDate(new Date('2026-01-14T22:30:00Z'))).toBe('2026-01-14')
  expect(parisTime(new Date('2026-01-14T22:30:00Z'))).toBe('23:30')
})

test('an hour in Paris is the same instant in summer and in winter', () => {
  expect(parisInstant(isoDate('2026-07-14'), '18:00').toISOString()).toBe('2026-07-14T16:00:00.000Z')
  expect(parisInstant(isoDate('2026-01-14'), '18:00').toISOString()).toBe('2026-01-14T17:00:00.000Z')
})

test('the hour summer time skips is pushed after the jump', () => {
  const skipped = parisInstant(isoDate('2026-03-29'), '02:30')
  expect(parisTime(skipped)).toBe('03:30')
  expect(parisTime(parisInstant(isoDate('2026-03-29'), '03:00'))).toBe('03:00')
})

test('the hour that happens twice is the first one', () => {
  expect(parisInstant(isoDate('2026-10-25'), '02:30').toISOString()).toBe('2026-10-25T00:30:00.000Z')
})

test('every hour of a year comes back, but the one that does not exist', () => {
  for (let dayIndex = 0; dayIndex < 365; dayIndex++) {
    const date = isoDate(new Date(Date.UTC(2026, 0, 1 + dayIndex)).toISOString().slice(0, 10))
    for (const time of ['00:00', '01:30', '03:15', '12:00', '23:59']) {
      const instant = parisInstant(date, time)
      expect([parisDate(instant), parisTime(instant)]).toEqual([date, time])
    }
  }
})

test('an instant reads as in France, and a wrong hour is a bug that shows', () => {
  expect(formatInstant(new Date('2026-03-12T17:05:00Z'))).toBe('12 mars 2026 à 18\u00a0h\u00a005')
  expect(formatHour('09:00')).toBe('9\u00a0h')
  expect(() => parisInstant(isoDate('2026-03-12'), '25:00')).toThrow(RangeError)
})
