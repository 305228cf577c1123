import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { NotFound } from '#app/lib/errors.ts'
import type { ReportLine } from '#app/lib/tables/index.ts'
import { readConfig } from '#app/platform/config.server.ts'
import type { Statut } from '#data/sources/statuts.ts'

/** What is remembered of an import, written beside its data: the registry is the set of these. */
export interface Manifest {
  id: string
  file: string
  sha256: string
  bytes: number
  format: string
  dataset: string
  producer: string
  licence: string
  millesime: string | null
  /** The main level, then all of them. */
  level: string | null
  levels: string[]
  territoire: string | null
  importedAt: string
  rowsRead: number
  rowsKept: number
  observations: number
  byStatus: Partial<Record<Statut, number>>
  flags: ReportLine[]
  /** Imports this one takes the place of: they stay, unread, until this one is undone. */
  replaces: string[]
  /** Tables of rows kept as they are. */
  tables: string[]
  storeVersion: 1
}

/** The folders of the statistical store. An import is committed by one rename: it is there whole, or not at all. */
export interface Lac {
  root: string
}

/** The store of a data folder: the one of the configuration, which the server reads too, unless one is given. */
export function openLac(dataFolder = readConfig().dataDir): Lac {
  return { root: resolve(dataFolder, 'lac') }
}

const folders = {
  imports: (lac: Lac) => join(lac.root, 'imports'),
  building: (lac: Lac) => join(lac.root, 'en-cours'),
  undone: (lac: Lac) => join(lac.root, 'annules'),
}

/** Folder of a committed import. */
export function importFolder(lac: Lac, id: string): string {
  return join(folders.imports(lac), id)
}

/** A folder to build an import in, out of sight of readers. What a dead import left behind is cleared first. */
export async function startImport(lac: Lac): Promise<{ id: string; folder: string }> {
  await mkdir(folders.imports(lac), { recursive: true })
  await mkdir(folders.building(lac), { recursive: true })
  await clearAbandoned(lac)
  const id = `${new Date().toISOString().replace(/[-:.]/g, '').slice(0, 18)}-${randomUUID().slice(0, 8)}`
  const folder = join(folders.building(lac), `${process.pid}-${id}`)
  await mkdir(folder, { recursive: true })
  return { id, folder }
}

async function clearAbandoned(lac: Lac): Promise<void> {
  for (const name of await readdir(folders.building(lac))) {
    const pid = Number(name.split('-')[0])
    const folder = join(folders.building(lac), name)
    const age =
      Date.now() -
      (await stat(folder)
        .then((facts) => facts.mtimeMs)
        .catch(() => Date.now()))
    if (!isAlive(pid) || age > 24 * 3_600_000) await rm(folder, { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Makes an import visible: the manifest is in the folder, the rename commits both. */
export async function commitImport(lac: Lac, folder: string, manifest: Manifest): Promise<void> {
  await writeFile(join(folder, 'manifeste.json'), JSON.stringify(manifest))
  await rename(folder, importFolder(lac, manifest.id))
}

/** Every import of the store, oldest first, each with whether another one has taken its place. */
export async function listImports(lac: Lac): Promise<Array<Manifest & { replacedBy: string | null }>> {
  if (!existsSync(folders.imports(lac))) return []
  const names = (await readdir(folders.imports(lac))).sort()
  const manifests = await Promise.all(names.map((name) => readManifest(join(folders.imports(lac), name))))
  const replaced = new Map(
    manifests.flatMap((one) => one.replaces.map((old): [string, string] => [old, one.id])),
  )
  return manifests.map((one) => ({ ...one, replacedBy: replaced.get(one.id) ?? null }))
}

/** The imports whose figures are read: those no other import has replaced. */
export async function listActiveImports(lac: Lac): Promise<Manifest[]> {
  return (await listImports(lac)).filter((one) => one.replacedBy === null)
}

async function readManifest(folder: string): Promise<Manifest> {
  // Written by commitImport just before the rename that made the folder visible.
  return JSON.parse(await readFile(join(folder, 'manifeste.json'), 'utf8')) as Manifest
}

/** Undoes an import: its figures are no longer read, what it had replaced is read again. The file stays aside. */
export async function undoImport(lac: Lac, id: string): Promise<Manifest> {
  const folder = importFolder(lac, id)
  if (!existsSync(join(folder, 'manifeste.json'))) {
    throw new NotFound(`Aucun import ne porte le numéro ${id} : « maillage imports » en donne la liste.`)
  }
  const manifest = await readManifest(folder)
  await mkdir(folders.undone(lac), { recursive: true })
  await rename(folder, join(folders.undone(lac), id))
  return manifest
}
