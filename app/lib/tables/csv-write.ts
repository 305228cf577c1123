/** Lines of a CSV for French spreadsheets. A cell that a spreadsheet would run as a formula is made harmless. */

const RUNS = /^'*[=+\-@\t\r]/
const NEUTRALISED = /^'+[=+\-@\t\r]/

/** A text that a spreadsheet cannot take for a formula: an apostrophe before it. */
export function neutralise(text: string): string {
  return RUNS.test(text) ? `'${text}` : text
}

/** The text as it was before `neutralise`. */
export function undoNeutralise(text: string): string {
  return NEUTRALISED.test(text) ? text.slice(1) : text
}

/** One line, semicolons between cells, quoted where needed, ended as spreadsheets expect. */
export function csvLine(cells: ReadonlyArray<string>): string {
  return `${cells.map((cell) => quoted(neutralise(cell))).join(';')}\r\n`
}

function quoted(text: string): string {
  return /[";\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}
