import { type CellReader, readCells } from './panel-cells.ts'
import { PanelProblem } from './panel-problem.ts'
import { readFirstTreated } from './panel-treatment.ts'

/** Units followed over time. Matrices are flat, row-major: cell (unit u, time t) is at index `u * times.length + t`. */
export type Panel = {
  /** Names, in order of first appearance in the rows. */
  readonly units: readonly string[]
  /** Increasing numbers, with their gaps: 2004, 2006, 2007 are three successive periods. */
  readonly times: readonly number[]
  /** units × times; NaN where the cell is missing. */
  readonly outcome: Float64Array
  /** Per unit, the time value of its first treated period; Infinity when never treated. May precede `times[0]`. */
  readonly firstTreated: Float64Array
  /** Name → units × times; NaN where missing. */
  readonly covariates: Readonly<Record<string, Float64Array>>
  /** Per unit: its weight in its first observed cell. Null when every unit weighs the same. */
  readonly weights: Float64Array | null
  /** units × times, when the weight of a unit changes over time; null otherwise. */
  readonly cellWeights: Float64Array | null
  /** Per unit, the index of its cluster in `clusterNames`; null when each unit is its own cluster. */
  readonly clusters: Int32Array | null
  readonly clusterNames: readonly string[]
}

/** One line of the long table: column name → what was read (text, number, boolean or nothing). */
export type PanelRow = Readonly<Record<string, unknown>>

/** Which column plays which part. Exactly one of `treated` (0/1, by cell) and `firstTreated` (a time, by unit). */
export type PanelColumns = {
  readonly unit: string
  readonly time: string
  readonly outcome: string
  readonly treated?: string
  readonly firstTreated?: string
  readonly covariates?: readonly string[]
  readonly weights?: string
  readonly cluster?: string
}

/**
 * Builds a panel from long rows (one row a unit and a time), in any order.
 *
 * Empty cells, `NA`, `NaN` and `null` are missing. Never treated is an empty `firstTreated`, `NA`, `Inf`, `never`,
 * `jamais`, or 0 when 0 comes before the first period. Units treated from the first period on are kept (two-way
 * fixed effects and Goodman-Bacon use them): methods which need a « before » drop or refuse them by name.
 *
 * @param rows long table; a comma is accepted as decimal mark in texts
 * @param columns the part each column plays
 * @throws PanelProblem unknown column, no row, unreadable number, duplicated cell, treatment that switches off or
 *   varies inside a unit, outcome all missing or constant, nobody treated or nobody to compare with
 * @example buildPanel(rows, { unit: 'countyreal', time: 'year', outcome: 'lemp', firstTreated: 'first.treat' })
 */
export function buildPanel(rows: readonly PanelRow[], columns: PanelColumns): Panel {
  const cells = readCells(rows, columns)
  refuseEmptyOutcome(cells)
  const firstTreated = readFirstTreated(cells, columns)
  refuseOneSidedTreatment(firstTreated, cells.times)
  return {
    units: cells.units,
    times: cells.times,
    outcome: cells.numbers(columns.outcome, 'mesure-non-numerique'),
    firstTreated,
    covariates: Object.fromEntries(
      (columns.covariates ?? []).map((name) => [name, cells.numbers(name, 'covariable-non-numerique')]),
    ),
    ...cells.weights(columns.weights),
    ...cells.clusters(columns.cluster),
  }
}

/**
 * Builds repeated cross-sections: each row is its own unit, observed once. Only `firstTreated` can date treatment.
 * Group-time effects use it with the option `unbalanced: 'cross-sections'`.
 * @throws PanelProblem as {@link buildPanel}
 */
export function buildCrossSections(
  rows: readonly PanelRow[],
  columns: Omit<PanelColumns, 'unit' | 'treated'>,
): Panel {
  const unit = ROW_NUMBER
  return buildPanel(
    rows.map((row, line) => ({ ...row, [unit]: line + 1 })),
    { ...columns, unit },
  )
}

const ROW_NUMBER = 'ligne'

/** The number of cells of a panel row before `unit`, to index its matrices. */
export function cellIndex(panel: Panel, unit: number, time: number): number {
  return unit * panel.times.length + time
}

/** Time since treatment, rounded to a billionth: months written 2004.0833 and 2005.0833 then share their event times. */
export function eventTimeOf(time: number, firstTreated: number): number {
  return Math.round((time - firstTreated) * 1e9) / 1e9
}

/** True when the unit is treated during the panel or before it: not a comparison unit for ever. */
export function isEverTreated(panel: Panel, unit: number): boolean {
  return (panel.firstTreated[unit] ?? Number.POSITIVE_INFINITY) <= (panel.times.at(-1) ?? Number.NaN)
}

/** True when the unit has no untreated period in the panel. */
export function isAlwaysTreated(panel: Panel, unit: number): boolean {
  return (panel.firstTreated[unit] ?? Number.POSITIVE_INFINITY) <= (panel.times[0] ?? Number.NaN)
}

function refuseEmptyOutcome(cells: CellReader): void {
  const outcome = cells.numbers(cells.outcomeColumn, 'mesure-non-numerique')
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of outcome) {
    if (value < low) low = value
    if (value > high) high = value
  }
  if (low > high)
    throw new PanelProblem(
      'mesure-absente',
      `La colonne « ${cells.outcomeColumn} » est vide : il n’y a rien à mesurer.`,
    )
  if (low === high)
    throw new PanelProblem(
      'mesure-constante',
      `La colonne « ${cells.outcomeColumn} » vaut partout ${low} : aucun effet ne peut y apparaître.`,
    )
}

function refuseOneSidedTreatment(firstTreated: Float64Array, times: readonly number[]): void {
  const last = times.at(-1) ?? Number.NaN
  const first = times[0] ?? Number.NaN
  if (!firstTreated.some((time) => time <= last))
    throw new PanelProblem('aucune-unite-traitee', 'Aucune unité n’est traitée pendant la période observée.')
  if (firstTreated.every((time) => time <= first))
    throw new PanelProblem(
      'traitement-avant-la-premiere-periode',
      'Toutes les unités sont traitées dès la première période : il n’y a ni avant, ni comparaison.',
    )
}
