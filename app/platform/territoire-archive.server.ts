import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  copyFileSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type pg from 'pg'
import { z } from 'zod'
import type { Database } from '#app/db/connection.server.ts'
import { appliedMigrations } from '#app/db/migrate.server.ts'
import { describeSchema } from '#app/db/schema-types.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { csvLine } from '#app/lib/tables/csv-write.ts'
import { filesFolder } from './files.server.ts'
import { listTables, quoted, readTable, type TableShape, takeReferencesOff } from './table-rows.server.ts'
import { packTar, unpackTar } from './tar.server.ts'

const FORMAT = 1
const MANIFEST = 'manifeste.json'
const AT_ONCE = 1_000

const manifest = z.object({
  format: z.literal(FORMAT),
  nature: z.literal('territoire'),
  slug: z.string(),
  nom: z.string(),
  faiteLe: z.iso.datetime(),
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), rows: z.int() })),
  empreintes: z.record(z.string(), z.string()),
  /** Records of `fichier` whose file was no longer in the data folder: said, never passed over in silence. */
  fichiersAbsents: z.array(z.string()).optional(),
})

export type TerritoireManifest = z.infer<typeof manifest>

/** Tables that stay, with the reason the archive and the documentation give. */
export const leftBehind: Readonly<Record<string, string>> = {
  presence: 'qui regarde quelle page en ce moment',
  brouillon: 'saisies non enregistrées',
  invitation: 'liens d’entrée, propres aux comptes d’une installation',
  courriel: 'messages déjà envoyés',
  jeton_acces: 'clés données à des outils : elles n’ouvrent que l’installation qui les a faites',
  abonnement: 'outils prévenus, dont le secret est chiffré par cette installation',
  envoi_evenement: 'envois faits à ces outils',
}

/** A person is taken along, the account they sign in with is not: it belongs to the installation. */
export const cutColumns: Readonly<Record<string, string>> = { personne: 'compte_id' }

interface Asked {
  slug: string
  path: string
  dataDir: string
  now: Date
}

/**
 * Writes one territory whole in one file that `tar` opens: its rows as lines of JSON (faithful) and as CSV (for a
 * spreadsheet), its files, and what each column means. It holds personal data.
 */
export async function exportTerritoire(
  database: Database,
  { slug, path, dataDir, now }: Asked,
): Promise<TerritoireManifest> {
  const target = resolve(path)
  if (existsSync(target))
    throw new Refusal('fichier-existe', `${path} existe déjà : choisissez un autre nom.`)
  const territoire = await getTerritoire(database, slug)
  const work = mkdtempSync(join(dirname(target), '.maillage-archive-'))
  try {
    const tables = await writeRows(database, territoire.id, work)
    const { files, missing } = copyFiles(work, dataDir)
    writeFileSync(
      join(work, 'dictionnaire.json'),
      JSON.stringify(await dictionary(database, tables), null, 2),
    )
    writeFileSync(join(work, 'LISEZMOI.txt'), readMe(territoire.nom, now))
    const names = [
      'LISEZMOI.txt',
      'dictionnaire.json',
      ...tables.flatMap(({ name }) => [`donnees/${name}.jsonl`, `tableurs/${name}.csv`]),
      ...files,
    ]
    const empreintes = Object.fromEntries(names.map((name) => [name, sha256(join(work, name))]))
    const migrations = await appliedMigrations(database.db)
    const head = { format: FORMAT, nature: 'territoire', slug, nom: territoire.nom } as const
    const content = { migrations, tables, empreintes, fichiersAbsents: missing }
    const its: TerritoireManifest = { ...head, faiteLe: now.toISOString(), ...content }
    writeFileSync(join(work, MANIFEST), JSON.stringify(its, null, 2))
    await packTar(join(work, 'archive'), work, [MANIFEST, ...names])
    renameSync(join(work, 'archive'), target)
    return its
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function getTerritoire({ db }: Database, slug: string) {
  const found = await db
    .selectFrom('territoire')
    .select(['id', 'nom'])
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (!found) throw new NotFound(`Le territoire ${slug} n’existe pas.`)
  return found
}

async function writeRows(database: Database, territoireId: string, work: string) {
  for (const folder of ['donnees', 'tableurs']) mkdirSync(join(work, folder))
  const client = await database.pool.connect()
  try {
    await client.query("begin isolation level repeatable read read only; set local timezone to 'UTC'")
    const tables: TerritoireManifest['tables'] = []
    for (const shape of await territoireTables(client))
      tables.push({ name: shape.name, rows: await writeTable(client, shape, { territoireId, work }) })
    return tables
  } finally {
    await client.query('rollback')
    client.release()
  }
}

/** The tables of a territory: those that say which, and its own line. */
async function territoireTables(client: pg.ClientBase): Promise<TableShape[]> {
  const all = await listTables(client)
  return all.filter(
    ({ name, columns }) =>
      (name === 'territoire' || columns.includes('territoire_id')) && !(name in leftBehind),
  )
}

async function writeTable(
  client: pg.ClientBase,
  { name, columns }: TableShape,
  { territoireId, work }: { territoireId: string; work: string },
): Promise<number> {
  const lines = createWriteStream(join(work, 'donnees', `${name}.jsonl`))
  const sheet = createWriteStream(join(work, 'tableurs', `${name}.csv`))
  sheet.write(`\uFEFF${csvLine(columns)}`)
  const kept = columns
    .filter((column) => cutColumns[name] !== column)
    .map((column) => `'${column}', t.${quoted(column)}`)
  const key = name === 'territoire' ? 'id' : 'territoire_id'
  // In a fixed order, so that the same territory gives the same lines. A hundred arguments at most: pairs by pairs.
  await client.query({
    text: `declare lignes no scroll cursor for select line::text as line from (
      select ${objectOf(kept)} as line from public.${quoted(name)} t where t.${key} = '${territoireId}'::uuid) its order by line::text collate "C"`,
  })
  let rows = 0
  for (;;) {
    const page = await client.query<{ line: string }>(`fetch ${AT_ONCE} from lignes`)
    if (page.rows.length === 0) break
    rows += page.rows.length
    lines.write(page.rows.map(({ line }) => `${line}\n`).join(''))
    sheet.write(page.rows.map(({ line }) => csvLine(cellsOf(line, columns))).join(''))
  }
  await client.query('close lignes')
  await Promise.all([lines, sheet].map((stream) => once(stream.end(), 'finish')))
  return rows
}

/** jsonb_build_object takes a hundred arguments: wide tables are built in parts. */
function objectOf(pairs: string[]): string {
  const parts = Array.from(
    { length: Math.ceil(pairs.length / 40) },
    (_, at) => `jsonb_build_object(${pairs.slice(at * 40, at * 40 + 40).join(', ')})`,
  )
  return parts.join(' || ')
}

function cellsOf(line: string, columns: ReadonlyArray<string>): string[] {
  const row = new Map<string, unknown>(Object.entries(JSON.parse(line)))
  return columns.map((column) => {
    const value = row.get(column)
    if (value === null || value === undefined) return ''
    return typeof value === 'object' ? JSON.stringify(value) : String(value)
  })
}

/** The files of the records, read from the lines just written. */
function copyFiles(work: string, dataDir: string): { files: string[]; missing: string[] } {
  const rows = readFileSync(join(work, 'donnees', 'fichier.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
  const paths = rows.map((line) => z.object({ chemin: z.string() }).parse(JSON.parse(line)).chemin)
  const there = new Set(paths.filter((chemin) => existsSync(join(filesFolder(dataDir), chemin))))
  for (const chemin of there) {
    mkdirSync(dirname(join(work, 'fichiers', chemin)), { recursive: true })
    copyFileSync(join(filesFolder(dataDir), chemin), join(work, 'fichiers', chemin))
  }
  return {
    files: [...there].map((chemin) => `fichiers/${chemin}`),
    missing: paths.filter((chemin) => !there.has(chemin)),
  }
}

async function dictionary(database: Database, tables: TerritoireManifest['tables']) {
  const columns = await describeSchema(database.pool)
  return tables.map(({ name, rows }) => ({
    table: name,
    lignes: rows,
    colonnes: columns
      .filter((its) => its.table === name && !its.stored)
      .map(({ column, type, nullable, union }) => ({
        nom: column,
        type,
        facultative: nullable,
        ...(union ? { valeurs: union } : {}),
      })),
  }))
}

const readMe = (nom: string, now: Date): string =>
  `${nom} : archive complète du ${now.toISOString()}

donnees/       chaque table, une ligne de JSON par enregistrement : c’est la copie fidèle
tableurs/      les mêmes tables en CSV (UTF-8, point-virgule), pour un tableur
fichiers/      les fichiers déposés, sous le chemin que donne la table « fichier »
dictionnaire.json   les colonnes : type, facultative ou non, valeurs possibles
manifeste.json      la version, le nombre de lignes, l’empreinte SHA-256 de chaque fichier

Remettre ce territoire dans une autre installation : maillage territoire import FICHIER

Ne s’y trouvent pas : les comptes de connexion (propres à une installation), les séries de l’observatoire
(réimportables depuis leurs sources), et ces tables :
${Object.entries(leftBehind)
  .map(([name, why]) => `- ${name} : ${why}`)
  .join('\n')}

Cette archive contient des données personnelles : gardez-la en lieu sûr.
`

/** Puts a territory in an installation that does not have it. Everything is checked before anything is written. */
export async function importTerritoire(
  database: Database,
  { path, dataDir }: { path: string; dataDir: string },
): Promise<TerritoireManifest> {
  if (!existsSync(path)) throw new Refusal('fichier-absent', `${path} n’existe pas.`)
  mkdirSync(join(dataDir, 'depots'), { recursive: true })
  const work = mkdtempSync(join(dataDir, 'depots', 'territoire-'))
  try {
    const its = await checked(database, work, await unpackTar(path, work))
    await insertRows(database, its, work)
    for (const name of Object.keys(its.empreintes).filter((file) => file.startsWith('fichiers/'))) {
      const target = join(filesFolder(dataDir), name.slice('fichiers/'.length))
      mkdirSync(dirname(target), { recursive: true })
      renameSync(join(work, name), target)
    }
    return its
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** The manifest of an archive, opened in an empty folder. */
export async function readManifest(path: string, folder: string): Promise<TerritoireManifest> {
  return manifestOf(folder, await unpackTar(path, folder))
}

function manifestOf(work: string, names: ReadonlyArray<string>): TerritoireManifest {
  const read = names.includes(MANIFEST)
    ? manifest.safeParse(JSON.parse(readFileSync(join(work, MANIFEST), 'utf8')))
    : null
  if (!read?.success)
    throw new Refusal('archive-illisible', 'Ce fichier n’est pas l’archive d’un territoire.')
  return read.data
}

async function checked(
  database: Database,
  work: string,
  names: ReadonlyArray<string>,
): Promise<TerritoireManifest> {
  const its = manifestOf(work, names)
  const wrong = Object.entries(its.empreintes).filter(
    ([name, print]) => !names.includes(name) || sha256(join(work, name)) !== print,
  )
  const extra = names.filter((name) => name !== MANIFEST && !(name in its.empreintes))
  if (wrong.length + extra.length > 0)
    throw new Refusal(
      'archive-abimee',
      `L’archive a été modifiée ou coupée : ${[...wrong.map(([name]) => name), ...extra].slice(0, 3).join(', ')}.`,
    )
  const here = await appliedMigrations(database.db)
  if (here.join() !== its.migrations.join())
    throw new Refusal(
      'version-differente',
      'Cette archive vient d’une autre version de Maillage : mettez les deux installations à la même version, puis recommencez.',
    )
  const [line = '{}'] = readFileSync(join(work, 'donnees', 'territoire.jsonl'), 'utf8').split('\n')
  const { id } = z.object({ id: z.uuid() }).parse(JSON.parse(line))
  const there = await database.db
    .selectFrom('territoire')
    .select('nom')
    .where((eb) => eb.or([eb('id', '=', id), eb('slug', '=', its.slug)]))
    .executeTakeFirst()
  if (there)
    throw new Refusal(
      'territoire-present',
      `${there.nom} est déjà dans cette installation : rien n’a été écrit.`,
    )
  return its
}

async function insertRows(database: Database, its: TerritoireManifest, work: string): Promise<void> {
  const client = await database.pool.connect()
  try {
    await client.query('begin')
    const shapes = new Map((await territoireTables(client)).map((shape) => [shape.name, shape]))
    const references = await takeReferencesOff(client)
    for (const { name } of its.tables) {
      const shape = shapes.get(name)
      if (!shape) throw new Refusal('table-inconnue', `Cette version ne connaît pas la table ${name}.`)
      await readTable(client, join(work, 'donnees'), shape)
    }
    for (const put of references) await client.query(put)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
