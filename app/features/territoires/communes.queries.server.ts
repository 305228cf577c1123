import { type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'

/** The communes of the territory as choices of a form, in French order. */
export async function listCommuneChoices(tx: Tx): Promise<Array<{ value: string; label: string }>> {
  return tx.selectFrom('commune').select(['code as value', 'nom as label']).orderBy('nom').execute()
}

/** The communes whose name or code answers to what is typed, accents and case aside; eight at most. */
export async function findCommunes(tx: Tx, typed: string): Promise<Array<{ code: string; nom: string }>> {
  return tx
    .selectFrom('commune')
    .select(['code', 'nom'])
    .where(sql<SqlBool>`unaccent(nom) ilike unaccent(${`%${typed}%`}) or code = ${typed}`)
    .orderBy('nom')
    .limit(8)
    .execute()
}
