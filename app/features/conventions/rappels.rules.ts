import { addDays, type IsoDate } from '#app/lib/dates.ts'

/** The days, counted from the due date of a report, on which its carrier is reminded: before, then after. */
export const REMINDED_AT = [-30, 1, 31] as const

/** Whether a carrier is to be reminded today: once for each of the days that have come. */
export function isReminderDue(
  report: { echeance: IsoDate; rappeleLe: IsoDate | null },
  today: IsoDate,
): boolean {
  const { echeance, rappeleLe } = report
  return REMINDED_AT.some((offset) => {
    const day = addDays(echeance, offset)
    const next = REMINDED_AT.find((its) => its > offset)
    const isCurrent = day <= today && (next === undefined || today < addDays(echeance, next))
    return isCurrent && (rappeleLe === null || rappeleLe < day)
  })
}
