import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { openDuck, text } from './duckdb.server.ts'
import { importFolder, type Lac, listActiveImports } from './imports.server.ts'

/** A file that holds the facts of several imports, sorted by place; a row names its import by its rank here. */
const rangement = z.array(z.object({ file: z.string(), imports: z.array(z.string()) }))
export type Rangement = z.infer<typeof rangement>

function folderOf(lac: Lac): string {
  return join(lac.root, 'rangement')
}

/** The gathered files of a store; none before the first call of `gatherImports`. */
export async function readRangement(lac: Lac): Promise<Rangement> {
  const path = join(folderOf(lac), 'index.json')
  if (!existsSync(path)) return []
  return rangement.parse(JSON.parse(await readFile(path, 'utf8')))
}

/** From this many imports of their own file, a portrait opens too many of them. */
const ENOUGH = 8

/**
 * Gathers the facts of many imports in one file sorted by place, so that a portrait over twenty years opens one file
 * and not twenty. The imports themselves are not touched: undoing one only means that its rows are no longer read.
 * @returns the number of imports gathered, zero when there are too few to be worth it.
 */
export async function gatherImports(lac: Lac): Promise<number> {
  const known = await readRangement(lac)
  const covered = new Set(known.flatMap((one) => one.imports))
  const active = (await listActiveImports(lac)).filter((one) => one.observations > 0).map((one) => one.id)
  const loose = active.filter((id) => !covered.has(id))
  if (loose.length < ENOUGH) return 0
  // Past a few gathered files, all are made into one again: their number stays small whatever the years.
  const isRemade = known.length >= 4
  const imports = isRemade ? active : loose
  const file = `${Date.now()}.parquet`
  await writeGathered(lac, imports, file)
  const kept = isRemade ? [] : known
  await writeIndex(lac, [...kept, { file, imports }])
  if (isRemade) for (const one of known) await rm(join(folderOf(lac), one.file), { force: true })
  return imports.length
}

async function writeGathered(lac: Lac, imports: string[], file: string): Promise<void> {
  const folder = folderOf(lac)
  const spill = join(folder, 'debord')
  await mkdir(spill, { recursive: true })
  const duck = await openDuck({ spillFolder: spill, memory: '1GB' })
  try {
    const all = imports.map((id, at) => {
      const facts = text(join(importFolder(lac, id), 'par-lieu', '*.parquet'))
      return `select ${at}::smallint as rang, serie, code, valeur, statut::statut as statut from read_parquet(${facts})`
    })
    await duck.run(`copy (${all.join(' union all ')} order by code) to ${text(join(folder, file))}
      (format parquet, compression zstd, row_group_size 20480)`)
  } finally {
    duck.close()
    await rm(spill, { recursive: true, force: true })
  }
}

async function writeIndex(lac: Lac, files: Rangement): Promise<void> {
  const path = join(folderOf(lac), 'index.json')
  await writeFile(`${path}.${process.pid}`, JSON.stringify(files))
  await rename(`${path}.${process.pid}`, path)
}
