import { placeboBlock, type SyntheticBlock } from '../synthetic-block.ts'
import { fitSynthetic } from '../synthetic-weights.ts'

/** Outcomes of every area of a country, shared by all workers. No missing cell. */
export type NationalMatrix = {
  /** areas × periods, row by row, in the units of the outcome. */
  readonly outcomes: Float64Array
  readonly periods: number
  readonly pre: number
  /** Index of the first post period; at least `pre`. */
  readonly post: number
}

/** A treated area and the rows of the matrix that may stand for it, chosen without looking at post periods. */
export type AreaTask = { readonly area: number; readonly pool: ArrayLike<number> }

export type AreaAnswer = {
  readonly effect: number
  /** Population standard deviation of the placebo effects of its pool. */
  readonly se: number
  /** (1 + placebos at least as far from zero) ÷ (placebos + 1). */
  readonly pValue: number
  /** Duality gap of the estimate. */
  readonly gap: number
  readonly converged: boolean
  readonly placebos: number
}

/** How many numbers an {@link AreaAnswer} takes in the shared answer. */
export const ANSWER_WIDTH = 6

/**
 * Synthetic difference-in-differences of one area against its pool, each donor of the pool placed in turn as treated
 * against the others. A pure function of the matrix and the task: no order of execution can change it.
 * @see syntheticDid
 */
export function studyArea(matrix: NationalMatrix, task: AreaTask): AreaAnswer {
  const block = blockOfArea(matrix, task)
  const fit = fitSynthetic(block, { method: 'sdid' })
  let mean = 0
  let square = 0
  let reached = 0
  const bar = Math.abs(fit.effect) * (1 - 1e-12)
  for (let donor = 0; donor < block.donorCount; donor++) {
    const { effect } = fitSynthetic(placeboBlock(block, donor), { method: 'sdid' })
    const before = mean
    mean += (effect - mean) / (donor + 1)
    square += (effect - before) * (effect - mean)
    if (Math.abs(effect) >= bar) reached++
  }
  return {
    effect: fit.effect,
    se: Math.sqrt(square / block.donorCount),
    pValue: (1 + reached) / (block.donorCount + 1),
    gap: fit.certificate.gap,
    converged: fit.certificate.converged,
    placebos: block.donorCount,
  }
}

/** @throws RangeError when the pool has fewer than 3 areas, contains the area itself, or a cell is missing */
export function blockOfArea(matrix: NationalMatrix, { area, pool }: AreaTask): SyntheticBlock {
  const { outcomes, periods, pre, post } = matrix
  if (pool.length < 3) throw new RangeError(`Area ${area}: at least 3 donors are needed.`)
  const donors = new Float64Array(pool.length * periods)
  for (let k = 0; k < pool.length; k++) {
    const row = pool[k] ?? -1
    if (row === area) throw new RangeError(`Area ${area} is in its own pool.`)
    donors.set(outcomes.subarray(row * periods, (row + 1) * periods), k * periods)
  }
  const treated = outcomes.slice(area * periods, (area + 1) * periods)
  return { donors, donorCount: pool.length, treated, treatedCount: 1, periods, pre, post }
}
