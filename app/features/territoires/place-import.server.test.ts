import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { readPlaceFile } from './place-file.server.ts'
import { confirmPlaces, rehearsePlaces } from './place-import.server.ts'
import { listContours, listQpvs } from './places.queries.server.ts'
import { anActor, aTerritoire } from './territoire.factory.ts'

const { db } = await openTestDatabase()

async function rehearsed(text: string, role: 'direction' | 'partenaire' = 'direction') {
  const actor = await anActor(db, await aTerritoire(db), { role })
  const read = async (content: string, name: string) => {
    const path = join(await mkdtemp(join(tmpdir(), 'lieux-')), name)
    await writeFile(path, content)
    const file = await readPlaceFile(path)
    return asActor(db, actor, (tx) => rehearsePlaces(tx, file, 'essai'))
  }
  return { actor, read, first: await read(text, 'lieux.csv') }
}

const list = `code_qp;nom_qp;insee_com
QN05921M;Rives de l’Escaut;59606 59491
QP059021;Rives de l’Escaut;59606
QN01101I;Ailleurs;75056
59606;Pas un code;59606
`

test('a list of quarters is rehearsed: what enters, what is elsewhere, what is wrong and on which line', async () => {
  const { actor, first } = await rehearsed(list)
  if (first.kind !== 'qpv') throw new Error('expected quarters')
  expect(first.created.map((its) => [its.code, its.generation, its.fin])).toEqual([
    ['QN05921M', 2024, null],
    ['QP059021', 2015, '2024-01-01'],
  ])
  expect(first.created[0]?.communes).toEqual([
    { code: '59606', nom: 'Valenciennes', horsTerritoire: false },
    { code: '59491', nom: 'Raismes', horsTerritoire: true },
  ])
  expect(first.foreign).toBe(1)
  expect(first.problems).toMatchObject([{ line: 5 }])
  expect(await asActor(db, actor, (tx) => listQpvs(tx))).toEqual([])
})

test('once confirmed, the same list changes nothing, and a corrected one changes only what differs', async () => {
  const { actor, read, first } = await rehearsed(list)
  await asActor(db, actor, (tx) => confirmPlaces(tx, actor, first))
  expect(await read(list, 'encore.csv')).toMatchObject({ created: [], changed: [], same: 2 })
  const corrected = await read(list.replace('59606 59491', '59606 59559'), 'corrige.csv')
  expect(corrected).toMatchObject({ created: [], same: 1, changed: [{ qpv: { code: 'QN05921M' } }] })
  await asActor(db, actor, (tx) => confirmPlaces(tx, actor, corrected))
  const [qpv] = await asActor(db, actor, (tx) => listQpvs(tx, { code: 'QN05921M' }))
  expect(qpv?.communes.map((its) => its.nom)).toEqual(['Sebourg', 'Valenciennes'])
})

const square = (code: string, lon: number) => ({
  type: 'Feature',
  properties: { code, nom: code },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [lon, 50.3],
        [lon + 0.1, 50.3],
        [lon + 0.1, 50.4],
        [lon, 50.4],
        [lon, 50.3],
      ],
    ],
  },
})

test('contours are kept for the communes of the territory, and the missing ones are named before', async () => {
  const file = { type: 'FeatureCollection', features: [square('59606', 3.5), square('75056', 2.3)] }
  const { actor, first } = await rehearsed(JSON.stringify(file))
  if (first.kind !== 'contours') throw new Error('expected contours')
  expect(first).toMatchObject({
    found: [{ code: '59606', replaces: false }],
    missing: [{ code: '59559' }],
    foreign: 1,
  })
  await asActor(db, actor, (tx) => confirmPlaces(tx, actor, first))
  expect((await asActor(db, actor, (tx) => listContours(tx))).map((its) => its.code)).toEqual(['59606'])
})

test('a table of another shape and a broken GeoJSON get a sentence; nothing is written', async () => {
  await expect(rehearsed('a;b\n1;2\n')).rejects.toMatchObject({ code: 'colonne-absente' })
  await expect(rehearsed('{"type":"FeatureCollection","features":[{')).rejects.toMatchObject({
    code: 'json-illisible',
  })
})

test('a partner may not import places', async () => {
  const { actor, first } = await rehearsed(list, 'partenaire')
  await expect(asActor(db, actor, (tx) => confirmPlaces(tx, actor, first))).rejects.toThrow(Forbidden)
})
