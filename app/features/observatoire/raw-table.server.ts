import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '#app/lib/errors.ts'
import { type Cell, type CsvPlace, cellText, type ReportLine, type Row } from '#app/lib/tables/index.ts'
import type { Sheet } from '#data/sources/contract.ts'
import { type Duck, text } from './duckdb.server.ts'

/** Files larger than this are never read cell by cell in JavaScript, at the price of approximate line numbers. */
const LARGEST_CAREFUL_BYTES = 400 * 1024 * 1024

/** Beyond, one column of whole lines is kept instead: a table of 1 900 columns takes a block of memory for each. */
const MOST_COLUMNS = 250

/** Separates the cells of a line rewritten by the careful reader; it is in no text. */
const UNIT = '\u001f'

/**
 * A table loaded as text: columns c0, c1…, read through the view `<name>_lignes`, which adds the line in the file
 * (`ligne`) and the rank of the row (`rang`).
 */
export interface RawTable {
  rowCount: number
  /** Where the first cell is in the list `cases` of the view, for a table kept as whole lines; null otherwise. */
  firstCase: number | null
  flags: ReportLine[]
}

interface Target {
  name: string
  folder: string
}

/**
 * Loads a table into DuckDB, every cell as text. A clean delimited file goes straight in; any irregularity (broken
 * record, line break in a cell, blank line) sends it through the careful reader, so that each remark has its line.
 */
export async function loadRaw(duck: Duck, sheet: Sheet, into: Target): Promise<RawTable> {
  const { csv } = sheet.table
  if (csv && sheet.header.line > 0) {
    const isWide = sheet.header.columns.length > MOST_COLUMNS
    const rowCount = isWide
      ? await loadWideLines(duck, sheet, into.name)
      : await loadFast(duck, sheet, into.name)
    const expected = csv.lineFeeds - skippedLines(sheet)
    if (rowCount === expected || rowCount === expected + 1)
      return { rowCount, flags: [], firstCase: isWide ? 1 : null }
    if (rowCount >= 0 && (sheet.table.bytes > LARGEST_CAREFUL_BYTES || csv.firstLine !== undefined)) {
      return { ...approximate(rowCount), firstCase: isWide ? 1 : null }
    }
  }
  return loadCarefully(duck, sheet, into)
}

/** A piece of a large file has no header of its own. */
function skippedLines(sheet: Sheet): number {
  return sheet.table.csv?.firstLine === undefined ? sheet.header.line : 0
}

function firstLine(sheet: Sheet): number {
  return sheet.table.csv?.firstLine ?? sheet.header.line + 1
}

function approximate(rowCount: number): Omit<RawTable, 'firstCase'> {
  const message =
    'Fichier très volumineux aux lignes irrégulières : les numéros de ligne du rapport sont approchés.'
  return { rowCount, flags: [{ line: null, column: null, code: 'lignes-approchees', message }] }
}

async function loadFast(duck: Duck, sheet: Sheet, name: string): Promise<number> {
  const { csv } = sheet.table
  if (!csv) return -1
  const columns = sheet.header.columns.map((_, at) => `'c${at}': 'VARCHAR'`).join(', ')
  const options = `delim=${separatorSql(csv.delimiter)}, quote='"', escape='"', columns={${columns}}`
  if (!(await readCsv(duck, { name, path: csv.path, skip: skippedLines(sheet), options }))) return -1
  await duck.run(`create or replace view ${name}_lignes as
    select *, rowid as rang, (rowid + ${firstLine(sheet)})::integer as ligne from ${name}`)
  return countRows(duck, name)
}

/** Whole lines, cut into cells when they are read: only when no cell is quoted and every line has all of its cells. */
async function loadWideLines(duck: Duck, sheet: Sheet, name: string): Promise<number> {
  const { csv } = sheet.table
  if (!csv || csv.hasQuotes) return -1
  if (!(await readCsv(duck, { name, path: csv.path, skip: skippedLines(sheet), options: ONE_COLUMN })))
    return -1
  await viewOfLines(duck, sheet, { name, separator: csv.delimiter, firstLine: firstLine(sheet) })
  const width = sheet.header.columns.length
  const ragged = await duck.rows(`select 1 from ${name}
    where len(texte) - len(replace(texte, ${separatorSql(csv.delimiter)}, '')) <> ${width - 1} limit 1`)
  return ragged.length > 0 ? -1 : countRows(duck, name)
}

const ONE_COLUMN = `delim='\x01', quote='', escape='', columns={'texte': 'VARCHAR'}`

interface CsvRead {
  name: string
  path: string
  skip: number
  options: string
}

/** False when the fast reader refuses a record: the careful one will say which and why. */
async function readCsv(duck: Duck, { name, path, skip, options }: CsvRead): Promise<boolean> {
  try {
    await duck.run(`create or replace table ${name} as select * from read_csv(${text(path)}, auto_detect=false,
      header=false, skip=${skip}, max_line_size=16000000, ${options})`)
    return true
  } catch (error) {
    if (error instanceof Error && /^Invalid Input Error: CSV Error/i.test(error.message)) return false
    throw error
  }
}

async function countRows(duck: Duck, name: string): Promise<number> {
  return Number((await duck.rows<{ n: bigint }>(`select count(*) as n from ${name}`))[0]?.n ?? -1)
}

function separatorSql(separator: string): string {
  return separator === '\t' ? 'chr(9)' : text(separator)
}

/** Cells of whole lines; `firstLine` null when the line number is written in front of each. */
async function viewOfLines(
  duck: Duck,
  sheet: Sheet,
  from: { name: string; separator: string; firstLine: number | null },
): Promise<void> {
  const shift = from.firstLine === null ? 2 : 1
  const separator = separatorSql(from.separator)
  const columns = sheet.header.columns
    .map((_, at) => `nullif(split_part(texte, ${separator}, ${at + shift}), '') as c${at}`)
    .join(', ')
  const line =
    from.firstLine === null
      ? `split_part(texte, ${separator}, 1)::integer`
      : `(rang + ${from.firstLine})::integer`
  await duck.run(`create or replace view ${from.name}_lignes as select ${columns}, rang, ${line} as ligne,
    string_split(texte, ${separator}) as cases from (select texte, rowid as rang from ${from.name})`)
}

async function loadCarefully(duck: Duck, sheet: Sheet, into: Target): Promise<RawTable> {
  const path = join(into.folder, `${into.name}.txt`)
  const report = new ShapeReport(sheet)
  const rowCount = await rewrite(sheet, path, (row) => report.look(row))
  report.end()
  await readCsv(duck, { name: into.name, path, skip: 0, options: ONE_COLUMN })
  await viewOfLines(duck, sheet, { name: into.name, separator: UNIT, firstLine: null })
  return { rowCount, flags: report.flags, firstCase: 2 }
}

/** Lines longer or shorter than the header of a delimited file. */
class ShapeReport {
  readonly flags: ReportLine[] = []
  private readonly width: number
  private readonly csv: CsvPlace | null
  private readonly name: string
  private before: Row | null = null
  private last: Row | null = null

  constructor({ table, header }: Sheet) {
    this.width = header.columns.length
    this.csv = table.kind === 'csv' ? table.csv : null
    this.name = table.name
  }

  look(row: Row): void {
    const extra = row.cells.slice(this.width).map(cellText).filter(Boolean)
    if (extra.length > 0) this.add(row.line, 'ligne-trop-longue', tooLong(extra))
    const missing = this.width - row.cells.length
    this.before = this.last
    this.last = row
    if (this.csv && row.cells.some((cell) => this.holdsRows(cell))) throw mergedRows(this.name, row.line)
    if (this.csv && missing > 0 && !isNote(row)) this.add(row.line, 'ligne-incomplete', tooShort(missing))
  }

  /** A text cut by the network ends in the middle of a line: what stands in its last cell may be half a number. */
  end(): void {
    const { before, last, csv, width } = this
    if (!csv || csv.firstLine !== undefined || !last || last.cells.length >= width || last.cells.length < 2)
      return
    const isUnended = last.line > csv.lineFeeds
    const isData = SHORT_CODE.test(cellText(last.cells[0])) && (before?.cells.length ?? 0) >= width
    if (isUnended && isData) throw cutFile(this.name, { line: last.line, cells: last.cells.length, width })
  }

  /** Whole rows inside one cell: a quote that nobody closed where it should have been. */
  private holdsRows(cell: Cell): boolean {
    if (typeof cell !== 'string' || !cell.includes('\n') || this.width < 3) return false
    const { delimiter } = this.csv ?? { delimiter: ';' }
    return cell
      .split('\n')
      .slice(1, -1)
      .some((line) => line.split(delimiter).length >= this.width)
  }

  private add(line: number, code: string, message: string): void {
    if (this.flags.length < 1000) this.flags.push({ line, column: null, code, message })
  }
}

/** One text alone on its line is a note, told as such when its place is looked for. */
function isNote({ cells }: Row): boolean {
  const filled = cells.map(cellText).filter(Boolean)
  return filled.length === 0 || (filled.length === 1 && /\s/.test(filled[0] ?? ''))
}

const SHORT_CODE = /^[0-9A-Z][0-9A-Z_-]{1,13}$/

function cutFile(
  name: string,
  { line, cells, width }: { line: number; cells: number; width: number },
): Refusal {
  const sentence = `${name} est coupé : sa dernière ligne (${line}) n’a que ${cells} cases sur ${width} et ne se termine pas. Téléchargez-le de nouveau.`
  return new Refusal('fichier-coupe', sentence)
}

function mergedRows(name: string, line: number): Refusal {
  const sentence = `${name} : à la ligne ${line}, un guillemet ouvert et jamais refermé avale les lignes suivantes. Corrigez cette ligne, puis recommencez.`
  return new Refusal('guillemet-ouvert', sentence)
}

function tooLong(extra: string[]): string {
  return `Cette ligne a plus de cases que l’en-tête : « ${extra.slice(0, 3).join(' ; ')} » n’est pas repris.`
}

function tooShort(missing: number): string {
  return `Il manque ${missing} case${missing > 1 ? 's' : ''} à cette ligne : elles sont lues comme vides.`
}

async function rewrite(sheet: Sheet, path: string, look: (row: Row) => void): Promise<number> {
  const out = createWriteStream(path, { highWaterMark: 1 << 20 })
  const width = sheet.header.columns.length
  let count = 0
  let pending = ''
  for await (const row of sheet.table.rows()) {
    if (row.line <= sheet.header.line || row.cells.every((cell) => cellText(cell) === '')) continue
    look(row)
    const cells = Array.from({ length: width }, (_, at) => plainCell(cellText(row.cells[at])))
    pending += `${row.line}${UNIT}${cells.join(UNIT)}\n`
    count++
    if (pending.length > 1 << 18) {
      if (!out.write(pending)) await once(out, 'drain')
      pending = ''
    }
  }
  out.end(pending)
  await once(out, 'close')
  return count
}

/** Line breaks and separators of units inside a cell become spaces: one row is one line. */
function plainCell(value: string): string {
  return value.replace(/[\r\n]+/g, ' ').replaceAll(UNIT, ' ')
}
