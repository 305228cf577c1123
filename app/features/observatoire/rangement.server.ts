import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Duck, openDuck, text } from './duckdb.server.ts'
import { importFolder, type Lac, listActiveImports } from './imports.server.ts'

/** A file that holds the facts of several imports, sorted by place; a row names its import by its rank here. */
/** `file` names a folder of files in order. */
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
  const file = String(Date.now())
  await writeGathered(lac, imports, file)
  const kept = isRemade ? [] : known
  await writeIndex(lac, [...kept, { file, imports }])
  if (isRemade)
    for (const one of known) await rm(join(folderOf(lac), one.file), { recursive: true, force: true })
  return imports.length
}

/** Facts sorted at once: a sort of everything would not fit in the memory allowed. */
const FACTS_AT_ONCE = 3_000_000

/** One folder of files, each holding a range of places in order. */
async function writeGathered(lac: Lac, imports: string[], name: string): Promise<void> {
  const folder = join(folderOf(lac), name)
  await mkdir(folder, { recursive: true })
  const duck = await openDuck({ memory: '1GB' })
  try {
    const all = imports.map((id, at) => {
      const facts = text(join(importFolder(lac, id), 'par-lieu', '*.parquet'))
      return `select ${at}::smallint as rang, serie, code, valeur, statut::statut as statut from read_parquet(${facts})`
    })
    const facts = all.join(' union all ')
    for (const [at, range] of (await codeRanges(duck, facts)).entries()) {
      const target = text(join(folder, `${String(at).padStart(4, '0')}.parquet`))
      await duck.run(`copy (select * from (${facts}) where ${range} order by code) to ${target}
        (format parquet, compression zstd, row_group_size 20480)`)
    }
  } finally {
    duck.close()
  }
}

/** SQL conditions that share the places out in ranges of about the same number of facts. */
async function codeRanges(duck: Duck, facts: string): Promise<string[]> {
  const places = await duck.rows<{ code: string; n: bigint }>(
    `select code, count(*) as n from (${facts}) group by code order by code`,
  )
  const starts: string[] = []
  let held = FACTS_AT_ONCE
  for (const { code, n } of places) {
    if (held >= FACTS_AT_ONCE) {
      starts.push(code)
      held = 0
    }
    held += Number(n)
  }
  return starts.map((from, at) => {
    const next = starts[at + 1]
    return next === undefined ? `code >= ${text(from)}` : `code >= ${text(from)} and code < ${text(next)}`
  })
}

async function writeIndex(lac: Lac, files: Rangement): Promise<void> {
  const path = join(folderOf(lac), 'index.json')
  await writeFile(`${path}.${process.pid}`, JSON.stringify(files))
  await rename(`${path}.${process.pid}`, path)
}
