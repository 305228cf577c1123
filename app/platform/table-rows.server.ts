import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type pg from 'pg'

/** Everything the application keeps: the tables of `public`, but not the list of migrations, which has its own way. */
const TABLES = `select c.relname as name,
    (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind = 'r' and c.relname not like 'kysely\\_%' order by c.relname`

const AT_ONCE = 1_000

export interface TableShape {
  name: string
  columns: string[]
}

export async function listTables(client: pg.ClientBase): Promise<TableShape[]> {
  return (await client.query<TableShape>(TABLES)).rows
}

/** A name as SQL wants it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Writes the rows of every table as lines of JSON, all as they were at one instant, in flat memory. */
export async function writeTables(
  client: pg.ClientBase,
  folder: string,
): Promise<Array<{ name: string; rows: number }>> {
  await client.query("begin isolation level repeatable read read only; set local timezone to 'UTC'")
  try {
    const written = []
    for (const { name } of await listTables(client))
      written.push({ name, rows: await writeTable(client, folder, name) })
    return written
  } finally {
    await client.query('rollback')
  }
}

async function writeTable(client: pg.ClientBase, folder: string, name: string): Promise<number> {
  const file = createWriteStream(join(folder, `${name}.jsonl`))
  let rows = 0
  await client.query(
    `declare lignes no scroll cursor for select to_jsonb(t)::text as line from public.${quoted(name)} t`,
  )
  for (;;) {
    const page = await client.query<{ line: string }>(`fetch ${AT_ONCE} from lignes`)
    if (page.rows.length === 0) break
    rows += page.rows.length
    if (!file.write(page.rows.map((row) => `${row.line}\n`).join(''))) await once(file, 'drain')
  }
  await client.query('close lignes')
  file.end()
  await once(file, 'finish')
  return rows
}

/**
 * Puts the rows back in a migrated database, in one transaction: the references between tables are taken off, then
 * put back, which checks every one of them.
 */
export async function readTables(
  client: pg.ClientBase,
  folder: string,
  names: ReadonlyArray<string>,
): Promise<void> {
  const shapes = new Map((await listTables(client)).map((shape) => [shape.name, shape]))
  await client.query('begin')
  try {
    const references = await takeReferencesOff(client)
    await client.query(`truncate ${[...shapes.keys()].map((name) => `public.${quoted(name)}`).join(', ')}`)
    for (const name of names) {
      const shape = shapes.get(name)
      if (!shape) throw new Error(`The backup has a table that this version does not know: ${name}.`)
      await readTable(client, folder, shape)
    }
    for (const put of references) await client.query(put)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Takes the references between tables off. @returns the statements that put them back, each row checked */
export async function takeReferencesOff(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  )
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint ${name}`)
  return rows.map(
    ({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`,
  )
}

/** Inserts the lines of a file in a table, a thousand at once. */
export async function readTable(
  client: pg.ClientBase,
  folder: string,
  { name, columns }: TableShape,
): Promise<void> {
  const list = columns.map(quoted).join(', ')
  const insert = `insert into public.${quoted(name)} (${list}) select ${list} from jsonb_populate_recordset(null::public.${quoted(name)}, $1::jsonb)`
  let batch: string[] = []
  for await (const line of createInterface({ input: createReadStream(join(folder, `${name}.jsonl`)) })) {
    batch.push(line)
    if (batch.length === AT_ONCE) {
      await client.query(insert, [`[${batch.join(',')}]`])
      batch = []
    }
  }
  if (batch.length > 0) await client.query(insert, [`[${batch.join(',')}]`])
}
