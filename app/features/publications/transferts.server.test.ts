import { createHash } from 'node:crypto'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { addAttached } from '#app/platform/attached.server.ts'
import { filesFolder } from '#app/platform/files.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { TransfertInput } from './transfert.schema.ts'
import { writePaquet } from './transfert-paquet.server.ts'
import { answerTransfert, gatherMatter, recordTransfert } from './transferts.commands.server.ts'
import {
  getPaquet,
  getTransfert,
  lastSettings,
  listSujets,
  listTransferts,
} from './transferts.queries.server.ts'

const { db } = await openTestDatabase()
const today = isoDate('2026-11-24')
const now = new Date('2026-11-24T09:00:00Z')
const dataDir = await mkdtemp(join(tmpdir(), 'maillage-transferts-'))

const input: TransfertInput = {
  sujet: 'document-cadre:D1',
  serviceNom: 'Archives départementales (exemple)',
  serviceIdentifiant: 'FRAD059',
  accord: '',
  regle: '',
  sortFinal: 'conserver',
}

/** A territory whose framework document has one file. */
async function aWorld() {
  const world = await aFicheWorld(db)
  const path = join(dataDir, newId())
  const text = 'commune;avis\nSaultain;favorable\n'
  await writeFile(path, text)
  const sha256 = createHash('sha256').update(text).digest('hex')
  const file = { path, name: 'Avis des communes.csv', size: text.length, sha256 }
  const owner = { entite: 'document', id: world.document, titre: 'Projet' }
  await asActor(db, world.direction, (tx) => addAttached(tx, world.direction, owner, { file, dataDir }))
  return { ...world, text }
}

const gather = (actor: Actor, given = input, id = newId()) =>
  asActor(db, actor, (tx) => gatherMatter({ tx, actor, at: today, today }, given, { id, now }))

async function prepare(actor: Actor, given = input) {
  const id = newId()
  const matter = await gather(actor, given, id)
  const paquet = await writePaquet(matter, dataDir)
  const made = { id, titre: matter.document.title, paquet, now, dataDir }
  await asActor(db, actor, (tx) => recordTransfert(tx, actor, given, made))
  return id
}

async function entriesOf(actor: Actor, id: string) {
  const { chemin } = await asActor(db, actor, (tx) => getPaquet(tx, actor, id))
  return unzipSync(await readFile(join(filesFolder(dataDir), chemin)))
}

test('the package holds the text and every file of the document, each with the print the manifest says', async () => {
  const { direction, text } = await aWorld()
  const id = await prepare(direction)
  const entries = await entriesOf(direction, id)
  expect(Object.keys(entries).sort()).toEqual(['content/1.pdf', 'content/2.csv', 'manifest.xml'])
  expect(Buffer.from(entries['content/2.csv'] ?? []).toString()).toBe(text)
  expect(
    Buffer.from(entries['content/1.pdf'] ?? [])
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  const manifest = Buffer.from(entries['manifest.xml'] ?? []).toString()
  for (const uri of ['content/1.pdf', 'content/2.csv'])
    expect(manifest).toContain(
      createHash('sha512')
        .update(entries[uri] ?? '')
        .digest('hex'),
    )
  expect(manifest).toContain('<Filename>Avis des communes.csv</Filename>')
  const kept = await asActor(db, direction, (tx) => getTransfert(tx, direction, id))
  expect(kept).toMatchObject({ numero: 1, pieces: 2, etat: 'prepare' })
  expect(kept.empreinte).toBe(createHash('sha512').update(manifest).digest('hex'))
})

test('a file changed behind the back of the application is not handed over', async () => {
  const { direction } = await aWorld()
  const matter = await gather(direction)
  await writeFile(join(filesFolder(dataDir), matter.files[0]?.chemin ?? ''), 'autre chose')
  await expect(writePaquet(matter, dataDir)).rejects.toThrow('Avis des communes.csv')
})

test('the service is remembered from one transfer to the next, and the answer may be corrected once per version', async () => {
  const { direction } = await aWorld()
  const id = await prepare(direction)
  await asActor(db, direction, async (tx) => {
    expect(await lastSettings(tx)).toMatchObject({ serviceIdentifiant: 'FRAD059', sujet: '' })
    const answer = { etat: 'accepte', reponseLe: today, reponse: '4512 W 3' } as const
    await answerTransfert(tx, direction, id, { version: 1, input: answer, today })
    expect(await getTransfert(tx, direction, id)).toMatchObject(answer)
    await expect(answerTransfert(tx, direction, id, { version: 1, input: answer, today })).rejects.toThrow(
      'rechargez',
    )
    const early = { ...answer, reponseLe: isoDate('2026-11-23') }
    await expect(answerTransfert(tx, direction, id, { version: 2, input: early, today })).rejects.toThrow(
      'après le transfert',
    )
  })
})

test('only who keeps the register prepares or downloads; another territory knows nothing of it', async () => {
  const { direction, as } = await aWorld()
  const id = await prepare(direction)
  const carrier = await as('porteur')
  await expect(gather(carrier)).rejects.toThrow(Forbidden)
  await expect(asActor(db, carrier, (tx) => getPaquet(tx, carrier, id))).rejects.toThrow(Forbidden)
  const other = await aFicheWorld(db)
  await asActor(db, other.direction, async (tx) => {
    await expect(getPaquet(tx, other.direction, id)).rejects.toThrow(NotFound)
    expect(await listTransferts(tx, other.direction)).toEqual([])
  })
})

test('what may be handed over is offered by kind, and an unknown subject is refused', async () => {
  const { direction } = await aWorld()
  const sujets = await asActor(db, direction, (tx) => listSujets({ tx, actor: direction, at: today, today }))
  expect(sujets).toContainEqual({ value: 'document-cadre:D1', label: 'Projet', group: 'Documents-cadres' })
  await expect(gather(direction, { ...input, sujet: 'constructor:D1' })).rejects.toThrow('Choisissez')
  await expect(gather(direction, { ...input, sujet: 'document-cadre:D9' })).rejects.toThrow(NotFound)
})
