import { tabulate } from '../../numerics/tabulate.ts'
import { isAlwaysTreated, type Panel } from '../panel.ts'
import { PanelProblem } from '../panel-problem.ts'

/** The cells of a panel used by a regression, stacked: one observation a unit and a period. */
export type Observations = {
  /** Place of each observation in the units × times matrices of the panel. */
  readonly cell: Int32Array
  readonly unit: Int32Array
  readonly time: Int32Array
  /** Square roots of the weights; null when all weigh 1. */
  readonly rootWeights: Float64Array | null
  readonly unitCount: number
  readonly timeCount: number
}

/** Keeps the cells where the outcome and the covariates are known, the weight is positive and `keep` agrees. */
export function stackObservations(
  panel: Panel,
  covariates: readonly string[] = [],
  keep: (unit: number, time: number) => boolean = () => true,
): Observations {
  const width = panel.times.length
  const columns = [panel.outcome, ...covariates.map((name) => covariateOf(panel, name))]
  const cells: number[] = []
  for (let unit = 0; unit < panel.units.length; unit++)
    for (let time = 0; time < width; time++) {
      const at = unit * width + time
      if (columns.some((values) => Number.isNaN(values[at] ?? Number.NaN))) continue
      if (!(weightAt(panel, unit, time) > 0) || !keep(unit, time)) continue
      cells.push(at)
    }
  const cell = Int32Array.from(cells)
  return {
    cell,
    unit: cell.map((at) => Math.floor(at / width)),
    time: cell.map((at) => at % width),
    rootWeights:
      panel.weights &&
      tabulate(cell.length, (i) =>
        Math.sqrt(weightAt(panel, Math.floor((cell[i] ?? 0) / width), (cell[i] ?? 0) % width)),
      ),
    unitCount: panel.units.length,
    timeCount: width,
  }
}

function weightAt(panel: Panel, unit: number, time: number): number {
  if (panel.cellWeights !== null) return panel.cellWeights[unit * panel.times.length + time] ?? Number.NaN
  return panel.weights === null ? 1 : (panel.weights[unit] ?? Number.NaN)
}

/** The values of a panel covariate. */
export function covariateOf(panel: Panel, name: string): Float64Array {
  const values = panel.covariates[name]
  if (values === undefined)
    throw new PanelProblem('colonne-inconnue', `La covariable « ${name} » n’a pas été lue dans le fichier.`, [
      name,
    ])
  return values
}

/** The values of a units × times matrix at the observations. */
export function valuesAt(observations: Observations, matrix: Float64Array): Float64Array {
  const values = new Float64Array(observations.cell.length)
  for (let i = 0; i < values.length; i++) values[i] = matrix[observations.cell[i] ?? 0] ?? Number.NaN
  return values
}

/** 1 where the unit of the observation is treated at its time, 0 elsewhere. */
export function treatmentAt(observations: Observations, panel: Panel): Float64Array {
  return tabulate(observations.cell.length, (i) => {
    const first = panel.firstTreated[observations.unit[i] ?? 0] ?? Number.NaN
    return first <= (panel.times[observations.time[i] ?? 0] ?? Number.NaN) ? 1 : 0
  })
}

/** The cluster of each observation: the clusters of the panel, or its units. Numbers start at 0, without gaps. */
export function clustersAt(observations: Observations, panel: Panel): Int32Array {
  return renumber(observations.unit.map((unit) => panel.clusters?.[unit] ?? unit))
}

/** The same grouping with numbers 0, 1, 2… in order of appearance. */
export function renumber(groups: Int32Array): Int32Array {
  const numbers = new Map<number, number>()
  return groups.map((group) => {
    const known = numbers.get(group)
    if (known !== undefined) return known
    numbers.set(group, numbers.size)
    return numbers.size - 1
  })
}

/** Units treated from the first period of the panel on: they have no « before ». */
export function alwaysTreatedUnits(panel: Panel): number[] {
  return panel.units.flatMap((_, unit) => (isAlwaysTreated(panel, unit) ? [unit] : []))
}
