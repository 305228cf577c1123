import { expect, test } from 'vitest'
import { type RandomStream, randomStream } from '#stats/numerics/random-stream.ts'
import { differenceInDifferences } from '../difference-in-differences.ts'
import type { Panel } from '../panel.ts'
import { aggregateEffects } from './aggregate-effects.ts'
import { influencePrecision } from './did-inference.ts'
import { estimateGroupTimeEffects } from './group-time-effects.ts'

const RUNS = 1000

/** No effect: unit levels, a common trend, noise that remembers half of the year before. */
function aNullPanel(stream: RandomStream, unitCount: number, treatedCount: number): Panel {
  const width = 8
  const outcome = new Float64Array(unitCount * width)
  for (let unit = 0; unit < unitCount; unit++) {
    const level = stream.normal()
    let noise = stream.normal()
    for (let t = 0; t < width; t++) {
      noise = 0.5 * noise + Math.sqrt(0.75) * stream.normal()
      outcome[unit * width + t] = level + 0.1 * t + noise
    }
  }
  return {
    units: Array.from({ length: unitCount }, (_, unit) => String(unit)),
    times: Array.from({ length: width }, (_, t) => 2000 + t),
    outcome,
    firstTreated: Float64Array.from({ length: unitCount }, (_, unit) =>
      unit < treatedCount ? 2005 : Number.POSITIVE_INFINITY,
    ),
    covariates: {},
    weights: null,
    cellWeights: null,
    clusters: null,
    clusterNames: [],
  }
}

function didExcludesZero(panel: Panel): boolean {
  const { low, high } = differenceInDifferences(panel).interval
  return low > 0 || high < 0
}

function csExcludesZero(panel: Panel): boolean {
  const effects = estimateGroupTimeEffects(panel)
  const { estimate, influence } = aggregateEffects(effects, 'simple').overall
  const { low, high } = influencePrecision(estimate, influence, {
    clusters: null,
    isTreated: (unit) => (panel.firstTreated[unit] ?? 0) < Number.POSITIVE_INFINITY,
  }).interval
  return low > 0 || high < 0
}

const designs = [
  [40, 10],
  [110, 10],
  [60, 30],
] as const

test.each(designs)(
  'without effect, %i units of which %i treated: intervals exclude 0 in 3 to 7 of 100 runs',
  (units, treated) => {
    const stream = randomStream(2024)
    const excluded = { did: 0, cs: 0 }
    for (let run = 0; run < RUNS; run++) {
      const panel = aNullPanel(stream, units, treated)
      if (didExcludesZero(panel)) excluded.did++
      if (csExcludesZero(panel)) excluded.cs++
    }
    for (const [method, count] of Object.entries(excluded)) {
      expect(count / RUNS, method).toBeGreaterThan(0.03)
      expect(count / RUNS, method).toBeLessThan(0.07)
    }
  },
)
