import { addDays, addMonths, daysBetween, type IsoDate } from '#app/lib/dates.ts'

export interface PulseFacts {
  debut: IsoDate
  fin: IsoDate | null
  rythmeAnnuel: number | null
  /** Days of the meetings held, oldest first. */
  tenues: ReadonlyArray<IsoDate>
  /** Days of the meetings called or prepared. */
  prevues: ReadonlyArray<IsoDate>
}

export interface Pulse {
  /** Meetings held in the twelve months before. */
  tenues: number
  /** Meetings expected in the same months, fewer when the body is younger; null without a rhythm. */
  attendues: number | null
  derniere: IsoDate | null
  prochaine: IsoDate | null
  /** Since when it should have met again, when it did not; null while it keeps its rhythm. */
  silencieuseDepuis: IsoDate | null
  /** Never met since it exists. */
  jamais: boolean
}

/** How a body lives on a day: what it held against what it promised. Pure: the screen, the home and the tests read it. */
export function pulseOf(facts: PulseFacts, at: IsoDate): Pulse {
  const past = facts.tenues.filter((day) => day <= at)
  const derniere = past.at(-1) ?? null
  const prochaine = facts.prevues.filter((day) => day >= at).toSorted()[0] ?? null
  const yearBefore = addMonths(at, -12)
  const from = [facts.debut, yearBefore].toSorted().at(-1) ?? at
  const isAlive = facts.debut <= at && (facts.fin === null || facts.fin > at)
  const attendues = facts.rythmeAnnuel
    ? Math.floor((facts.rythmeAnnuel * Math.max(0, daysBetween(from, at))) / 365)
    : null
  return {
    tenues: past.filter((day) => day > yearBefore).length,
    attendues,
    derniere,
    prochaine,
    silencieuseDepuis: isAlive ? silentSince(facts, derniere, at) : null,
    jamais: derniere === null,
  }
}

/** The day its rhythm was lost: one interval after the last meeting, or after its first day when it never met. */
function silentSince(facts: PulseFacts, derniere: IsoDate | null, at: IsoDate): IsoDate | null {
  if (!facts.rythmeAnnuel) return null
  const due = addDays(derniere ?? facts.debut, Math.round(365 / facts.rythmeAnnuel))
  return due < at ? due : null
}

export interface Attendance {
  organisationId: string
  nom: string
  /** Present or represented, meeting by meeting, oldest first; only the meetings it was called to. */
  la: ReadonlyArray<boolean>
}

/** Who used to come and missed at least the last two meetings it was called to. */
export function whoStoppedComing(list: ReadonlyArray<Attendance>): Attendance[] {
  return list.filter(
    ({ la }) => la.length >= 3 && la.slice(0, -2).includes(true) && !la.slice(-2).includes(true),
  )
}
