import type { Tx } from '#app/db/connection.server.ts'

/** The named perimeters as answers of a form. */
export async function listPerimetreChoices(tx: Tx) {
  return tx
    .selectFrom('perimetre')
    .select(['id as value', 'nom as label'])
    .where('archiveLe', 'is', null)
    .orderBy('nom')
    .execute()
}
