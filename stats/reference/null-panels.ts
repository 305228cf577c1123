import { callawaySantAnna } from '../impact/callaway-santanna.ts'
import { differenceInDifferences } from '../impact/difference-in-differences.ts'
import { eventStudy } from '../impact/event-study.ts'
import { interruptedTimeSeries } from '../impact/interrupted-time-series.ts'
import type { Panel } from '../impact/panel.ts'
import type { ImpactResult } from '../impact/result.ts'
import { ridgeAugmentedControl } from '../impact/ridge-augmented.ts'
import { syntheticControl } from '../impact/synthetic-control.ts'
import { syntheticDid } from '../impact/synthetic-did.ts'
import { decideOnResult } from '../impact/verdict-of-result.ts'
import { type RandomStream, randomStreams } from '../numerics/random-stream.ts'

interface Shape {
  treated: number
  donors: number
  pre: number
  post: number
}

export interface NullDesign {
  name: string
  shape: Shape
  estimate: (panel: Panel) => ImpactResult
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

const bare = { checks: 'none' } as const

/** The designs that the decision table offers, each with what it does by default. */
export const nullDesigns: readonly NullDesign[] = [
  {
    name: 'SDID, 12 traités, 8 dates avant, 4 après',
    shape: { treated: 12, donors: 40, pre: 8, post: 4 },
    estimate: (panel) => syntheticDid(panel, { ...bare, reps: 50 }),
  },
  {
    name: 'SDID, 1 traité, 8 et 4',
    shape: { treated: 1, donors: 40, pre: 8, post: 4 },
    estimate: (panel) => syntheticDid(panel, bare),
  },
  {
    name: 'SC, 1 traité, 12 et 4',
    shape: { treated: 1, donors: 40, pre: 12, post: 4 },
    estimate: (panel) => syntheticControl(panel, bare),
  },
  {
    name: 'SC augmenté, 1 traité, 8 et 4',
    shape: { treated: 1, donors: 40, pre: 8, post: 4 },
    estimate: (panel) => ridgeAugmentedControl(panel, bare),
  },
  {
    name: 'Série interrompue, 13 et 9 dates',
    shape: { treated: 1, donors: 1, pre: 13, post: 9 },
    estimate: (panel) => interruptedTimeSeries(panel),
  },
  {
    name: 'Deux effets fixes, 10 traités, 4 et 3',
    shape: { treated: 10, donors: 40, pre: 4, post: 3 },
    estimate: (panel) => differenceInDifferences(panel),
  },
  {
    name: 'Étude d’événement, 10 traités, 4 et 3',
    shape: { treated: 10, donors: 40, pre: 4, post: 3 },
    estimate: (panel) => eventStudy(panel),
  },
  {
    name: 'Callaway et Sant’Anna, 10 traités, 5 et 3',
    shape: { treated: 10, donors: 40, pre: 5, post: 3 },
    estimate: (panel) => callawaySantAnna(panel),
  },
]

export interface FalseAlarms {
  runs: number
  /** Runs in which the guardrails let an interval be shown. */
  offered: number
  /** Offered runs whose 95 % interval excludes zero, though there is no effect. */
  excluded: number
  /** Offered runs whose verdict is a signal at least: a rank in the first tenth with one or two treated units. */
  signals: number
  /** Offered runs whose verdict is a likely effect. */
  likely: number
}

/** Draws panels without effect and counts how often an interval, then a verdict, says otherwise. */
export function countFalseAlarms({ shape, estimate }: NullDesign, runs: number, seed = 2024): FalseAlarms {
  const counted: FalseAlarms = { runs, offered: 0, excluded: 0, signals: 0, likely: 0 }
  for (const stream of randomStreams(seed, runs)) {
    const panel = nullPanel(stream, shape)
    const result = estimate(panel)
    const { level } = decideOnResult(panel, result)
    // Where the guardrails refuse, no interval is shown.
    if (level === '0' || level === '1') continue
    counted.offered++
    if (result.interval.low > 0 || result.interval.high < 0) counted.excluded++
    if (level === '2' || level === '3') counted.signals++
    if (level === '3') counted.likely++
  }
  return counted
}
