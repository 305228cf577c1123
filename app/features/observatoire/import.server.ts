import { constants } from 'node:fs'
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type OpenedFile, openTables, type ReportLine, type Table } from '#app/lib/tables/index.ts'
import type { Part, Plan } from '#data/sources/contract.ts'
import type { Statut } from '#data/sources/statuts.ts'
import { writeCounts } from './comptage.server.ts'
import { type Duck, openDuck, text } from './duckdb.server.ts'
import { type PartContext, SERIES_PER_PART, writePart } from './faits.server.ts'
import { commitImport, type Lac, listImports, type Manifest, startImport } from './imports.server.ts'
import { writeRows } from './lignes.server.ts'
import { withParquets } from './parquet.server.ts'
import { readRecette, saveRecette } from './recettes.server.ts'
import { recognise } from './reconnaissance.server.ts'
import { findRuptures } from './ruptures.server.ts'
import type { Serie } from './series.ts'
import type { Comma, ExtraMarks } from './valeurs.server.ts'

export interface ImportOptions {
  as?: string | undefined
  millesime?: string | undefined
  territoire?: string | undefined
  dryRun?: boolean | undefined
  marks?: ExtraMarks | undefined
  comma?: Comma | undefined
  /** Path of a recipe of column matching: applied, and kept for the next files of the same shape. */
  recette?: string | undefined
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
  const opened = await withParquets(await openTables(path))
  try {
    options.onProgress?.('Lecture du fichier')
    const recipe = options.recette ? await readRecette(options.recette) : null
    const plan = await recognise(lac, opened, { ...options, recipe })
    const work = options.dryRun ? await dryFolder() : await startImport(lac)
    try {
      if (plan.elsewhere) return await importElsewhere(plan, { opened, options, started })
      const result = await runPlan(plan, { ...work, options })
      const manifest = await buildManifest(lac, { opened, plan, result, options, id: work.id })
      options.signal?.throwIfAborted()
      if (!options.dryRun) await keep(lac, { opened, manifest, folder: work.folder })
      if (!options.dryRun && recipe) await saveRecette(lac, recipe)
      return reportOf(manifest, options.dryRun ? null : work.id, (performance.now() - started) / 1000)
    } finally {
      await rm(work.folder, { recursive: true, force: true })
    }
  } finally {
    await opened.close()
  }
}

/** Data that do not belong to the statistical store (subsidies…) are kept by their own feature. */
async function importElsewhere(
  plan: Plan,
  from: { opened: OpenedFile; options: ImportOptions; started: number },
): Promise<ImportReport> {
  const { dryRun = false, territoire = null, comma = null } = from.options
  const facts = { dryRun, territoire, comma }
  const kept = await plan.elsewhere?.(facts)
  if (!kept) throw new Error(`the format ${plan.format} keeps nothing`)
  const { format, dataset } = plan
  const seconds = Math.round(performance.now() - from.started) / 1000
  const flags = [...plan.flags, ...kept.flags]
  return {
    file: from.opened.name,
    format,
    dataset,
    millesime: plan.millesime,
    level: null,
    levels: [],
    ...kept,
    flags,
    seconds,
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

/** A table read by several parts counts its rows once. */
interface RowCounts {
  read: number
  kept: number
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
    const rows = new Map<Table, RowCounts>()
    for (const [at, part] of plan.parts.entries()) {
      work.options.signal?.throwIfAborted()
      work.options.onProgress?.(`Lecture de ${part.sheet.table.name}`)
      const context = { duck, folder: work.folder, part: at * 10, firstSerie: at * 10 * SERIES_PER_PART }
      rows.set(
        part.sheet.table,
        await keepPart(
          { ...context, marks: work.options.marks ?? {}, comma: work.options.comma ?? null },
          part,
          result,
        ),
      )
    }
    for (const { read, kept } of rows.values()) {
      result.rowsRead += read
      result.rowsKept += kept
    }
    await writeSeries(duck, work.folder, result.series)
    return result
  } finally {
    duck.close()
    await rm(spill, { recursive: true, force: true })
  }
}

async function keepPart(context: PartContext, part: Part, result: PlanResult): Promise<RowCounts> {
  if (part.shape === 'lignes')
    return addRows(result, await writeRows(context.duck, part, context.folder), part)
  if (part.shape === 'comptage') return addPart(result, await writeCounts(context, part))
  return addPart(result, await writePart(context, part))
}

function addRows(
  result: PlanResult,
  rows: { read: number; kept: number; flags: ReportLine[] },
  part: { dataset: string; level: string },
): RowCounts {
  result.levels.push(part.level)
  result.tables.push(part.dataset)
  for (const flag of rows.flags) result.flags.push(flag)
  return { read: rows.read, kept: rows.kept }
}

function addPart(result: PlanResult, part: Awaited<ReturnType<typeof writePart>>): RowCounts {
  result.observations += part.observations
  for (const serie of part.series) result.series.push(serie)
  result.levels.push(...new Set(part.series.map((serie) => serie.niveau)))
  for (const flag of part.flags) result.flags.push(flag)
  for (const [statut, count] of Object.entries(part.byStatut)) {
    // Object.entries forgets that the keys are statuses.
    const key = statut as Statut
    result.byStatut[key] = (result.byStatut[key] ?? 0) + (count ?? 0)
  }
  return { read: part.rowsRead, kept: part.rowsKept }
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
  const active = (await listImports(lac)).filter(
    (one) => one.replacedBy === null && one.territoire === (options.territoire ?? null),
  )
  const twins = active.filter((one) => one.sha256 === opened.sha256)
  const millesime = plan.millesime ?? lastYearOf(result.series)
  const ruptures = await findRuptures(
    lac,
    { dataset: plan.dataset, millesime, series: result.series },
    active,
  )
  const flags = withoutRepeats([...result.flags, ...ruptures, ...twins.map(twinFlag)])
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
    millesime,
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

/** A table that dates its rows is as recent as the last of them. */
function lastYearOf(series: Serie[]): string | null {
  const years = series.flatMap(({ periode }) => /^(?:19|20)\d{2}/.exec(periode)?.[0] ?? [])
  return years.sort().at(-1) ?? null
}

const REMARKS_SHOWN = 300

/** Two parts of a plan may say the same thing; beyond some hundreds, remarks of a kind are counted, not listed. */
function withoutRepeats(flags: ReportLine[]): ReportLine[] {
  const distinct = [...new Map(flags.map((flag) => [JSON.stringify(flag), flag])).values()]
  return [...Map.groupBy(distinct, (flag) => flag.code).values()].flatMap((same) => {
    const rest = same.slice(REMARKS_SHOWN)
    const [first] = rest
    if (!first) return same
    const count = rest.reduce((sum, flag) => sum + (flag.count ?? 1), 0)
    const message = `Et ${count} autres lignes pour la même raison, à partir de celle-ci.`
    return [...same.slice(0, REMARKS_SHOWN), { ...first, message, count }]
  })
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
