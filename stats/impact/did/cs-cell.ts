import { estimateCrossSections } from './cs-cross-sections.ts'
import type { CsOptions } from './cs-options.ts'
import type { CsSample } from './cs-sample.ts'
import { type CellFailure, estimateTwoPeriods, type InfluenceEstimate } from './cs-two-periods.ts'
import type { CellPlan } from './group-time-effects.ts'

/** One group-time effect; its influence has one value a unit of the sample, 0 for those not compared. */
export function estimateCell(
  sample: CsSample,
  cell: CellPlan,
  options: CsOptions,
): InfluenceEstimate | CellFailure {
  const units = comparedUnits(sample, cell, options)
  if (units === null) return 'cellule-vide'
  return sample.isBalanced
    ? estimatePanelCell(sample, cell, { units, options })
    : estimateStackedCell(sample, cell, { units, options })
}

type Compared = { readonly units: Int32Array; readonly options: CsOptions }

function comparedUnits(sample: CsSample, cell: CellPlan, options: CsOptions): Int32Array | null {
  const chosen = new Int32Array(sample.groupOf.length)
  let count = 0
  let treated = 0
  for (let unit = 0; unit < chosen.length; unit++) {
    const group = sample.groupOf[unit] ?? Number.NaN
    const isControl =
      group === Number.POSITIVE_INFINITY || (options.control === 'notyet' && group > cell.cleanUntil)
    if (group !== cell.group && !isControl) continue
    if (group === cell.group) treated++
    chosen[count++] = unit
  }
  return treated === 0 || treated === count ? null : chosen.subarray(0, count)
}

function estimatePanelCell(
  sample: CsSample,
  cell: CellPlan,
  { units, options }: Compared,
): InfluenceEstimate | CellFailure {
  const width = sample.times.length
  const size = units.length
  const earlier = Math.min(cell.timeIndex, cell.baseIndex)
  const change = new Float64Array(size)
  const treated = new Uint8Array(size)
  const earlierCells = new Int32Array(size)
  for (let row = 0; row < size; row++) {
    const start = (units[row] ?? 0) * width
    change[row] =
      (sample.outcome[start + cell.timeIndex] ?? 0) - (sample.outcome[start + cell.baseIndex] ?? 0)
    treated[row] = sample.groupOf[units[row] ?? 0] === cell.group ? 1 : 0
    earlierCells[row] = start + earlier
  }
  const weights = sample.cellWeights && gather(sample.cellWeights, earlierCells)
  const fitted = estimateTwoPeriods(
    { change, treated, x: designOf(sample, earlierCells, treated), weights },
    options.estimator,
  )
  if (typeof fitted === 'string') return fitted
  const influence = new Float64Array(sample.groupOf.length)
  for (let row = 0; row < size; row++) influence[units[row] ?? 0] = fitted.influence[row] ?? 0
  return { estimate: fitted.estimate, influence }
}

/** Cells observed in either period, stacked: the influence of a unit is the sum over its observations. */
function estimateStackedCell(
  sample: CsSample,
  cell: CellPlan,
  { units, options }: Compared,
): InfluenceEstimate | CellFailure {
  const width = sample.times.length
  const cells: number[] = []
  for (const unit of units)
    for (const time of [cell.baseIndex, cell.timeIndex])
      if (isObserved(sample, unit * width + time)) cells.push(unit * width + time)
  const rows = Int32Array.from(cells)
  const treated = Uint8Array.from(rows, (at) =>
    sample.groupOf[Math.floor(at / width)] === cell.group ? 1 : 0,
  )
  const post = Uint8Array.from(rows, (at) => (at % width === cell.timeIndex ? 1 : 0))
  for (const wanted of [0, 1, 2, 3])
    if (!rows.some((_, i) => (treated[i] ?? 0) * 2 + (post[i] ?? 0) === wanted)) return 'cellule-vide'
  const fitted = estimateCrossSections(
    {
      outcome: gather(sample.outcome, rows),
      post,
      treated,
      x: designOf(sample, rows, treated),
      weights: sample.cellWeights ? gather(sample.cellWeights, rows) : new Float64Array(rows.length).fill(1),
    },
    options.estimator,
  )
  if (typeof fitted === 'string') return fitted
  const influence = new Float64Array(sample.groupOf.length)
  rows.forEach((at, i) => {
    const unit = Math.floor(at / width)
    influence[unit] = (influence[unit] ?? 0) + (fitted.influence[i] ?? 0)
  })
  return { estimate: fitted.estimate, influence }
}

function isObserved(sample: CsSample, at: number): boolean {
  return (
    !Number.isNaN(sample.outcome[at] ?? Number.NaN) &&
    sample.covariates.every((values) => !Number.isNaN(values[at] ?? Number.NaN))
  )
}

function gather(values: Float64Array, at: Int32Array): Float64Array {
  const gathered = new Float64Array(at.length)
  for (let i = 0; i < at.length; i++) gathered[i] = values[at[i] ?? 0] ?? Number.NaN
  return gathered
}

/**
 * A column of ones, then the covariates centred and scaled on the comparison rows: the effect does not change, the
 * normal equations keep their accuracy whatever the units (inhabitants or billions of euros).
 */
function designOf(sample: CsSample, at: Int32Array, treated: Uint8Array): Float64Array {
  const size = at.length
  const cols = sample.covariates.length + 1
  const x = new Float64Array(size * cols)
  for (let row = 0; row < size; row++) x[row * cols] = 1
  sample.covariates.forEach((values, index) => {
    const column = gather(values, at)
    const { center, scale } = centerAndScale(column, treated)
    for (let row = 0; row < size; row++) x[row * cols + index + 1] = ((column[row] ?? 0) - center) / scale
  })
  return x
}

function centerAndScale(column: Float64Array, treated: Uint8Array): { center: number; scale: number } {
  let count = 0
  let sum = 0
  column.forEach((value, i) => {
    if (treated[i] === 1) return
    count++
    sum += value
  })
  const center = sum / count
  let squares = 0
  column.forEach((value, i) => {
    if (treated[i] !== 1) squares += (value - center) ** 2
  })
  const spread = Math.sqrt(squares / count)
  // A covariate constant up to rounding stays so: dividing by its rounding noise would invent a variable.
  return {
    center,
    scale: spread > 1e-12 * Math.abs(center) && spread > 0 ? spread : Number.POSITIVE_INFINITY,
  }
}
