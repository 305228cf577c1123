import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { normaliseForSearch } from '#app/lib/text.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { mustReadRegistre } from './destructions.queries.server.ts'
import { hiddenColumns, type Place, places } from './registre.ts'

/** How many lines each table of the register holds in this territory. */
export async function countPlaces(tx: Tx, actor: Actor): Promise<Record<string, number>> {
  mustReadRegistre(actor)
  const each = places.map(
    ({ table }) =>
      sql`select ${table}::text as nom, count(*)::int as nombre from ${sql.table(table)} where territoire_id = territoire_courant()`,
  )
  const { rows } = await sql<{ nom: string; nombre: number }>`${sql.join(each, sql` union all `)}`.execute(tx)
  return Object.fromEntries(rows.map(({ nom, nombre }) => [nom, nombre]))
}

/** Refuses whoever does not answer persons who ask. */
export function mustAnswer(actor: Actor): void {
  if (!can(actor, 'registre.tenir')) throw new Forbidden()
}

const MOST = 20

/** The persons whose name or address holds these words. */
export async function findPersonnes(tx: Tx, actor: Actor, asked: string) {
  mustAnswer(actor)
  const words = normaliseForSearch(asked)
  if (words.length < 2) return []
  const like = `%${words.replaceAll(/[%_\\]/g, '')}%`
  return tx
    .selectFrom('personne')
    .select(['id', 'nom', 'courriel', 'exemple'])
    .where('territoireId', '=', actor.territoireId)
    .where(sql<boolean>`unaccent(lower(nom || ' ' || coalesce(courriel, ''))) like ${like}`)
    .orderBy('nom')
    .limit(MOST)
    .execute()
}

export interface Known {
  table: string
  contenu: string
  lignes: ReadonlyArray<Record<string, unknown>>
}

/** Everything the territory holds about one person, table by table, without what is secret or of somebody else. */
export async function loadKnown(tx: Tx, actor: Actor, id: string) {
  mustAnswer(actor)
  const personne = isId(id)
    ? await tx
        .selectFrom('personne')
        .select(['id', 'nom', 'courriel', 'exemple'])
        .where('territoireId', '=', actor.territoireId)
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!personne) throw new NotFound()
  const known: Known[] = []
  for (const place of places) {
    const lignes = await rowsOf(tx, place, personne)
    if (lignes.length > 0) known.push({ table: place.table, contenu: place.contenu, lignes })
  }
  return { personne, known }
}

async function rowsOf(tx: Tx, place: Place, { id, courriel }: { id: string; courriel: string | null }) {
  const conditions = [
    ...(place.personne ?? []).map((column) => sql`${sql.ref(column)} = ${id}`),
    ...(courriel
      ? (place.courriel ?? []).map((column) => sql`lower(${sql.ref(column)}) = lower(${courriel})`)
      : []),
  ]
  if (conditions.length === 0) return []
  const { rows } = await sql<{
    ligne: Record<string, unknown>
  }>`select to_jsonb(t) as ligne from ${sql.table(place.table)} t
    where territoire_id = territoire_courant() and (${sql.join(conditions, sql` or `)}) order by to_jsonb(t)::text`.execute(
    tx,
  )
  return rows.map(({ ligne }) =>
    Object.fromEntries(
      Object.entries(ligne).filter(
        ([name, value]) => !hiddenColumns.has(name) && value !== null && value !== '',
      ),
    ),
  )
}
