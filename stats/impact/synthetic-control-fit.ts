import { cellIndex, type Panel } from './panel.ts'
import { PanelProblem } from './panel-problem.ts'
import {
  checkPredictorProblem,
  fitPredictorControl,
  type PredictorProblem,
  weighByImportance,
} from './predictor-control.ts'
import {
  type PredictorSpec,
  type PredictorTable,
  readPredictors,
  readTrainingPredictors,
} from './predictors.ts'
import type { ImpactWarning } from './result.ts'
import { fitOnSimplex } from './simplex-least-squares.ts'
import { gapPath, meanBetween } from './synthetic-block.ts'
import { blockOf, type SyntheticCast, type SyntheticDesign } from './synthetic-design.ts'
import type { CohortEstimator, CohortFit } from './synthetic-estimate.ts'

export type SyntheticControlModel = {
  /** Without predictors, every pre-treatment outcome of the window is matched. */
  readonly predictors?: readonly PredictorSpec[]
  /** Window of outcomes on which V is chosen (all pre periods by default), both times included. */
  readonly fitFrom?: number
  readonly fitTo?: number
  /** How V is chosen: on the window itself, or on the end of the pre period from predictors of its beginning. */
  readonly vMethod?: 'nested' | 'cv'
  /** Independent searches of V, the best kept; default 1. */
  readonly restarts?: number
}

export type SyntheticControlFit = CohortFit & {
  /** Importance of each predictor by name; empty without predictors. */
  readonly importance: Readonly<Record<string, number>>
  /** Mean squared outcome gap on the window that V, or W, is chosen on. */
  readonly loss: number
  readonly searchUnfinished: boolean
  readonly synthetic: Readonly<Record<string, readonly [treated: number, synthetic: number]>>
}

/** The estimator of a model on a design, ready for placebos: predictors are read once. */
export function controlEstimator(
  design: SyntheticDesign,
  model: SyntheticControlModel,
): { estimator: CohortEstimator<SyntheticControlFit>; warnings: readonly ImpactWarning[] } {
  const { panel } = design
  if (model.predictors === undefined)
    return { estimator: (cast) => fitOutcomes(panel, model, cast), warnings: [] }
  const units = [...design.donors, ...design.cohorts.flatMap((cohort) => cohort.treated)]
  const table = readPredictors(panel, model.predictors, units)
  const late = warnLatePredictors(design, model.predictors)
  if (model.vMethod !== 'cv') {
    return { estimator: (cast) => fitNested(panel, model, { table, cast }), warnings: late }
  }
  const shift = validationLength(panel, model, design.cohorts[0]?.pre ?? 0)
  const training = readTrainingPredictors(panel, model.predictors, { units, shift })
  return {
    estimator: (cast) => fitCrossValidated(panel, model, { table, training, cast }),
    warnings: [...late, ...training.warnings],
  }
}

/** Outcomes only: the exact programme, with its certificate. */
function fitOutcomes(panel: Panel, model: SyntheticControlModel, cast: SyntheticCast): SyntheticControlFit {
  const [from, to] = windowOf(panel, model, cast.cohort.pre)
  const { donors, treated } = outcomesBetween(panel, cast, [from, to])
  const solution = fitOnSimplex({
    points: donors,
    target: treated,
    count: cast.donors.length,
    dim: to - from,
  })
  return {
    ...finish(panel, cast, solution.weights),
    certificate: solution.certificate,
    unique: solution.unique,
    importance: {},
    loss: solution.objective / (to - from),
    searchUnfinished: false,
    synthetic: {},
  }
}

function fitNested(
  panel: Panel,
  model: SyntheticControlModel,
  { table, cast }: { table: PredictorTable; cast: SyntheticCast },
): SyntheticControlFit {
  const problem = problemOf(panel, cast, { table, window: windowOf(panel, model, cast.cohort.pre) })
  return describe(panel, cast, { table, fit: fitPredictorControl(problem, model.restarts) })
}

/** V from training predictors and validation outcomes; W from the predictors themselves with that V. */
function fitCrossValidated(
  panel: Panel,
  model: SyntheticControlModel,
  { table, training, cast }: { table: PredictorTable; training: PredictorTable; cast: SyntheticCast },
): SyntheticControlFit {
  const window = validationWindow(panel, model, cast.cohort.pre)
  const chosen = fitPredictorControl(problemOf(panel, cast, { table: training, window }), model.restarts)
  const fit = weighByImportance(problemOf(panel, cast, { table, window }), chosen.importance)
  return describe(panel, cast, { table, fit: { ...fit, searchUnfinished: chosen.searchUnfinished } })
}

function describe(
  panel: Panel,
  cast: SyntheticCast,
  { table, fit }: { table: PredictorTable; fit: ReturnType<typeof fitPredictorControl> },
): SyntheticControlFit {
  const count = table.names.length
  const treated = predictorsOfTreated(panel, cast, table)
  return {
    ...finish(panel, cast, fit.unitWeights),
    certificate: fit.certificate,
    unique: fit.unique,
    loss: fit.loss,
    searchUnfinished: fit.searchUnfinished,
    importance: Object.fromEntries(table.names.map((name, k) => [name, fit.importance[k] ?? 0])),
    synthetic: Object.fromEntries(
      table.names.map((name, k) => {
        const synthetic = cast.donors.reduce(
          (sum, unit, i) => sum + (fit.unitWeights[i] ?? 0) * (table.values[unit * count + k] ?? 0),
          0,
        )
        return [name, [treated[k] ?? 0, synthetic]]
      }),
    ),
  }
}

function finish(
  panel: Panel,
  cast: SyntheticCast,
  weights: Float64Array,
): Pick<CohortFit, 'effect' | 'effects' | 'gaps' | 'unitWeights' | 'timeWeights'> {
  const effects = gapPath(blockOf(panel, cast), weights)
  return {
    effect: meanBetween(effects, cast.cohort.post, panel.times.length),
    effects,
    gaps: effects,
    unitWeights: weights,
    timeWeights: new Float64Array(0),
  }
}

type Window = readonly [from: number, to: number]

/** Predictors divided by their standard deviation over the cast (treated included); a constant one counts for nothing. */
function problemOf(
  panel: Panel,
  cast: SyntheticCast,
  { table, window }: { table: PredictorTable; window: Window },
): PredictorProblem {
  const count = table.names.length
  const treated = predictorsOfTreated(panel, cast, table)
  const scales = treated.map((own, k) => {
    const values = [own, ...cast.donors.map((unit) => table.values[unit * count + k] ?? 0)]
    const mean = values.reduce((sum, value) => sum + value / values.length, 0)
    const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
    return square > 1e-24 * mean * mean ? Math.sqrt(square) : Number.POSITIVE_INFINITY
  })
  const outcomes = outcomesBetween(panel, cast, window)
  const problem = {
    donors: Float64Array.from(
      cast.donors.flatMap((unit) =>
        Array.from(scales, (scale, k) => (table.values[unit * count + k] ?? 0) / scale),
      ),
    ),
    treated: treated.map((value, k) => value / (scales[k] ?? 1)),
    donorCount: cast.donors.length,
    donorOutcomes: outcomes.donors,
    treatedOutcomes: outcomes.treated,
  }
  checkPredictorProblem(problem)
  return problem
}

function predictorsOfTreated(panel: Panel, cast: SyntheticCast, table: PredictorTable): Float64Array {
  const count = table.names.length
  const mass = cast.treated.reduce((sum, unit) => sum + (panel.weights?.[unit] ?? 1), 0)
  return Float64Array.from({ length: count }, (_, k) =>
    cast.treated.reduce(
      (sum, unit) => sum + ((panel.weights?.[unit] ?? 1) / mass) * (table.values[unit * count + k] ?? 0),
      0,
    ),
  )
}

function outcomesBetween(
  panel: Panel,
  cast: SyntheticCast,
  [from, to]: Window,
): { donors: Float64Array; treated: Float64Array } {
  const donors = new Float64Array(cast.donors.length * (to - from))
  cast.donors.forEach((unit, i) => {
    const start = cellIndex(panel, unit, 0)
    donors.set(panel.outcome.subarray(start + from, start + to), i * (to - from))
  })
  return { donors, treated: blockOf(panel, { ...cast, donors: [] }).treated.slice(from, to) }
}

/** Indices of the pre periods that `fitFrom` and `fitTo` keep, the second excluded. */
function windowOf(panel: Panel, { fitFrom, fitTo }: SyntheticControlModel, pre: number): Window {
  const kept = panel.times
    .slice(0, pre)
    .map((time, t) => ({ time, t }))
    .filter(({ time }) => time >= (fitFrom ?? time) && time <= (fitTo ?? time))
  const first = kept[0]
  const last = kept.at(-1)
  if (first === undefined || last === undefined) {
    throw new PanelProblem(
      'option-invalide',
      `La fenêtre d’ajustement (${fitFrom ?? 'début'} à ${fitTo ?? 'fin'}) ne contient aucune date avant le traitement.`,
    )
  }
  return [first.t, last.t + 1]
}

/** The window given, or the second half of the pre period. */
function validationWindow(panel: Panel, model: SyntheticControlModel, pre: number): Window {
  if (model.fitFrom !== undefined || model.fitTo !== undefined) return windowOf(panel, model, pre)
  return [Math.ceil(pre / 2), pre]
}

function validationLength(panel: Panel, model: SyntheticControlModel, pre: number): number {
  const [from, to] = validationWindow(panel, model, pre)
  const steps = panel.times.slice(1).map((time, t) => time - (panel.times[t] ?? 0))
  return (panel.times[to - 1] ?? 0) - (panel.times[from] ?? 0) + Math.min(...steps)
}

function warnLatePredictors(design: SyntheticDesign, specs: readonly PredictorSpec[]): ImpactWarning[] {
  const first = Math.min(
    ...design.cohorts.map(({ pre }) => design.panel.times[pre] ?? Number.POSITIVE_INFINITY),
  )
  const late = specs.filter(({ to }) => to >= first)
  if (late.length === 0) return []
  const names = late.map(({ column, from, to }) => `${column} (${from}-${to})`).join(', ')
  return [
    {
      code: 'predicteur-apres-traitement',
      message: `Ces prédicteurs débordent sur la période traitée et peuvent déjà porter l’effet : ${names}.`,
    },
  ]
}
