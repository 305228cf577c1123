import { compareText } from '#app/lib/text.ts'

/** Why an organisation sits: a seat of its own, its place in a perimeter, or the body that this one enlarges. */
export type SeatOrigin = 'siege' | 'commune' | 'heritage'

export interface Seat {
  /** Of the seat; null when the organisation sits by right or by inheritance. */
  id: string | null
  organisationId: string
  nom: string
  nature: string
  college: string
  titulaire: string | null
  suppleant: string | null
  courriel: string | null
  exemple: boolean
  version: number
  debut: string | null
  fin: string | null
  origine: SeatOrigin
  /** The body it comes from, when inherited. */
  de: string | null
}

export interface Seating {
  bodies: ReadonlyArray<{ id: string; nom: string; elargitId: string | null; perimetreId: string | null }>
  seats: ReadonlyArray<Omit<Seat, 'origine' | 'de'> & { instanceId: string; origine: 'siege'; de: null }>
  communes: ReadonlyArray<{
    perimetreId: string
    organisationId: string
    nom: string
    nature: string
    courriel: string | null
  }>
}

const byRight = {
  id: null,
  college: '',
  titulaire: null,
  suppleant: null,
  exemple: false,
  version: 1,
  debut: null,
  fin: null,
}

/**
 * Who sits in a body: its own seats, the communes of its perimeter, and the members of the body it enlarges, each
 * organisation once. A seat of one's own says more than a place by right, which says more than an inheritance.
 */
export function membersOf(
  instanceId: string,
  seating: Seating,
  seen: ReadonlySet<string> = new Set(),
): Seat[] {
  const body = seating.bodies.find((its) => its.id === instanceId)
  if (!body || seen.has(instanceId)) return []
  const own = seating.seats.filter((seat) => seat.instanceId === instanceId)
  const communes = seating.communes
    .filter((its) => body.perimetreId !== null && its.perimetreId === body.perimetreId)
    .map(({ organisationId, nom, nature, courriel }) => ({
      ...byRight,
      organisationId,
      nom,
      nature,
      courriel,
      origine: 'commune' as const,
      de: null,
    }))
  const base = seating.bodies.find((its) => its.id === body.elargitId)
  const inherited = base
    ? membersOf(base.id, seating, new Set([...seen, instanceId])).map((seat) => ({
        ...seat,
        id: null,
        origine: 'heritage' as const,
        de: seat.de ?? base.nom,
      }))
    : []
  const byOrganisation = new Map<string, Seat>()
  // An inherited seat keeps the people who sit; it gives way only to a seat of its own.
  for (const { ...seat } of [...communes, ...inherited, ...own])
    byOrganisation.set(seat.organisationId, withColleges(byOrganisation.get(seat.organisationId), seat))
  return [...byOrganisation.values()].toSorted((a, b) => compareText(a.nom, b.nom))
}

/** In two colleges an organisation is one member all the same: called once, counted once, both colleges named. */
function withColleges(before: Seat | undefined, seat: Seat): Seat {
  if (before?.origine !== 'siege' || seat.origine !== 'siege') return seat
  const college = [...new Set([before.college, seat.college].filter(Boolean))].join(', ')
  return { ...seat, college, courriel: seat.courriel ?? before.courriel }
}

/** Whether enlarging `vers` from `id` would turn in circles. */
export function closesCircle(
  bodies: ReadonlyArray<{ id: string; elargitId: string | null }>,
  link: { id: string; vers: string | null },
): boolean {
  for (let here = link.vers; here !== null; here = bodies.find((its) => its.id === here)?.elargitId ?? null)
    if (here === link.id) return true
  return false
}
