import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import type { Database } from '#app/db/connection.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { newId } from '#app/lib/ids.ts'
import { unpackTar } from '#app/platform/tar.server.ts'
import {
  cutColumns,
  exportTerritoire,
  importTerritoire,
  leftBehind,
} from '#app/platform/territoire-archive.server.ts'
import { compareTerritoire } from '#app/platform/territoire-compare.server.ts'
import { seedDemo } from '../demo.server.ts'

const home = await openTestDatabase()
const elsewhere = await openTestDatabase()
await seedDemo(home.db)
const slug = 'valenciennes-metropole'
const now = new Date('2026-11-23T12:00:00Z')

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'maillage-emporter-essai-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

async function rowsOf<Row extends pg.QueryResultRow>(of: Database, text: string): Promise<Row[]> {
  return (await of.pool.query<Row>(text)).rows
}

/** The tables that say which territory a row is of, asked of the database itself. */
async function tablesOfTerritoire(): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    home,
    `select table_name as name from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and column_name = 'territoire_id' order by 1`,
  )
  return rows.map(({ name }) => name)
}

/** One row at least in each table: those the demonstration leaves empty get a row of no meaning. */
async function fillEmptyTables(tables: ReadonlyArray<string>): Promise<void> {
  const [territoire] = await rowsOf<{ id: string }>(home, `select id from territoire where slug = '${slug}'`)
  await dropConstraints(home)
  for (const table of tables) {
    const [{ count } = { count: '0' }] = await rowsOf<{ count: string }>(
      home,
      `select count(*) from "${table}"`,
    )
    if (Number(count) === 0) await plant(table, territoire?.id ?? '')
  }
}

async function plant(table: string, territoireId: string): Promise<void> {
  const columns = await rowsOf<{ name: string; type: string }>(
    home,
    `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
     where a.attrelid = '"${table}"'::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       and (a.attname = 'territoire_id' or (a.attnotnull and not a.atthasdef))`,
  )
  const values = columns.map(({ name, type }) => (name === 'territoire_id' ? territoireId : aValue(type)))
  const list = columns.map(({ name }) => `"${name}"`).join(', ')
  const marks = columns.map(({ type }, at) => `$${at + 1}::text::${type}`).join(', ')
  await home.pool.query(`insert into "${table}" (${list}) values (${marks})`, values)
}

function aValue(type: string): string {
  if (type.endsWith('[]')) return '{}'
  if (type.startsWith('timestamp')) return '2020-01-01'
  const words: Record<string, string> = { uuid: newId(), jsonb: '{}', date: '2020-01-01', boolean: 'true' }
  return words[type] ?? '1'
}

test('every table of a territory leaves with it or is named with the reason it stays', async () => {
  const path = join(folder(), 'territoire.tar.gz')
  const its = await exportTerritoire(home, { slug, path, dataDir: folder(), now })
  const tables = await tablesOfTerritoire()
  expect(tables.length).toBeGreaterThan(100)
  const taken = its.tables.map(({ name }) => name)
  expect([...taken, ...Object.keys(leftBehind)].sort()).toEqual([...tables, 'territoire'].sort())
  const opened = folder()
  await unpackTar(path, opened)
  const notice = readFileSync(join(opened, 'LISEZMOI.txt'), 'utf8')
  const guide = readFileSync('docs/archive-territoire.md', 'utf8')
  for (const [name, why] of Object.entries(leftBehind)) {
    expect(notice).toContain(`- ${name} : ${why}`)
    expect(guide).toContain(`\`${name}\``)
  }
})

test('a column that points at an account of the installation never leaves', async () => {
  const rows = await rowsOf<{ name: string; column: string }>(
    home,
    `select c.conrelid::regclass::text as name, a.attname as "column" from pg_constraint c
     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
     where c.contype = 'f' and c.confrelid = 'auth_user'::regclass
       and exists (select from pg_attribute t where t.attrelid = c.conrelid and t.attname = 'territoire_id')`,
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const { name, column } of rows)
    expect(name in leftBehind || cutColumns[name] === column, `${name}.${column}`).toBe(true)
  expect(rows).toContainEqual({ name: 'personne', column: 'compte_id' })
})

/** The rows of a table as text, sorted; written apart from the archive so that it judges it. */
async function contentOf(of: Database, table: string): Promise<string[]> {
  const cut = cutColumns[table]
  const line = cut ? `(to_jsonb(t) - '${cut}')::text` : 'to_jsonb(t)::text'
  const rows = await rowsOf<{ line: string }>(of, `select ${line} as line from "${table}" t order by 1`)
  return rows.map((row) => row.line)
}

test('in a new installation each table is equal to the one left, each file to its original', async () => {
  const tables = await tablesOfTerritoire()
  await home.pool.query(`update personne set compte_id = null`)
  await fillEmptyTables(tables)
  const [data, otherData, out] = [folder(), folder(), folder()]
  const [file] = await rowsOf<{ chemin: string; id: string }>(home, `select id, chemin from fichier limit 1`)
  const chemin = file?.chemin ?? ''
  mkdirSync(join(data, 'fichiers', chemin, '..'), { recursive: true })
  writeFileSync(join(data, 'fichiers', chemin), Buffer.from([0, 1, 2, 255, 13, 10]))
  const path = join(out, 'territoire.tar.gz')
  const its = await exportTerritoire(home, { slug, path, dataDir: data, now })
  await dropConstraints(elsewhere)
  await importTerritoire(elsewhere, { path, dataDir: otherData })
  for (const table of [...tables, 'territoire'].filter((name) => !(name in leftBehind))) {
    const [here, there] = [await contentOf(home, table), await contentOf(elsewhere, table)]
    expect(here.length, `${table} is not empty`).toBeGreaterThan(0)
    expect(there, table).toEqual(here)
  }
  for (const table of Object.keys(leftBehind)) expect(await contentOf(elsewhere, table), table).toEqual([])
  expect(readFileSync(join(otherData, 'fichiers', chemin))).toEqual(Buffer.from([0, 1, 2, 255, 13, 10]))
  expect(its.fichiersAbsents).not.toContain(chemin)
  const same = await compareTerritoire(elsewhere, { path, dataDir: otherData, now })
  expect(same.tables.filter(({ equal }) => !equal)).toEqual([])
  expect(same.files.different).toEqual([])
  await elsewhere.pool.query(`update organisation set nom = nom || ' (changée)' where nature = 'epci'`)
  writeFileSync(join(otherData, 'fichiers', chemin), 'autre')
  const changed = await compareTerritoire(elsewhere, { path, dataDir: otherData, now })
  expect(changed.tables.filter(({ equal }) => !equal).map(({ name }) => name)).toEqual(['organisation'])
  expect(changed.files.different).toEqual([`fichiers/${chemin}`])
})

test('a record whose file is gone is said in the archive', async () => {
  const path = join(folder(), 'territoire.tar.gz')
  const its = await exportTerritoire(home, { slug, path, dataDir: folder(), now })
  const [{ count } = { count: '0' }] = await rowsOf<{ count: string }>(home, `select count(*) from fichier`)
  expect(its.fichiersAbsents).toHaveLength(Number(count))
})

/** Rows of no meaning point at nothing: references and checks are taken off, in databases that only this file has. */
async function dropConstraints(of: Database): Promise<void> {
  await of.pool.query(`do $$ declare c record; begin
    for c in select conrelid::regclass as t, conname from pg_constraint
      where contype in ('f', 'c') and connamespace = 'public'::regnamespace and conparentid = 0 order by contype desc
    loop execute format('alter table %s drop constraint if exists %I', c.t, c.conname); end loop; end $$`)
}
