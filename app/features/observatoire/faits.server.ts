import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '#app/lib/errors.ts'
import type { ReportLine } from '#app/lib/tables/index.ts'
import type { LongPart, WidePart } from '#data/sources/contract.ts'
import type { Statut } from '#data/sources/statuts.ts'
import { type FactSource, joinPlaces, longSource, wideSource } from './cellules.server.ts'
import { type Duck, text } from './duckdb.server.ts'
import { placeCodes, type Variant } from './lieux.server.ts'
import { isLarge, piecesOf } from './morceaux.server.ts'
import { loadRaw } from './raw-table.server.ts'
import { type Serie, SerieBook } from './series.ts'
import {
  type Comma,
  type ExtraMarks,
  numberSql,
  readOddTexts,
  refuseAmbiguousCommas,
  SENTINEL,
  statutSql,
} from './valeurs.server.ts'

/** Numbers of series kept for each part of an import. */
export const SERIES_PER_PART = 10_000_000

/** Cells turned into facts at once: what bounds the memory of an import. */
const CELLS_AT_ONCE = 3_000_000

export interface PartResult {
  rowsRead: number
  /** Rows whose code is a place. */
  rowsKept: number
  series: Serie[]
  observations: number
  byStatut: Partial<Record<Statut, number>>
  flags: ReportLine[]
}

export interface PartContext {
  duck: Duck
  folder: string
  /** Number of the part in its import: series and files are numbered after it. */
  part: number
  firstSerie: number
  marks: ExtraMarks
  /** What the person said of commas followed by three digits. */
  comma: Comma | null
}

/** What goes on from one piece of a large file to the next. */
interface PartState {
  book: SerieBook
  variants: Variant[]
  /** Places already met, for a file read in pieces; null when it is read whole. */
  seen: Set<string> | null
  chunks: number
}

/** Writes the facts of a part in both layouts and says what was kept and what was not. */
export async function writePart(context: PartContext, part: WidePart | LongPart): Promise<PartResult> {
  const inPieces = part.shape === 'large' && isLarge(part.sheet)
  const state: PartState = {
    book: new SerieBook(),
    variants: [],
    seen: inPieces ? new Set() : null,
    chunks: 0,
  }
  const total: Omit<PartResult, 'series'> = {
    rowsRead: 0,
    rowsKept: 0,
    observations: 0,
    byStatut: {},
    flags: [],
  }
  if (inPieces) {
    for await (const sheet of piecesOf(part.sheet, context.folder)) {
      await writePiece(context, { ...part, sheet }, { state, total })
    }
  } else await writePiece(context, part, { state, total })
  if (total.rowsRead === 0) throw withoutRows(part)
  if (total.rowsKept === 0) throw withoutPlace(part, total.flags)
  if (part.isHomemade && total.rowsKept * 2 < total.rowsRead - notesOf(total.flags))
    throw mostlyElsewhere(part, total)
  const series = await usedSeries(context, state.book, {
    variants: state.variants,
    geographie: part.geographie,
  })
  return { ...total, series }
}

async function writePiece(
  context: PartContext,
  part: WidePart | LongPart,
  { state, total }: { state: PartState; total: Omit<PartResult, 'series'> },
): Promise<void> {
  const { duck, folder } = context
  const raw = await loadRaw(duck, part.sheet, { name: 'brut', folder })
  const placed = await placeCodes(duck, part.code, {
    target: 'lieux',
    variants: state.variants,
    seen: state.seen,
  })
  const duplicates = await findDuplicates(duck, part)
  refuseIndividuals(part, placed.kept, duplicates)
  const source =
    part.shape === 'large'
      ? await wideSource(duck, part, { raw, book: state.book })
      : await longSource(duck, part, { raw, book: state.book })
  const written: Written = { observations: 0, byStatut: total.byStatut, flags: [] }
  state.chunks = await writeFacts(context, source, {
    written,
    firstChunk: state.chunks,
    isHomemade: part.isHomemade ?? false,
  })
  total.rowsRead += raw.rowCount
  total.rowsKept += placed.kept
  total.observations += written.observations
  for (const flags of [raw.flags, placed.flags, duplicates, source.flags, written.flags]) {
    for (const flag of flags) total.flags.push(flag)
  }
  await duck.run('drop view brut_lignes; drop table brut')
}

/** Notes under a table and blank lines are no sign that the column of places was badly chosen. */
function notesOf(flags: ReportLine[]): number {
  const notes = flags.filter(({ code }) => code === 'note-de-bas-de-page' || code === 'ligne-sans-code')
  return notes.reduce((sum, flag) => sum + (flag.count ?? 1), 0)
}

function withoutRows({ sheet }: WidePart | LongPart): Refusal {
  const sentence = `${sheet.table.name} n’a que ses titres de colonnes : il ne contient aucune ligne de données.`
  return new Refusal('aucune-ligne', sentence)
}

function withoutPlace(part: WidePart | LongPart, flags: ReportLine[]): Refusal {
  const column = part.code.columns.map((at) => part.sheet.header.columns[at]).join(' + ')
  const sentence = `Aucun code de lieu n’a été reconnu dans la colonne « ${column} » de ${part.sheet.table.name} : vérifiez que la bonne colonne porte les codes (commune 59606, IRIS 596060401, QPV QN05921M…).`
  return new Refusal('aucun-lieu', sentence, { details: flags.slice(0, 50) })
}

/** In a table of unknown kind, a column most of which is no place was not the column of places. */
function mostlyElsewhere(
  part: WidePart | LongPart,
  { rowsKept, rowsRead, flags }: Pick<PartResult, 'rowsKept' | 'rowsRead' | 'flags'>,
): Refusal {
  const column = part.code.columns.map((at) => part.sheet.header.columns[at]).join(' + ')
  const sentence = `La colonne « ${column} » de ${part.sheet.table.name} ne donne un lieu connu que pour ${rowsKept} lignes sur ${rowsRead} : ce n’est sans doute pas la colonne des codes de lieu. Nommez-la « code » ou dites laquelle c’est avec une recette (--recette).`
  return new Refusal('lieux-douteux', sentence, { details: flags.slice(0, 50) })
}

/**
 * A table of unknown kind where most rows repeat a place describes persons, homes or categories told apart by numbers:
 * keeping the first row of each would say something wrong about the place.
 */
function refuseIndividuals(part: WidePart | LongPart, rows: number, duplicates: ReportLine[]): void {
  const repeated = duplicates.reduce((sum, flag) => sum + (flag.count ?? 1), 0)
  if (!part.isHomemade || rows < 4 || repeated <= rows / 2) return
  const sentence = `${part.sheet.table.name} a plusieurs lignes par lieu (${repeated} lignes sur ${rows}) que rien ne distingue : dites quelles colonnes sont des catégories avec une recette (--recette), ou importez un tableau d’une ligne par lieu.`
  throw new Refusal('plusieurs-lignes-par-lieu', sentence, { details: duplicates.slice(0, 20) })
}

/** The same place twice for the same measure: the first row is kept, the others are told and left aside. */
async function findDuplicates(duck: Duck, part: WidePart | LongPart): Promise<ReportLine[]> {
  const keys = part.shape === 'long' ? part.keys.map((key) => `, b.c${key}`).join('') : ''
  const placed = `from brut_lignes b ${joinPlaces(part.code)}`
  const group = `l.code, l.variante${keys}`
  await duck.run('create or replace table doublons (rang bigint, ligne integer, texte varchar)')
  const repeated = await duck.rows(`select 1 ${placed} group by ${group} having count(*) > 1 limit 1`)
  if (repeated.length === 0) return []
  await duck.run(`insert into doublons select rang, ligne, texte from (select b.rang, b.ligne, l.texte,
    row_number() over (partition by ${group} order by b.rang) as ordre ${placed}) where ordre > 1`)
  const count = Number((await duck.rows<{ n: bigint }>('select count(*) as n from doublons'))[0]?.n ?? 0)
  const found = await duck.rows<{ ligne: number; texte: string }>(
    `select ligne, texte from doublons order by rang limit ${REMARKS_SHOWN}`,
  )
  const flags: ReportLine[] = found.map(({ ligne, texte }) => ({
    line: ligne,
    column: null,
    code: 'lieu-en-double',
    message: `Le lieu « ${texte} » a déjà une ligne pour la même mesure : la première est gardée.`,
  }))
  if (count > flags.length) flags.push(andOthers('lieu-en-double', count - flags.length))
  return flags
}

/** Remarks of the same kind written one by one; the others are counted in one line. */
const REMARKS_SHOWN = 200

function andOthers(code: string, count: number): ReportLine {
  const message = `Et ${count} autres lignes pour la même raison.`
  return { line: null, column: null, code, message, count }
}

/** What was written so far. */
export interface Written {
  observations: number
  byStatut: Partial<Record<Statut, number>>
  flags: ReportLine[]
}

async function writeFacts(
  context: PartContext,
  source: FactSource,
  to: { written: Written; firstChunk: number; isHomemade: boolean },
): Promise<number> {
  const step = Math.max(1, Math.floor(CELLS_AT_ONCE / Math.max(1, source.cellsPerRow)))
  let chunk = to.firstChunk
  for (let from = 0; from < source.rowCount; from += step, chunk++) {
    await buildFacts(context, source, { from, to: from + step })
    if (to.isHomemade && context.comma === null) await refuseAmbiguousCommas(context.duck, source.columnsOf)
    for (const flag of await setSentinelsAside(context.duck, source.columnsOf)) to.written.flags.push(flag)
    for (const flag of await finishFacts(context, source)) to.written.flags.push(flag)
    await addCounts(context.duck, to.written)
    await copyFacts(context, { chunk, isByPlace: source.isByPlace })
  }
  return chunk
}

async function buildFacts(
  { duck, comma }: PartContext,
  source: FactSource,
  range: { from: number; to: number },
): Promise<void> {
  const declared = source.statut ? ', declare' : ''
  await duck.run(`create or replace table cellules as select * exclude (lu), case when isfinite(lu) then lu end as x
    from (select code, variante, colonne, base, t, ligne, ${numberSql('t', comma)} as lu ${declared}
      from (${source.cells(range.from, range.to)}))`)
}

/** A number that stands for « no data » becomes a missing value, with a line in the report. */
async function setSentinelsAside(duck: Duck, columns: readonly string[]): Promise<ReportLine[]> {
  const found = await duck.rows<{ colonne: number; n: bigint; ligne: number }>(`select colonne, count(*) as n,
    min(ligne) as ligne from cellules where x = ${SENTINEL} group by colonne order by colonne`)
  if (found.length === 0) return []
  await duck.run(`update cellules set x = null, t = 'nd' where x = ${SENTINEL}`)
  return found.map(({ colonne, n, ligne }) => ({
    line: ligne,
    column: columns[colonne] ?? null,
    code: 'valeur-sentinelle',
    message: `${SENTINEL} n’est pas une mesure : ${n} case(s) lues comme non disponibles.`,
    count: Number(n),
  }))
}

async function finishFacts(context: PartContext, source: FactSource): Promise<ReportLine[]> {
  const { duck, firstSerie } = context
  const open = source.statut ? 'and declare is null' : ''
  await duck.run(`create or replace table curiosites as select colonne, t as texte, count(*) as n, min(ligne) as ligne
    from cellules where x is null and trim(t) <> '' ${open} group by all`)
  const flags = await readOddTexts(duck, 'curiosites', {
    target: 'sens',
    columns: source.columnsOf,
    marks: context.marks,
  })
  const known = statutSql('coalesce(x, m.nombre)', 't', source.emptyStatut)
  const hidden = source.statut
    ? "case when declare is null or declare in ('normal', 'perturbe', 'estime')"
    : null
  const value = hidden ? `${hidden} then coalesce(x, m.nombre) end` : 'coalesce(x, m.nombre)'
  const statut = hidden
    ? `case when coalesce(declare, 'normal') = 'normal' or (${value}) is null and declare in ('perturbe', 'estime')
        then ${known} else declare end`
    : known
  await duck.run(`create or replace table faits as select (${firstSerie} + base * 100 + variante)::integer as serie,
    code, ${value} as valeur, (${statut})::statut as statut from cellules left join sens m on x is null and m.texte = t`)
  return flags
}

/** Adds the statuses of the table `faits` to the counts. */
export async function addCounts(duck: Duck, total: Written): Promise<void> {
  const counts = await duck.rows<{ statut: Statut; n: bigint }>(
    'select statut, count(*) as n from faits group by all',
  )
  for (const { statut, n } of counts) {
    total.byStatut[statut] = (total.byStatut[statut] ?? 0) + Number(n)
    total.observations += Number(n)
  }
}

/** Copies the table `faits` in both layouts. */
export async function copyFacts(
  { duck, folder, part }: PartContext,
  { chunk, isByPlace }: { chunk: number; isByPlace: boolean },
): Promise<void> {
  const name = `${String(part).padStart(2, '0')}-${String(chunk).padStart(4, '0')}.parquet`
  for (const [layout, order, rows] of LAYOUTS) {
    await mkdir(join(folder, layout), { recursive: true })
    const target = text(join(folder, layout, name))
    await duck.run(`copy (select serie, code, valeur, statut from faits ${order === 'code' && isByPlace ? '' : `order by ${order}`})
      to ${target} (format parquet, compression zstd, row_group_size ${rows})`)
  }
}

/** Both shapes are fast: one indicator over all places, and one place over all indicators. */
const LAYOUTS = [
  ['par-indicateur', 'serie', 40_960],
  ['par-lieu', 'code', 20_480],
] as const

/** The series that hold at least one fact, with the level and geography of their variant. */
export async function usedSeries(
  { duck, folder, part, firstSerie }: PartContext,
  book: SerieBook,
  common: { variants: Variant[]; geographie: string | null },
): Promise<Serie[]> {
  const files = text(join(folder, 'par-indicateur', `${String(part).padStart(2, '0')}-*.parquet`))
  const used = await duck.rows<{ serie: number }>(
    `select distinct serie from read_parquet(${files}) order by serie`,
  )
  return used.flatMap(({ serie }) => {
    const local = serie - firstSerie
    const facts = book.facts[Math.floor(local / 100)]
    const variant = common.variants[local % 100]
    if (!facts || !variant) return []
    return [{ ...facts, serie, niveau: variant.niveau, geographie: variant.generation ?? common.geographie }]
  })
}
