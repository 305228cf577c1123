import type { Cell } from './report.ts'

/** A day, a month, a year or a period, as written: `debut` and `fin` are ISO days, both included. */
export interface DateReading {
  debut: string
  fin: string
  precision: 'jour' | 'mois' | 'trimestre' | 'annee' | 'periode'
}

const DAY_MS = 86_400_000
/** Excel serials of 1954-10-03 to 2119-01-08: outside, a number in a date column is not a date. */
const SERIAL_RANGE = { from: 20_000, to: 80_000 }

/**
 * A date as people write it: ISO, slashes, French order, two-digit years, month or year alone, quarter (2015-T4),
 * SCDL period with a slash or an underscore, Excel serial. `null` when the text is none of these: two dates in one
 * cell, for instance, are never reduced to one.
 */
export function readDate(cell: Cell | undefined): DateReading | null {
  if (cell === null || cell === undefined || typeof cell === 'boolean') return null
  if (cell instanceof Date)
    return Number.isNaN(cell.getTime()) ? null : oneDay(cell.toISOString().slice(0, 10))
  if (typeof cell === 'number') return readSerialOrYear(cell)
  const text = cell.replace(/[\u00a0\u202f]/g, ' ').trim()
  return readPeriod(text) ?? readSingle(text)
}

function readSerialOrYear(value: number): DateReading | null {
  if (Number.isInteger(value) && value >= 1900 && value <= 2100) return wholeYear(value)
  if (value < SERIAL_RANGE.from || value > SERIAL_RANGE.to) return null
  const ms = Date.UTC(1899, 11, 30) + Math.floor(value) * DAY_MS
  return oneDay(new Date(ms).toISOString().slice(0, 10))
}

function readSingle(text: string): DateReading | null {
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?$/.exec(text)
  if (iso) return dayFrom(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const french = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?: \d{1,2}:\d{2}.*)?$/.exec(text)
  if (french) return dayFrom(fullYear(french[3] ?? ''), Number(french[2]), Number(french[1]))
  const month = /^(\d{4})[-/](\d{2})$/.exec(text) ?? null
  if (month) return wholeMonths(Number(month[1]), Number(month[2]), 1)
  const quarter = /^(\d{4})[- ]?[TQ]([1-4])$/i.exec(text)
  if (quarter) return wholeMonths(Number(quarter[1]), Number(quarter[2]) * 3 - 2, 3)
  if (/^(?:19|20)\d{2}$/.test(text)) return wholeYear(Number(text))
  return /^\d{5}(?:[.,]\d+)?$/.test(text) ? readSerialOrYear(Number(text.replace(',', '.'))) : null
}

function readPeriod(text: string): DateReading | null {
  const sides = /^(\d{4}-\d{2}-\d{2})\s*[_/]\s*(\d{4}-\d{2}-\d{2})$/.exec(text)
  const from = sides && readSingle(sides[1] ?? '')
  const to = sides && readSingle(sides[2] ?? '')
  if (!from || !to || to.debut < from.debut) return null
  return { debut: from.debut, fin: to.fin, precision: from.debut === to.fin ? 'jour' : 'periode' }
}

/** Two digits: 70 to 99 are of the last century, as spreadsheets do. */
function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length === 4) return year
  return year >= 70 ? 1900 + year : 2000 + year
}

function dayFrom(year: number, month: number, day: number): DateReading | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal ? oneDay(date.toISOString().slice(0, 10)) : null
}

function oneDay(day: string): DateReading {
  return { debut: day, fin: day, precision: 'jour' }
}

function wholeYear(year: number): DateReading {
  return { debut: `${year}-01-01`, fin: `${year}-12-31`, precision: 'annee' }
}

function wholeMonths(year: number, month: number, count: 1 | 3): DateReading | null {
  if (month < 1 || month > 12) return null
  const last = new Date(Date.UTC(year, month - 1 + count, 0)).toISOString().slice(0, 10)
  const debut = `${year}-${String(month).padStart(2, '0')}-01`
  return { debut, fin: last, precision: count === 1 ? 'mois' : 'trimestre' }
}
