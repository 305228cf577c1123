import type { Tx } from '#app/db/connection.server.ts'

/** The organisations of the directory as answers of a form. */
export async function listOrganisationChoices(tx: Tx) {
  return tx
    .selectFrom('organisation')
    .select(['id as value', 'nom as label'])
    .where('archiveLe', 'is', null)
    .where('fusionneeDans', 'is', null)
    .orderBy('nom')
    .execute()
}
