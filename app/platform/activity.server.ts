import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { Actor } from './permissions.ts'

export interface RecentChange {
  id: string
  le: Date
  auteur: string
  operation: string
  entite: string
  entiteId: string
  titre: string
}

/** The latest lines of the journal by others than oneself, newest first, among those `visible` keeps (alias `j`). */
export async function listRecentChanges(
  tx: Tx,
  actor: Actor,
  given: { since: Date; visible: Expression<SqlBool>; limit: number },
): Promise<RecentChange[]> {
  return tx
    .selectFrom('journal as j')
    .select(['j.id', 'j.le', 'j.auteur', 'j.operation', 'j.entite', 'j.entiteId', 'j.titre'])
    .where('j.territoireId', '=', actor.territoireId)
    .where('j.le', '>', given.since)
    .where((eb) => eb.or([eb('j.personneId', 'is', null), eb('j.personneId', '<>', actor.personneId)]))
    .where(given.visible)
    .orderBy('j.id', 'desc')
    .limit(given.limit)
    .execute()
}

const VISIT_GAP_MINUTES = 30
const NOTED_EVERY_MS = 60_000

/**
 * When this person came before now, and notes that it is here: reading several pages in a row is one visit.
 * @returns null at the first visit
 */
export async function noteVisit(tx: Tx, actor: Actor, now: Date): Promise<Date | null> {
  const known = await tx
    .selectFrom('preferenceNotification')
    .select(['derniereVisite', 'visitePrecedente'])
    .where('territoireId', '=', actor.territoireId)
    .where('personneId', '=', actor.personneId)
    .executeTakeFirst()
  const last = known?.derniereVisite ?? null
  const isSameVisit = last !== null && now.getTime() - last.getTime() < VISIT_GAP_MINUTES * 60_000
  const before = isSameVisit ? (known?.visitePrecedente ?? null) : last
  // Several pages opened at once would wait for one another on this line.
  if (last !== null && now.getTime() - last.getTime() < NOTED_EVERY_MS) return before
  await sql`insert into preference_notification (territoire_id, personne_id, derniere_visite, visite_precedente)
    values (${actor.territoireId}, ${actor.personneId}, ${now}, ${before})
    on conflict (territoire_id, personne_id) do update set derniere_visite = excluded.derniere_visite, visite_precedente = excluded.visite_precedente`.execute(
    tx,
  )
  return before
}
