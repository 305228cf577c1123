/**
 * One line of an import report. `line` is the line of the file (or row of the sheet) as a person sees it, counted
 * from 1; `column` the name of the column; `code` is stable and short; `message` is a French sentence.
 * `count` says how many cells or lines the same remark covers when it was written once for all of them.
 */
export interface ReportLine {
  line: number | null
  column: string | null
  code: string
  message: string
  count?: number
}

/** A value as read, before any interpretation. Text files give only text; workbooks know numbers and dates. */
export type Cell = string | number | boolean | Date | null

/** One line of a table: `line` counted from 1 in the file or the sheet, titles and header included. */
export interface Row {
  line: number
  cells: Cell[]
}

/** A cell as text: what a person would read, without surrounding spaces. A date gives its ISO day. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : dateText(cell)
  return String(cell).trim()
}

function dateText(date: Date): string {
  const iso = date.toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso
}
