import { daysBetween, type IsoDate, isoDate } from '#app/lib/dates.ts'

/** The timeline of fiches: where years, bars and the mark of the day fall. Pure. */

export interface TimelineRow {
  id: string
  debut: IsoDate | null
  fin: IsoDate | null
}

export const ROW_HEIGHT = 30
export const LABEL_WIDTH = 300
const HEAD = 28
const WIDTH = 1100
/** A fiche without an end runs to the edge of the picture. */
const YEARS_AFTER = 1

export function plotTimeline(rows: ReadonlyArray<TimelineRow>, at: IsoDate) {
  const dated = rows.filter((row) => row.debut !== null || row.fin !== null)
  const years = dated.flatMap((row) =>
    [row.debut, row.fin].filter((day) => day !== null).map((day) => Number(day.slice(0, 4))),
  )
  const first = years.length > 0 ? Math.min(...years) : Number(at.slice(0, 4))
  const last = Math.max(first + 1, ...years) + (dated.some((row) => row.fin === null) ? YEARS_AFTER : 0)
  const start = isoDate(`${first}-01-01`)
  const days = daysBetween(start, isoDate(`${last}-01-01`)) || 365
  const x = (day: IsoDate) => round(LABEL_WIDTH + (daysBetween(start, day) / days) * (WIDTH - LABEL_WIDTH))
  const end = isoDate(`${last}-01-01`)
  return {
    width: WIDTH,
    height: HEAD + rows.length * ROW_HEIGHT + 6,
    years: Array.from({ length: last - first }, (_, index) => ({
      year: first + index,
      x: x(isoDate(`${first + index}-01-01`)),
    })),
    today: at >= start && at <= end ? x(at) : null,
    bars: rows.map((row, index) => {
      const from = x(row.debut ?? start)
      const to = x(row.fin ?? end)
      const isDated = row.debut !== null || row.fin !== null
      return {
        id: row.id,
        y: HEAD + index * ROW_HEIGHT,
        bar: isDated ? { x: from, width: Math.max(3, round(to - from)), isOpen: row.fin === null } : null,
      }
    }),
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
