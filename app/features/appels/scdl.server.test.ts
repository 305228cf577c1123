import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { anActor, aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { sniffFile } from '#app/lib/tables/sniff.ts'
import { importAttributions, undoImport } from './attributions.commands.server.ts'
import { rehearseAttributions } from './attributions-rehearsal.server.ts'
import { listToPublish } from './scdl.server.ts'

const { db } = await openTestDatabase()

test('what is published is what the EPCI itself attributed that year, undone imports left out', async () => {
  const territoire = await aTerritoire(db)
  await db.updateTable('territoire').set({ siren: '245901160' }).where('id', '=', territoire.id).execute()
  const actor = await anActor(db, territoire, { role: 'direction' })
  const imports: string[] = []
  for (const path of [
    'seed/demo/exemple-subventions-2017.csv',
    'data/sources/subventions/fixtures/scdl-cp1252.csv',
  ]) {
    const read = await rehearseAttributions(await sniffFile(path), { comma: null, attribuant: '' })
    imports.push((await asActor(db, actor, (tx) => importAttributions(tx, actor, read))).id)
  }
  const published = (annee: number) => asActor(db, actor, (tx) => listToPublish(tx, annee))
  const of2017 = await published(2017)
  expect(of2017).toHaveLength(6)
  expect(of2017[0]).toMatchObject({
    origine: 'exemple-subventions-2017.csv, ligne 2',
    dateConvention: isoDate('2017-04-12'),
    montantCentimes: 1_800_000,
    part: 1,
    notificationUe: false,
  })
  expect(await published(2018)).toEqual([])
  await asActor(db, actor, (tx) => undoImport(tx, actor, imports[0] ?? ''))
  expect(await published(2017)).toEqual([])
})
