import ical, { ICalCalendarMethod } from 'ical-generator'
import type { Tx } from '#app/db/connection.server.ts'
import { listPublicAppels } from '#app/features/financements/index.server.ts'

/** A moment anybody may put in a calendar. */
export interface PublicMoment {
  id: string
  titre: string
  le: Date
  /** Where to read about it, inside the portal. */
  lien: string
}

/** What is to come: the calls that open and those that close. Sessions stay between their members. */
export async function listMoments(tx: Tx, now: Date): Promise<PublicMoment[]> {
  const appels = await listPublicAppels(tx, now)
  const moments = appels.flatMap(({ code, titre, ouvreLe, fermeLe }) => {
    const lien = `/appels/${code}`
    return [
      ...(ouvreLe
        ? [{ id: `${code}-ouvre`, titre: `Ouverture des dépôts : ${titre}`, le: ouvreLe, lien }]
        : []),
      ...(fermeLe ? [{ id: `${code}-ferme`, titre: `Fin des dépôts : ${titre}`, le: fermeLe, lien }] : []),
    ]
  })
  return moments.filter(({ le }) => le > now).toSorted((a, b) => a.le.getTime() - b.le.getTime())
}

/** The same as a calendar that programs read again from time to time. */
export function publicCalendar(
  name: string,
  moments: ReadonlyArray<PublicMoment>,
  { base, now }: { base: string; now: Date },
): string {
  const calendar = ical({
    prodId: { company: 'Maillage', product: 'Portail', language: 'FR' },
    method: ICalCalendarMethod.PUBLISH,
    name,
  })
  for (const { id, titre, le, lien } of moments)
    calendar.createEvent({
      id: `portail-${id}@maillage`,
      summary: titre,
      start: le,
      end: le,
      stamp: now,
      url: base + lien,
    })
  return calendar.toString()
}
