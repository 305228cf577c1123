import { constants } from 'node:fs'
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Refusal } from '#app/lib/errors.ts'
import {
  findHeader,
  type OpenedFile,
  openTables,
  type ReportLine,
  type Row,
  type Table,
} from '#app/lib/tables/index.ts'
import { formats } from '#data/sources/index.ts'
import { type Duck, openDuck, text } from './duckdb.server.ts'
import { SERIES_PER_PART, writePart } from './faits.server.ts'
import type { Format, FormatContext, Plan, Sheet } from './formats.ts'
import { commitImport, type Lac, listImports, type Manifest, startImport } from './imports.server.ts'
import { writeRows } from './lignes.server.ts'
import type { Serie } from './series.ts'
import type { Statut } from './statuts.ts'
import type { ExtraMarks } from './valeurs.server.ts'

export interface ImportOptions {
  as?: string | undefined
  millesime?: string | undefined
  territoire?: string | undefined
  dryRun?: boolean | undefined
  marks?: ExtraMarks | undefined
  /** Told after each stage, for a screen that shows progress. */
  onProgress?: (stage: string) => void
  signal?: AbortSignal | undefined
}

/** The answer of an import, on screen, on the command line and in the journal. */
export interface ImportReport {
  import: string | null
  file: string
  format: string
  dataset: string
  millesime: string | null
  level: string | null
  levels: string[]
  rowsRead: number
  rowsKept: number
  observations: number
  byStatus: Partial<Record<Statut, number>>
  flags: ReportLine[]
  seconds: number
}

/** Reads a file into the store: recognised from its content, kept raw, committed whole or not at all. */
export async function importFile(lac: Lac, path: string, options: ImportOptions = {}): Promise<ImportReport> {
  const started = performance.now()
  const opened = await openTables(path)
  try {
    options.onProgress?.('Lecture du fichier')
    const plan = await recognise(opened, options)
    const work = options.dryRun ? await dryFolder() : await startImport(lac)
    try {
      const result = await runPlan(plan, { ...work, options })
      const manifest = await buildManifest(lac, { opened, plan, result, options, id: work.id })
      options.signal?.throwIfAborted()
      if (!options.dryRun) await keep(lac, { opened, manifest, folder: work.folder })
      return reportOf(manifest, options.dryRun ? null : work.id, (performance.now() - started) / 1000)
    } finally {
      await rm(work.folder, { recursive: true, force: true })
    }
  } finally {
    await opened.close()
  }
}

async function dryFolder(): Promise<{ id: string; folder: string }> {
  return { id: '', folder: await mkdtemp(join(tmpdir(), 'essai-')) }
}

async function keep(
  lac: Lac,
  from: { opened: OpenedFile; manifest: Manifest; folder: string },
): Promise<void> {
  await mkdir(join(from.folder, 'source'))
  const target = join(from.folder, 'source', basename(from.opened.path))
  await copyFile(from.opened.path, target, constants.COPYFILE_FICLONE)
  await commitImport(lac, from.folder, from.manifest)
}

const ROWS_LOOKED_AT = 60

/** Finds the header of each table and asks each format in turn what it makes of the file. */
export async function recognise(opened: OpenedFile, options: ImportOptions = {}): Promise<Plan> {
  const sheets = await Promise.all(opened.tables.map(previewSheet))
  const context: FormatContext = { opened, sheets, millesime: options.millesime ?? null }
  const candidates = options.as ? [formatNamed(options.as)] : formats
  for (const format of candidates) {
    const plan = await format.recognise(context)
    if (plan) return withFlags(plan, context)
  }
  throw options.as ? notAs(opened, options.as) : notRecognised(opened, sheets)
}

function withFlags(plan: Plan, context: FormatContext): Plan {
  const used = new Set(plan.parts.map((part) => part.sheet))
  const tableFlags = [...used].flatMap((sheet) => [...sheet.table.flags, ...sheet.header.flags])
  return { ...plan, flags: [...context.opened.flags, ...tableFlags, ...plan.flags] }
}

async function previewSheet(table: Table): Promise<Sheet> {
  const rows: Row[] = []
  for await (const row of table.rows()) {
    rows.push(row)
    if (rows.length >= ROWS_LOOKED_AT) break
  }
  const header = findHeader(rows)
  return { table, header, sample: rows.filter((row) => row.line > header.line) }
}

function formatNamed(id: string): Format {
  const format = formats.find((one) => one.id === id)
  if (format) return format
  const known = formats.map((one) => one.id).join(', ')
  throw new Refusal('format-inconnu', `Le format « ${id} » n’existe pas. Formats connus : ${known}.`)
}

function notAs(opened: OpenedFile, id: string): Refusal {
  return new Refusal(
    'format-non-reconnu',
    `${opened.name} n’a pas la forme attendue par le format « ${id} ».`,
  )
}

function notRecognised(opened: OpenedFile, sheets: Sheet[]): Refusal {
  const seen = sheets[0]
  const columns = seen?.header.columns.slice(0, 6).join(', ') ?? ''
  const what = seen ? `un tableau de ${seen.header.columns.length} colonnes (${columns}…)` : 'aucun tableau'
  const sentence = `${opened.name} n’est pas un jeu de données connu : on y voit ${what}, sans colonne de codes de lieu ni format reconnu. Ajoutez une colonne de codes (commune, IRIS, QPV, EPCI), ou précisez le format avec --as.`
  return new Refusal('format-non-reconnu', sentence)
}

interface PlanResult {
  rowsRead: number
  rowsKept: number
  observations: number
  byStatut: Partial<Record<Statut, number>>
  series: Serie[]
  levels: string[]
  tables: string[]
  flags: ReportLine[]
}

async function runPlan(plan: Plan, work: { folder: string; options: ImportOptions }): Promise<PlanResult> {
  const spill = join(work.folder, 'debord')
  await mkdir(spill)
  const duck = await openDuck({ spillFolder: spill })
  const result: PlanResult = {
    rowsRead: 0,
    rowsKept: 0,
    observations: 0,
    byStatut: {},
    series: [],
    levels: [],
    tables: [],
    flags: [...plan.flags],
  }
  try {
    for (const [at, part] of plan.parts.entries()) {
      work.options.signal?.throwIfAborted()
      work.options.onProgress?.(`Lecture de ${part.sheet.table.name}`)
      const context = { duck, folder: work.folder, part: at * 10, firstSerie: at * 10 * SERIES_PER_PART }
      if (part.shape === 'lignes') addRows(result, await writeRows(duck, part, work.folder), part)
      else addPart(result, await writePart({ ...context, marks: work.options.marks ?? {} }, part))
    }
    await writeSeries(duck, work.folder, result.series)
    return result
  } finally {
    duck.close()
    await rm(spill, { recursive: true, force: true })
  }
}

function addRows(
  result: PlanResult,
  rows: { read: number; kept: number; flags: ReportLine[] },
  part: { dataset: string; level: string },
) {
  result.rowsRead += rows.read
  result.rowsKept += rows.kept
  result.levels.push(part.level)
  result.tables.push(part.dataset)
  result.flags.push(...rows.flags)
}

function addPart(result: PlanResult, part: Awaited<ReturnType<typeof writePart>>): void {
  result.rowsRead += part.rowsRead
  result.rowsKept += part.rowsRead
  result.observations += part.observations
  result.series.push(...part.series)
  result.levels.push(...part.series.map((serie) => serie.niveau))
  result.flags.push(...part.flags)
  for (const [statut, count] of Object.entries(part.byStatut)) {
    // Object.entries forgets that the keys are statuses.
    const key = statut as Statut
    result.byStatut[key] = (result.byStatut[key] ?? 0) + (count ?? 0)
  }
}

async function writeSeries(duck: Duck, folder: string, series: Serie[]): Promise<void> {
  await duck.run(`create or replace table series (serie integer, indicateur varchar, niveau varchar, geographie varchar,
    periode varchar, sexe varchar, age varchar, modalites varchar, unite varchar, libelle varchar)`)
  await duck.append('series', series.map(toRow))
  const target = text(join(folder, 'series.parquet'))
  await duck.run(
    `copy (select * from series order by indicateur, niveau, periode) to ${target} (format parquet, compression zstd)`,
  )
}

function toRow(serie: Serie): Array<string | number | null> {
  const others = Object.keys(serie.modalites).length > 0 ? JSON.stringify(serie.modalites) : null
  const facts = [serie.indicator, serie.niveau, serie.geographie, serie.periode, serie.sexe, serie.age]
  return [serie.serie, ...facts, others, serie.unit, serie.label]
}

interface ManifestParts {
  opened: OpenedFile
  plan: Plan
  result: PlanResult
  options: ImportOptions
  id: string
}

async function buildManifest(
  lac: Lac,
  { opened, plan, result, options, id }: ManifestParts,
): Promise<Manifest> {
  const twins = (await listImports(lac)).filter(
    (one) => one.sha256 === opened.sha256 && one.replacedBy === null,
  )
  const flags = [...result.flags, ...twins.map(twinFlag)]
  const levels = [...new Set(result.levels)]
  return {
    id,
    file: opened.name,
    sha256: opened.sha256,
    bytes: opened.size,
    format: plan.format,
    dataset: plan.dataset,
    producer: plan.producer,
    licence: plan.licence,
    millesime: plan.millesime,
    level: levels[0] ?? null,
    levels,
    territoire: options.territoire ?? null,
    importedAt: new Date().toISOString(),
    rowsRead: result.rowsRead,
    rowsKept: result.rowsKept,
    observations: result.observations,
    byStatus: result.byStatut,
    flags,
    replaces: twins.map((twin) => twin.id),
    tables: result.tables,
    storeVersion: 1,
  }
}

function twinFlag(twin: Manifest): ReportLine {
  const day = twin.importedAt.slice(0, 10)
  const message = `Ce même fichier avait déjà été importé le ${day} : le nouvel import le remplace.`
  return { line: null, column: null, code: 'deja-importe', message }
}

function reportOf(manifest: Manifest, id: string | null, seconds: number): ImportReport {
  const { file, format, dataset, millesime, level, levels, rowsRead, rowsKept, observations } = manifest
  return {
    import: id,
    file,
    format,
    dataset,
    millesime,
    level,
    levels,
    rowsRead,
    rowsKept,
    observations,
    byStatus: manifest.byStatus,
    flags: manifest.flags,
    seconds: Math.round(seconds * 1000) / 1000,
  }
}
