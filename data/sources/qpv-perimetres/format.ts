import { cellText, oneLine, type ReportLine } from '#app/lib/tables/index.ts'
import { type Format, type FormatContext, type Plan, remark, type Sheet } from '#data/sources/contract.ts'
import { rowsPlan } from '../rows.ts'

const CODE_NAME = /^code_?(?:qp|qpv|quartier)/i

/** Lists and layers of QPV (ANCT): codes, names, communes; several codes in a cell when the layer is by commune. */
export const qpvPerimetres: Format = {
  id: 'qpv-perimetres',
  label: 'Liste ou couche des quartiers prioritaires (ANCT)',
  recognise: ({ sheets }: FormatContext): Plan | null => {
    const sheet = sheets.find(isPerimeters)
    if (!sheet) return null
    const column = sheet.header.columns.findIndex((name) => CODE_NAME.test(name))
    const is2024 = sheet.sample.some((row) => cellText(row.cells[column]).startsWith('QN'))
    const plan = rowsPlan(
      [{ sheet: tidy(sheet), dataset: 'qpv_perimetres', level: 'qpv', required: CODE_NAME }],
      {
        format: 'qpv-perimetres',
        dataset: 'qpv_perimetres',
        producer: 'ANCT',
        millesime: is2024 ? '2024' : '2015',
      },
    )
    return { ...plan, flags: flagsOf(sheet, column) }
  },
}

function isPerimeters(sheet: Sheet): boolean {
  const column = sheet.header.columns.findIndex((name) => CODE_NAME.test(name))
  const codes = sheet.sample.map((row) => cellText(row.cells[column])).filter(Boolean)
  // A table with a column of years has figures to give: it is not a list of perimeters.
  const isDated = sheet.header.columns.some((name) =>
    /^(?:date|an|ann[ée]e|trimestre|p[ée]riode)$/i.test(name),
  )
  return column >= 0 && !isDated && codes.length > 0 && codes.every((code) => /Q[PN]\d/.test(code))
}

/** The same table with the white space of its labels normalised: line breaks are found inside names. */
function tidy(sheet: Sheet): Sheet {
  const rows = async function* () {
    for await (const row of sheet.table.rows()) {
      yield {
        line: row.line,
        cells: row.cells.map((cell) => (typeof cell === 'string' ? oneLine(cell) : cell)),
      }
    }
  }
  return { ...sheet, table: { ...sheet.table, csv: null, rows } }
}

function flagsOf(sheet: Sheet, column: number): ReportLine[] {
  const flags: ReportLine[] = []
  const lists = sheet.sample.some((row) => cellText(row.cells[column]).includes(','))
  if (lists)
    flags.push(
      remark(
        'listes-de-codes',
        'Une ligne peut porter plusieurs quartiers, séparés par des virgules : ils sont gardés dans leur liste.',
      ),
    )
  if (sheet.table.kind === 'json')
    flags.push(
      remark(
        'contours-non-repris',
        'Seuls les attributs sont gardés ici : les contours se déposent dans le fond de carte.',
      ),
    )
  return flags
}
