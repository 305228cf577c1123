import type { Tx } from '#app/db/connection.server.ts'

/** The communes of the territory as choices of a form, in French order. */
export async function listCommuneChoices(tx: Tx): Promise<Array<{ value: string; label: string }>> {
  return tx.selectFrom('commune').select(['code as value', 'nom as label']).orderBy('nom').execute()
}
