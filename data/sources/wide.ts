import { cellText, type ReportLine, readNumber } from '#app/lib/tables/index.ts'
import {
  columnOf,
  plainSerie,
  remark,
  type SerieFacts,
  type Sheet,
  type WidePart,
} from '#data/sources/contract.ts'
import { type Niveau, niveauOfCode, niveauOfName, readLieu } from '#data/sources/niveaux.ts'
import { statutOfMark } from '#data/sources/statuts.ts'

/** Columns of Insee tables that name or classify a place: never measures. */
const PLACE_COLUMNS =
  /^(?:CODGEO|LIBGEO|IRIS|LIBIRIS|COM|LIBCOM|NOMCOM|NOM_COM|REG|LIBREG|DEP|LIBDEP|EPCI|LIBEPCI|ARR|CV|CANOV|ZE\d{4}|BV\d{4}|UU\d{4}|AU\d{4}|AAV\d{4}|UR\d{4}|TRIRIS|GRD_QUART|TYP_IRIS|MODIF_IRIS|LAB_IRIS|NIVGEO|LIB_?GEO|GEO|GEO_OBJECT)$/i

/** What the first rows of a column hold. */
export type ColumnKind = 'nombres' | 'texte' | 'vide'

/** Judges a column on its first rows: numbers and marks, text, or nothing yet. */
export function columnKind(sheet: Sheet, column: number): ColumnKind {
  const cells = sheet.sample.map((row) => row.cells[column]).filter((cell) => cellText(cell) !== '')
  if (cells.length === 0) return 'vide'
  const odd = cells.filter((cell) => {
    const kind = readNumber(cell).kind
    return kind === 'texte' && statutOfMark(cellText(cell)) === null
  })
  return odd.length <= cells.length / 2 ? 'nombres' : 'texte'
}

/**
 * Level of a sheet: its name (COM, EPCI…), then the shape of its codes; two digits may be a department or a region, and
 * there only the name of the file (`…_REG.csv`) decides.
 */
export function niveauOfSheet(sheet: Sheet, codeColumn: number): Niveau | null {
  const named = sheet.table.sheet ? niveauOfName(sheet.table.sheet.replace(/[_ ]?(?:19|20)\d{2}$/, '')) : null
  const ofFile = niveauOfFile(sheet.table.file)
  if (named) return named
  // Codes of urban units and living areas have five characters too: nothing but the name of the file tells them.
  if (ofFile && ZONINGS.has(ofFile)) return ofFile
  // A note under the table is not a code; four digits may be a commune that lost its zero.
  const codes = sheet.sample
    .map((row) => cellText(row.cells[codeColumn]))
    .filter((code) => /^\S+$/.test(code))
  const shapes = codes.map((code) => niveauOfCode(/^\d{4}$/.test(code) ? `0${code}` : code))
  const usual = shapes.find(
    (niveau) => niveau !== null && shapes.filter((one) => one === niveau).length > codes.length / 2,
  )
  if (usual && usual !== 'departement') return usual
  return ofFile ?? usual ?? null
}

const ZONINGS = new Set<Niveau>(['zone-emploi', 'bassin-vie', 'unite-urbaine', 'aire-attraction'])

/** The last word of the name of a file that is a level: `cc_filosofi_2021_REG.csv`. */
function niveauOfFile(file: string): Niveau | null {
  const words = file
    .replace(/\.[a-z0-9]+$/i, '')
    .split(/[_\-. /]+/)
    .reverse()
  return words.map(niveauOfName).find((niveau) => niveau !== null) ?? null
}

/** The year of the geography of the codes, where a title says « géographie au 01/01/2024 » or « Commune (2024) ». */
export function geographieOf(texts: readonly string[]): string | null {
  for (const text of texts) {
    const said = /g[ée]ographie\s+(?:au\s+)?(?:(?:0?1|1er)[/\s]*(?:0?1|janvier)[/\s]*)?(\d{4})/i.exec(text)
    const inName =
      /(?:COM(?:mune)?s?|IRIS|EPCI|intercommunalit[ée]s?|d[ée]partements?|r[ée]gions?|cantons?|bassins? de vie)\s*\((\d{4})\)/i.exec(
        text,
      )
    const atDate = /au 1er janvier (\d{4})/i.exec(text)
    const inFile = /[_-]geo(20\d{2})(?!\d)/i.exec(text)
    const year = said?.[1] ?? inName?.[1] ?? atDate?.[1] ?? inFile?.[1]
    if (year) return year
  }
  return null
}

export interface WideOptions {
  codeColumn: number
  level: Niveau | null
  geographie: string | null
  /** The measure a column holds, or null to leave it aside with a line in the report. */
  serieOf: (column: string, label: string | null) => SerieFacts | null
}

/** One row per place, one column per variable: every column of numbers becomes a series, the rest is told. */
export function wideSheet(sheet: Sheet, options: WideOptions): { part: WidePart; flags: ReportLine[] } {
  const flags: ReportLine[] = []
  const values: WidePart['values'] = []
  for (const [column, name] of sheet.header.columns.entries()) {
    if (column === options.codeColumn || PLACE_COLUMNS.test(name)) continue
    const kind = columnKind(sheet, column)
    const serie = kind === 'texte' ? null : options.serieOf(name, sheet.header.labels?.[column] ?? null)
    if (serie) values.push({ column, serie })
    else
      flags.push(
        remark(
          'colonne-non-reprise',
          `La colonne « ${name} » n’est pas une mesure : elle n’est pas reprise.`,
          name,
        ),
      )
  }
  const read = (code: string) => readLieu(code, options.level)
  const code = { columns: [options.codeColumn], levelColumn: null, read }
  return { part: { shape: 'large', sheet, code, geographie: options.geographie, values }, flags }
}

/** From the finest place to the largest: a row of IRIS names its commune too, wherever the columns stand. */
const CODE_COLUMNS = [
  /^(?:IRIS|CODE_?IRIS|DCIRIS)$/i,
  /^(?:CODGEO|CODE_?GEO)$/i,
  /^(?:COM|CODE_?COM(?:MUNE)?|CODE_?INSEE|DEPCOM)$/i,
]

/** The same table with the codes of Insee in capitals, when a third party saved them all in small letters. */
export function withCapitals(sheet: Sheet): Sheet {
  const { columns } = sheet.header
  const isLower =
    columns.some((name) => /^(?:codgeo|iris|com)$/.test(name)) && !columns.some((name) => /[A-Z]/.test(name))
  if (!isLower) return sheet
  return { ...sheet, header: { ...sheet.header, columns: columns.map((name) => name.toUpperCase()) } }
}

/** The column that holds the place codes of the rows, or -1. */
export function codeColumnOf(sheet: Sheet): number {
  return CODE_COLUMNS.map((name) => columnOf(sheet, name)).find((at) => at >= 0) ?? -1
}

/** A measure without breakdown, under the data set. */
export function measure(
  dataset: string,
  column: string,
  more: { periode: string } & Partial<SerieFacts>,
): SerieFacts {
  return plainSerie(`${dataset}/${column}`, more.periode, more)
}
