import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { newId } from '#app/lib/ids.ts'
import type { Tx } from './connection.server.ts'
import { enterAs, inTerritoire } from './territoire.server.ts'
import { openTestDatabase } from './test-database.ts'

const { db } = await openTestDatabase()

interface ProtectedTable {
  nom: string
  protegee: boolean
  regles: number
}

/** Every table that has a territory, from the catalogue: a new one is covered without a line here. */
async function listTables(): Promise<ProtectedTable[]> {
  const { rows } = await sql<ProtectedTable>`
    select c.relname as nom, c.relrowsecurity as protegee, (select count(*)::int from pg_policy p where p.polrelid = c.oid) as regles
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'territoire_id' and not a.attisdropped)
    order by 1`.execute(db)
  return rows
}

test('every table of a territory has row-level security and a rule', async () => {
  const tables = await listTables()
  expect(tables.length).toBeGreaterThan(40)
  expect(tables.filter((its) => !its.protegee || its.regles === 0)).toEqual([])
})

/** Puts one row of a territory in a table, whatever its columns; the checks and references were taken off. */
async function plant(tx: Tx, nom: string, territoireId: string): Promise<void> {
  const { rows: columns } = await sql<{ nom: string; type: string }>`
    select a.attname as nom, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
    where a.attrelid = ${nom}::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and (a.attname = 'territoire_id' or (a.attnotnull and not a.atthasdef and a.attidentity = ''))`.execute(
    tx,
  )
  const values = columns.map((its) =>
    its.nom === 'territoire_id' ? sql`${territoireId}::uuid` : aValue(its.type),
  )
  await sql`insert into ${sql.table(nom)} (${sql.join(columns.map((its) => sql.ref(its.nom)))}) values (${sql.join(values)})`.execute(
    tx,
  )
}

function aValue(type: string) {
  const words: Record<string, string> = { uuid: newId(), jsonb: '{}', date: '2020-01-01', boolean: 'true' }
  const word = type.startsWith('timestamp') ? '2020-01-01' : (words[type] ?? '1')
  return sql`${word}::text::${sql.raw(type.endsWith('[]') ? 'text' : type)}${type.endsWith('[]') ? sql.raw(`::${type}`) : sql``}`
}

const takeOffConstraints = sql`
  do $$ declare c record; begin
    for c in select conrelid::regclass as t, conname from pg_constraint
      where contype in ('f', 'c') and connamespace = 'public'::regnamespace and conparentid = 0 order by contype desc
    loop execute format('alter table %s drop constraint if exists %I', c.t, c.conname); end loop;
  end $$`

/** Plants a row of another territory in each table, then tries to reach it from here and from nowhere; undone after. */
async function tryToCross(tables: ReadonlyArray<string>, weaken = sql`select 1`): Promise<string[]> {
  const [here, elsewhere] = [await aTerritoire(db), await aTerritoire(db)]
  const crossed: string[] = []
  const attempt = db.transaction().execute(async (tx) => {
    await takeOffConstraints.execute(tx)
    await weaken.execute(tx)
    for (const nom of tables) await plant(tx, nom, elsewhere.id)
    for (const nom of tables)
      if ((await countOf(tx, nom, elsewhere.id)) === 0) crossed.push(`${nom} : rien à atteindre`)
    for (const territoireId of [here.id, '']) {
      await enterAs(tx, territoireId)
      for (const nom of tables) crossed.push(...(await crossings(tx, nom, elsewhere.id)))
      await sql`reset role`.execute(tx)
    }
    throw new Error('undo')
  })
  await expect(attempt).rejects.toThrow('undo')
  return crossed
}

test('in every table, raw SQL reads, changes, deletes and adds no row of another territory, nor any without one', async () => {
  const tables = await listTables()
  expect(await tryToCross(tables.map((its) => its.nom))).toEqual([])
})

test('a table that lost its row-level security is caught', async () => {
  const crossed = await tryToCross(['zone'], sql`alter table zone disable row level security`)
  expect(crossed).toContain('zone : select')
  expect(crossed).toContain('zone : delete')
})

async function countOf(tx: Tx, nom: string, territoireId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(nom)} where territoire_id = ${territoireId}`.execute(tx)
  return rows[0]?.count ?? 0
}

/** What raw SQL could do to the rows of a territory one is not in: nothing, or a refusal of the database. */
async function crossings(tx: Tx, nom: string, target: string): Promise<string[]> {
  const table = sql.table(nom)
  const attempts = {
    select: sql`select 1 from ${table} where territoire_id = ${target}`,
    update: sql`update ${table} set territoire_id = territoire_id where territoire_id = ${target}`,
    delete: sql`delete from ${table} where territoire_id = ${target}`,
    insert: sql`insert into ${table} (territoire_id) values (${target})`,
  }
  const crossed: string[] = []
  for (const [kind, statement] of Object.entries(attempts)) {
    await sql`savepoint essai`.execute(tx)
    try {
      const { rows, numAffectedRows } = await statement.execute(tx)
      if (rows.length > 0 || (numAffectedRows ?? 0n) > 0n) crossed.push(`${nom} : ${kind}`)
    } catch (error) {
      if (!isRefused(error)) crossed.push(`${nom} : ${kind}, ${String(error)}`)
    }
    await sql`rollback to savepoint essai`.execute(tx)
  }
  return crossed
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '42501'
}

test('the rows of the other territory are there for their own, so that the test above can fail', async () => {
  const here = await aTerritoire(db)
  const rows = await inTerritoire(db, here.id, (tx) => tx.selectFrom('commune').select('code').execute())
  expect(rows).toHaveLength(2)
})

test('a row cannot be written into another territory', async () => {
  const here = await aTerritoire(db)
  const elsewhere = await aTerritoire(db)
  const write = inTerritoire(db, here.id, (tx) =>
    tx
      .insertInto('zone')
      .values({
        territoireId: elsewhere.id,
        id: elsewhere.id,
        nature: 'canton',
        nom: 'X',
        debut: '2020-01-01',
      })
      .execute(),
  )
  await expect(write).rejects.toMatchObject({ code: '42501' })
})

test('updates and deletions that aim at another territory touch nothing', async () => {
  const here = await aTerritoire(db)
  const elsewhere = await aTerritoire(db)
  await inTerritoire(db, here.id, async (tx) => {
    await tx
      .updateTable('organisation')
      .set({ nom: 'volé' })
      .where('territoireId', '=', elsewhere.id)
      .execute()
    await tx.deleteFrom('organisation').where('territoireId', '=', elsewhere.id).execute()
  })
  const kept = await db
    .selectFrom('organisation')
    .select('nom')
    .where('territoireId', '=', elsewhere.id)
    .execute()
  expect(kept).toEqual([{ nom: 'Intercommunalité d’essai' }])
})

test('a row cannot be moved to another territory', async () => {
  const here = await aTerritoire(db)
  const elsewhere = await aTerritoire(db)
  const move = inTerritoire(db, here.id, (tx) =>
    tx.updateTable('commune').set({ territoireId: elsewhere.id }).where('code', '=', '59606').execute(),
  )
  await expect(move).rejects.toMatchObject({ code: '42501' })
})

test('without a territory nothing is seen, and the accounts are out of reach', async () => {
  await aTerritoire(db)
  await db.transaction().execute(async (tx) => {
    await sql`select set_config('role', 'maillage_app', true)`.execute(tx)
    expect(await tx.selectFrom('commune').select('code').execute()).toEqual([])
  })
  const accounts = db.transaction().execute(async (tx) => {
    await sql`select set_config('role', 'maillage_app', true)`.execute(tx)
    await sql`select * from auth_user`.execute(tx)
  })
  await expect(accounts).rejects.toMatchObject({ code: '42501' })
})

test('the journal is append-only for the application', async () => {
  const here = await aTerritoire(db)
  for (const statement of [sql`update journal set auteur = 'x'`, sql`delete from journal`]) {
    const tampering = db.transaction().execute(async (tx) => {
      await enterAs(tx, here.id)
      await statement.execute(tx)
    })
    await expect(tampering).rejects.toMatchObject({ code: '42501' })
  }
})

test('a statement prepared in one territory answers each territory with its own rows', async () => {
  const territories = [await aTerritoire(db), await aTerritoire(db)]
  const seen = new Set<string>()
  for (let round = 0; round < 8; round++)
    for (const { id } of territories) {
      const rows = await inTerritoire(db, id, (tx) =>
        tx.selectFrom('territoire').select('id').where('creeLe', '<', new Date('2999-01-01')).execute(),
      )
      seen.add(`${id} reads ${rows.map((row) => row.id).join(' ')}`)
    }
  expect([...seen].toSorted()).toEqual(territories.map(({ id }) => `${id} reads ${id}`).toSorted())
})
