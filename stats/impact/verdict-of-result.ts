import { isAlwaysTreated, isEverTreated, type Panel } from './panel.ts'
import type { ImpactResult } from './result.ts'
import { type Decision, decide, type Situation, type StudyContext } from './verdict.ts'

/** Warnings after which a fit proves little. */
const WEAK: ReadonlySet<string> = new Set([
  'poids-non-uniques',
  'ajustement-parfait',
  'donneurs-sans-variation',
  'donneurs-en-double',
])

export type VerdictQuestion = {
  /** Smallest effect that would matter, in outcome units. */
  readonly target?: number
  readonly unit?: string
  readonly context?: StudyContext
  /** Effect found by a second method, to compare signs. */
  readonly secondEffect?: number
}

/** The decision of the table for a result on its panel. @see decide */
export function decideOnResult(panel: Panel, result: ImpactResult, question: VerdictQuestion = {}): Decision {
  return decide(situationOf(panel, result, question))
}

/** Reads in a panel and a result what the decision table looks at. Each period counts as one independent measure. */
export function situationOf(panel: Panel, result: ImpactResult, question: VerdictQuestion): Situation {
  const entering = panel.units.flatMap((_, unit) =>
    isEverTreated(panel, unit) && !isAlwaysTreated(panel, unit)
      ? [panel.firstTreated[unit] ?? Number.NaN]
      : [],
  )
  const first = Math.min(...entering)
  // With several dates of entry, the past that counts is that of the middle treated unit.
  const middle = entering.toSorted((a, b) => a - b)[Math.floor(entering.length / 2)] ?? Number.NaN
  const before = panel.times.filter((time) => time < middle).length
  const robustness = asRecord(asRecord(result.details).robustness)
  const gap = numberIn(robustness, 'normalisedRmspe')
  const medianGap = medianPlaceboGap(result)
  return {
    method: result.method,
    before: Number.isFinite(first) ? before : 0,
    after: panel.times.length - before,
    treated: result.n.treated,
    donors: Math.max(0, result.n.units - result.n.treated),
    dates: new Set(entering).size,
    effect: result.estimate,
    converged: result.certificate.converged || asRecord(result.details).stopping === 'reference',
    ...(Number.isFinite(result.interval.low) ? { low: result.interval.low } : {}),
    ...(Number.isFinite(result.interval.high) ? { high: result.interval.high } : {}),
    ...(result.se > 0 ? { se: result.se } : {}),
    ...(Number.isFinite(result.pValue) ? { pValue: result.pValue } : {}),
    weaklyIdentified: result.warnings.some(({ code }) => WEAK.has(code)),
    autocorrelated: result.warnings.some(({ code }) => code === 'autocorrelation'),
    ...rankIn(result),
    ...(gap === undefined ? {} : { normalisedGap: gap }),
    ...(medianGap === undefined ? {} : { gapAgainstPlacebos: result.fit.rmspePre / medianGap }),
    ...(Number.isFinite(first) ? { start: first } : {}),
    ...(question.secondEffect === undefined
      ? {}
      : { secondMethodAgrees: Math.sign(question.secondEffect) === Math.sign(result.estimate) }),
    ...(question.target === undefined ? {} : { target: question.target }),
    ...(question.unit === undefined ? {} : { unit: question.unit }),
    ...(question.context === undefined ? {} : { context: question.context }),
  }
}

function rankIn({ details, pValue }: ImpactResult): Pick<Situation, 'rank'> {
  const placebos = asRecord(details).placebos
  if (!Array.isArray(placebos) || !Number.isFinite(pValue)) return {}
  const total = placebos.length + 1
  return { rank: { place: Math.round(pValue * total), total } }
}

function medianPlaceboGap({ details }: ImpactResult): number | undefined {
  const placebos = asRecord(details).placebos
  if (!Array.isArray(placebos)) return undefined
  const gaps = placebos
    .map((placebo: unknown) => numberIn(asRecord(placebo), 'rmspePre') ?? Number.NaN)
    .filter((gap) => gap > 0)
    .sort((a, b) => a - b)
  return gaps[Math.floor(gaps.length / 2)]
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

function numberIn(record: Readonly<Record<string, unknown>>, key: string): number | undefined {
  const value = record[key]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
