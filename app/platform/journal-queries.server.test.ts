import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { anActor, aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { newId } from '#app/lib/ids.ts'
import { writeJournal } from './journal.server.ts'
import { listJournal } from './journal-queries.server.ts'
import type { Actor } from './permissions.ts'
import { PAGE_SIZE } from './search-params.ts'

const { db } = await openTestDatabase()

const write = (actor: Actor, entite: string, titre: string) =>
  asActor(db, actor, (tx) =>
    writeJournal(tx, actor, {
      operation: `${entite}.modifier`,
      entite,
      entiteId: newId(),
      titre,
      changements: { nom: { avant: 'A', apres: 'B' } },
    }),
  )

test('the journal is read newest first, by kind, by person and by page, with what changed', async () => {
  const territoire = await aTerritoire(db)
  const director = await anActor(db, territoire, { role: 'direction' })
  const colleague = await anActor(db, territoire, { role: 'finances' })
  for (let line = 0; line < PAGE_SIZE + 1; line += 1) await write(director, 'fiche', `Fiche ${line}`)
  await write(colleague, 'organisation', 'CAF')
  const list = (filter: object) =>
    asActor(db, director, (tx) => listJournal(tx, director, { page: 1, ...filter }))
  expect((await list({})).rows[0]).toMatchObject({
    titre: 'CAF',
    changements: { nom: { avant: 'A', apres: 'B' } },
  })
  expect((await list({ personneId: colleague.personneId })).rows.map((row) => row.titre)).toEqual(['CAF'])
  const [first, second] = [await list({ entite: 'fiche' }), await list({ entite: 'fiche', page: 2 })]
  expect([first.rows.length, first.hasNext, second.rows.map((row) => row.titre), second.hasNext]).toEqual([
    PAGE_SIZE,
    true,
    ['Fiche 0'],
    false,
  ])
  expect((await list({ du: '2999-01-01' })).rows).toEqual([])
})

test('the journal is closed to a partner, and shows nothing of another territory', async () => {
  const here = await anActor(db, await aTerritoire(db), { role: 'direction' })
  await write(here, 'fiche', 'Ici')
  const territoire = await aTerritoire(db)
  const elsewhere = await anActor(db, territoire, { role: 'direction' })
  expect((await asActor(db, elsewhere, (tx) => listJournal(tx, elsewhere, { page: 1 }))).rows).toEqual([])
  const partner = await anActor(db, territoire, { role: 'partenaire' })
  await expect(asActor(db, partner, (tx) => listJournal(tx, partner, { page: 1 }))).rejects.toMatchObject({
    name: 'Forbidden',
  })
})
