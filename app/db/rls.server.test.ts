import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aTerritoire } from '#app/features/territoires/territoire.factory.ts'
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

test('raw SQL under the role of the application sees no row of another territory, in any table', async () => {
  const here = await aTerritoire(db)
  const elsewhere = await aTerritoire(db)
  const tables = await listTables()
  const seen: string[] = []
  await inTerritoire(db, here.id, async (tx) => {
    for (const { nom } of tables) {
      const { rows } = await sql<{
        count: number
      }>`select count(*)::int as count from ${sql.table(nom)} where territoire_id = ${elsewhere.id}`.execute(
        tx,
      )
      if ((rows[0]?.count ?? 0) > 0) seen.push(nom)
    }
  })
  expect(seen).toEqual([])
})

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
