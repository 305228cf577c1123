import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { streamOdsRows } from 'hucre/ods'
import { readXls, readXlsb, readXlsx, streamXlsxRows } from 'hucre/xlsx'
import { Refusal } from '#app/lib/errors.ts'
import { readTails } from './archive.ts'
import type { Cell, Row } from './report.ts'

export type WorkbookKind = 'xlsx' | 'ods' | 'xls' | 'xlsb'

export interface SheetSource {
  sheet: string
  rows: () => AsyncGenerator<Row>
}

/** After this many empty rows in a row, a sheet is over, whatever its declared size. */
const EMPTY_ROWS_END = 2_000

/** The sheets of a workbook, each read row by row on demand; styles, formulas and merged cells are not looked at. */
export async function openSheets(path: string, kind: WorkbookKind): Promise<SheetSource[]> {
  const bytes = await readFile(path)
  try {
    if (kind === 'xlsx' || kind === 'ods') await refuseCutParts(path)
    if (kind === 'xlsx') return await xlsxSheets(bytes, path)
    if (kind === 'ods') return await odsSheets(bytes, path)
    return await wholeSheets(bytes, kind)
  } catch (error) {
    throw unreadable(error, path)
  }
}

const PARTS = /^(?:xl\/worksheets\/[^/]+\.xml|xl\/sharedStrings\.xml|content\.xml)$/i
const CLOSED =
  /<\/(?:\w+:)?(?:worksheet|sst|document-content)\s*>\s*(?:<!--.*-->\s*)*$|<(?:\w+:)?(?:worksheet|sst)\b[^>]*\/>\s*$/s

/** A sheet cut short inside a sound archive reads as a shorter table: without its closing tag it is refused. */
async function refuseCutParts(path: string): Promise<void> {
  const tails = await readTails(path, PARTS, 512)
  const cut = [...tails].find(([, tail]) => !CLOSED.test(tail))
  if (!cut) return
  const sentence = `Le classeur ${basename(path)} est coupé : sa partie « ${cut[0]} » s’interrompt avant la fin. Téléchargez-le de nouveau, ou demandez-le encore au producteur.`
  throw new Refusal('classeur-coupe', sentence)
}

async function xlsxSheets(bytes: Buffer, path: string): Promise<SheetSource[]> {
  const names: string[] = []
  await readXlsx(bytes, { sheets: (info) => names.push(info.name) < 0 })
  return names.map((sheet) => ({
    sheet,
    rows: () => guarded(path, streamXlsxRows(bytes, { sheet })),
  }))
}

interface StreamedRow {
  index: number
  values: unknown[]
}

/** Trims what formatting leaves at the right and stops after a long run of empty rows. */
async function* guarded(path: string, rows: AsyncIterable<StreamedRow>): AsyncGenerator<Row> {
  let lastFilled = -1
  try {
    for await (const row of rows) {
      const cells = trimCells(row.values)
      if (cells.length > 0) lastFilled = row.index
      else if (row.index - lastFilled > EMPTY_ROWS_END) return
      if (cells.length > 0) yield { line: row.index + 1, cells }
    }
  } catch (error) {
    throw unreadable(error, path)
  }
}

function trimCells(values: readonly unknown[]): Cell[] {
  let last = values.length
  while (last > 0 && isBlank(values[last - 1])) last--
  return values.slice(0, last).map(toCell)
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
}

function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return value instanceof Date ? value : String(value)
}

async function odsSheets(bytes: Buffer, path: string): Promise<SheetSource[]> {
  const sheets = new Map<number, Row[]>()
  let lastFilled = -1
  let current = -1
  for await (const row of streamOdsRows(bytes)) {
    const index = row.sheetIndex ?? 0
    if (index !== current) lastFilled = -1
    current = index
    const kept = sheets.get(index) ?? []
    sheets.set(index, kept)
    const cells = trimCells(row.values)
    if (cells.length === 0 || row.index - lastFilled > EMPTY_ROWS_END) continue
    lastFilled = row.index
    kept.push({ line: row.index + 1, cells })
  }
  const names = await odsSheetNames(path)
  return [...sheets].map(([index, rows]) => ({
    sheet: names[index] ?? `Feuille ${index + 1}`,
    rows: () => each(rows),
  }))
}

async function odsSheetNames(path: string): Promise<string[]> {
  const { readOds } = await import('hucre/ods')
  const workbook = await readOds(await readFile(path), { maxRows: 1 })
  return workbook.sheets.map((sheet) => sheet.name)
}

async function wholeSheets(bytes: Buffer, kind: 'xls' | 'xlsb'): Promise<SheetSource[]> {
  const workbook = kind === 'xls' ? await readXls(bytes) : await readXlsb(bytes)
  return workbook.sheets.map((sheet) => {
    const rows = sheet.rows.map((values, at) => ({ line: at + 1, cells: trimCells(values) }))
    return { sheet: sheet.name, rows: () => each(rows.filter((row) => row.cells.length > 0)) }
  })
}

async function* each(rows: Row[]): AsyncGenerator<Row> {
  yield* rows
}

function unreadable(error: unknown, path: string): unknown {
  if (error instanceof Refusal) return error
  const name = basename(path)
  if (error instanceof Error && /crypt|password/i.test(`${error.name} ${error.message}`)) {
    const sentence = `Le classeur ${name} est protégé par un mot de passe : retirez-le, puis recommencez.`
    return new Refusal('classeur-chiffre', sentence)
  }
  const sentence = `Le classeur ${name} n’a pas pu être lu : ouvrez-le dans un tableur, enregistrez-le en .xlsx, puis recommencez.`
  return new Refusal('classeur-illisible', sentence, {
    details: error instanceof Error ? error.message : null,
  })
}
