import type { Panel } from './panel.ts'

/** The methods of the library, as they are named on the command line. */
export type ImpactMethod = 'did' | 'event' | 'cs' | 'bacon' | 'sc' | 'sdid' | 'asc' | 'its'

/** One effect among several: a group and a time, a time since treatment, one comparison of a decomposition. */
export type ImpactEffect = {
  readonly group?: number
  /** Cohort compared with (Goodman-Bacon); Infinity, null in JSON, for the never treated. */
  readonly controlGroup?: number
  readonly time?: number
  readonly eventTime?: number
  /** Kind of comparison (Goodman-Bacon) or of aggregation (`group`, `dynamic`, `calendar`). */
  readonly type?: string
  readonly weight?: number
  readonly estimate: number
  /** NaN when it cannot be computed: written null in JSON. */
  readonly se: number
  /** Pointwise or simultaneous interval, when the method gives one. */
  readonly low?: number
  readonly high?: number
}

export type ImpactWarning = { readonly code: string; readonly message: string }

/** What the reader may conclude: level 0 to 3, N (nothing detected, useful precision) or I (inconclusive). */
export type Verdict = { readonly level: '0' | '1' | '2' | '3' | 'N' | 'I'; readonly text: string }

/**
 * The one shape in which every method answers, and the JSON document of `maillage impact`.
 * Inside the library a number that does not exist is NaN; {@link toJsonAnswer} writes it null.
 */
export type ImpactResult = {
  readonly method: ImpactMethod
  readonly estimate: number
  readonly se: number
  readonly interval: { readonly level: number; readonly low: number; readonly high: number }
  readonly pValue: number
  readonly effects: readonly ImpactEffect[]
  readonly weights: {
    readonly units: Readonly<Record<string, number>>
    readonly times: Readonly<Record<string, number>>
  }
  readonly fit: { readonly rmspePre: number; readonly rmspePost: number }
  /** `gap` is the duality gap or the relative size of the gradient left; exact methods answer 0 in 1 iteration. */
  readonly certificate: { readonly converged: boolean; readonly gap: number; readonly iterations: number }
  readonly n: { readonly units: number; readonly treated: number; readonly periods: number }
  readonly warnings: readonly ImpactWarning[]
  readonly verdict: Verdict | null
  /** What one method alone has to say: pre-test, aggregations, smallest detectable effect… Plain JSON values. */
  readonly details?: Readonly<Record<string, unknown>>
}

/** The JSON value of a result: every number that is not finite becomes null, at any depth. */
export function toJsonAnswer(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (Array.isArray(value)) return value.map(toJsonAnswer)
  if (ArrayBuffer.isView(value)) return value instanceof Float64Array ? Array.from(value, toJsonAnswer) : null
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      inner === undefined ? [] : [[key, toJsonAnswer(inner)]],
    ),
  )
}

/** A result with nothing estimated yet, to be spread and completed: `{ ...blankResult('did', panel), estimate }`. */
export function blankResult(method: ImpactMethod, panel: Panel): ImpactResult {
  const lastTime = panel.times.at(-1) ?? Number.NaN
  return {
    method,
    estimate: Number.NaN,
    se: Number.NaN,
    interval: { level: 0.95, low: Number.NaN, high: Number.NaN },
    pValue: Number.NaN,
    effects: [],
    weights: { units: {}, times: {} },
    fit: { rmspePre: Number.NaN, rmspePost: Number.NaN },
    certificate: { converged: true, gap: 0, iterations: 1 },
    n: {
      units: panel.units.length,
      treated: panel.firstTreated.reduce((count, first) => count + (first <= lastTime ? 1 : 0), 0),
      periods: panel.times.length,
    },
    warnings: [],
    verdict: null,
  }
}
