import { expect, test } from 'vitest'
import { randomIndex, seededRandom } from '../random.ts'
import { known, missing } from '../value.ts'
import { refusalOfDifference, refusalOfSum, revealedCells } from './differences.ts'
import { maskList } from './mask-list.ts'
import { type MaskedTable, maskTable } from './mask-table.ts'
import { refusalToPublish, secretRules } from './rules.ts'

test('Filosofi quartiers need 100 persons or 50 households', () => {
  expect(refusalToPublish('filosofi-quartier', { personnes: 99, menages: 49 })).toContain('100 personnes')
  expect(refusalToPublish('filosofi-quartier', { personnes: 100 })).toBeNull()
  expect(refusalToPublish('filosofi-quartier', { personnes: 80, menages: 50 })).toBeNull()
  expect(refusalToPublish('filosofi-quartier', {})).not.toBeNull()
})

test('full distributions need 2 000 persons, and 200 for a part of them', () => {
  expect(refusalToPublish('filosofi-distribution', { personnes: 1999, menages: 999 })).not.toBeNull()
  expect(refusalToPublish('filosofi-distribution', { menages: 1000 })).toBeNull()
  expect(refusalToPublish('filosofi-distribution', { personnes: 200, populationZone: 2000 })).toBeNull()
  expect(refusalToPublish('filosofi-distribution', { personnes: 199, populationZone: 50_000 })).not.toBeNull()
  expect(refusalToPublish('filosofi-carreau', { menages: 10 })).not.toBeNull()
  expect(refusalToPublish('filosofi-carreau', { menages: 11 })).toBeNull()
})

test('crime needs more than 5 facts in each of three years', () => {
  expect(refusalToPublish('ssmsi-communal', { troisAnnees: [6, 6, 6] })).toBeNull()
  expect(refusalToPublish('ssmsi-communal', { troisAnnees: [60, 5, 60] })).not.toBeNull()
  expect(refusalToPublish('ssmsi-communal', {})).not.toBeNull()
})

test('businesses need three units and no giant', () => {
  expect(refusalToPublish('entreprises', { unites: 3, partPlusGrande: 0.8 })).toBeNull()
  expect(refusalToPublish('entreprises', { unites: 2, partPlusGrande: 0.5 })).not.toBeNull()
  expect(refusalToPublish('entreprises', { unites: 30, partPlusGrande: 0.81 })).not.toBeNull()
  expect(refusalToPublish('entreprises', { unites: 30 })).not.toBeNull()
})

test('small counts are masked, zero is not', () => {
  for (const rule of ['donnees-propres', 'caf-quartier', 'insee-qpv-perturbe'] as const) {
    expect([0, 1, 4, 5].map((effectif) => refusalToPublish(rule, { effectif }) === null)).toEqual([
      true,
      false,
      false,
      true,
    ])
  }
  expect(secretRules['insee-qpv-perturbe'].isAdditive).toBe(false)
  expect(Object.entries(secretRules).every(([id, rule]) => rule.id === id)).toBe(true)
})

test('a lone small count takes the next smallest with it', () => {
  expect(maskList([3, 20, 8, 0]).masks).toEqual(['primaire', null, 'complementaire', null])
  expect(maskList([3, 2, 8]).masks).toEqual(['primaire', 'primaire', null])
  expect(maskList([10, 0, 5])).toEqual({ masks: [null, null, null], hidesTotal: false })
})

test('two ones would be given away by their sum', () => {
  expect(maskList([1, 1, 9, 30]).masks).toEqual(['primaire', 'primaire', 'complementaire', null])
})

test('the total is hidden when nothing else protects, or when it is small itself', () => {
  expect(maskList([3])).toEqual({ masks: ['primaire'], hidesTotal: true })
  expect(maskList([3, 0, 0]).hidesTotal).toBe(true)
  expect(maskList([1, 2]).hidesTotal).toBe(true)
  expect(maskList([])).toEqual({ masks: [], hidesTotal: false })
  expect(() => maskList([-1])).toThrow(RangeError)
})

test('an attacker who knows the total finds no masked count of a list', () => {
  const random = seededRandom(5)
  for (let round = 0; round < 400; round++) {
    const counts = Array.from({ length: 1 + randomIndex(random, 6) }, () => randomIndex(random, 9))
    const { masks, hidesTotal } = maskList(counts)
    if (hidesTotal) continue
    const masked = counts.filter((_, index) => masks[index])
    const sum = masked.reduce((all, count) => all + count, 0)
    // Each masked count is at least 1: it can be anything from 1 to what the others leave.
    if (masked.length > 0) expect([counts, sum - (masked.length - 1) > 1]).toEqual([counts, true])
  }
})

test('a lone small count of a table takes three others with it', () => {
  const { cells, rowTotals, grandTotal } = maskTable([
    [3, 20, 30],
    [12, 40, 50],
    [60, 70, 80],
  ])
  expect(cells).toEqual([
    ['primaire', 'complementaire', null],
    ['complementaire', 'complementaire', null],
    [null, null, null],
  ])
  expect(rowTotals).toEqual([null, null, null])
  expect(grandTotal).toBeNull()
})

test('a table without small counts shows everything', () => {
  const { cells, columnTotals } = maskTable([
    [5, 0],
    [9, 12],
  ])
  expect(cells).toEqual([
    [null, null],
    [null, null],
  ])
  expect(columnTotals).toEqual([null, null])
  expect(maskTable([]).grandTotal).toBeNull()
  expect(() => maskTable([[1], [1, 2]])).toThrow(RangeError)
})

const total = (list: number[]) => list.reduce((sum, count) => sum + count, 0)
const columnsOf = (table: number[][]) =>
  (table[0] ?? []).map((_, column) => total(table.map((row) => row[column] ?? 0)))

/** Whether a table adds up to all the totals that are shown. A masked total is only known not to be zero. */
function fitsTotals(attempt: number[][], counts: number[][], masked: MaskedTable): boolean {
  const [rows, trueRows] = [attempt.map(total), counts.map(total)]
  const [columns, trueColumns] = [columnsOf(attempt), columnsOf(counts)]
  return (
    rows.every((sum, at) => (masked.rowTotals[at] ? sum > 0 : sum === trueRows[at])) &&
    columns.every((sum, at) => (masked.columnTotals[at] ? sum > 0 : sum === trueColumns[at])) &&
    (masked.grandTotal !== null || total(rows) === total(trueRows))
  )
}

/** All the values a masked cell can hold, given all that is shown: found by trying every table of whole numbers. */
function possibleValues(counts: number[][], masked: MaskedTable, limit: number): Set<number>[][] {
  const found = counts.map((row) => row.map(() => new Set<number>()))
  const cells = counts.flatMap((row, at) => row.map((truth, column) => ({ row: at, column, truth })))
  const attempt = counts.map((row) => [...row])
  const search = (index: number): void => {
    const cell = cells[index]
    if (!cell) {
      const fits = fitsTotals(attempt, counts, masked)
      if (fits) for (const { row, column } of cells) found[row]?.[column]?.add(attempt[row]?.[column] ?? 0)
      return
    }
    const line = attempt[cell.row] ?? []
    const isShown = !masked.cells[cell.row]?.[cell.column]
    const possible = Array.from({ length: limit }, (_, value) => value).filter(
      (value) => value > 0 || cell.truth === 0,
    )
    for (const value of isShown ? [cell.truth] : possible) {
      line[cell.column] = value
      search(index + 1)
    }
    line[cell.column] = cell.truth
  }
  search(0)
  return found
}

test('an attacker who tries every table never finds a small count back', () => {
  const random = seededRandom(31)
  for (let round = 0; round < 150; round++) {
    const [height, width] = [1 + randomIndex(random, 2), 1 + randomIndex(random, 3)]
    const counts = Array.from({ length: height }, () =>
      Array.from({ length: width }, () => (random() < 0.2 ? 0 : random() < 0.4 ? 1 : randomIndex(random, 8))),
    )
    const masked = maskTable(counts)
    const possible = possibleValues(counts, masked, 10)
    counts.forEach((row, at) => {
      row.forEach((count, column) => {
        if (count === 0 || count >= 5) return
        expect([counts, at, column, (possible[at]?.[column]?.size ?? 0) > 1]).toEqual([
          counts,
          at,
          column,
          true,
        ])
      })
    })
  }
})

test('a large table is masked in a fraction of a second, and most of it stays readable', () => {
  const random = seededRandom(41)
  const counts = Array.from({ length: 35 }, () => Array.from({ length: 12 }, () => randomIndex(random, 60)))
  const before = performance.now()
  const { cells } = maskTable(counts)
  expect(performance.now() - before).toBeLessThan(2000)
  expect(cells.flat().filter(Boolean).length).toBeLessThan(0.35 * 35 * 12)
})

const sum = (label: string, ...cells: string[]) => ({ label, cells: new Set(cells) })

test('two sums that differ by one masked place give it away', () => {
  const masked = ['a', 'b']
  const epci = sum('EPCI', 'a', 'b', 'c')
  expect(revealedCells([epci], masked)).toEqual([])
  expect(refusalOfSum(sum('Sans a', 'b', 'c'), [epci], masked)).toContain('2 valeurs masquées')
  expect(refusalOfSum(sum('Autres', 'c'), [epci], masked)).toBeNull()
})

test('three sums that no pair betrays can betray together', () => {
  const masked = ['a', 'b', 'c']
  const sums = [sum('ab', 'a', 'b'), sum('bc', 'b', 'c')]
  expect(revealedCells(sums, masked)).toEqual([])
  expect(refusalOfSum(sum('ac', 'a', 'c'), sums, masked)).toContain('3 valeurs')
  expect(revealedCells([], masked)).toEqual([])
})

test('the difference of two protected counts is refused, as is a small remainder of our own', () => {
  expect(refusalOfDifference(known(100), known(40), { isProtectedSource: true })).toContain('deviner')
  expect(refusalOfDifference(known(100), known(97), { isProtectedSource: false })).toContain('moins de 5')
  expect(refusalOfDifference(known(100), known(40), { isProtectedSource: false })).toBeNull()
  expect(refusalOfDifference(known(100), known(100), { isProtectedSource: false })).toBeNull()
  expect(refusalOfDifference(known(100), missing('secret'), { isProtectedSource: false })).toContain('manque')
})
