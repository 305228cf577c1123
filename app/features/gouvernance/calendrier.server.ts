import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { IsoDate } from '#app/lib/dates.ts'
import { parisInstant } from '#app/lib/paris-time.ts'
import type { MailAttachment } from '#app/platform/mail.server.ts'

export interface CalendarSeance {
  id: string
  titre: string
  jour: IsoDate
  heure: string
  dureeMinutes: number
  lieu: string
  visio: string
  /** Grows with each mailing: a calendar keeps the highest. */
  sequence: number
  isCancelled: boolean
  description: string
}

/** Says once how a meeting is known to calendars: the same for every mailing, so that a move updates the entry. */
export function uidOf(seanceId: string): string {
  return `seance-${seanceId}@maillage`
}

/** A meeting as one iCalendar file: an invitation, its update, or its cancellation. */
export function invitationIcs(
  seance: CalendarSeance,
  given: { organizer: { name: string; email: string }; attendee: { name: string; email: string }; now: Date },
): string {
  const method = seance.isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST
  const calendar = ical({ prodId: { company: 'Maillage', product: 'Séances', language: 'FR' }, method })
  calendar.createEvent({
    ...eventOf(seance, given.now),
    organizer: given.organizer,
    attendees: [{ ...given.attendee, rsvp: true }],
  })
  return calendar.toString()
}

/** Meetings as one calendar that programs read again from time to time. */
export function calendarOf(name: string, seances: ReadonlyArray<CalendarSeance>, now: Date): string {
  const calendar = ical({
    prodId: { company: 'Maillage', product: 'Séances', language: 'FR' },
    method: ICalCalendarMethod.PUBLISH,
    name,
  })
  for (const seance of seances) calendar.createEvent(eventOf(seance, now))
  return calendar.toString()
}

function eventOf(seance: CalendarSeance, now: Date) {
  const start = parisInstant(seance.jour, seance.heure)
  return {
    id: uidOf(seance.id),
    sequence: seance.sequence,
    stamp: now,
    start,
    end: new Date(start.getTime() + seance.dureeMinutes * 60_000),
    summary: seance.titre,
    location: [seance.lieu, seance.visio].filter(Boolean).join(' · '),
    description: seance.description,
    status: seance.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  }
}

/** The file as mail programs expect it beside a convocation. */
export function icsAttachment(ics: string, isCancelled: boolean): MailAttachment {
  return {
    filename: 'seance.ics',
    contentType: `text/calendar; charset=utf-8; method=${isCancelled ? 'CANCEL' : 'REQUEST'}`,
    content: Buffer.from(ics).toString('base64'),
  }
}
