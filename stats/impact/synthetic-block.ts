/**
 * One design ready to be estimated: the average of the treated units and their possible donors, over the same periods.
 * Periods `0 … pre − 1` are used to fit, `post …` to measure the effect; those between (anticipation) serve neither.
 */
export type SyntheticBlock = {
  /** donors × periods, row by row, in the units of the outcome. No missing cell. */
  readonly donors: Float64Array
  readonly donorCount: number
  /** The average of the treated units, one value a period. */
  readonly treated: Float64Array
  readonly treatedCount: number
  readonly periods: number
  readonly pre: number
  readonly post: number
}

/** Number of periods over which the effect is averaged. */
export function postLength(block: SyntheticBlock): number {
  return block.periods - block.post
}

/** Outcomes of the donors before treatment: donors × pre, row by row. */
export function donorsBefore(block: SyntheticBlock): Float64Array {
  const { donors, donorCount, periods, pre } = block
  const before = new Float64Array(donorCount * pre)
  for (let i = 0; i < donorCount; i++) {
    before.set(donors.subarray(i * periods, i * periods + pre), i * pre)
  }
  return before
}

/** Treated minus weighted donors, period by period. */
export function gapPath(block: SyntheticBlock, weights: Float64Array): Float64Array {
  const { donors, donorCount, periods } = block
  const gap = Float64Array.from(block.treated)
  for (let i = 0; i < donorCount; i++) {
    const weight = weights[i] ?? 0
    if (weight === 0) continue
    const start = i * periods
    for (let t = 0; t < periods; t++) gap[t] = (gap[t] ?? 0) - weight * (donors[start + t] ?? 0)
  }
  return gap
}

/** Mean of a path between two periods, the second excluded. */
export function meanBetween(path: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let t = from; t < to; t++) sum += path[t] ?? 0
  return sum / (to - from)
}

/** Root mean square of a path between two periods, the second excluded. */
export function rootMeanSquare(path: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let t = from; t < to; t++) sum += (path[t] ?? 0) ** 2
  return Math.sqrt(sum / (to - from))
}

/**
 * Standard deviation of the changes from one period to the next, over donors and pre-treatment periods, divisor n − 1:
 * the noise by which synthetic difference-in-differences scales its penalties.
 */
export function donorNoise(block: SyntheticBlock): number {
  const { donors, donorCount, periods, pre } = block
  const count = donorCount * (pre - 1)
  if (count < 2) return 0
  let mean = 0
  for (let i = 0; i < donorCount; i++) {
    mean += ((donors[i * periods + pre - 1] ?? 0) - (donors[i * periods] ?? 0)) / count
  }
  let sum = 0
  for (let i = 0; i < donorCount; i++) {
    for (let t = 1; t < pre; t++) {
      const change = (donors[i * periods + t] ?? 0) - (donors[i * periods + t - 1] ?? 0)
      sum += (change - mean) ** 2
    }
  }
  return Math.sqrt(sum / (count - 1))
}

/** True when donors' changes are mere rounding beside their values: nothing to measure a misfit or a chance against. */
export function isNoiseless(block: SyntheticBlock): boolean {
  return donorNoise(block) <= 1e-10 * rootMeanSquare(block.donors, 0, block.donors.length)
}

/** The block in which a donor plays the treated unit and the treated unit is put aside. */
export function placeboBlock(block: SyntheticBlock, donor: number): SyntheticBlock {
  const { periods, donorCount } = block
  const donors = new Float64Array((donorCount - 1) * periods)
  donors.set(block.donors.subarray(0, donor * periods), 0)
  donors.set(block.donors.subarray((donor + 1) * periods, donorCount * periods), donor * periods)
  return {
    ...block,
    donors,
    donorCount: donorCount - 1,
    treated: block.donors.slice(donor * periods, (donor + 1) * periods),
    treatedCount: 1,
  }
}

/** The block without one donor. */
export function withoutDonor(block: SyntheticBlock, donor: number): SyntheticBlock {
  return { ...placeboBlock(block, donor), treated: block.treated, treatedCount: block.treatedCount }
}

/** The block with the donors at the given places, repeated when a place comes twice. */
export function pickDonors(block: SyntheticBlock, places: ArrayLike<number>): SyntheticBlock {
  const { periods } = block
  const donors = new Float64Array(places.length * periods)
  for (let k = 0; k < places.length; k++) {
    const start = (places[k] ?? 0) * periods
    donors.set(block.donors.subarray(start, start + periods), k * periods)
  }
  return { ...block, donors, donorCount: places.length }
}
