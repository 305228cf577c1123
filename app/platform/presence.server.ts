import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { Actor } from './permissions.ts'

const GONE_AFTER_SECONDS = 60

export interface Present {
  nom: string
  modifie: boolean
  /** Which part of a text written by several, when the page says it. */
  partie: string | null
}

/** Says that this person looks at a thing, or edits it. The page that shows the thing has checked that they may. */
export async function notePresence(
  tx: Tx,
  actor: Actor,
  on: { entite: string; entiteId: string; modifie: boolean; partie?: string | null },
): Promise<void> {
  const row = { nom: actor.nom, modifie: on.modifie, partie: on.partie ?? null, vuLe: sql<Date>`now()` }
  await tx
    .insertInto('presence')
    .values({
      territoireId: actor.territoireId,
      entite: on.entite,
      entiteId: on.entiteId,
      personneId: actor.personneId,
      ...row,
    })
    .onConflict((conflict) =>
      conflict.columns(['territoireId', 'entite', 'entiteId', 'personneId']).doUpdateSet(row),
    )
    .execute()
}

/** The others who were there less than a minute ago, those who edit first. */
export function listPresent(
  tx: Tx,
  actor: Actor,
  on: { entite: string; entiteId: string },
): Promise<Present[]> {
  return tx
    .selectFrom('presence')
    .select(['nom', 'modifie', 'partie'])
    .where('entite', '=', on.entite)
    .where('entiteId', '=', on.entiteId)
    .where('personneId', '!=', actor.personneId)
    .where('vuLe', '>', sql<Date>`now() - make_interval(secs => ${GONE_AFTER_SECONDS})`)
    .orderBy('modifie', 'desc')
    .orderBy('nom')
    .execute()
}
