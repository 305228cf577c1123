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

/** The named perimeters as answers of a form. */
export async function listPerimetreChoices(tx: Tx) {
  return tx
    .selectFrom('perimetre')
    .select(['id as value', 'nom as label'])
    .where('archiveLe', 'is', null)
    .orderBy('nom')
    .execute()
}

/** The trees of axes as answers of a form. */
export async function listArbreChoices(tx: Tx) {
  return tx.selectFrom('arbre').select(['id as value', 'nom as label']).orderBy('nom').execute()
}
