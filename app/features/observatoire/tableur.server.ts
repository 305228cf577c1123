import { writeXlsx } from 'hucre/xlsx'
import { csvLine } from '#app/lib/tables/csv-write.ts'
import { dispositionOf } from '#app/platform/files.server.ts'

export type Cell = string | number | null

/** A table as a file: the first row names the columns. The same rows for CSV and workbook. */
export async function tableFile(
  rows: ReadonlyArray<ReadonlyArray<Cell>>,
  { name, kind }: { name: string; kind: 'csv' | 'xlsx' },
): Promise<Response> {
  const headers = {
    'content-type':
      kind === 'csv'
        ? 'text/csv; charset=utf-8'
        : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': dispositionOf(`${name}.${kind}`),
  }
  if (kind === 'csv') {
    const lines = rows.map((row) => csvLine(row.map(cellText)))
    return new Response(`\ufeff${lines.join('')}`, { headers })
  }
  const sheet = { name: name.slice(0, 31), rows: rows.map((row) => [...row]) }
  const bytes = await writeXlsx({ sheets: [sheet] })
  return new Response(new Uint8Array(bytes), { headers })
}

function cellText(cell: Cell): string {
  if (cell === null) return ''
  return typeof cell === 'number' ? String(cell).replace('.', ',') : cell
}
