import { parseEuros } from '#app/lib/money.ts'

/** Where an arrow or Enter goes from a cell; null when the key types. */
export function stepOf(key: string, input: HTMLInputElement): readonly [row: number, column: number] | null {
  if (key === 'ArrowUp') return [-1, 0]
  if (key === 'ArrowDown' || key === 'Enter') return [1, 0]
  const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length
  if (key === 'ArrowLeft' && (whole || input.selectionEnd === 0)) return [0, -1]
  if (key === 'ArrowRight' && (whole || input.selectionStart === input.value.length)) return [0, 1]
  return null
}

/** The input at a place of the table, or the next one in that direction when the cell there is empty. */
export function cellFrom(
  table: HTMLElement,
  from: readonly [row: number, column: number],
  step: readonly [row: number, column: number],
): HTMLInputElement | null {
  const rows = table.querySelectorAll('tbody tr').length
  const MOST_COLUMNS = 60
  let [row, column] = from
  for (;;) {
    row += step[0]
    column += step[1]
    if (row < 0 || row >= rows || column < 0 || column > MOST_COLUMNS) return null
    const found = table.querySelector<HTMLInputElement>(`input[data-cell="${row}-${column}"]`)
    if (found) return found
  }
}

/** The amounts of a block copied from a spreadsheet, row by row; null where the cell holds no amount. */
export function readBlock(text: string): Array<Array<number | null>> {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/\n$/, '')
    .split('\n')
    .map((row) => row.split('\t').map(amountOf))
}

/** Centimes of what is typed in a cell: nothing is zero, what is not an amount is null. */
export function amountOf(typed: string): number | null {
  if (typed.trim() === '') return 0
  const read = parseEuros(typed)
  return read.ok && read.centimes >= 0 ? read.centimes : null
}
