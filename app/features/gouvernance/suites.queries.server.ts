import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { instancesVisibleTo, mustReadInstances } from './instances.queries.server.ts'
import type { SuitesEtat } from './seance.schema.ts'

const AT_MOST = 200

/** What meetings left to do, the soonest due first: still to do, late, or closed. */
export async function listAllSuites(
  tx: Tx,
  actor: Actor,
  { etat, today }: { etat: SuitesEtat; today: IsoDate },
) {
  mustReadInstances(actor)
  const query = tx
    .selectFrom('suite as s')
    .innerJoin('seance as e', 'e.id', 's.seanceId')
    .innerJoin('instance as i', 'i.id', 'e.instanceId')
    .leftJoin('organisation as o', 'o.id', 's.organisationId')
    .select(['s.id', 's.texte', 's.echeance', 's.etat', 's.seanceId', 's.organisationId'])
    .select(['o.nom as organisation', 'i.nom as instance', 'e.jour', 'e.exemple'])
    .where(instancesVisibleTo(actor))
    .orderBy('s.echeance', (order) => order.asc().nullsLast())
    .orderBy('e.jour', 'desc')
    .orderBy('s.id')
    .limit(AT_MOST)
  if (etat === 'closes') return query.where('s.etat', '<>', 'a_faire').execute()
  const open = query.where('s.etat', '=', 'a_faire')
  return etat === 'retard' ? open.where('s.echeance', '<', today).execute() : open.execute()
}

export type SuiteLine = Awaited<ReturnType<typeof listAllSuites>>[number]

/** How many things meetings left to do are late. */
export async function countLateSuites(tx: Tx, actor: Actor, today: IsoDate): Promise<number> {
  const { late } = await tx
    .selectFrom('suite')
    .select((eb) => eb.fn.countAll<number>().as('late'))
    .where('etat', '=', 'a_faire')
    .where('echeance', '<', today)
    .where(instancesVisibleTo(actor))
    .executeTakeFirstOrThrow()
  return Number(late)
}
