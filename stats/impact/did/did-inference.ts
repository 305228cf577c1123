import { normalQuantile, studentQuantile, studentTwoSided } from '../../numerics/distributions.ts'
import type { Panel } from '../panel.ts'
import { isAlwaysTreated, isEverTreated } from '../panel.ts'
import { PanelProblem } from '../panel-problem.ts'
import type { ImpactResult, ImpactWarning } from '../result.ts'
import { clusterSums } from './influence.ts'
import { smallestDetectableEffect } from './smallest-detectable-effect.ts'

/** Confidence level of every interval of the difference-in-differences half. */
export const LEVEL = 0.95

/** Standard error, interval and p-value of one estimate: what the answer shows of its precision. */
export type Precision = Pick<ImpactResult, 'se' | 'interval' | 'pValue'>

/** No precision at all: nothing is shown rather than a number that looks fine. */
export const NO_PRECISION: Precision = {
  se: Number.NaN,
  interval: { level: LEVEL, low: Number.NaN, high: Number.NaN },
  pValue: Number.NaN,
}

/**
 * Smallest effect that the interval shown would detect with 80 % power: its half-width × (z₀.₉₇₅ + z₀.₈) / z₀.₉₇₅. Equal to
 * `smallestDetectableEffect(se)` for an ordinary interval; it follows the interval when this one is corrected.
 */
export function detectableFrom({ interval }: Precision): number {
  const halfWidth = (interval.high - interval.low) / 2
  return (halfWidth * smallestDetectableEffect(1)) / normalQuantile(0.5 + LEVEL / 2)
}

/** estimate ± Student quantile × error, and the two-sided p-value; a normal when `df` is Infinity. */
export function studentPrecision(estimate: number, se: number, df = Number.POSITIVE_INFINITY): Precision {
  const reach = studentQuantile(0.5 + LEVEL / 2, df) * se
  return {
    se,
    interval: { level: LEVEL, low: estimate - reach, high: estimate + reach },
    pValue: studentTwoSided(estimate / se, df),
  }
}

/** Under this number of clusters on either side, intervals use a small-sample correction. */
export const FEW_CLUSTERS = 40

/** Clusters (units when there is none) with a treated unit, and clusters without any. */
export function clusterSides(panel: Panel): { readonly treated: number; readonly others: number } {
  const all = new Set(panel.units.map((_, unit) => panel.clusters?.[unit] ?? unit))
  const treated = treatedClusterCount(panel)
  return { treated, others: all.size - treated }
}

/** True when one side has so few clusters that ordinary intervals would be too short. */
export function hasFewClusters(panel: Panel): boolean {
  const { treated, others } = clusterSides(panel)
  return treated < FEW_CLUSTERS || others < FEW_CLUSTERS
}

/**
 * Precision of an estimate from its influence: the error is √ Σ ψ². With fewer than 40 clusters on a side, the
 * interval and the p-value use Welch's correction: each side's sum is multiplied by n / (n − 1), and the degrees of
 * freedom are those of two samples of unequal variances. A side with a single cluster gives no interval at all.
 * When clusters mix treated and comparison units: one sample of clusters, G − 1 degrees of freedom.
 * @param sample clusters, and which units are treated; units whose ψ is 0 do not count
 * Source: Welch (1947), applied to influence functions; the error itself is not changed.
 */
export function influencePrecision(
  estimate: number,
  influence: Float64Array,
  sample: { readonly clusters: Int32Array | null; readonly isTreated: (unit: number) => boolean },
): Precision {
  const sides = sumBySide(influence, sample)
  const se = Math.sqrt(sides.treated.square + sides.others.square)
  if (!(se > 0)) return NO_PRECISION
  const { treated, others } = sides
  if (treated.count >= FEW_CLUSTERS && others.count >= FEW_CLUSTERS) return studentPrecision(estimate, se)
  if (sides.isMixed) return mixedPrecision(estimate, se, treated.count + others.count)
  if (treated.count < 2 || others.count < 2) return { ...NO_PRECISION, se }
  const left = (treated.square * treated.count) / (treated.count - 1)
  const right = (others.square * others.count) / (others.count - 1)
  const df = (left + right) ** 2 / (left ** 2 / (treated.count - 1) + right ** 2 / (others.count - 1))
  return { ...studentPrecision(estimate, Math.sqrt(left + right), df), se }
}

/** Clusters that hold treated and comparison units alike: one sample of clusters, Student with their number minus 1. */
function mixedPrecision(estimate: number, se: number, count: number): Precision {
  if (count < 2) return { ...NO_PRECISION, se }
  return { ...studentPrecision(estimate, se * Math.sqrt(count / (count - 1)), count - 1), se }
}

type Side = { count: number; square: number }

function sumBySide(
  influence: Float64Array,
  sample: { readonly clusters: Int32Array | null; readonly isTreated: (unit: number) => boolean },
): { readonly treated: Side; readonly others: Side; readonly isMixed: boolean } {
  const { clusters } = sample
  const sums = clusters === null ? influence : clusterSums(influence, clusters)
  const isTreated = new Uint8Array(sums.length)
  const isOther = new Uint8Array(sums.length)
  for (let unit = 0; unit < influence.length; unit++)
    if (influence[unit] !== 0) (sample.isTreated(unit) ? isTreated : isOther)[clusters?.[unit] ?? unit] = 1
  const isMixed = isTreated.some((own, g) => own === 1 && isOther[g] === 1)
  const sides = { treated: { count: 0, square: 0 }, others: { count: 0, square: 0 }, isMixed }
  for (let g = 0; g < sums.length; g++) {
    const value = sums[g] ?? 0
    if (value === 0) continue
    const side = isTreated[g] === 1 ? sides.treated : sides.others
    side.count++
    side.square += value * value
  }
  return sides
}

/** Number of clusters (units when there is none) that are treated during the panel, and not from its start. */
export function treatedClusterCount(panel: Panel): number {
  const clusters = new Set<number>()
  panel.units.forEach((_, unit) => {
    if (isEverTreated(panel, unit) && !isAlwaysTreated(panel, unit))
      clusters.add(panel.clusters?.[unit] ?? unit)
  })
  return clusters.size
}

/** Fewest treated clusters with which an analytic test is shown (rule G2 of the guardrails). */
export const FEWEST_FOR_TEST = 3

/** Under this number, the rank among placebos should be the headline (rule G2). */
const FEWEST_FOR_HEADLINE = 10

/** Warnings on the number of treated clusters, and on what a short panel cannot show. */
export function designWarnings(panel: Panel): ImpactWarning[] {
  const treated = treatedClusterCount(panel)
  const warnings: ImpactWarning[] = []
  if (treated < FEWEST_FOR_TEST)
    warnings.push({
      code: 'traites-trop-peu',
      message: `Seulement ${treated} unité(s) traitée(s) indépendante(s) : aucune erreur type n’est fiable, seule la comparaison à des unités placebo l’est.`,
    })
  else if (treated < FEWEST_FOR_HEADLINE)
    warnings.push({
      code: 'traites-peu',
      message: `${treated} unités traitées indépendantes : l’erreur type est optimiste, comparez-la au rang parmi les placebos.`,
    })
  const earliest = treatmentDates(panel)[0] ?? Number.POSITIVE_INFINITY
  const before = panel.times.filter((time) => time < earliest).length
  if (before < 3)
    warnings.push({
      code: 'avant-trop-court',
      message: `Seulement ${before} période(s) avant le premier traitement : les tendances parallèles ne peuvent pas être vérifiées.`,
    })
  return warnings
}

/** Says that the interval is wider than estimate ± 1.96 errors, and why. */
export function smallSampleWarning(): ImpactWarning {
  return {
    code: 'petits-effectifs',
    message: `Moins de ${FEW_CLUSTERS} grappes traitées ou de comparaison : l’intervalle et la probabilité sont corrigés pour petits effectifs.`,
  }
}

/** Refuses, by name, a panel where nobody changes status or where nobody can be compared with. */
export function refuseUnidentified(panel: Panel): void {
  const observed = observedUnits(panel)
  const switching = observed.filter((unit) => isEverTreated(panel, unit) && !isAlwaysTreated(panel, unit))
  if (switching.length === 0)
    throw new PanelProblem(
      'traitement-avant-la-premiere-periode',
      'Aucune unité traitée n’est observée à la fois avant et pendant son traitement.',
    )
  const first = panel.firstTreated[switching[0] ?? 0]
  const isOneDate = switching.every((unit) => panel.firstTreated[unit] === first)
  if (isOneDate && switching.length === observed.length)
    throw new PanelProblem(
      'aucune-unite-de-comparaison',
      observed.length === panel.units.length
        ? 'Toutes les unités sont traitées à la même date : aucune ne permet la comparaison.'
        : 'Aucune unité de comparaison n’a de mesure : il n’y a rien à quoi comparer.',
    )
}

/** Units with at least two known outcomes: the others say nothing of a change. */
function observedUnits(panel: Panel): number[] {
  const width = panel.times.length
  return panel.units.flatMap((_, unit) => {
    const known = panel.outcome
      .subarray(unit * width, (unit + 1) * width)
      .filter((value) => !Number.isNaN(value))
    return known.length >= 2 ? [unit] : []
  })
}

/** Warns that units treated from the first period on are in the panel. */
export function alwaysTreatedWarning(panel: Panel, consequence: string): ImpactWarning[] {
  const always = panel.units.filter((_, unit) => isAlwaysTreated(panel, unit))
  if (always.length === 0) return []
  const some = `${always.slice(0, 5).join(', ')}${always.length > 5 ? '…' : ''}`
  return [
    {
      code: 'unites-deja-traitees',
      message: `${always.length} unité(s) traitée(s) dès la première période (${some}) : ${consequence}.`,
    },
  ]
}

/** Warns of the cells that a regression leaves out. */
export function missingCellsWarning(panel: Panel, used: number): ImpactWarning[] {
  const missing = panel.units.length * panel.times.length - used
  if (missing <= 0) return []
  return [
    {
      code: 'cellules-manquantes',
      message: `${missing} cellule(s) manquante(s) ou de poids nul, laissée(s) de côté.`,
    },
  ]
}

/** Distinct first treated dates within the panel. */
export function treatmentDates(panel: Panel): number[] {
  const dates = panel.units.flatMap((_, unit) =>
    isEverTreated(panel, unit) && !isAlwaysTreated(panel, unit)
      ? [panel.firstTreated[unit] ?? Number.NaN]
      : [],
  )
  return [...new Set(dates)].sort((a, b) => a - b)
}
