import { maskList } from '#stats/secret/mask-list.ts'
import { maskTable } from '#stats/secret/mask-table.ts'
import { OWN_DATA_THRESHOLD } from '#stats/secret/rules.ts'

/** Counts of one year that are read together: a count and, when they are declared, its parts. */
export interface Famille {
  total: string
  parties: readonly string[]
}

/** A count entered at a place, or null when none was. */
export type ReadCount = (id: string, code: string) => number | null

/** What must not be shown: counts by `id code`, and the sums over all the communes by id. */
export interface Masques {
  cells: Set<string>
  sums: Set<string>
}

export function cellKey(id: string, code: string): string {
  return `${id} ${code}`
}

const isSmall = (count: number | null) => count !== null && count > 0 && count < OWN_DATA_THRESHOLD

/**
 * Masks the counts of the communes, published with their sum and, for parts, beside the count they divide. What is left
 * when the known parts are taken from the count is masked like a part of its own: anybody can work it out.
 */
export function maskCommunes(famille: Famille, communes: readonly string[], read: ReadCount): Masques {
  const { total, parties } = famille
  const masques: Masques = { cells: new Set(), sums: new Set() }
  if (parties.length === 0) {
    maskAlone(total, communes, { read, masques })
    return masques
  }
  const columns = communes.map((code) => columnOf(famille, code, read))
  const whole = columns.flatMap((column) => (column === null ? [] : [column]))
  if (whole.length === communes.length) maskWhole(famille, communes, { columns: whole, masques })
  else {
    // A commune without all its parts: no sum is shown, so each commune stands alone.
    for (const id of [total, ...parties]) masques.sums.add(id)
    communes.forEach((code, at) => {
      maskColumn(famille, code, { column: columns[at] ?? null, read, masques })
    })
  }
  return masques
}

interface Work {
  read: ReadCount
  masques: Masques
}

function maskAlone(id: string, codes: readonly string[], { read, masques }: Work): void {
  const entered = codes.flatMap((code) => {
    const count = read(id, code)
    return count === null ? [] : [{ code, count }]
  })
  const { masks, hidesTotal } = maskList(entered.map(({ count }) => count))
  entered.forEach(({ code }, at) => {
    if (masks[at]) masques.cells.add(cellKey(id, code))
  })
  if (hidesTotal || entered.length < codes.length) masques.sums.add(id)
}

/** The parts of a count at a place and what is left of it; null when one is missing or they exceed it. */
function columnOf({ total, parties }: Famille, code: string, read: ReadCount): number[] | null {
  const whole = read(total, code)
  const parts = parties.flatMap((id) => read(id, code) ?? [])
  if (whole === null || parts.length < parties.length) return null
  const left = whole - parts.reduce((sum, count) => sum + count, 0)
  return left < 0 ? null : [...parts, left]
}

function maskWhole(
  { total, parties }: Famille,
  communes: readonly string[],
  { columns, masques }: { columns: readonly number[][]; masques: Masques },
): void {
  const rows = [...parties, null].map((_, row) => columns.map((column) => column[row] ?? 0))
  const { cells, rowTotals, columnTotals, grandTotal } = maskTable(rows)
  parties.forEach((id, row) => {
    communes.forEach((code, at) => {
      if (cells[row]?.[at]) masques.cells.add(cellKey(id, code))
    })
    if (rowTotals[row]) masques.sums.add(id)
  })
  communes.forEach((code, at) => {
    if (columnTotals[at]) masques.cells.add(cellKey(total, code))
  })
  if (grandTotal) masques.sums.add(total)
}

/** One place alone: its parts and what is left are a list whose sum is its count. */
function maskColumn(
  { total, parties }: Famille,
  code: string,
  { column, read, masques }: Work & { column: readonly number[] | null },
): void {
  for (const id of [total, ...parties]) if (isSmall(read(id, code))) masques.cells.add(cellKey(id, code))
  if (!column) return
  const { masks, hidesTotal } = maskList(column)
  parties.forEach((id, at) => {
    if (masks[at]) masques.cells.add(cellKey(id, code))
  })
  if (hidesTotal) masques.cells.add(cellKey(total, code))
}

/** Masks the counts of quarters: each place alone. What they reveal of their communes is `maskRest`. */
export function maskQuartiers(famille: Famille, codes: readonly string[], read: ReadCount): Masques {
  const masques: Masques = { cells: new Set(), sums: new Set() }
  for (const code of codes)
    maskColumn(famille, code, { column: columnOf(famille, code, read), read, masques })
  return masques
}

/** Quarters that lie within a shown count: a commune, or several tied by a quarter they share. */
interface Enveloppe {
  whole: number
  quartiers: ReadonlyArray<{ code: string; count: number }>
}

/**
 * What lies outside the quarters of a commune is its count less theirs: nobody publishes it, anybody subtracts. Masks
 * as many quarters as it takes, the smallest first, for it not to be a small count, nor to give a masked quarter away.
 * @returns the codes to mask, and whether the count of the commune must be masked too
 */
export function maskRest({ whole, quartiers }: Enveloppe, masked: ReadonlySet<string>) {
  const hidden = quartiers.filter(({ code }) => masked.has(code))
  const shown = quartiers
    .filter(({ code }) => !masked.has(code))
    .toSorted((one, other) => one.count - other.count)
  const added: string[] = []
  const unseen = () => whole - shown.reduce((sum, { count }) => sum + count, 0)
  const isExposed = () => {
    const hiddenCount = hidden.length + added.length
    const left = unseen()
    // Without a masked quarter, what is left is the rest itself; with some, it is their sum and the rest.
    return hiddenCount === 0 ? isSmall(left) : left <= hiddenCount
  }
  while (isExposed()) {
    const next = shown.findIndex(({ count }) => count > 0)
    if (next < 0) return { added, hidesWhole: true }
    added.push(...shown.splice(next, 1).map(({ code }) => code))
  }
  return { added, hidesWhole: false }
}

/** The communes tied by the quarters they share, with the quarters that lie wholly within; each commune alone first. */
export function enveloppesOf(
  communes: readonly string[],
  quartiers: ReadonlyArray<{ code: string; communes: readonly string[] }>,
): Array<{ communes: string[]; quartiers: string[] }> {
  const inside = new Set(communes)
  const whole = quartiers.filter((quartier) => quartier.communes.every((code) => inside.has(code)))
  const within = (codes: ReadonlySet<string>) =>
    whole.filter((quartier) => quartier.communes.every((code) => codes.has(code))).map(({ code }) => code)
  const alone = communes.map((code) => new Set([code]))
  const tied = tiedCommunes(whole).filter((group) => group.size > 1)
  return [...alone, ...tied]
    .map((group) => ({ communes: [...group], quartiers: within(group) }))
    .filter((one) => one.quartiers.length > 0)
}

function tiedCommunes(quartiers: ReadonlyArray<{ communes: readonly string[] }>): Array<Set<string>> {
  let groups: Array<Set<string>> = []
  for (const { communes } of quartiers) {
    const touched = groups.filter((group) => communes.some((code) => group.has(code)))
    groups = [
      ...groups.filter((group) => !touched.includes(group)),
      new Set([...communes, ...touched.flatMap((group) => [...group])]),
    ]
  }
  return groups
}
