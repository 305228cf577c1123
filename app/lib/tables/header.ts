import { type Cell, cellText, type ReportLine, type Row } from './report.ts'

/** Where the names of the columns are, and what stands above them. */
export interface Header {
  /** Lines above the header, in one text each: title, field, geography, source. */
  titles: string[]
  /** Unique names of the columns, white space normalised; an unnamed column is called `colonne 3`. */
  columns: string[]
  /** Long labels of the row above the codes, when the file has both (workbooks of Insee). */
  labels: string[] | null
  /** Line of the header, counted from 1; 0 when the table has none. */
  line: number
  flags: ReportLine[]
}

/** Finds the header among the first rows of a table. */
export function findHeader(rows: Row[]): Header {
  const filled = rows.map((row) => row.cells.filter((cell) => cellText(cell) !== '').length)
  const width = mostFrequent(filled.filter((count) => count > 0))
  const first = filled.findIndex((count) => count >= Math.max(1, Math.ceil(width * 0.6)))
  const top = rows[first]
  if (!top) return { titles: [], columns: [], labels: null, line: 0, flags: [] }
  const second = rows[first + 1]
  const hasTwo = second !== undefined && isSecondHeader(top, second, rows[first + 2])
  const chosen = hasTwo ? second : top
  const { columns, flags } = nameColumns(chosen, hasTwo ? top : null)
  const labels = hasTwo ? top.cells.map((cell) => oneLine(cellText(cell))) : null
  const titles = rows.slice(0, first).map((row) => oneLine(row.cells.map(cellText).filter(Boolean).join(' ')))
  return { titles: titles.filter(Boolean), columns, labels, line: chosen.line, flags }
}

/** The usual number of filled cells, wide rows weighing more: a short table may have more titles than lines. */
function mostFrequent(counts: number[]): number {
  const weights = new Map<number, number>()
  for (const count of counts) weights.set(count, (weights.get(count) ?? 0) + count)
  let best = 1
  for (const [count, weight] of weights) {
    const rival = weights.get(best) ?? 0
    if (weight > rival || (weight === rival && count > best)) best = count
  }
  return best
}

/** The name Insee gives to the column of codes: a row that has it under words is the row of codes. */
const PLACE_CODE = /^(?:CODGEO(?:_\d{4})?|IRIS|EPCI|(?:ZE|AAV|UU|BV|AU)\d{4})$/

const IS_VARIABLE = /^[A-Za-z][A-Za-z0-9_]*$/

/** The row under the header is a header too when it holds variable names under long labels, or names under groups. */
function isSecondHeader(top: Row, second: Row, third: Row | undefined): boolean {
  const names = second.cells.map(cellText).filter(Boolean)
  if (names.length < 2 || second.cells.some((cell) => typeof cell === 'number' || cell instanceof Date))
    return false
  const labels = top.cells.map(cellText).filter(Boolean)
  const areCodes = names.every((name) => IS_VARIABLE.test(name)) && new Set(names).size === names.length
  if (areCodes && labels.some((label) => /[\s'’()]/.test(label)) && looksLikeCodes(names)) return true
  if (
    areCodes &&
    names.some((name) => PLACE_CODE.test(name)) &&
    !labels.some((label) => PLACE_CODE.test(label))
  )
    return true
  const isUnderGroups = labels.length < names.length && new Set(names).size === names.length
  const hasDataBelow = third?.cells.some((cell) => /^[\d\s.,-]+$/.test(cellText(cell))) ?? false
  return isUnderGroups && hasDataBelow && names.every((name) => !/^[\d\s.,-]+$/.test(name))
}

/** Variable names are mostly capitals, digits and underscores; words of a first line of data are not. */
function looksLikeCodes(names: string[]): boolean {
  const codes = names.filter(
    (name) => /^[A-Z0-9_]+$/.test(name) || /_/.test(name) || /^[a-z]+\d*$/.test(name),
  )
  return codes.length >= names.length * 0.8
}

function nameColumns(row: Row, groups: Row | null): { columns: string[]; flags: ReportLine[] } {
  const flags: ReportLine[] = []
  const seen = new Map<string, number>()
  let group = ''
  const columns = row.cells.map((cell, at) => {
    group = oneLine(cellText(groups?.cells[at])) || group
    const name =
      oneLine(cellText(cell)) || (groups && at < groups.cells.length ? group : '') || `colonne ${at + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    if (times === 1) return name
    flags.push({
      line: row.line,
      column: name,
      code: 'colonne-en-double',
      message: duplicateSentence(name, at),
    })
    return `${name} (${times})`
  })
  return { columns: dropEmptyTail(columns, row.cells), flags }
}

function duplicateSentence(name: string, at: number): string {
  return `La colonne « ${name} » apparaît plusieurs fois ; la ${at + 1}e du tableau est renommée.`
}

/** Columns without a name at the far right are formatting left over. */
function dropEmptyTail(columns: string[], cells: Cell[]): string[] {
  let last = columns.length
  while (last > 0 && cellText(cells[last - 1]) === '') last--
  return columns.slice(0, last)
}

/** White space of any kind, line breaks included, becomes one space. */
export function oneLine(text: string): string {
  return text.replace(/[\s\u00a0\u202f]+/g, ' ').trim()
}

/** A name without case, accents, spaces or punctuation, to match columns of the same meaning. */
export function plainName(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[^a-z0-9]+/g, '')
}
