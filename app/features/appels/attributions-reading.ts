import { undoNeutralise } from '#app/lib/tables/csv-write.ts'
import { type Cell, cellText, type ReportLine, type Row, type Table } from '#app/lib/tables/index.ts'
import { formatCount } from '#app/lib/text.ts'
import type { Attribution, AttributionsRead } from './attribution.schema.ts'
import type { AttributionColumn } from './attribution-aliases.ts'
import { type AmountColumn, type Comma, hasDoubtfulComma, provesPointDecimals } from './attribution-cells.ts'
import { type FoundHeader, findAttributionHeader } from './attribution-headers.ts'
import { readAttribution } from './attribution-rows.ts'

const HEADER_ROWS = 40

/** The header of a table when it is a list of subsidies, else null. */
export async function findHeaderIn(table: Table): Promise<FoundHeader | null> {
  const first: Row[] = []
  for await (const row of table.rows()) {
    first.push(row)
    if (first.length >= HEADER_ROWS) break
  }
  return findAttributionHeader(first)
}

export interface ReadingOptions {
  /** How « 1,500 » is read, when the person said it. */
  comma: Comma | null
}

/** Reads every row of a list of subsidies. Each one is kept, or refused with its line and its reason. */
export async function readAttributions(
  table: Table,
  header: FoundHeader,
  options: ReadingOptions,
): Promise<AttributionsRead> {
  const { rows, empty } = await rowsUnder(table, header)
  const flags: ReportLine[] = []
  const amounts = amountStyles(rows, header, options.comma)
  const attributions: Attribution[] = []
  let sum = 0
  const context = { header, amounts, sum: () => sum, add: (flag: ReportLine) => flags.push(flag) }
  for (const row of rows) {
    const attribution = readAttribution(row, context)
    if (!attribution) continue
    attributions.push(attribution)
    sum += attribution.montantCentimes ?? 0
  }
  const about = [
    ...headerFlags(header),
    ...commaFlags(rows, header, options.comma),
    ...emptyFlag(empty),
    ...repeatedFlags(attributions),
  ]
  return { lignesLues: rows.length, attributions, flags: [...about, ...flags] }
}

async function rowsUnder(table: Table, header: FoundHeader): Promise<{ rows: Row[]; empty: number }> {
  const rows: Row[] = []
  let empty = 0
  for await (const row of table.rows()) {
    if (row.line <= header.line) continue
    if (row.cells.every((cell) => cellText(cell) === '')) empty += 1
    else rows.push(table.kind === 'csv' ? { ...row, cells: row.cells.map(undone) } : row)
  }
  return { rows, empty }
}

/** A text made harmless for spreadsheets by an export is read as it was. */
function undone(cell: Cell): Cell {
  return typeof cell === 'string' ? undoNeutralise(cell) : cell
}

const AMOUNTS: ReadonlyArray<AttributionColumn> = [
  'montant',
  'montantFonctionnement',
  'montantInvestissement',
  'montantNature',
]

function amountStyles(
  rows: Row[],
  header: FoundHeader,
  comma: Comma | null,
): Map<AttributionColumn, AmountColumn> {
  return new Map(
    AMOUNTS.map((column) => {
      const at = header.at.get(column)
      const hasPointDecimals = at !== undefined && rows.some((row) => provesPointDecimals(row.cells[at]))
      return [column, { comma: comma ?? 'milliers', hasPointDecimals }]
    }),
  )
}

function commaFlags(rows: Row[], header: FoundHeader, comma: Comma | null): ReportLine[] {
  if (comma) return []
  return AMOUNTS.flatMap((column) => {
    const at = header.at.get(column)
    if (at === undefined) return []
    const doubtful = rows.filter((row) => hasDoubtfulComma(row.cells[at]))
    const [first] = doubtful
    if (!first) return []
    const example = cellText(first.cells[at])
    const message = `« ${example} » est lu avec des milliers, un montant n’ayant que deux décimales. Si c’est l’inverse, dites que la virgule est décimale.`
    return [
      {
        line: first.line,
        column: header.columns[at] ?? null,
        code: 'virgule-milliers',
        message,
        count: doubtful.length,
      },
    ]
  })
}

function headerFlags(header: FoundHeader): ReportLine[] {
  const flags: ReportLine[] = []
  const add = (code: string, message: string): void =>
    void flags.push({ line: null, column: null, code, message })
  const has = (column: AttributionColumn): boolean => header.at.has(column)
  if (header.titles.length > 0)
    add('titres', `Lignes de titre au-dessus des en-têtes : ${header.titles.join(' / ')}.`)
  if (!has('nomAttribuant') && !has('idAttribuant'))
    add(
      'attribuant-absent',
      'Aucune colonne ne dit qui attribue les subventions : indiquez-le au moment de l’import.',
    )
  if (!has('idBeneficiaire') && !has('rnaBeneficiaire'))
    add('identifiant-absent', 'Aucune colonne ne donne le SIRET ni le RNA des bénéficiaires.')
  if (has('montantFonctionnement') && has('montantInvestissement') && !has('montant'))
    add(
      'montants-additionnes',
      'Fonctionnement et investissement sont additionnés dans un seul montant par ligne.',
    )
  for (const at of header.others) {
    const name = header.columns[at] ?? ''
    flags.push({
      line: null,
      column: name,
      code: 'colonne-gardee',
      message: `La colonne « ${name} » n’est pas du schéma : elle est gardée telle quelle.`,
    })
  }
  return flags
}

function emptyFlag(empty: number): ReportLine[] {
  if (empty === 0) return []
  const message = `${formatCount(empty, 'ligne vide', 'lignes vides')}, sans aucune cellule remplie.`
  return [{ line: null, column: null, code: 'lignes-vides', message, count: empty }]
}

/** Rows that say exactly the same thing: kept, since nothing proves a mistake, and said. */
function repeatedFlags(attributions: ReadonlyArray<Attribution>): ReportLine[] {
  const first = new Map<string, number>()
  return attributions.flatMap(({ ligne, ...rest }) => {
    const key = JSON.stringify(rest)
    const before = first.get(key)
    if (before === undefined) {
      first.set(key, ligne)
      return []
    }
    const message = `Cette ligne répète mot pour mot la ligne ${before} : elle est gardée, vérifiez qu’elle ne compte pas deux fois.`
    return [{ line: ligne, column: null, code: 'ligne-repetee', message }]
  })
}
