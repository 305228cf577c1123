import type { Tx } from '#app/db/connection.server.ts'

/** The trees of axes as answers of a form. */
export async function listArbreChoices(tx: Tx) {
  return tx.selectFrom('arbre').select(['id as value', 'nom as label']).orderBy('nom').execute()
}
