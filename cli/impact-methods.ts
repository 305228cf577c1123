import { Refusal } from '#app/lib/errors.ts'
import { baconDecomposition } from '#stats/impact/bacon-decomposition.ts'
import { callawaySantAnna } from '#stats/impact/callaway-santanna.ts'
import { differenceInDifferences } from '#stats/impact/difference-in-differences.ts'
import { eventStudy } from '#stats/impact/event-study.ts'
import { interruptedTimeSeries } from '#stats/impact/interrupted-time-series.ts'
import { buildPanel, type Panel, type PanelColumns } from '#stats/impact/panel.ts'
import { PanelProblem } from '#stats/impact/panel-problem.ts'
import type { ImpactMethod, ImpactResult, ImpactWarning } from '#stats/impact/result.ts'
import { ridgeAugmentedControl } from '#stats/impact/ridge-augmented.ts'
import { secondOpinion } from '#stats/impact/second-opinion.ts'
import { syntheticControl } from '#stats/impact/synthetic-control.ts'
import { syntheticDid } from '#stats/impact/synthetic-did.ts'
import { decideOnResult } from '#stats/impact/verdict-of-result.ts'
import { readPanelRows, readPredictorSpecs } from './impact-table.ts'

export const IMPACT_METHODS: readonly ImpactMethod[] = [
  'did',
  'event',
  'cs',
  'bacon',
  'sc',
  'sdid',
  'asc',
  'its',
]

export function isImpactMethod(text: string): text is ImpactMethod {
  return IMPACT_METHODS.some((method) => method === text)
}

export type Inference = 'analytic' | 'placebo' | 'jackknife' | 'bootstrap' | 'wild' | 'conformal' | 'none'

/** What the command line asks, already checked option by option. */
export type ImpactRequest = {
  readonly method: ImpactMethod
  readonly panel: string
  readonly unit: string
  readonly time: string
  readonly outcome: string
  readonly treated?: string
  readonly firstTreated?: string
  readonly covariates?: readonly string[]
  readonly predictors?: string
  readonly weights?: string
  readonly cluster?: string
  readonly control?: 'never' | 'notyet'
  readonly estimator?: 'dr' | 'reg' | 'ipw'
  readonly base?: 'varying' | 'universal'
  readonly vMethod?: 'nested' | 'cv'
  readonly inference?: Inference
  readonly stopping?: 'exact' | 'reference'
  readonly reps?: number
  readonly seed?: number
  readonly anticipation?: number
  readonly fitFrom?: number
  readonly fitTo?: number
  readonly ridge?: 'auto' | number
  readonly target?: number
}

/** Reads the panel, runs the method, adds the verdict. A panel or a design that is refused becomes a `Refusal`. */
export async function runImpact(request: ImpactRequest): Promise<ImpactResult> {
  try {
    const predictors = request.predictors === undefined ? undefined : readPredictorSpecs(request.predictors)
    const rows = await readPanelRows(request.panel)
    const extra = (predictors ?? []).flatMap(({ column, training }) => [column, training?.column ?? column])
    const panel = buildPanel(rows, columnsOf(request, extra))
    const result = estimate(panel, request, predictors)
    return {
      ...result,
      warnings: [...result.warnings, ...unusedOptions(request)],
      ...verdictOf(panel, result, request),
    }
  } catch (error) {
    if (error instanceof PanelProblem)
      throw new Refusal(error.code, error.message, { details: error.details })
    throw error
  }
}

function verdictOf(
  panel: Panel,
  result: ImpactResult,
  request: ImpactRequest,
): Pick<ImpactResult, 'verdict' | 'details'> {
  const secondEffect = secondOpinion(panel, request.method, request.anticipation)
  const { level, text, rows, smallestDetectable } = decideOnResult(panel, result, {
    ...pick(request, 'target'),
    ...(secondEffect === undefined ? {} : { secondEffect }),
  })
  const details = { ...result.details, decision: { rows, smallestDetectable, secondEffect } }
  return { verdict: { level, text }, details }
}

function columnsOf(request: ImpactRequest, extra: readonly string[]): PanelColumns {
  const covariates = [...new Set([...(request.covariates ?? []), ...extra])]
  return {
    unit: request.unit,
    time: request.time,
    outcome: request.outcome,
    ...(request.treated === undefined ? {} : { treated: request.treated }),
    ...(request.firstTreated === undefined ? {} : { firstTreated: request.firstTreated }),
    ...(covariates.length === 0 ? {} : { covariates }),
    ...(request.weights === undefined ? {} : { weights: request.weights }),
    ...(request.cluster === undefined ? {} : { cluster: request.cluster }),
  }
}

type Predictors = ReturnType<typeof readPredictorSpecs>

function estimate(panel: Panel, request: ImpactRequest, predictors: Predictors | undefined): ImpactResult {
  if (request.method === 'bacon') return baconDecomposition(panel)
  if (request.method === 'did') {
    const kinds = ['analytic', 'wild', 'bootstrap', 'jackknife', 'placebo', 'none'] as const
    return differenceInDifferences(panel, {
      ...pick(request, 'covariates'),
      ...pick(request, 'reps'),
      ...pick(request, 'seed'),
      ...allowed(request, kinds),
    })
  }
  if (request.method === 'event') {
    const inference = allowed(request, ['analytic', 'jackknife', 'wild', 'none'] as const)
    return eventStudy(panel, {
      ...pick(request, 'covariates'),
      ...pick(request, 'anticipation'),
      ...pick(request, 'reps'),
      ...pick(request, 'seed'),
      ...inference,
    })
  }
  if (request.method === 'cs') {
    return callawaySantAnna(panel, {
      ...pick(request, 'covariates'),
      ...pick(request, 'control'),
      ...pick(request, 'estimator'),
      ...pick(request, 'base'),
      ...pick(request, 'anticipation'),
      ...pick(request, 'reps'),
      ...pick(request, 'seed'),
      ...allowed(request, ['analytic', 'bootstrap', 'none'] as const),
    })
  }
  return estimateSynthetic(panel, request, predictors)
}

function estimateSynthetic(
  panel: Panel,
  request: ImpactRequest,
  predictors: Predictors | undefined,
): ImpactResult {
  const drawn = { ...pick(request, 'reps'), ...pick(request, 'seed'), ...pick(request, 'anticipation') }
  if (request.method === 'sdid') {
    const inference = allowed(request, ['placebo', 'jackknife', 'bootstrap', 'none'] as const)
    const model = { ...pick(request, 'stopping'), ...pick(request, 'covariates') }
    return syntheticDid(panel, { ...drawn, ...inference, ...model })
  }
  if (request.method === 'sc') {
    const inference = allowed(request, ['placebo', 'conformal', 'jackknife', 'bootstrap', 'none'] as const)
    const window = { ...pick(request, 'fitFrom'), ...pick(request, 'fitTo'), ...pick(request, 'vMethod') }
    const model = predictors === undefined ? window : { ...window, predictors }
    return syntheticControl(panel, { ...drawn, ...inference, ...model })
  }
  if (request.method === 'asc') {
    const inference = allowed(request, ['conformal', 'jackknife', 'placebo', 'bootstrap', 'none'] as const)
    return ridgeAugmentedControl(panel, { ...drawn, ...inference, ...pick(request, 'ridge') })
  }
  const inference = allowed(request, ['analytic', 'none'] as const)
  return interruptedTimeSeries(panel, { ...pick(request, 'anticipation'), ...inference })
}

/** The option when it was given, nothing otherwise: a library default is not repeated here. */
function pick<Key extends keyof ImpactRequest>(
  request: ImpactRequest,
  key: Key,
): { [K in Key]?: NonNullable<ImpactRequest[K]> } {
  const value = request[key]
  const picked: { [K in Key]?: NonNullable<ImpactRequest[K]> } = {}
  if (value !== undefined && value !== null) picked[key] = value
  return picked
}

function allowed<const Kinds extends readonly Inference[]>(
  request: ImpactRequest,
  kinds: Kinds,
): { inference?: Kinds[number] } {
  const asked = request.inference
  if (asked === undefined) return {}
  const found = kinds.find((kind): kind is Kinds[number] => kind === asked)
  if (found !== undefined) return { inference: found }
  throw new Refusal(
    'incertitude-indisponible',
    `« ${request.method} » n’offre pas l’incertitude « ${asked} » : choisissez ${kinds.join(', ')}.`,
  )
}

const USED: Readonly<Partial<Record<keyof ImpactRequest, readonly ImpactMethod[]>>> = {
  covariates: ['did', 'event', 'cs', 'sdid'],
  predictors: ['sc'],
  weights: ['did', 'event', 'cs', 'sc', 'sdid', 'asc', 'its'],
  cluster: ['did', 'event', 'cs'],
  control: ['cs'],
  estimator: ['cs'],
  base: ['cs'],
  vMethod: ['sc'],
  stopping: ['sdid'],
  fitFrom: ['sc'],
  fitTo: ['sc'],
  ridge: ['asc'],
  inference: ['did', 'event', 'cs', 'sc', 'sdid', 'asc', 'its'],
  anticipation: ['event', 'cs', 'sc', 'sdid', 'asc', 'its'],
}

const FLAGS: Readonly<Partial<Record<keyof ImpactRequest, string>>> = {
  vMethod: '--v-method',
  fitFrom: '--fit-from',
  fitTo: '--fit-to',
}

function isUsed(key: keyof ImpactRequest, request: ImpactRequest): boolean {
  if (key === 'inference' && request.inference === 'none') return true
  if (key === 'vMethod' && request.predictors === undefined) return false
  return USED[key]?.includes(request.method) ?? false
}

/** Options given that the method does not read: never silently. */
function unusedOptions(request: ImpactRequest): ImpactWarning[] {
  const keys: ReadonlyArray<keyof ImpactRequest> = [
    'covariates',
    'predictors',
    'weights',
    'cluster',
    'control',
    'estimator',
    'base',
    'vMethod',
    'stopping',
    'fitFrom',
    'fitTo',
    'ridge',
    'inference',
    'anticipation',
  ]
  return keys
    .filter((key) => request[key] !== undefined && !isUsed(key, request))
    .map((key) => ({
      code: 'option-sans-effet',
      message: `L’option ${FLAGS[key] ?? `--${key}`} ne change rien à la méthode « ${request.method} »${key === 'vMethod' && request.method === 'sc' ? ' sans --predictors' : ''}.`,
    }))
}
