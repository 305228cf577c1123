import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { readInTerritoire } from './territoire.server.ts'
import { openTestDatabase } from './test-database.ts'

const database = await openTestDatabase()
const [here, there] = [await aTerritoire(database.db), await aTerritoire(database.db)]

/** The territories that one visit sees, by the rule of the rows. */
async function seenFrom(territoireId: string): Promise<string[]> {
  const rows = await readInTerritoire(database, territoireId, (tx) =>
    tx.selectFrom('commune').select('territoireId').distinct().execute(),
  )
  return rows.map((its) => its.territoireId)
}

test('connections that read go from one territory to another and see one at a time', async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    expect(await seenFrom(here.id)).toEqual([here.id])
    expect(await seenFrom(there.id)).toEqual([there.id])
  }
  const many = Array.from({ length: 60 }, (_, index) => (index % 3 === 0 ? here.id : there.id))
  expect(await Promise.all(many.map(seenFrom))).toEqual(many.map((id) => [id]))
})

test('nothing can be written while reading, and the connection still reads after having tried', async () => {
  const writing = readInTerritoire(database, here.id, (tx) =>
    tx.updateTable('commune').set({ nom: 'Écrit en lisant' }).execute(),
  )
  await expect(writing).rejects.toThrow(/read-only transaction/)
  expect(await seenFrom(here.id)).toEqual([here.id])
})

test('reading has the rights of the application, not those of the owner of the tables', async () => {
  const { rows } = await readInTerritoire(database, here.id, (tx) =>
    sql<{ role: string }>`select current_user::text as role`.execute(tx),
  )
  expect(rows).toEqual([{ role: 'maillage_app' }])
})
