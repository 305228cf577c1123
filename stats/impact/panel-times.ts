import { readNumber } from './panel-numbers.ts'

/** Reads a period of one column as a number: NaN for an empty cell, `undefined` for what is neither number nor date. */
export type TimeReader = (value: unknown) => number | undefined

type Day = { readonly year: number; readonly month: number; readonly day: number }

const ISO = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/
const FRENCH = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/
const QUARTER = /^(\d{4})[ -]?[TQ]([1-4])$/i
const HALF = /^(\d{4})[ -]?S([12])$/i

/** Half a step: where a date that is not one of the periods falls, between the period before it and the next. */
const BETWEEN = 0.5

/**
 * How the periods of a column are written, decided once for all of them. Numbers stay what they are. Dates (2015-01-31,
 * 2015-01, 31/01/2015, 2015-T1, 2015-S1) become years: 2015 when every period falls on the same day of the year;
 * 2015 + (month − 1)/12 when every period falls on the same day of its month, or on its last; else the fraction of the
 * year elapsed. A date read later that is no period of the column (a start) falls between the two that surround it.
 */
export function timeReaderFor(values: readonly unknown[]): TimeReader {
  const days = values.map(dayOf).filter((day) => day !== undefined)
  const scale = days.length === 0 ? fractionOfYear : scaleOf(days)
  return (value) => {
    const day = dayOf(value)
    return day === undefined ? readNumber(value) : scale(day)
  }
}

function scaleOf(days: readonly Day[]): (day: Day) => number {
  const first = days[0]
  if (first === undefined) return fractionOfYear
  const within = ({ month, day }: Day) => 100 * month + day
  if (days.every((day) => within(day) === within(first)))
    return (day) => day.year + BETWEEN * Math.sign(within(day) - within(first))
  const fromEnd = ({ year, month, day }: Day) => day - daysIn(year, month)
  const place = days.every((day) => fromEnd(day) === 0) ? fromEnd : ({ day }: Day) => day
  if (days.some((day) => place(day) !== place(first))) return fractionOfYear
  return (day) => day.year + (day.month - 1 + BETWEEN * Math.sign(place(day) - place(first))) / 12
}

function fractionOfYear({ year, month, day }: Day): number {
  const start = Date.UTC(year, 0, 1)
  return year + (Date.UTC(year, month - 1, day) - start) / (Date.UTC(year + 1, 0, 1) - start)
}

function dayOf(value: unknown): Day | undefined {
  if (value instanceof Date && !Number.isNaN(value.getTime()))
    return { year: value.getUTCFullYear(), month: value.getUTCMonth() + 1, day: value.getUTCDate() }
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  const iso = ISO.exec(text)
  if (iso !== null) return existing(iso[1], iso[2], iso[3] ?? '1')
  const french = FRENCH.exec(text)
  if (french !== null) return existing(french[3], french[2], french[1])
  const quarter = QUARTER.exec(text)
  if (quarter !== null) return existing(quarter[1], String(3 * Number(quarter[2]) - 2), '1')
  const half = HALF.exec(text)
  return half === null ? undefined : existing(half[1], String(6 * Number(half[2]) - 5), '1')
}

/** The day, or `undefined` when the calendar has none such: 2015-02-30. */
function existing(yearText?: string, monthText?: string, dayText?: string): Day | undefined {
  const [year, month, day] = [Number(yearText), Number(monthText), Number(dayText)]
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return undefined
  return { year, month, day }
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
