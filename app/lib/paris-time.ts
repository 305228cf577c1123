/** Instants seen from Paris. The clock is a parameter: nothing here reads it. */
import { type IsoDate, isoDate, PARIS } from './dates.ts'

const MS_PER_MINUTE = 60_000

/** The day it is in Paris at an instant; « today » is `parisDate(clock())`. */
export function parisDate(instant: Date): IsoDate {
  return isoDate(parisWallClock(instant).slice(0, 10))
}

/** The hour it is in Paris at an instant, `18:05`. */
export function parisTime(instant: Date): string {
  return parisWallClock(instant).slice(11, 16)
}

/**
 * The instant of a wall-clock hour in Paris (`18:00`). An hour that summer time skips is pushed after the
 * jump (02:30 becomes 03:30); an hour that happens twice is the first, in summer time.
 * @throws RangeError when the hour is not one.
 */
export function parisInstant(date: IsoDate, time: string): Date {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError(`Not an hour: ${time}`)
  const asUtc = Date.parse(`${date}T${time}:00Z`)
  // Paris is one or two hours ahead: try summer time first, so that a repeated hour is its first occurrence.
  const candidates = [120, 60].map((minutes) => new Date(asUtc - minutes * MS_PER_MINUTE))
  const exact = candidates.find((instant) => parisWallClock(instant) === `${date}T${time}`)
  return exact ?? new Date(asUtc - 60 * MS_PER_MINUTE)
}

const dayAndHour = new Intl.DateTimeFormat('fr-FR', {
  timeZone: PARIS,
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

/** « 12 mars 2026 à 18 h 05 », in Paris. */
export function formatInstant(instant: Date): string {
  return `${dayAndHour.format(instant).replace(/^1 /, '1er ')} à ${formatHour(parisTime(instant))}`
}

/** « 18 h 05 », « 9 h » from `18:05`, `09:00`. */
export function formatHour(time: string): string {
  const [hours = '', minutes = ''] = time.split(':')
  return minutes === '00' ? `${Number(hours)}\u00a0h` : `${Number(hours)}\u00a0h\u00a0${minutes}`
}

const parts = new Intl.DateTimeFormat('sv-SE', {
  timeZone: PARIS,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

function parisWallClock(instant: Date): string {
  return parts.format(instant).replace(' ', 'T')
}
