import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { cellText, type ReportLine, type Row } from '#app/lib/tables/index.ts'
import { type Duck, text } from './duckdb.server.ts'
import type { Sheet } from './formats.ts'

/** Files larger than this are never read cell by cell in JavaScript, at the price of approximate line numbers. */
const LARGEST_CAREFUL_BYTES = 300 * 1024 * 1024

/** A table loaded as text: columns c0, c1…, with a view `<name>_lignes` that adds the
 * line in the file (`ligne`) and the rank of the row (`rang`). */
export interface RawTable {
  name: string
  rowCount: number
  flags: ReportLine[]
}

/**
 * Loads a table into DuckDB, every cell as text. A clean delimited file goes straight in; any irregularity (broken
 * record, line break in a cell, blank line) sends it through the careful reader, so that each remark has its line.
 */
export async function loadRaw(
  duck: Duck,
  sheet: Sheet,
  into: { name: string; folder: string },
): Promise<RawTable> {
  const { csv } = sheet.table
  if (csv && sheet.header.line > 0) {
    const rowCount = await loadFast(duck, sheet, into.name)
    const expected = csv.lineFeeds - sheet.header.line
    if (rowCount === expected || rowCount === expected + 1) return { name: into.name, rowCount, flags: [] }
    if (csv.lineFeeds * sheet.header.columns.length > LARGEST_CAREFUL_BYTES / 8)
      return approximate(into.name, rowCount)
  }
  return loadCarefully(duck, sheet, into)
}

function approximate(name: string, rowCount: number): RawTable {
  const message =
    'Fichier très volumineux aux lignes irrégulières : les numéros de ligne du rapport sont approchés.'
  return { name, rowCount, flags: [{ line: null, column: null, code: 'lignes-approchees', message }] }
}

async function loadFast(duck: Duck, sheet: Sheet, name: string): Promise<number> {
  const { csv, header } = { csv: sheet.table.csv, header: sheet.header }
  if (!csv) return -1
  const columns = header.columns.map((_, at) => `'c${at}': 'VARCHAR'`).join(', ')
  const delimiter = csv.delimiter === '\t' ? `'\\t'` : text(csv.delimiter)
  const source = `read_csv(${text(csv.path)}, auto_detect=false, header=false, skip=${header.line}, delim=${delimiter},
    quote='"', escape='"', columns={${columns}}, max_line_size=16000000)`
  try {
    await duck.run(`create or replace table ${name} as select * from ${source}`)
    await duck.run(`create or replace view ${name}_lignes as
      select *, rowid as rang, (rowid + ${header.line + 1})::integer as ligne from ${name}`)
    return Number((await duck.rows<{ n: bigint }>(`select count(*) as n from ${name}`))[0]?.n ?? -1)
  } catch (error) {
    // A record the fast reader refuses: the careful one will say which and why.
    if (error instanceof Error && /^Invalid Input Error: CSV Error/i.test(error.message)) return -1
    throw error
  }
}

async function loadCarefully(
  duck: Duck,
  sheet: Sheet,
  into: { name: string; folder: string },
): Promise<RawTable> {
  const path = join(into.folder, `${into.name}.csv`)
  const width = sheet.header.columns.length
  const flags: ReportLine[] = []
  const rowCount = await rewrite(sheet, path, (row) => {
    const extra = row.cells.slice(width).map(cellText).filter(Boolean)
    if (extra.length > 0) flags.push(tooLong(row.line, extra))
  })
  const columns = sheet.header.columns.map((_, at) => `'c${at}': 'VARCHAR'`).join(', ')
  await duck.run(`create or replace table ${into.name} as select * from read_csv(${text(path)}, auto_detect=false,
    header=false, delim=',', quote='"', escape='"', max_line_size=16000000, parallel=false,
    columns={${columns}, 'ligne': 'INTEGER'})`)
  await duck.run(`create or replace view ${into.name}_lignes as select *, rowid as rang from ${into.name}`)
  return { name: into.name, rowCount, flags }
}

function tooLong(line: number, extra: string[]): ReportLine {
  const shown = extra.slice(0, 3).join(' ; ')
  const message = `Cette ligne a plus de cases que l’en-tête : « ${shown} » n’est pas repris.`
  return { line, column: null, code: 'ligne-trop-longue', message }
}

async function rewrite(sheet: Sheet, path: string, look: (row: Row) => void): Promise<number> {
  const out = createWriteStream(path, { highWaterMark: 1 << 20 })
  const width = sheet.header.columns.length
  let count = 0
  let pending = ''
  for await (const row of sheet.table.rows()) {
    if (row.line <= sheet.header.line || row.cells.every((cell) => cellText(cell) === '')) continue
    look(row)
    const cells = Array.from({ length: width }, (_, at) => quoted(cellText(row.cells[at])))
    pending += `${cells.join(',')},${row.line}\n`
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

function quoted(value: string): string {
  return value === '' ? '' : `"${value.replaceAll('"', '""')}"`
}
