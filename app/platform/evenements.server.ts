import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { newId } from '#app/lib/ids.ts'
import { evenementOf } from './evenements.ts'

export interface Happened {
  territoireId: string
  operation: string
  entite: string
  entiteId: string
  titre: string
}

/**
 * Puts what happened in the queue of each tool that asked for it, in the transaction of the change: undone with it.
 * The body says what and which, no person and no value: the tool reads the rest with its own rights.
 */
export async function queueEvents(tx: Tx, { territoireId, operation, ...thing }: Happened): Promise<void> {
  const evenement = evenementOf(operation)
  if (!evenement) return
  const subscribers = await tx
    .selectFrom('abonnement')
    .select('id')
    .where('territoireId', '=', territoireId)
    .where('etat', '=', 'actif')
    .where('archiveLe', 'is', null)
    .where(sql<boolean>`evenements ? ${evenement}`)
    .execute()
  for (const { id: abonnementId } of subscribers)
    await queueEvent(tx, { territoireId, abonnementId, evenement, data: thing })
}

/** One sending to one tool. The body is written once: a try and a replay sign the same bytes. */
export async function queueEvent(
  tx: Tx,
  {
    territoireId,
    abonnementId,
    evenement,
    data,
  }: { territoireId: string; abonnementId: string; evenement: string; data: object },
): Promise<string> {
  const id = newId()
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(tx)
  const timestamp = (rows[0]?.now ?? new Date(0)).toISOString()
  await sql`insert into envoi_evenement (territoire_id, id, abonnement_id, evenement, corps, prochain_essai_le)
    values (${territoireId}, ${id}, ${abonnementId}, ${evenement},
      ${JSON.stringify({ type: evenement, timestamp, data })}, now())`.execute(tx)
  return id
}
