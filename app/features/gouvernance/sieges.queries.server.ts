import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import type { InstanceNature } from './instance.schema.ts'
import { instancesVisibleTo, loadSeats } from './instances.queries.server.ts'

export interface SeatOf {
  id: string
  nom: string
  nature: InstanceNature
  college: string
  titulaire: string | null
  /** Meetings it was called to, held in the year before, and those where it was present or represented. */
  appelees: number
  venues: number
  exemple: boolean
}

/**
 * The bodies of a day where one of these organisations sits, inherited seats included, or that belong to this quarter,
 * with the meetings of the year before.
 */
export async function listSeatsOf(
  tx: Tx,
  actor: Actor,
  asked: { organisationIds: readonly string[]; qpvCode?: string },
  at: IsoDate,
): Promise<SeatOf[]> {
  if (!can(actor, 'instances.lire')) return []
  const bodies = await tx
    .selectFrom('instance as e')
    .select(['e.id', 'e.nom', 'e.nature', 'e.qpvCode', 'e.exemple'])
    .where('e.archiveLe', 'is', null)
    .where(instancesVisibleTo(actor))
    .where('e.debut', '<=', at)
    .where((eb) => eb.or([eb('e.fin', 'is', null), eb('e.fin', '>', at)]))
    .orderBy('e.nom')
    .execute()
  const seats = await loadSeats(tx, at)
  const came = await attendanceOf(tx, asked.organisationIds, at)
  return bodies.flatMap(({ qpvCode, ...body }) => {
    const seat = seats(body.id).find((its) => asked.organisationIds.includes(its.organisationId))
    const isOfQuarter = qpvCode !== null && qpvCode === asked.qpvCode
    if (!seat && !isOfQuarter) return []
    const { appelees, venues } = came.get(body.id) ?? { appelees: 0, venues: 0 }
    const nature = body.nature as InstanceNature // the column's check constraint holds the same list
    return [
      { ...body, nature, college: seat?.college ?? '', titulaire: seat?.titulaire ?? null, appelees, venues },
    ]
  })
}

async function attendanceOf(tx: Tx, organisationIds: readonly string[], at: IsoDate) {
  const { rows } = await sql<{ instanceId: string; appelees: number; venues: number }>`
    select s.instance_id, count(distinct s.id)::int as appelees,
      count(distinct s.id) filter (where c.presence in ('present', 'represente'))::int as venues
    from convocation c join seance s on s.territoire_id = c.territoire_id and s.id = c.seance_id
    where c.organisation_id = any(${[...organisationIds]}::uuid[]) and s.etat = 'tenue'
      and s.jour <= ${at} and s.jour > ${at}::date - interval '1 year'
    group by s.instance_id`.execute(tx)
  return new Map(rows.map((row) => [row.instanceId, row]))
}
