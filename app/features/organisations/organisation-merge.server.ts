import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'

/** A column of a table of the territory that names an organisation, found in the catalogue. */
export interface Reference {
  table: string
  column: string
  /** Primary key without the territory. */
  key: string[]
  hasVersion: boolean
}

/** What a merge did to one row. `avant` is the whole row as a text of JSON, so that no number is rounded on the way. */
export interface MovedRow {
  table: string
  colonne: string
  effet: 'deplacee' | 'mise-de-cote' | 'laissee'
  avant: string
}

// The record of merges itself is history: it keeps naming both.
const HISTORY = ['organisation_fusion', 'organisation']

/** Every foreign key that points to an organisation, whatever feature made it. */
export async function listReferences(tx: Tx): Promise<Reference[]> {
  const { rows } = await sql<Reference>`
    select t.relname as "table", a.attname as "column",
      array(select k.attname::text from pg_constraint p cross join unnest(p.conkey) with ordinality as n(num, rang)
        join pg_attribute k on k.attrelid = t.oid and k.attnum = n.num
        where p.conrelid = t.oid and p.contype = 'p' and k.attname <> 'territoire_id' order by n.rang) as "key",
      exists (select from pg_attribute v where v.attrelid = t.oid and v.attname = 'version' and not v.attisdropped) as "hasVersion"
    from pg_constraint f
    join pg_class t on t.oid = f.conrelid
    cross join unnest(f.conkey, f.confkey) as pair(here, there)
    join pg_attribute a on a.attrelid = f.conrelid and a.attnum = pair.here
    join pg_attribute b on b.attrelid = f.confrelid and b.attnum = pair.there
    where f.contype = 'f' and f.confrelid = 'organisation'::regclass and b.attname = 'id' and t.relname <> all(${HISTORY}::text[])
    order by t.relname, a.attname`.execute(tx)
  return rows
}

export interface Pair {
  kept: string
  absorbed: string
}

/** Makes all that names the absorbed organisation name the kept one, row by row, and says what became of each. */
export async function moveReferences(tx: Tx, pair: Pair): Promise<MovedRow[]> {
  const moved: MovedRow[] = []
  for (const reference of await listReferences(tx)) {
    const { rows } = await sql<{ avant: string; place: string }>`
      select to_jsonb(r)::text as avant, r.ctid::text as place from ${sql.table(reference.table)} r
      where territoire_id = territoire_courant() and ${sql.ref(reference.column)} = ${pair.absorbed} for update`.execute(
      tx,
    )
    for (const { avant, place } of rows) {
      const effet = await moveRow(tx, reference, { ...pair, place })
      moved.push({ table: reference.table, colonne: reference.column, effet, avant })
    }
  }
  return moved
}

async function moveRow(
  tx: Tx,
  reference: Reference,
  row: Pair & { place: string },
): Promise<MovedRow['effet']> {
  const table = sql.table(reference.table)
  const version = reference.hasVersion ? sql`, version = version + 1` : sql``
  const isMoved = await attempt(tx, ['23505', '23P01'], () =>
    sql`update ${table} set ${sql.ref(reference.column)} = ${row.kept} ${version} where ctid = ${row.place}::tid`.execute(
      tx,
    ),
  )
  if (isMoved) return 'deplacee'
  // The kept organisation already has this very link. What hangs on the row must not go with it: then it stays.
  if (await isReferenced(tx, reference, row.place)) return 'laissee'
  await sql`delete from ${table} where ctid = ${row.place}::tid`.execute(tx)
  return 'mise-de-cote'
}

/** Runs a statement that a constraint may refuse, without losing the transaction. */
async function attempt(tx: Tx, codes: string[], work: () => Promise<unknown>): Promise<boolean> {
  await sql`savepoint essai`.execute(tx)
  try {
    await work()
    await sql`release savepoint essai`.execute(tx)
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!codes.includes(code)) throw error
    await sql`rollback to savepoint essai`.execute(tx)
    return false
  }
}

/** Whether another row names this one by a foreign key. */
async function isReferenced(tx: Tx, { table }: Reference, place: string): Promise<boolean> {
  const { rows: children } = await sql<{ child: string; here: string[]; there: string[] }>`
    select c.relname as child,
      array(select a.attname::text from unnest(f.conkey) with ordinality as n(num, rang) join pg_attribute a on a.attrelid = f.conrelid and a.attnum = n.num order by rang) as here,
      array(select a.attname::text from unnest(f.confkey) with ordinality as n(num, rang) join pg_attribute a on a.attrelid = f.confrelid and a.attnum = n.num order by rang) as there
    from pg_constraint f join pg_class c on c.oid = f.conrelid
    where f.contype = 'f' and f.confrelid = ${table}::regclass`.execute(tx)
  for (const { child, here, there } of children) {
    const same = here.map((column, rank) => sql`c.${sql.ref(column)} = r.${sql.ref(there[rank] ?? column)}`)
    const { rows } = await sql<{ found: boolean }>`
      select exists (select from ${sql.table(child)} c join ${sql.table(table)} r on ${sql.join(same, sql` and `)} where r.ctid = ${place}::tid) as found`.execute(
      tx,
    )
    if (rows[0]?.found) return true
  }
  return false
}

/** Puts back one row as it was. @returns false when it changed since and is left as it is */
export async function putBack(tx: Tx, row: MovedRow, pair: Pair): Promise<boolean> {
  if (row.effet === 'laissee') return true
  const reference = (await listReferences(tx)).find(
    (its) => its.table === row.table && its.column === row.colonne,
  )
  if (!reference) return false
  return row.effet === 'deplacee' ? moveBack(tx, reference, { ...row, ...pair }) : insertAgain(tx, row)
}

async function moveBack(tx: Tx, reference: Reference, row: MovedRow & Pair): Promise<boolean> {
  const version = reference.hasVersion ? sql`, version = r.version + 1` : sql``
  const others = reference.key.filter((column) => column !== reference.column)
  const sameKey = others.map((column) => sql`and r.${sql.ref(column)} = was.${sql.ref(column)}`)
  const table = sql.table(reference.table)
  const back = await sql`
    update ${table} r set ${sql.ref(reference.column)} = ${row.absorbed} ${version}
    from jsonb_populate_record(null::${table}, ${row.avant}::jsonb) was
    where r.territoire_id = territoire_courant() and r.${sql.ref(reference.column)} = ${row.kept} ${sql.join(sameKey, sql` `)}`.execute(
    tx,
  )
  return back.numAffectedRows === 1n
}

async function insertAgain(tx: Tx, row: MovedRow): Promise<boolean> {
  const { rows } = await sql<{ attname: string }>`
    select attname from pg_attribute where attrelid = ${row.table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`.execute(
    tx,
  )
  const columns = sql.join(rows.map(({ attname }) => sql.ref(attname)))
  const table = sql.table(row.table)
  return attempt(tx, ['23505', '23P01', '23503'], () =>
    sql`insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, ${row.avant}::jsonb)`.execute(
      tx,
    ),
  )
}
