import { expect, test } from 'vitest'
import { type RandomStream, randomStreams } from '../numerics/random-stream.ts'
import { interruptedTimeSeries } from './interrupted-time-series.ts'
import type { Panel } from './panel.ts'
import type { ImpactResult } from './result.ts'
import { ridgeAugmentedControl } from './ridge-augmented.ts'
import { syntheticControl } from './synthetic-control.ts'
import { syntheticDid } from './synthetic-did.ts'
import { decideOnResult } from './verdict-of-result.ts'

type Shape = {
  readonly treated: number
  readonly donors: number
  readonly pre: number
  readonly post: number
}

/** A panel without any effect: unit and period effects, two common factors, independent noise. */
function nullPanel(stream: RandomStream, { treated, donors, pre, post }: Shape): Panel {
  const periods = pre + post
  const count = treated + donors
  const factors = Array.from({ length: 2 * periods }, () => 0.7 * stream.normal())
  const outcome = new Float64Array(count * periods)
  for (let unit = 0; unit < count; unit++) {
    const [level, a, b] = [stream.normal(), stream.normal(), stream.normal()]
    for (let t = 0; t < periods; t++) {
      const common = a * (factors[t] ?? 0) + b * (factors[periods + t] ?? 0)
      outcome[unit * periods + t] = 10 + level + common + stream.normal()
    }
  }
  return {
    units: Array.from({ length: count }, (_, unit) => `u${unit}`),
    times: Array.from({ length: periods }, (_, t) => 2000 + t),
    outcome,
    firstTreated: Float64Array.from({ length: count }, (_, unit) =>
      unit < treated ? 2000 + pre : Number.POSITIVE_INFINITY,
    ),
    covariates: {},
    weights: null,
    cellWeights: null,
    clusters: null,
    clusterNames: [],
  }
}

const RUNS = 1000
const bare = { checks: 'none' } as const

/** The designs that the decision table offers, each with what it does by default. */
const designs: ReadonlyArray<[name: string, shape: Shape, estimate: (panel: Panel) => ImpactResult]> = [
  [
    'synthetic DiD, 12 treated',
    { treated: 12, donors: 40, pre: 8, post: 4 },
    (panel) => syntheticDid(panel, { ...bare, reps: 50 }),
  ],
  [
    'synthetic DiD, 1 treated',
    { treated: 1, donors: 40, pre: 8, post: 4 },
    (panel) => syntheticDid(panel, bare),
  ],
  [
    'synthetic control, 1 treated',
    { treated: 1, donors: 40, pre: 12, post: 4 },
    (panel) => syntheticControl(panel, bare),
  ],
  [
    'augmented control, 1 treated',
    { treated: 1, donors: 40, pre: 8, post: 4 },
    (panel) => ridgeAugmentedControl(panel, bare),
  ],
  [
    'interrupted series, 13 dates and 9',
    { treated: 1, donors: 1, pre: 13, post: 9 },
    (panel) => interruptedTimeSeries(panel),
  ],
]

test.each(designs)(
  '%s: without any effect, the 95 percent interval excludes zero in 5 percent ± 2 of 1,000 runs',
  (_, shape, estimate) => {
    let excluded = 0
    let offered = 0
    for (const stream of randomStreams(2024, RUNS)) {
      const panel = nullPanel(stream, shape)
      const result = estimate(panel)
      const { level } = decideOnResult(panel, result)
      // Where the guardrails refuse, no interval is shown.
      if (level === '0' || level === '1') continue
      offered++
      if (result.interval.low > 0 || result.interval.high < 0) excluded++
    }
    expect(offered).toBeGreaterThan(0.8 * RUNS)
    expect(excluded / offered).toBeGreaterThanOrEqual(0.03)
    expect(excluded / offered).toBeLessThanOrEqual(0.07)
  },
  180_000,
)
