import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { newId } from '#app/lib/ids.ts'
import { type Evenement, evenementOf } from './evenements.ts'

interface Happened {
  operation: string
  entite: string
  entiteId: string
  titre: string
}

/**
 * Puts what happened in the queue of each tool that asked for it, in the transaction of the change: undone with it.
 * The body says what and which, no person and no value: the tool reads the rest with its own rights.
 */
export async function queueEvents(tx: Tx, territoireId: string, all: ReadonlyArray<Happened>): Promise<void> {
  const happened = all.flatMap(({ operation, entite, entiteId, titre }) => {
    const evenement = evenementOf(operation)
    return evenement ? [{ evenement, data: { entite, entiteId, titre } }] : []
  })
  if (happened.length === 0) return
  const subscribers = await tx
    .selectFrom('abonnement')
    .select(['id', sql<Evenement[]>`evenements`.as('asked')])
    .where('territoireId', '=', territoireId)
    .where('etat', '=', 'actif')
    .where('archiveLe', 'is', null)
    .execute()
  const envois = subscribers.flatMap(({ id: abonnementId, asked }) =>
    happened
      .filter(({ evenement }) => asked.includes(evenement))
      .map(({ evenement, data }) => ({ abonnementId, evenement, data })),
  )
  await insertEnvois(tx, territoireId, envois)
}

interface Envoi {
  abonnementId: string
  evenement: string
  data: object
}

/** One sending to one tool. @returns its id */
export async function queueEvent(
  tx: Tx,
  { territoireId, ...envoi }: Envoi & { territoireId: string },
): Promise<string> {
  const [id = ''] = await insertEnvois(tx, territoireId, [envoi])
  return id
}

/** The body is written once: a try and a replay sign the same bytes. */
async function insertEnvois(tx: Tx, territoireId: string, envois: ReadonlyArray<Envoi>): Promise<string[]> {
  if (envois.length === 0) return []
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(tx)
  const timestamp = (rows[0]?.now ?? new Date(0)).toISOString()
  const lines = envois.map(({ abonnementId, evenement, data }) => ({
    id: newId(),
    abonnement_id: abonnementId,
    evenement,
    corps: JSON.stringify({ type: evenement, timestamp, data }),
  }))
  await sql`insert into envoi_evenement (territoire_id, id, abonnement_id, evenement, corps, prochain_essai_le)
    select ${territoireId}, id, abonnement_id, evenement, corps, now()
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as t (id uuid, abonnement_id uuid, evenement text, corps text)`.execute(
    tx,
  )
  return lines.map(({ id }) => id)
}
