import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import { type Database, openPglite, openPostgres } from '#app/db/connection.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { databaseUrl, onServer } from '#app/db/test-setup.ts'
import { newId } from '#app/lib/ids.ts'
import { seedDemo } from '#seed/demo.server.ts'
import { backup, restore } from './backup.server.ts'
import { readConfig } from './config.server.ts'
import { writeTables } from './table-rows.server.ts'
import { packTar, unpackTar } from './tar.server.ts'

const database = await openTestDatabase()
await seedDemo(database.db)

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-sauvegarde-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The state of a data folder beside its database, as the application leaves it. */
function aDataFolder(): string {
  const dataDir = join(aFolder(), 'donnees')
  mkdirSync(join(dataDir, 'fichiers', 'ab'), { recursive: true })
  mkdirSync(join(dataDir, 'lac', 'imports', 'i1'), { recursive: true })
  writeFileSync(join(dataDir, 'fichiers', 'ab', `${'a'.repeat(64)}.pdf`), Buffer.from([0, 255, 10, 13, 0]))
  writeFileSync(join(dataDir, 'lac', 'imports', 'i1', 'valeurs.parquet'), 'x'.repeat(3_000_000))
  writeFileSync(join(dataDir, 'secret'), 's'.repeat(64))
  writeFileSync(join(dataDir, 'verrou'), '1')
  return dataDir
}

/** A fingerprint of every row of every table, whatever the order. */
async function fingerprint(its: Database): Promise<Record<string, string>> {
  const folder = aFolder()
  const client = await its.pool.connect()
  await writeTables(client, folder).finally(() => client.release())
  return Object.fromEntries(
    readdirSync(folder).map((name) => {
      const lines = readFileSync(join(folder, name), 'utf8').split('\n').sort()
      return [name, createHash('sha256').update(lines.join('\n')).digest('hex')]
    }),
  )
}

async function aBackup(): Promise<{ path: string; dataDir: string }> {
  const dataDir = aDataFolder()
  const path = join(aFolder(), 'sauvegarde.tar.gz')
  await backup(database, readConfig({ MAILLAGE_DATA: dataDir }), path, new Date('2026-01-02T03:04:05Z'))
  return { path, dataDir }
}

test('everything comes back in an empty folder: rows, files, data lake, secret; and tar reads the archive', async () => {
  const { path, dataDir } = await aBackup()
  const to = join(aFolder(), 'ailleurs')
  const its = await restore(readConfig({ MAILLAGE_DATA: to }), path)
  expect(its.tables.reduce((total, table) => total + table.rows, 0)).toBeGreaterThan(500)
  const restored = await openPglite({ folder: join(to, 'base') })
  onTestFinished(() => restored.close())
  expect(await fingerprint(restored)).toEqual(await fingerprint(database))
  for (const name of [`fichiers/ab/${'a'.repeat(64)}.pdf`, 'lac/imports/i1/valeurs.parquet', 'secret'])
    expect(readFileSync(join(to, name)).equals(readFileSync(join(dataDir, name)))).toBe(true)
  expect(existsSync(join(to, 'verrou'))).toBe(false)
  expect(spawnSync('tar', ['tzf', path], { encoding: 'utf8' }).stdout.split('\n')[0]).toBe('manifeste.json')
}, 120_000)

test('the same backup goes back on a server, when this suite runs on one', async () => {
  const template = inject('template')
  const name = `maillage_retour_${newId().replaceAll('-', '')}`
  if (template) await onServer(template.url, `create database ${name}`)
  const { path } = await aBackup()
  const DATABASE_URL = template ? databaseUrl(template.url, name) : ''
  const to = aFolder()
  await restore(readConfig({ MAILLAGE_DATA: to, DATABASE_URL }), path)
  const restored = template ? openPostgres(DATABASE_URL) : await openPglite({ folder: join(to, 'base') })
  onTestFinished(async () => {
    await restored.close()
    if (template) await onServer(template.url, `drop database ${name} with (force)`)
  })
  expect(await fingerprint(restored)).toEqual(await fingerprint(database))
  if (template)
    await expect(restore(readConfig({ MAILLAGE_DATA: aFolder(), DATABASE_URL }), path)).rejects.toMatchObject(
      { code: 'base-non-vide' },
    )
}, 120_000)

test('a folder that holds something is refused and left as it is', async () => {
  const { path, dataDir } = await aBackup()
  rmSync(join(dataDir, 'verrou'))
  await expect(restore(readConfig({ MAILLAGE_DATA: dataDir }), path)).rejects.toMatchObject({
    code: 'dossier-non-vide',
  })
  expect(readFileSync(join(dataDir, 'secret'), 'utf8')).toBe('s'.repeat(64))
  expect(existsSync(join(dataDir, 'base'))).toBe(false)
})

test.each([
  ['cut', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2), 'sauvegarde-illisible'],
  ['of something else', () => Buffer.from('pas une archive'), 'sauvegarde-illisible'],
])('an archive %s is refused before anything is written', async (_, spoil, code) => {
  const { path } = await aBackup()
  writeFileSync(path, spoil(readFileSync(path)))
  const to = aFolder()
  await expect(restore(readConfig({ MAILLAGE_DATA: to }), path)).rejects.toMatchObject({ code })
  expect(existsSync(join(to, 'base'))).toBe(false)
})

test('one changed byte in one file is found by its checksum', async () => {
  const { path } = await aBackup()
  const work = aFolder()
  const names = await unpackTar(path, work)
  writeFileSync(join(work, 'dossier', 'secret'), `${'s'.repeat(63)}t`)
  await packTar(path, work, names)
  const to = aFolder()
  await expect(restore(readConfig({ MAILLAGE_DATA: to }), path)).rejects.toMatchObject({
    code: 'sauvegarde-abimee',
  })
  expect(existsSync(join(to, 'secret'))).toBe(false)
})

test('a backup never replaces a file that is there', async () => {
  const { path } = await aBackup()
  await expect(
    backup(database, readConfig({ MAILLAGE_DATA: aFolder() }), path, new Date()),
  ).rejects.toMatchObject({ code: 'fichier-existe' })
})
