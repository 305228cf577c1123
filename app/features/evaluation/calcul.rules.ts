import {
  adjustHolm,
  type Decision,
  decideOnResult,
  differenceInDifferences,
  eventStudy,
  type ImpactResult,
  interruptedTimeSeries,
  type Panel,
  type StudyContext,
  secondOpinion,
  syntheticControl,
  syntheticDid,
  THRESHOLDS,
} from '#stats/impact/index.ts'
import type { StudyPanel } from './panel.rules.ts'
import type { StudyMethod } from './protocole.rules.ts'

export interface Declared {
  methode: StudyMethod
  graine: number
  cible: number | null
  unite: string
  contexte: StudyContext
}

export interface Computed {
  result: ImpactResult
  decision: Decision
  trajectoires: Trajectories
  /** What another method finds on the same data, when one applies. */
  secondEffet: number | undefined
}

/** Mean of the places concerned, and of what they are compared with, year by year. */
export interface Trajectories {
  annees: number[]
  traitees: number[]
  comparaison: number[]
}

const REPS = 200

/** Runs the method that was declared, and applies the decision table to what it finds. Pure: the seed is declared too. */
export function compute(panel: Panel, study: StudyPanel, declared: Declared): Computed {
  const result = estimate(panel, declared)
  const secondEffect = secondOpinion(panel, declared.methode)
  const decision = decideOnResult(panel, result, {
    unit: declared.unite,
    context: declared.contexte,
    ...(declared.cible === null ? {} : { target: declared.cible }),
    ...(secondEffect === undefined ? {} : { secondEffect }),
  })
  return {
    result,
    decision,
    trajectoires: trajectoriesOf(study, result, declared.methode),
    secondEffet: secondEffect,
  }
}

function estimate(panel: Panel, { methode, graine }: Declared): ImpactResult {
  if (methode === 'its') return interruptedTimeSeries(panel)
  if (methode === 'sc') return syntheticControl(panel, { inference: 'placebo', seed: graine })
  if (methode === 'sdid') return syntheticDid(panel, { inference: 'placebo', reps: REPS, seed: graine })
  if (methode === 'event') return eventStudy(panel, {})
  return differenceInDifferences(panel, { inference: inferenceOfDid(treatedIn(panel)) })
}

/** Rule G2: below ten places concerned, the error of a difference in differences is read among placebos. */
export function inferenceOfDid(traitees: number): 'placebo' | 'analytic' {
  return traitees < THRESHOLDS.treatedForHeadlineErrors ? 'placebo' : 'analytic'
}

function treatedIn({ firstTreated }: Panel): number {
  return firstTreated.filter(Number.isFinite).length
}

/** The effect alone, without its error: what the sensitivity checks compare. @throws PanelProblem when impossible */
export function effectOf(panel: Panel, methode: StudyMethod): number {
  const bare = { inference: 'none' } as const
  if (methode === 'its') return interruptedTimeSeries(panel, bare).estimate
  if (methode === 'sc') return syntheticControl(panel, bare).estimate
  if (methode === 'sdid') return syntheticDid(panel, bare).estimate
  if (methode === 'event') return eventStudy(panel, bare).estimate
  return differenceInDifferences(panel, bare).estimate
}

/** The comparison is the weighted mix of donors; a difference in differences sets it at the level of before. */
function trajectoriesOf(
  { annees, traitees, donneuses, rows }: StudyPanel,
  result: ImpactResult,
  methode: StudyMethod,
): Trajectories {
  const values = new Map(rows.map((row) => [`${row.code} ${row.annee}`, row.valeur]))
  const at = (code: string, annee: number) => values.get(`${code} ${annee}`) ?? Number.NaN
  const weights = Object.entries(result.weights.units).filter(([code]) => donneuses.includes(code))
  const equal = donneuses.map((code): [string, number] => [code, 1 / donneuses.length])
  if (methode === 'its') return trendProlonged({ annees, traitees, at }, result)
  const used = weights.length > 0 ? weights : equal
  const observed = annees.map((annee) => sum(traitees.map((code) => at(code, annee))) / traitees.length)
  const mixed = annees.map((annee) => sum(used.map(([code, weight]) => weight * at(code, annee))))
  const shift = methode === 'sc' ? 0 : levelGap({ annees, observed, mixed }, result)
  return { annees, traitees: observed, comparaison: mixed.map((value) => value + shift) }
}

interface Observed {
  annees: number[]
  traitees: string[]
  at: (code: string, annee: number) => number
}

/** Without anybody to compare with, the comparison is the trend of before, prolonged. */
function trendProlonged({ annees, traitees, at }: Observed, { details }: ImpactResult): Trajectories {
  const [level = Number.NaN, slope = Number.NaN] = numbersIn(details?.coefficients)
  const start = numbersIn([details?.start])[0] ?? Number.NaN
  return {
    annees,
    traitees: annees.map((annee) => sum(traitees.map((code) => at(code, annee))) / traitees.length),
    comparaison: annees.map((annee) => level + slope * (annee - start)),
  }
}

function numbersIn(values: unknown): number[] {
  return Array.isArray(values) ? values.filter((value) => typeof value === 'number') : []
}

function levelGap(
  { annees, observed, mixed }: { annees: number[]; observed: number[]; mixed: number[] },
  result: ImpactResult,
): number {
  const times = Object.entries(result.weights.times)
  const first = Math.max(...times.map(([time]) => Number(time)), Number.NEGATIVE_INFINITY)
  const before = annees.flatMap((annee, index) => (times.length === 0 || annee <= first ? [index] : []))
  const gap = (index: number) => (observed[index] ?? 0) - (mixed[index] ?? 0)
  if (times.length === 0) return sum(before.map(gap)) / Math.max(1, before.length)
  return sum(times.map(([time, weight]) => weight * gap(annees.indexOf(Number(time)))))
}

function sum(values: ReadonlyArray<number>): number {
  return values.reduce((total, value) => total + value, 0)
}

/** How many studies of a family still stand out once all of them are counted (Holm, at 5 %). */
export function standingOut(pValues: ReadonlyArray<number>): number {
  return adjustHolm(pValues).filter((p) => p <= 0.05).length
}
