import { sql } from 'kysely'
import type { Db } from '#app/db/connection.server.ts'

export interface TerritoireLine {
  slug: string
  nom: string
  siren: string
  communes: number
}

/** All the territories of this installation; for administrators of the machine, under the owner's role. */
export async function listTerritoires(db: Db): Promise<TerritoireLine[]> {
  const { rows } = await sql<TerritoireLine>`
    select t.slug, t.nom, t.siren, count(c.code)::int as communes
    from territoire t left join commune c on c.territoire_id = t.id group by t.id order by t.nom`.execute(db)
  return rows
}
