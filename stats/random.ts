import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A source of numbers in [0, 1[ : the clock is never a source of randomness, the seed is a parameter. */
export type Random = () => number

/** Reproducible uniform numbers in [0, 1[ : one seed, one sequence, on every machine (xoroshiro128+). */
export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed)
  return () => uniformFloat64(generator)
}

/** A whole number in [0, count[ . */
export function randomIndex(random: Random, count: number): number {
  return Math.min(count - 1, Math.floor(random() * count))
}
