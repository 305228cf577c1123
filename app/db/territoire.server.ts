import { sql } from 'kysely'
import type { Actor } from '#app/platform/permissions.ts'
import type { Database, Db, Tx } from './connection.server.ts'
import { enteringTerritoire } from './territoire-driver.server.ts'

/**
 * Runs `work` in one transaction, under the role of the application and inside one territory: row-level security
 * hides every other territory, whatever the SQL. Never use the outer `db` inside: the embedded database has one
 * connection and would wait for itself.
 */
export function inTerritoire<Result>(
  db: Db,
  territoireId: string,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return enteringTerritoire({ territoireId, readOnly: false }, () => db.transaction().execute(work))
}

/** The same to read only: on a server, connections that stay inside the territory; a write is refused by the engine. */
export function readInTerritoire<Result>(
  { reads }: Pick<Database, 'reads'>,
  territoireId: string,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return enteringTerritoire({ territoireId, readOnly: true }, () => reads.transaction().execute(work))
}

/** From here to the end of this transaction: the role of the application, inside this territory. */
export async function enterAs(tx: Tx, territoireId: string): Promise<void> {
  await sql`select set_config('role', 'maillage_app', true), set_config('app.territoire', ${territoireId}, true)`.execute(
    tx,
  )
}

/** The same, for a person: what nearly everything uses. */
export function asActor<Result>(
  db: Db,
  actor: Pick<Actor, 'territoireId'>,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return inTerritoire(db, actor.territoireId, work)
}
