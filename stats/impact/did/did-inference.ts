import { studentQuantile, studentTwoSided } from '../../numerics/distributions.ts'
import type { Panel } from '../panel.ts'
import { isAlwaysTreated, isEverTreated } from '../panel.ts'
import { PanelProblem } from '../panel-problem.ts'
import type { ImpactResult, ImpactWarning } from '../result.ts'

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

/** estimate ± Student quantile × error, and the two-sided p-value; a normal when `df` is Infinity. */
export function studentPrecision(estimate: number, se: number, df = Number.POSITIVE_INFINITY): Precision {
  const reach = studentQuantile(0.5 + LEVEL / 2, df) * se
  return {
    se,
    interval: { level: LEVEL, low: estimate - reach, high: estimate + reach },
    pValue: studentTwoSided(estimate / se, df),
  }
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
  const earliest = Math.min(...panel.firstTreated.filter((first) => first > (panel.times[0] ?? 0)))
  const before = panel.times.filter((time) => time < earliest).length
  if (before < 3)
    warnings.push({
      code: 'avant-trop-court',
      message: `Seulement ${before} période(s) avant le premier traitement : les tendances parallèles ne peuvent pas être vérifiées.`,
    })
  return warnings
}

/** Refuses, by name, a panel where nobody changes status or where nobody can be compared with. */
export function refuseUnidentified(panel: Panel): void {
  const switching = panel.units.flatMap((_, unit) =>
    isEverTreated(panel, unit) && !isAlwaysTreated(panel, unit) ? [unit] : [],
  )
  if (switching.length === 0)
    throw new PanelProblem(
      'traitement-avant-la-premiere-periode',
      'Toutes les unités traitées le sont dès la première période : il n’y a pas d’« avant » à comparer.',
    )
  const first = panel.firstTreated[switching[0] ?? 0]
  const isOneDate = switching.every((unit) => panel.firstTreated[unit] === first)
  if (isOneDate && switching.length === panel.units.length)
    throw new PanelProblem(
      'aucune-unite-de-comparaison',
      'Toutes les unités sont traitées à la même date : aucune ne permet la comparaison.',
    )
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
