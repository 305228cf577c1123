import { Refusal } from '#app/lib/errors.ts'
import { undoNeutralise } from '#app/lib/tables/csv-write.ts'
import { type Cell, findHeader, openTables, type ReportLine, type Row } from '#app/lib/tables/index.ts'

const HEADER_ROWS = 30

export interface SpreadsheetRead {
  columns: string[]
  rows: Row[]
  flags: ReportLine[]
}

/** The first table of a file of any kind: its columns, its rows below them. @throws Refusal when there are too many */
export async function readSpreadsheet(path: string, maxRows: number): Promise<SpreadsheetRead> {
  const opened = await openTables(path)
  try {
    const table = opened.tables[0]
    if (!table) throw new Refusal('aucun-tableau', 'Ce fichier ne contient aucun tableau lisible.')
    const rows: Row[] = []
    for await (const row of table.rows()) {
      rows.push(table.kind === 'csv' ? { ...row, cells: row.cells.map(undone) } : row)
      if (rows.length > maxRows + HEADER_ROWS)
        throw new Refusal(
          'trop-de-lignes',
          `Ce fichier a plus de ${maxRows} lignes : partagez-le en plusieurs.`,
          { field: 'fichier' },
        )
    }
    const header = findHeader(rows.slice(0, HEADER_ROWS))
    return {
      columns: header.columns,
      rows: rows.filter((row) => row.line > header.line),
      flags: [...opened.flags, ...table.flags, ...header.flags],
    }
  } finally {
    await opened.close()
  }
}

function undone(cell: Cell): Cell {
  return typeof cell === 'string' ? undoNeutralise(cell) : cell
}
