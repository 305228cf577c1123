import type { PanelColumns, PanelRow } from './panel.ts'
import { readNumber } from './panel-numbers.ts'
import { PanelProblem, type PanelProblemCode } from './panel-problem.ts'
import { type TimeReader, timeReaderFor } from './panel-times.ts'

/** Beyond, products of four outcomes overflow: no sum of squares could be trusted. */
const LARGEST = 1e50

/** Reads the long rows once (units, times, place of each row), then any column as a units × times matrix. */
export type CellReader = {
  readonly units: readonly string[]
  readonly times: readonly number[]
  readonly outcomeColumn: string
  /** Reads a date written like the periods of the panel. */
  readonly readTime: TimeReader
  /** Calls `visit(row, unit index, time index)` on every row. */
  readonly forEach: (visit: (row: PanelRow, unit: number, time: number) => void) => void
  readonly numbers: (column: string, code: PanelProblemCode) => Float64Array
  readonly weights: (column: string | undefined) => {
    weights: Float64Array | null
    cellWeights: Float64Array | null
  }
  readonly clusters: (column: string | undefined) => { clusters: Int32Array | null; clusterNames: string[] }
}

/** Places every row in the units × times table and refuses unknown columns, unreadable times and duplicated cells. */
export function readCells(rows: readonly PanelRow[], columns: PanelColumns): CellReader {
  refuseUnknownColumns(rows, columns)
  const unitNumbers = new Map<string, number>()
  const rowUnits = new Int32Array(rows.length)
  const rowTimes = new Float64Array(rows.length)
  const readTime = timeReaderFor(rows.map((row) => row[columns.time]))
  rows.forEach((row, line) => {
    rowUnits[line] = unitNumberOf(row, columns.unit, unitNumbers)
    rowTimes[line] = timeOf(row, columns.time, line, readTime)
  })
  const units = [...unitNumbers.keys()]
  const times = [...new Set(rowTimes)].sort((a, b) => a - b)
  const timeNumbers = new Map(times.map((time, index) => [time, index]))
  const rowCells = Int32Array.from(
    rows,
    (_, line) => (rowUnits[line] ?? 0) * times.length + (timeNumbers.get(rowTimes[line] ?? 0) ?? 0),
  )
  refuseDuplicates(rowCells, units, times)
  const forEach: CellReader['forEach'] = (visit) =>
    rows.forEach((row, line) => {
      const cell = rowCells[line] ?? 0
      visit(row, Math.floor(cell / times.length), cell % times.length)
    })
  const shape = { units, times, outcomeColumn: columns.outcome, forEach, readTime }
  return {
    ...shape,
    numbers: (column, code) => readMatrix(shape, column, code),
    weights: (column) => readWeights(shape, column),
    clusters: (column) => readClusters(shape, column),
  }
}

type Shape = Pick<CellReader, 'units' | 'times' | 'forEach'>

function refuseUnknownColumns(rows: readonly PanelRow[], columns: PanelColumns): void {
  const first = rows[0]
  if (first === undefined) throw new PanelProblem('aucune-ligne', 'Le fichier ne contient aucune ligne.')
  const asked = [
    columns.unit,
    columns.time,
    columns.outcome,
    columns.treated,
    columns.firstTreated,
    columns.weights,
    columns.cluster,
    ...(columns.covariates ?? []),
  ]
  const missing = asked.filter((name): name is string => name !== undefined && !Object.hasOwn(first, name))
  if (missing.length > 0)
    throw new PanelProblem(
      'colonne-inconnue',
      `Le fichier n’a pas de colonne « ${missing.join(' », « ')} ». Colonnes présentes : ${Object.keys(first).join(', ')}.`,
      missing,
    )
}

function unitNumberOf(row: PanelRow, column: string, numbers: Map<string, number>): number {
  const value = row[column]
  const name = value === null || value === undefined ? '' : String(value).trim()
  if (name === '') throw new PanelProblem('unite-vide', `Une ligne n’a pas d’unité (colonne « ${column} »).`)
  const known = numbers.get(name)
  if (known !== undefined) return known
  numbers.set(name, numbers.size)
  return numbers.size - 1
}

function timeOf(row: PanelRow, column: string, line: number, readTime: TimeReader): number {
  const time = readTime(row[column])
  if (time === undefined || !Number.isFinite(time))
    throw new PanelProblem(
      'temps-non-numerique',
      `La colonne « ${column} » doit contenir des nombres (une année, un rang) ou des dates (2015-01-31) : ligne ${line + 1}, « ${String(row[column] ?? '')} ».`,
      [String(line + 1)],
    )
  return time
}

function refuseDuplicates(rowCells: Int32Array, units: readonly string[], times: readonly number[]): void {
  const seen = new Uint8Array(units.length * times.length)
  const doubles: string[] = []
  for (const cell of rowCells) {
    if (seen[cell] === 1 && doubles.length < 5)
      doubles.push(`${units[Math.floor(cell / times.length)]} en ${times[cell % times.length]}`)
    seen[cell] = 1
  }
  if (doubles.length > 0)
    throw new PanelProblem(
      'cellule-en-double',
      `Plusieurs lignes décrivent la même unité à la même date : ${doubles.join(', ')}.`,
      doubles,
    )
}

function readMatrix(shape: Shape, column: string, code: PanelProblemCode): Float64Array {
  const matrix = new Float64Array(shape.units.length * shape.times.length).fill(Number.NaN)
  shape.forEach((row, unit, time) => {
    const value = readNumber(row[column])
    if (value === undefined || Math.abs(value) === Number.POSITIVE_INFINITY)
      throw new PanelProblem(
        code,
        `La colonne « ${column} » doit contenir des nombres : « ${String(row[column])} » pour ${shape.units[unit]} en ${shape.times[time]}.`,
        [String(row[column])],
      )
    if (Math.abs(value) > LARGEST)
      throw new PanelProblem(
        code,
        `La colonne « ${column} » vaut « ${String(row[column])} » pour ${shape.units[unit]} en ${shape.times[time]} : au-delà de 10⁵⁰, changez d’unité.`,
        [String(row[column])],
      )
    matrix[unit * shape.times.length + time] = value
  })
  return matrix
}

function readWeights(shape: Shape, column: string | undefined): ReturnType<CellReader['weights']> {
  if (column === undefined) return { weights: null, cellWeights: null }
  const cellWeights = readMatrix(shape, column, 'poids-invalide')
  const weights = new Float64Array(shape.units.length).fill(Number.NaN)
  let isConstant = true
  shape.forEach((row, unit, time) => {
    const weight = cellWeights[unit * shape.times.length + time] ?? Number.NaN
    if (!(weight >= 0))
      throw new PanelProblem(
        'poids-invalide',
        `Le poids de ${shape.units[unit]} en ${shape.times[time]} doit être un nombre positif ou nul (« ${String(row[column] ?? '')} »).`,
      )
  })
  for (let unit = 0; unit < shape.units.length; unit++) {
    for (let time = 0; time < shape.times.length; time++) {
      const weight = cellWeights[unit * shape.times.length + time] ?? Number.NaN
      if (Number.isNaN(weight)) continue
      if (Number.isNaN(weights[unit] ?? Number.NaN)) weights[unit] = weight
      else if (weight !== weights[unit]) isConstant = false
    }
  }
  return { weights, cellWeights: isConstant ? null : cellWeights }
}

function readClusters(shape: Shape, column: string | undefined): ReturnType<CellReader['clusters']> {
  if (column === undefined) return { clusters: null, clusterNames: [] }
  const clusters = new Int32Array(shape.units.length).fill(-1)
  const numbers = new Map<string, number>()
  shape.forEach((row, unit) => {
    const name = String(row[column] ?? '').trim()
    if (name === '')
      throw new PanelProblem(
        'grappe-variable',
        `L’unité ${shape.units[unit]} a une ligne sans valeur dans la colonne « ${column} ».`,
        [String(shape.units[unit])],
      )
    const cluster = numbers.get(name) ?? numbers.size
    numbers.set(name, cluster)
    if (clusters[unit] !== -1 && clusters[unit] !== cluster)
      throw new PanelProblem(
        'grappe-variable',
        `L’unité ${shape.units[unit]} change de valeur dans la colonne « ${column} » : une grappe doit être stable.`,
        [String(shape.units[unit])],
      )
    clusters[unit] = cluster
  })
  return { clusters, clusterNames: [...numbers.keys()] }
}
