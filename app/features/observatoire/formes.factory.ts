import { gzipSync, strToU8, zipSync } from 'fflate'
import { writeOds } from 'hucre/ods'
import { writeXlsx } from 'hucre/xlsx'
import iconv from 'iconv-lite'

/** A table of texts, its header first. */
export type Tableau = string[][]

type Made = [name: string, content: string | Uint8Array]

interface Writing {
  separator?: string
  isQuoted?: boolean
  lineEnd?: string
}

/** The cells of a delimited text without line breaks in its cells. */
export function cellsOf(text: string, separator: string): Tableau {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  return lines.filter((line) => line.trim() !== '').map((line) => splitLine(line, separator))
}

function splitLine(line: string, separator: string): string[] {
  const cells: string[] = []
  let [cell, isInside] = ['', false]
  for (const letter of line) {
    if (letter === '"') isInside = !isInside
    else if (letter === separator && !isInside) {
      cells.push(cell)
      cell = ''
    } else cell += letter
  }
  return [...cells, cell]
}

function written(
  table: Tableau,
  { separator = ';', isQuoted = false, lineEnd = '\n' }: Writing = {},
): string {
  const cell = (text: string) => (isQuoted || text.includes(separator) ? `"${text}"` : text)
  return table.map((row) => row.map(cell).join(separator) + lineEnd).join('')
}

/** Every decimal number with this mark, whole numbers and codes untouched. */
function decimals(table: Tableau, mark: ',' | '.'): Tableau {
  return table.map((row) =>
    row.map((cell) => (/^-?\d+[.,]\d+$/.test(cell) ? cell.replace(/[.,]/, mark) : cell)),
  )
}

/** A spreadsheet knows numbers; codes with a leading zero stay texts. */
function asNumbers(table: Tableau): Array<Array<string | number>> {
  const isNumber = (cell: string) => /^-?\d+(?:[.,]\d+)?$/.test(cell) && !/^0\d/.test(cell)
  return table.map((row) => row.map((cell) => (isNumber(cell) ? Number(cell.replace(',', '.')) : cell)))
}

function reversed(table: Tableau): Tableau {
  const width = table[0]?.length ?? 0
  return table.map((row) => Array.from({ length: width }, (_, at) => row[width - 1 - at] ?? ''))
}

const NOTES = [['Source : Insee, 2024.'], ['Lecture : une note, avec une virgule.'], ['Champ : France']]
const TITLES = [['Titre du tableau publié'], ['Champ : France métropolitaine']]

/** The forms a table goes through between its producer and us: same figures, other bytes, a name that says nothing. */
export const FORMES: Record<string, (table: Tableau) => Made | Promise<Made>> = {
  'point-virgule': (table) => ['x.csv', written(table)],
  'virgule entre guillemets': (table) => ['x.csv', written(table, { separator: ',', isQuoted: true })],
  tabulation: (table) => ['x.txt', written(table, { separator: '\t' })],
  'barre verticale': (table) => ['x.dat', written(table, { separator: '|' })],
  'tout entre guillemets': (table) => ['x.csv', written(table, { isQuoted: true, lineEnd: '\r\n' })],
  'marque UTF-8': (table) => ['x.csv', `\ufeff${written(table, { isQuoted: true })}`],
  CP1252: (table) => ['x.csv', iconv.encode(written(table), 'win1252')],
  'UTF-16': (table) => ['x.csv', iconv.encode(written(table), 'utf-16le', { addBOM: true })],
  'décimales à virgule': (table) => ['x.csv', written(decimals(table, ','))],
  'décimales à point': (table) => ['x.csv', written(decimals(table, '.'))],
  'colonnes retournées': (table) => ['x.csv', written(reversed(table))],
  'espaces autour': (table) => ['x.csv', written(table.map((row) => row.map((cell) => cell && ` ${cell} `)))],
  'titres et notes': (table) => ['x.csv', written([...TITLES, ...table, ...NOTES])],
  gzip: (table) => ['x.csv.gz', gzipSync(strToU8(written(table)))],
  'zip à sous-dossiers': (table) => [
    'x.zip',
    zipSync({ 'a/b c/donnees.csv': strToU8(written(table)), '__MACOSX/._d': strToU8('x') }),
  ],
  'classeur de textes': async (table) => [
    'x.xlsx',
    await writeXlsx({ sheets: [{ name: 'Feuil1', rows: table }] }),
  ],
  'classeur de nombres': async (table) => [
    'x.bin',
    await writeXlsx({ sheets: [{ name: 'Feuil1', rows: asNumbers(table) }] }),
  ],
  'classeur ODS': async (table) => [
    'x.ods',
    await writeOds({ sheets: [{ name: 'Feuille1', rows: asNumbers(table) }] }),
  ],
}
