import { type RandomStream, randomStreams } from '../../numerics/random-stream.ts'
import { isEverTreated, type Panel } from '../panel.ts'
import { PanelProblem } from '../panel-problem.ts'
import { fitFixedEffects } from '../regression/fixed-effects-fit.ts'
import { type Observations, valuesAt } from '../regression/observations.ts'

/** What a resampling refits: the cells, the outcome, the covariates, and where treatment is. */
export type DidModel = {
  readonly panel: Panel
  readonly observations: Observations
  readonly covariates: readonly Float64Array[]
}

/**
 * Effects of treatments that never happened: the dates of the treated units are given to comparison units, the
 * treated units being left out.
 *
 * One treated unit: each comparison unit in turn, no random number. Several: `reps` random draws of as many
 * comparison units. Assumes that treated and comparison units vary alike (same noise).
 * @returns one estimate a placebo; NaN when a placebo cannot be fitted
 * @throws PanelProblem fewer comparison units than treated ones plus one
 */
export function placeboEffects(
  model: DidModel,
  { reps, seed }: { readonly reps: number; readonly seed: number },
): Float64Array {
  const { panel } = model
  const treated = panel.units.flatMap((_, unit) => (isEverTreated(panel, unit) ? [unit] : []))
  const controls = panel.units.flatMap((_, unit) => (isEverTreated(panel, unit) ? [] : [unit]))
  if (controls.length <= treated.length)
    throw new PanelProblem(
      'donneurs-insuffisants',
      `Un placebo demande plus d’unités de comparaison (${controls.length}) que d’unités traitées (${treated.length}).`,
    )
  const isControl = new Set(controls)
  const rows = Array.from(model.observations.unit.keys()).filter((row) =>
    isControl.has(model.observations.unit[row] ?? -1),
  )
  const kept = restrict(model, Int32Array.from(rows))
  const dates = treated.map((unit) => panel.firstTreated[unit] ?? Number.NaN)
  if (treated.length === 1)
    return Float64Array.from(controls, (unit) => refit(kept, new Map([[unit, dates[0] ?? Number.NaN]])))
  return Float64Array.from(randomStreams(seed, reps), (stream) => {
    const chosen = drawWithout(controls, dates.length, stream)
    return refit(kept, new Map(chosen.map((unit, k) => [unit, dates[k] ?? Number.NaN])))
  })
}

/**
 * Pairs cluster bootstrap: clusters are drawn with replacement and the regression refitted; a cluster drawn twice
 * weighs twice. Draws where nothing is identified (no treated cluster) give NaN.
 * @param clusters cluster of each observation, 0, 1, 2…
 */
export function bootstrapEffects(
  model: DidModel,
  clusters: Int32Array,
  { reps, seed }: { readonly reps: number; readonly seed: number },
): Float64Array {
  const count = clusters.reduce((highest, cluster) => Math.max(highest, cluster), -1) + 1
  const dates = new Map(
    model.panel.units.map((_, unit) => [unit, model.panel.firstTreated[unit] ?? Number.NaN]),
  )
  return Float64Array.from(randomStreams(seed, reps), (stream) => {
    const times = new Float64Array(count)
    for (let g = 0; g < count; g++) {
      const drawn = stream.index(count)
      times[drawn] = (times[drawn] ?? 0) + 1
    }
    const rows = Array.from(clusters.keys()).filter((row) => (times[clusters[row] ?? 0] ?? 0) > 0)
    const kept = restrict(model, Int32Array.from(rows))
    const root = Float64Array.from(
      rows,
      (row) => (model.observations.rootWeights?.[row] ?? 1) * Math.sqrt(times[clusters[row] ?? 0] ?? 0),
    )
    return refit({ ...kept, observations: { ...kept.observations, rootWeights: root } }, dates)
  })
}

/** √ of the mean square around the mean, over the draws that were fitted. */
export function spreadOf(draws: Float64Array): number {
  const known = draws.filter((value) => Number.isFinite(value))
  const mean = known.reduce((sum, value) => sum + value / known.length, 0)
  return known.length < 2
    ? Number.NaN
    : Math.sqrt(known.reduce((sum, v) => sum + (v - mean) ** 2 / known.length, 0))
}

function restrict(model: DidModel, rows: Int32Array): DidModel {
  const { observations } = model
  const pick = <T extends Int32Array | Float64Array>(values: T): T => {
    const kept = values.slice(0, rows.length)
    rows.forEach((row, i) => {
      kept[i] = values[row] ?? 0
    })
    // `slice` of a typed array is of the same kind; the library types it as the general one.
    return kept as T
  }
  return {
    panel: model.panel,
    observations: {
      ...observations,
      cell: pick(observations.cell),
      unit: pick(observations.unit),
      time: pick(observations.time),
      rootWeights: observations.rootWeights && pick(observations.rootWeights),
    },
    covariates: model.covariates.map(pick),
  }
}

function refit(model: DidModel, dates: ReadonlyMap<number, number>): number {
  const { panel, observations } = model
  const treatment = Float64Array.from(observations.unit, (unit, i) => {
    const first = dates.get(unit) ?? Number.POSITIVE_INFINITY
    return first <= (panel.times[observations.time[i] ?? 0] ?? Number.NaN) ? 1 : 0
  })
  try {
    const fit = fitFixedEffects(observations, valuesAt(observations, panel.outcome), [
      treatment,
      ...model.covariates,
    ])
    return fit.coefficients[0] ?? Number.NaN
  } catch (error) {
    if (error instanceof PanelProblem) return Number.NaN
    throw error
  }
}

function drawWithout(pool: readonly number[], count: number, stream: RandomStream): number[] {
  const left = [...pool]
  for (let k = 0; k < count; k++) {
    const other = k + stream.index(left.length - k)
    const moved = left[k] ?? 0
    left[k] = left[other] ?? 0
    left[other] = moved
  }
  return left.slice(0, count)
}
