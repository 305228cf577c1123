import { sql } from 'kysely'
import type { Db } from '#app/db/connection.server.ts'
import { Refusal } from '#app/lib/errors.ts'

/** The territory asked for on the command line; without one, the only one there is, or null. */
export async function findTerritoireAsked(
  db: Db,
  slug: string | null,
): Promise<{ id: string; slug: string } | null> {
  const { rows } = await sql<{
    id: string
    slug: string
  }>`select id, slug from territoire order by slug`.execute(db)
  if (slug === null) return rows.length === 1 ? (rows[0] ?? null) : null
  const found = rows.find((its) => its.slug === slug)
  if (found) return found
  const known = rows.map((its) => its.slug).join(', ') || 'aucun'
  throw new Refusal(
    'territoire-inconnu',
    `Le territoire « ${slug} » n’existe pas ici. Territoires connus : ${known}.`,
  )
}
