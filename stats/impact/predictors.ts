import type { Panel } from './panel.ts'
import { PanelProblem } from './panel-problem.ts'
import type { ImpactWarning } from './result.ts'
import { sample } from './synthetic-design.ts'

/** A predictor of the outcome: the mean of a column over a window, missing cells left aside. */
export type PredictorSpec = {
  /** Name of a covariate of the panel (the outcome may be given as a covariate too). */
  readonly column: string
  /** First and last time of the window, both included. */
  readonly from: number
  readonly to: number
  readonly op?: 'mean'
  /** For cross-validation: what stands for this predictor in the training period. Default: the window moved back. */
  readonly training?: { readonly column?: string; readonly from: number; readonly to: number }
}

export type PredictorTable = {
  /** units of the panel × predictors, row by row. */
  readonly values: Float64Array
  readonly names: readonly string[]
  readonly warnings: readonly ImpactWarning[]
}

/** « beer.1984.1988 », « cigsale.1975 ». */
export function predictorName({ column, from, to }: PredictorSpec): string {
  return from === to ? `${column}.${from}` : `${column}.${from}.${to}`
}

/**
 * The predictors of the given units. A window without any value for one of them is refused by name.
 * @throws PanelProblem `colonne-inconnue`, `option-invalide` (empty window, unknown operation), `cellules-manquantes`
 */
export function readPredictors(
  panel: Panel,
  specs: readonly PredictorSpec[],
  units: readonly number[],
): PredictorTable {
  if (specs.length === 0) {
    throw new PanelProblem('option-invalide', 'La liste des prédicteurs est vide.')
  }
  const values = new Float64Array(panel.units.length * specs.length).fill(Number.NaN)
  specs.forEach((spec, k) => {
    const column = columnOf(panel, spec)
    for (const unit of units) {
      values[unit * specs.length + k] = windowMean(panel, column, { unit, from: spec.from, to: spec.to })
    }
    refuseUnknown(panel, spec, { units, values, place: k, count: specs.length })
  })
  return { values, names: specs.map(predictorName), warnings: [] }
}

/**
 * The predictors in the training period of a cross-validation: as `training` says, otherwise the same window moved back by
 * `shift`; a window that is empty once moved stays where it is, and says so.
 */
export function readTrainingPredictors(
  panel: Panel,
  specs: readonly PredictorSpec[],
  { units, shift }: { units: readonly number[]; shift: number },
): PredictorTable {
  const warnings: ImpactWarning[] = []
  const moved = specs.map((spec): PredictorSpec => {
    if (spec.training !== undefined) {
      const { column = spec.column, from, to } = spec.training
      return { column, from, to }
    }
    const candidate = { column: spec.column, from: spec.from - shift, to: spec.to - shift }
    const column = columnOf(panel, spec)
    const covers = units.every((unit) => !Number.isNaN(windowMean(panel, column, { unit, ...candidate })))
    if (covers) return candidate
    const message = `${predictorName(spec)} n’a pas de valeur ${shift} ans plus tôt : la même fenêtre sert à l’apprentissage et à la validation.`
    warnings.push({ code: 'fenetre-d-apprentissage', message })
    return spec
  })
  const table = readPredictors(panel, moved, units)
  return { ...table, names: specs.map(predictorName), warnings }
}

function columnOf(panel: Panel, { column, from, to, op = 'mean' }: PredictorSpec): Float64Array {
  const values = Object.hasOwn(panel.covariates, column) ? panel.covariates[column] : undefined
  if (values === undefined) {
    throw new PanelProblem('colonne-inconnue', `Le fichier n’a pas de colonne « ${column} ».`, [column])
  }
  if (op !== 'mean') {
    throw new PanelProblem('option-invalide', `Prédicteur « ${column} » : seule l’opération « mean » existe.`)
  }
  if (!(from <= to)) {
    throw new PanelProblem(
      'option-invalide',
      `Prédicteur « ${column} » : la fenêtre de ${from} à ${to} est vide.`,
    )
  }
  return values
}

type Window = { readonly unit: number; readonly from: number; readonly to: number }

/** NaN when the unit has no value in the window. */
function windowMean(panel: Panel, column: Float64Array, { unit, from, to }: Window): number {
  let sum = 0
  let count = 0
  panel.times.forEach((time, t) => {
    const value = column[unit * panel.times.length + t] ?? Number.NaN
    if (time < from || time > to || Number.isNaN(value)) return
    sum += value
    count++
  })
  return count === 0 ? Number.NaN : sum / count
}

type Filled = {
  readonly units: readonly number[]
  readonly values: Float64Array
  readonly place: number
  readonly count: number
}

function refuseUnknown(panel: Panel, spec: PredictorSpec, { units, values, place, count }: Filled): void {
  const missing = units.filter((unit) => Number.isNaN(values[unit * count + place] ?? Number.NaN))
  if (missing.length === 0) return
  const names = missing.map((unit) => panel.units[unit] ?? '')
  throw new PanelProblem(
    'cellules-manquantes',
    `Le prédicteur « ${spec.column} » n’a aucune valeur entre ${spec.from} et ${spec.to} pour ${sample(names)}.`,
    names.slice(0, 5),
  )
}
