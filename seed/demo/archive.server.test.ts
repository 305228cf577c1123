import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openTestDatabase } from '#app/db/test-database.ts'
import { newId } from '#app/lib/ids.ts'
import { packTar, unpackTar } from '#app/platform/tar.server.ts'
import { exportTerritoire, importTerritoire } from '#app/platform/territoire-archive.server.ts'
import { seedDemo } from '../demo.server.ts'

const home = await openTestDatabase()
const elsewhere = await openTestDatabase()
await seedDemo(home.db)
const slug = 'valenciennes-metropole'
const now = new Date('2026-11-23T12:00:00Z')

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'maillage-archive-essai-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

/** A file hung on a record, as a deposit leaves it. */
async function aFile(dataDir: string): Promise<void> {
  const { id: territoireId } = await home.db.selectFrom('territoire').select('id').executeTakeFirstOrThrow()
  const { id: entiteId } = await home.db
    .selectFrom('fiche')
    .select('id')
    .where('code', '=', 'AA-00')
    .executeTakeFirstOrThrow()
  const chemin = `${territoireId}/essai.txt`
  mkdirSync(join(dataDir, 'fichiers', territoireId), { recursive: true })
  writeFileSync(join(dataDir, 'fichiers', chemin), 'Un fichier déposé.')
  const row = { nom: 'essai.txt', typeMime: 'text/plain', tailleOctets: 18, sha256: 'x', chemin }
  await home.db
    .insertInto('fichier')
    .values({ territoireId, id: newId(), entite: 'fiche', entiteId, ...row })
    .execute()
}

test('a whole territory goes to another installation and is the same there, files included', async () => {
  const [data, otherData, out] = [folder(), folder(), folder()]
  await aFile(data)
  const path = join(out, 'territoire.tar.gz')
  const its = await exportTerritoire(home, { slug, path, dataDir: data, now })
  expect(its.tables.find(({ name }) => name === 'fiche')?.rows).toBeGreaterThan(40)
  await importTerritoire(elsewhere, { path, dataDir: otherData })
  const again = join(out, 'retour.tar.gz')
  const back = await exportTerritoire(elsewhere, { slug, path: again, dataDir: otherData, now })
  expect(back.empreintes).toEqual(its.empreintes)
  const chemin = Object.keys(back.empreintes).find((name) => name.startsWith('fichiers/')) ?? ''
  expect(readFileSync(join(otherData, chemin), 'utf8')).toBe('Un fichier déposé.')
  // What was there is refused a second time, and nothing is doubled.
  await expect(importTerritoire(elsewhere, { path, dataDir: otherData })).rejects.toThrow(
    'déjà dans cette installation',
  )
})

test('the archive is opened without Maillage: rows, sheets, dictionary and a notice', async () => {
  const [data, out, opened] = [folder(), folder(), folder()]
  const path = join(out, 'territoire.tar.gz')
  const its = await exportTerritoire(home, { slug, path, dataDir: data, now })
  await unpackTar(path, opened)
  expect(readdirSync(opened).sort()).toEqual([
    'LISEZMOI.txt',
    'dictionnaire.json',
    'donnees',
    'manifeste.json',
    'tableurs',
  ])
  const [head = ''] = readFileSync(join(opened, 'tableurs', 'commune.csv'), 'utf8').split('\r\n')
  expect(head).toContain('territoire_id;code;nom')
  const dictionary = JSON.parse(readFileSync(join(opened, 'dictionnaire.json'), 'utf8'))
  expect(dictionary.map((table: { table: string }) => table.table)).toEqual(
    its.tables.map(({ name }) => name),
  )
  expect(its.tables.map(({ name }) => name)).not.toContain('courriel')
  expect(readFileSync(join(opened, 'donnees', 'personne.jsonl'), 'utf8')).not.toContain('compte_id')
})

test('an archive that was touched is refused, and nothing is written', async () => {
  const [data, out, opened] = [folder(), folder(), folder()]
  const path = join(out, 'territoire.tar.gz')
  const its = await exportTerritoire(home, { slug, path, dataDir: data, now })
  const names = await unpackTar(path, opened)
  const fiches = join(opened, 'donnees', 'fiche.jsonl')
  writeFileSync(fiches, readFileSync(fiches, 'utf8').replace('Accroche active', 'Décroche active'))
  const touched = join(out, 'touchee.tar.gz')
  await packTar(touched, opened, names)
  await elsewhere.db.deleteFrom('journal').execute()
  await expect(importTerritoire(elsewhere, { path: touched, dataDir: data })).rejects.toThrow(
    'modifiée ou coupée',
  )
  await expect(exportTerritoire(home, { slug, path, dataDir: data, now })).rejects.toThrow('existe déjà')
  expect(its.migrations.length).toBeGreaterThan(5)
})
