import { createHash } from 'node:crypto'
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { z } from 'zod'
import { type Database, openPglite, openPostgres } from '#app/db/connection.server.ts'
import { appliedMigrations, migrate } from '#app/db/migrate.server.ts'
import { Refusal } from '#app/lib/errors.ts'
import type { Config } from './config.server.ts'
import { acquireLock } from './lock.server.ts'
import { listTables, readTables, writeTables } from './table-rows.server.ts'
import { packTar, unpackTar } from './tar.server.ts'

const FORMAT = 1
const MANIFEST = 'manifeste.json'

const manifest = z.object({
  format: z.literal(FORMAT),
  faiteLe: z.iso.datetime(),
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), rows: z.int() })),
  empreintes: z.record(z.string(), z.string()),
})

export type Manifest = z.infer<typeof manifest>

// What is not state: the embedded database has its rows in the tables, the lock is of the moment, uploads are unfinished.
const notState = new Set(['base', 'base-en-cours', 'verrou', 'depots'])

/** Writes the whole state in one file: rows of the database, files, data lake, secret. */
export async function backup(database: Database, config: Config, path: string, now: Date): Promise<Manifest> {
  const target = resolve(path)
  if (existsSync(target))
    throw new Refusal('fichier-existe', `${path} existe déjà : choisissez un autre nom.`)
  if (!existsSync(dirname(target))) throw new Refusal('dossier-absent', `Le dossier de ${path} n’existe pas.`)
  const work = mkdtempSync(join(dirname(target), '.maillage-sauvegarde-'))
  try {
    mkdirSync(join(work, 'tables'))
    const client = await database.pool.connect()
    const tables = await writeTables(client, join(work, 'tables')).finally(() => client.release())
    copyState(config.dataDir, join(work, 'dossier'))
    const names = filesOf(work)
    const empreintes = Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await sha256(join(work, name))])),
    )
    const migrations = await appliedMigrations(database.db)
    const its: Manifest = { format: FORMAT, faiteLe: now.toISOString(), migrations, tables, empreintes }
    writeFileSync(join(work, MANIFEST), JSON.stringify(its, null, 2))
    await packTar(join(work, 'archive'), work, [MANIFEST, ...names])
    renameSync(join(work, 'archive'), target)
    return its
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function copyState(dataDir: string, to: string): void {
  if (!existsSync(dataDir)) return
  for (const name of readdirSync(dataDir).filter((its) => !notState.has(its)))
    cpSync(join(dataDir, name), join(to, name), { recursive: true })
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((its) => its.isFile())
    .map((its) => relative(folder, join(its.parentPath, its.name)))
    .sort()
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece)
  return hash.digest('hex')
}

/** Puts a backup back in an empty place: everything is checked before anything is written. */
export async function restore(config: Config, path: string): Promise<Manifest> {
  if (!existsSync(path)) throw new Refusal('fichier-absent', `${path} n’existe pas.`)
  mkdirSync(config.dataDir, { recursive: true })
  const release = acquireLock(config.dataDir)
  const work = join(config.dataDir, 'depots', `restauration-${process.pid}`)
  try {
    refuseOccupiedFolder(config.dataDir)
    mkdirSync(work, { recursive: true })
    const its = await checked(work, await unpackTar(path, work))
    await restoreDatabase(config, its, join(work, 'tables'))
    for (const name of existsSync(join(work, 'dossier')) ? readdirSync(join(work, 'dossier')) : [])
      renameSync(join(work, 'dossier', name), join(config.dataDir, name))
    return its
  } finally {
    rmSync(work, { recursive: true, force: true })
    release()
  }
}

function refuseOccupiedFolder(dataDir: string): void {
  const there = readdirSync(dataDir).filter((name) => name !== 'verrou' && name !== 'depots')
  if (there.length > 0)
    throw new Refusal(
      'dossier-non-vide',
      `Le dossier ${dataDir} contient déjà des données (${there.join(', ')}) : restaurez dans un dossier vide, avec MAILLAGE_DATA.`,
    )
}

async function checked(work: string, names: ReadonlyArray<string>): Promise<Manifest> {
  const read = names.includes(MANIFEST)
    ? manifest.safeParse(JSON.parse(readFileSync(join(work, MANIFEST), 'utf8')))
    : null
  if (!read?.success)
    throw new Refusal(
      'sauvegarde-illisible',
      'Ce fichier n’est pas une sauvegarde de Maillage que cette version sait lire.',
    )
  const expected = Object.keys(read.data.empreintes)
  const wrong: string[] = expected.filter((name) => !names.includes(name))
  for (const name of names.filter((its) => its !== MANIFEST))
    if ((await sha256(join(work, name))) !== read.data.empreintes[name]) wrong.push(name)
  if (wrong.length > 0)
    throw new Refusal(
      'sauvegarde-abimee',
      `La sauvegarde est abîmée : ${wrong.slice(0, 3).join(', ')} ne correspond pas à son empreinte. Rien n’a été écrit.`,
    )
  return read.data
}

async function restoreDatabase(config: Config, its: Manifest, folder: string): Promise<void> {
  if (config.databaseUrl) {
    const database = openPostgres(config.databaseUrl)
    return load(database, its, folder).finally(() => database.close())
  }
  const beside = join(config.dataDir, 'base-en-cours')
  const database = await openPglite({ folder: beside })
  try {
    await load(database, its, folder).finally(() => database.close())
  } catch (error) {
    rmSync(beside, { recursive: true, force: true })
    throw error
  }
  renameSync(beside, join(config.dataDir, 'base'))
}

/** The rows go in the tables as they were when they were saved; later migrations then do their work on them. */
async function load(database: Database, its: Manifest, folder: string): Promise<void> {
  const client = await database.pool.connect()
  const occupied = await hasRows(client).finally(() => client.release())
  if (occupied)
    throw new Refusal(
      'base-non-vide',
      'La base de DATABASE_URL contient déjà des données : restaurez dans une base vide.',
    )
  const last = its.migrations.at(-1)
  const reached = await migrate(database.db, { upTo: last }).then(
    () => appliedMigrations(database.db),
    () => [], // a migration this version does not have
  )
  if (reached.join() !== its.migrations.join())
    throw new Refusal(
      'version-inconnue',
      'Cette sauvegarde vient d’une autre version de Maillage : restaurez-la avec la même version, ou une plus récente.',
    )
  const loading = await database.pool.connect()
  await readTables(
    loading,
    folder,
    its.tables.map((table) => table.name),
  ).finally(() => loading.release())
  await migrate(database.db)
}

async function hasRows(client: Parameters<typeof listTables>[0]): Promise<boolean> {
  for (const { name } of await listTables(client)) {
    const { rows } = await client.query(`select 1 from public."${name}" limit 1`)
    if (rows.length > 0) return true
  }
  return false
}
