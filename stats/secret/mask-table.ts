import type { Mask } from './mask-list.ts'
import { OWN_DATA_THRESHOLD } from './rules.ts'

export type MaskedTable = {
  /** Same shape as the table. Null where the count may be shown. */
  cells: (Mask | null)[][]
  rowTotals: (Mask | null)[]
  columnTotals: (Mask | null)[]
  grandTotal: Mask | null
}

type Cell = { row: number; column: number }
type Grid = number[][]
type Masks = (Mask | null)[][]
/** `up` raises the signed amount of a cell, `down` lowers it. */
type Direction = 'up' | 'down'

/**
 * Masks a table of counts published with its row, column and grand totals. Counts from 1 to k − 1 are masked, totals
 * included; zeros are shown when they can be. Then cells are added, hiding as little as possible, until no masked
 * small count can be found back. The test is exact: a count is safe when another table of whole numbers, with the same
 * shown cells and no masked count under 1, holds another value there; such tables differ by cycles of +1 and −1
 * along rows and columns (Gusfield 1988), which are searched for in the graph of masked cells.
 * @throws RangeError for a count that is not a whole number of at least 0, or for rows of different lengths.
 */
export function maskTable(
  counts: ReadonlyArray<ReadonlyArray<number>>,
  k: number = OWN_DATA_THRESHOLD,
): MaskedTable {
  const grid = withTotals(counts)
  const masks = grid.map((row) =>
    row.map((count): Mask | null => (count > 0 && count < k ? 'primaire' : null)),
  )
  const small = cellsOf(grid).filter((cell) => maskAt(masks, cell) === 'primaire')
  // Masking more never exposes a cell that was safe, so one pass over the small counts is enough.
  for (const cell of small) {
    for (const added of cheapestCycle(grid, masks, cell)) setMask(masks, added)
  }
  const width = (grid[0]?.length ?? 1) - 1
  const body = masks.slice(0, -1)
  return {
    cells: body.map((row) => row.slice(0, width)),
    rowTotals: body.map((row) => row[width] ?? null),
    columnTotals: masks.at(-1)?.slice(0, width) ?? [],
    grandTotal: masks.at(-1)?.[width] ?? null,
  }
}

/** The table with its totals as a last row and a last column. */
function withTotals(counts: ReadonlyArray<ReadonlyArray<number>>): Grid {
  const width = counts[0]?.length ?? 0
  const isTable = counts.every(
    (row) => row.length === width && row.every((count) => Number.isInteger(count) && count >= 0),
  )
  if (!isTable) throw new RangeError('Not a table of counts')
  const rows = counts.map((row) => [...row, row.reduce((sum, count) => sum + count, 0)])
  const totals = Array.from({ length: width + 1 }, (_, column) =>
    rows.reduce((sum, row) => sum + (row[column] ?? 0), 0),
  )
  return [...rows, totals]
}

/**
 * The cells still to mask so that a cell may hold one more or one less: none when it already may. Every cell is free
 * when masked, and costs its value when shown; a zero is the last resort, for hiding it tells nobody anything.
 */
function cheapestCycle(grid: Grid, masks: Masks, cell: Cell): Cell[] {
  const cycles = (['up', 'down'] as const)
    .filter((direction) => canMove(grid, cell, direction))
    .map((direction) => shortestReturn(grid, masks, { cell, direction }))
    .filter((cycle) => cycle !== null)
    .sort((a, b) => a.cost - b.cost)
  return (cycles[0]?.cells ?? []).filter((one) => maskAt(masks, one) === null)
}

/**
 * Totals count negatively, so that every row and every column adds up to zero. Raising the signed amount of a total
 * lowers the total: possible only above the least a masked count can be.
 */
function canMove(grid: Grid, cell: Cell, direction: Direction): boolean {
  const isRowTotal = cell.column === (grid[0]?.length ?? 1) - 1
  const isColumnTotal = cell.row === grid.length - 1
  const isNegative = isRowTotal !== isColumnTotal
  const raisesCount = (direction === 'up') !== isNegative
  return raisesCount || valueAt(grid, cell) > 1
}

/**
 * Dijkstra, from the far end of a cell back to its near end: rows lead to columns through cells that can go up, columns
 * to rows through cells that can go down. Null when the cell has no way back.
 */
function shortestReturn(
  grid: Grid,
  masks: Masks,
  { cell, direction }: { cell: Cell; direction: Direction },
): { cost: number; cells: Cell[] } | null {
  const height = grid.length
  const [row, column] = [cell.row, height + cell.column]
  const [start, goal] = direction === 'up' ? [column, row] : [row, column]
  const reached = new Map<number, { cost: number; cells: Cell[] }>([[start, { cost: 0, cells: [] }]])
  const pending = new Set([start])
  const settled = new Set<number>()
  for (let node = nearest(pending, reached); node !== undefined; node = nearest(pending, reached)) {
    pending.delete(node)
    settled.add(node)
    const here = reached.get(node)
    if (node === goal || !here) return here ?? null
    for (const { next, through } of stepsFrom(grid, node)) {
      if (settled.has(next) || isSame(through, cell)) continue
      const cost = here.cost + costOf(grid, masks, through)
      if (cost >= (reached.get(next)?.cost ?? Number.POSITIVE_INFINITY)) continue
      reached.set(next, { cost, cells: [...here.cells, through] })
      pending.add(next)
    }
  }
  return null
}

function stepsFrom(grid: Grid, node: number): { next: number; through: Cell }[] {
  const [height, width] = [grid.length, grid[0]?.length ?? 0]
  if (node < height) {
    return Array.from({ length: width }, (_, column) => ({
      next: height + column,
      through: { row: node, column },
    })).filter(({ through }) => canMove(grid, through, 'up'))
  }
  return Array.from({ length: height }, (_, row) => ({
    next: row,
    through: { row, column: node - height },
  })).filter(({ through }) => canMove(grid, through, 'down'))
}

function nearest(
  pending: ReadonlySet<number>,
  reached: ReadonlyMap<number, { cost: number }>,
): number | undefined {
  let best: number | undefined
  let lowest = Number.POSITIVE_INFINITY
  for (const node of pending) {
    const cost = reached.get(node)?.cost ?? Number.POSITIVE_INFINITY
    if (cost < lowest) [best, lowest] = [node, cost]
  }
  return best
}

function costOf(grid: Grid, masks: Masks, cell: Cell): number {
  if (maskAt(masks, cell)) return 0
  const everything = grid.at(-1)?.at(-1) ?? 0
  return valueAt(grid, cell) || 10 * everything + 1
}

function cellsOf(grid: Grid): Cell[] {
  return grid.flatMap((counts, row) => counts.map((_, column) => ({ row, column })))
}

function valueAt(grid: Grid, { row, column }: Cell): number {
  return grid[row]?.[column] ?? 0
}

function maskAt(masks: Masks, { row, column }: Cell): Mask | null {
  return masks[row]?.[column] ?? null
}

function setMask(masks: Masks, { row, column }: Cell): void {
  const line = masks[row]
  if (line) line[column] ??= 'complementaire'
}

function isSame(a: Cell, b: Cell): boolean {
  return a.row === b.row && a.column === b.column
}
