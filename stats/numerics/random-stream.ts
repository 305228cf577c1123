import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { JumpableRandomGenerator } from 'pure-rand/types/JumpableRandomGenerator'

/**
 * Reproducible random draws. The stream of a task depends on the seed and on the number of the task only, so that
 * sharing tasks between workers never changes a result.
 */
export type RandomStream = {
  /** Uniform in [0, 1[ with 53 bits. */
  readonly uniform: () => number
  /** Standard normal (Marsaglia's polar method). */
  readonly normal: () => number
  /** −1 or +1, each with probability 1/2. */
  readonly rademacher: () => -1 | 1
  /** Exponential of mean 1. */
  readonly exponential: () => number
  /** A whole number in [0, count[. */
  readonly index: (count: number) => number
}

/**
 * The stream of one task: xoroshiro128+ (Blackman and Vigna, 2018) jumped 2⁶⁴ draws ahead `task + 1` times.
 * @param seed whole number
 * @param task number of the task, from 0; building it costs `task + 1` jumps of about a microsecond: for thousands of
 *   tasks, walk them with {@link randomStreams}
 * @example randomStream(42, 0).normal()
 */
export function randomStream(seed: number, task = 0): RandomStream {
  const generator = xoroshiro128plus(seed)
  for (let jumps = 0; jumps <= task; jumps++) generator.jump()
  return streamOn(generator)
}

/** The streams of tasks 0 to `count − 1`, one jump each: the same as `randomStream(seed, 0)`, `(seed, 1)`… */
export function randomStreams(seed: number, count: number): RandomStream[] {
  const generator = xoroshiro128plus(seed)
  return Array.from({ length: count }, () => {
    generator.jump()
    return streamOn(generator.clone())
  })
}

function streamOn(generator: JumpableRandomGenerator): RandomStream {
  const uniform = (): number => uniformFloat64(generator)
  let spare = Number.NaN
  const normal = (): number => {
    if (!Number.isNaN(spare)) {
      const kept = spare
      spare = Number.NaN
      return kept
    }
    for (;;) {
      const u = 2 * uniform() - 1
      const v = 2 * uniform() - 1
      const square = u * u + v * v
      if (square === 0 || square >= 1) continue
      const scale = Math.sqrt((-2 * Math.log(square)) / square)
      spare = v * scale
      return u * scale
    }
  }
  return {
    uniform,
    normal,
    rademacher: () => (generator.next() < 0 ? -1 : 1),
    exponential: () => -Math.log1p(-uniform()),
    index: (count) => Math.min(count - 1, Math.floor(uniform() * count)),
  }
}
