/**
 * Days, and the half-open periods `[debut, fin[` made of them. A day is an ISO text; it has no hour and no
 * time zone. An instant is a Date; only here does it become a day, in Paris.
 */

/** A calendar day that exists, written `2016-12-31`; days compare as texts. */
export type IsoDate = string & { readonly isoDate: true }

/** `[debut, fin[`: the day of `fin` is out. Null means without beginning, or without end. */
export type Periode = { debut: IsoDate | null; fin: IsoDate | null }

const MS_PER_DAY = 86_400_000
export const PARIS = 'Europe/Paris'

const MONTHS = ['janv', 'fevr', 'mars', 'avr', 'mai', 'juin', 'juil', 'aout', 'sept', 'oct', 'nov', 'dec']

/** Whether a text is a day that exists: `2015-02-29` is not. */
export function isIsoDate(text: unknown): text is IsoDate {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text
}

/** The day of an ISO text, or null. */
export function parseIsoDate(text: unknown): IsoDate | null {
  return isIsoDate(text) ? text : null
}

/** A day written in the code or in a test. @throws RangeError when it does not exist. */
export function isoDate(text: string): IsoDate {
  if (!isIsoDate(text)) throw new RangeError(`Not a day: ${text}`)
  return text
}

/** A day from its year, month (1 to 12) and day, or null when it does not exist. */
export function dateFrom(year: number, month: number, day: number): IsoDate | null {
  return parseIsoDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`)
}

/**
 * Reads a day written by a French person: 31/12/2016, 31-12-16, 31.12.2016, 1er janvier 2016, 31 déc. 2016,
 * 2016-12-31, an hour behind being left out. Two-digit years are between 1950 and 2049. The month never comes first.
 * @returns null when it is none of these or does not exist.
 */
export function parseDate(text: string): IsoDate | null {
  const trimmed = text.normalize('NFKC').trim().toLowerCase()
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:t.*)?$/.exec(trimmed)
  if (iso) return dateFrom(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const figures = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?: \d{1,2}[:h]\d{2}.*)?$/.exec(trimmed)
  if (figures) return dateFrom(fullYear(figures[3] ?? ''), Number(figures[2]), Number(figures[1]))
  const words = /^(?:[a-z]+ )?(\d{1,2})(?: ?er)? ([a-zéèêûôà]+)\.? (\d{4}|\d{2})$/.exec(trimmed)
  if (!words) return null
  const month = monthOf(words[2] ?? '')
  return month === null ? null : dateFrom(fullYear(words[3] ?? ''), month, Number(words[1]))
}

const short = utcFormat({ day: '2-digit', month: '2-digit', year: 'numeric' })
const long = utcFormat({ day: 'numeric', month: 'long', year: 'numeric' })
const withWeekday = utcFormat({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
const month = utcFormat({ month: 'long', year: 'numeric' })

/** « 31/12/2016 ». */
export function formatDate(date: IsoDate): string {
  return short.format(toTime(date))
}

/** « 1er janvier 2016 ». */
export function formatDateLong(date: IsoDate): string {
  return long.format(toTime(date)).replace(/^1 /, '1er ')
}

/** « jeudi 1er janvier 2026 ». */
export function formatDateWithWeekday(date: IsoDate): string {
  return withWeekday.format(toTime(date)).replace(/ 1 /, ' 1er ')
}

/** « janvier 2016 ». */
export function formatMonth(date: IsoDate): string {
  return month.format(toTime(date))
}

/**
 * « 2015-2020 » for whole years, « du 1er mars 2015 au 31 août 2015 » otherwise, « depuis le… » or
 * « jusqu’au… » when one side is open. The day shown last is the last day inside.
 */
export function formatPeriode({ debut, fin }: Periode): string {
  if (debut === null && fin === null) return 'sans limite de date'
  if (debut === null) return fin === null ? '' : `jusqu’au ${formatDateLong(addDays(fin, -1))}`
  if (fin === null)
    return debut.endsWith('-01-01') ? `depuis ${yearOf(debut)}` : `depuis le ${formatDateLong(debut)}`
  const last = addDays(fin, -1)
  if (debut.endsWith('-01-01') && fin.endsWith('-01-01')) {
    return yearOf(debut) === yearOf(last) ? `${yearOf(debut)}` : `${yearOf(debut)}-${yearOf(last)}`
  }
  return debut === last
    ? `le ${formatDateLong(debut)}`
    : `du ${formatDateLong(debut)} au ${formatDateLong(last)}`
}

/** The year of a day. */
export function yearOf(date: IsoDate): number {
  return Number(date.slice(0, 4))
}

/** The day `days` later, or earlier when negative. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return fromTime(toTime(date) + days * MS_PER_DAY)
}

/** The same day `months` later; the last day of the month when it does not exist (31 January + 1 → 28 or 29 February). */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [year = 0, monthNumber = 1, day = 1] = date.split('-').map(Number)
  const index = year * 12 + (monthNumber - 1) + months
  const target = { year: Math.floor(index / 12), month: ((index % 12) + 12) % 12 }
  const lastDay = new Date(Date.UTC(target.year, target.month + 1, 0)).getUTCDate()
  return isoDate(`${pad(target.year, 4)}-${pad(target.month + 1, 2)}-${pad(Math.min(day, lastDay), 2)}`)
}

/** The same day `years` later; 29 February becomes 28 in a common year. */
export function addYears(date: IsoDate, years: number): IsoDate {
  return addMonths(date, years * 12)
}

/** Days from one day to another, negative when the second comes first. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((toTime(to) - toTime(from)) / MS_PER_DAY)
}

/** A whole calendar year as a period. */
export function periodOfYear(year: number): Periode {
  return { debut: isoDate(`${pad(year, 4)}-01-01`), fin: isoDate(`${pad(year + 1, 4)}-01-01`) }
}

/** Periods as people type them, last day included, become half-open. */
export function periodFromInclusive(first: IsoDate | null, last: IsoDate | null): Periode {
  return { debut: first, fin: last === null ? null : addDays(last, 1) }
}

/** Whether a period ends where it begins, or before: nothing is in it. */
export function isEmptyPeriod({ debut, fin }: Periode): boolean {
  return debut !== null && fin !== null && fin <= debut
}

/** Whether the day is in: the first day is, the day of `fin` is not. */
export function containsDate({ debut, fin }: Periode, date: IsoDate): boolean {
  return (debut === null || debut <= date) && (fin === null || date < fin)
}

/** Whether two periods share at least one day; touching is not sharing. */
export function overlaps(a: Periode, b: Periode): boolean {
  return intersection(a, b) !== null
}

/** The days two periods share, or null when there is none. */
export function intersection(a: Periode, b: Periode): Periode | null {
  const debut = a.debut === null ? b.debut : b.debut === null || a.debut > b.debut ? a.debut : b.debut
  const fin = a.fin === null ? b.fin : b.fin === null || a.fin < b.fin ? a.fin : b.fin
  const shared = { debut, fin }
  return isEmptyPeriod(shared) || isEmptyPeriod(a) || isEmptyPeriod(b) ? null : shared
}

function fullYear(text: string): number {
  const year = Number(text)
  return text.length === 4 ? year : year < 50 ? 2000 + year : 1900 + year
}

function monthOf(word: string): number | null {
  const plain = word.normalize('NFD').replaceAll(/\p{Mn}/gu, '')
  const full = [
    'janvier',
    'fevrier',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'aout',
    'septembre',
    'octobre',
  ]
  const names = [...full, 'novembre', 'decembre']
  const index = plain.length < 3 ? -1 : names.findIndex((name, at) => name === plain || MONTHS[at] === plain)
  return index < 0 ? null : index + 1
}

function toTime(date: IsoDate): number {
  return Date.parse(`${date}T00:00:00Z`)
}

function fromTime(time: number): IsoDate {
  return isoDate(new Date(time).toISOString().slice(0, 10))
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0')
}

function utcFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('fr-FR', { ...options, timeZone: 'UTC' })
}
