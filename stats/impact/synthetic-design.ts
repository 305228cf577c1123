import { cellIndex, isAlwaysTreated, isEverTreated, type Panel } from './panel.ts'
import { PanelProblem } from './panel-problem.ts'
import type { ImpactWarning } from './result.ts'
import type { SyntheticBlock } from './synthetic-block.ts'

/** Units that start at the same time, against the donors. */
export type SyntheticCohort = {
  /** Time value of the first treated period. */
  readonly group: number
  /** Indices of the treated units in the panel. */
  readonly treated: readonly number[]
  /** Index of the first post period, and number of periods used to fit. */
  readonly post: number
  readonly pre: number
}

/** Which units play the treated and which the donors, in the periods of a cohort: one estimate to make. */
export type SyntheticCast = {
  readonly cohort: SyntheticCohort
  readonly treated: readonly number[]
  readonly donors: readonly number[]
}

export type SyntheticDesign = {
  readonly panel: Panel
  /** Indices in the panel of the units that are never treated, in the order of the rows of every block. */
  readonly donors: readonly number[]
  readonly cohorts: readonly SyntheticCohort[]
  readonly warnings: readonly ImpactWarning[]
}

export type DesignDemands = {
  /** Periods before treatment left out of the fit because the units may already react. */
  readonly anticipation?: number
  /** Fewest pre periods with which the method means something. */
  readonly leastPre: number
  readonly leastDonors: number
}

/**
 * Cuts a panel into one block a date of treatment. Donors are the units never treated in the panel. Units treated from the
 * first period on, or too early to be fitted, are left out by name; when no cohort remains the design is refused.
 *
 * @throws PanelProblem `cellules-manquantes` (by unit and time), `aucune-unite-de-comparaison`, `donneurs-insuffisants`,
 *   `periodes-insuffisantes`, `aucune-unite-traitee`
 */
export function toSyntheticDesign(panel: Panel, demands: DesignDemands): SyntheticDesign {
  const units = panel.units.map((_, unit) => unit)
  const donors = units.filter((unit) => !isEverTreated(panel, unit))
  refuseFewDonors(donors, demands.leastDonors)
  refuseUnmeasuredDonors(panel, donors)
  const warnings: ImpactWarning[] = []
  const cohorts = cohortsOf(panel, demands, warnings)
  refuseMissingCells(panel, [...donors, ...cohorts.flatMap((cohort) => cohort.treated)])
  refuseWeightless(panel, cohorts)
  refuseConstantDonors(panel, donors)
  return { panel, donors, cohorts, warnings }
}

/** The outcomes of a cast as a block: donors in the given order, treated units averaged with their weights. */
export function blockOf(panel: Panel, cast: SyntheticCast): SyntheticBlock {
  return {
    donors: rowsOf(panel, cast.donors),
    donorCount: cast.donors.length,
    treated: averageOf(panel, cast.treated),
    treatedCount: cast.treated.length,
    periods: panel.times.length,
    pre: cast.cohort.pre,
    post: cast.cohort.post,
  }
}

/** What a cohort weighs in the average effect: its treated unit-periods, weighted when the panel is. */
export function massOfCast(panel: Panel, { cohort, treated }: SyntheticCast): number {
  return massOf(panel, treated) * (panel.times.length - cohort.post)
}

function cohortsOf(panel: Panel, demands: DesignDemands, warnings: ImpactWarning[]): SyntheticCohort[] {
  const byTime = new Map<number, number[]>()
  const already: string[] = []
  panel.units.forEach((name, unit) => {
    if (isAlwaysTreated(panel, unit)) already.push(name)
    else if (isEverTreated(panel, unit)) {
      const first = panel.firstTreated[unit] ?? Number.NaN
      byTime.set(first, [...(byTime.get(first) ?? []), unit])
    }
  })
  if (already.length > 0) warnings.push(leftOut(already, 'déjà traité au début de la période'))
  const groups = [...byTime]
    .sort(([a], [b]) => a - b)
    .map(([group, treated]) => {
      const post = panel.times.findIndex((time) => time >= group)
      return { group, treated, post, pre: Math.max(0, post - (demands.anticipation ?? 0)) }
    })
  const kept = groups.filter(({ pre }) => pre >= demands.leastPre)
  if (kept.length === 0) throw tooEarly(groups, demands.leastPre)
  for (const { group, treated, pre } of groups) {
    if (pre >= demands.leastPre) continue
    const names = treated.map((unit) => panel.units[unit] ?? '')
    warnings.push(leftOut(names, `traité en ${group}, après ${countOf(pre, 'période')} seulement`))
  }
  return kept
}

function refuseWeightless(panel: Panel, cohorts: readonly SyntheticCohort[]): void {
  const weightless = cohorts.find((cohort) => !(massOf(panel, cohort.treated) > 0))
  if (weightless === undefined) return
  throw new PanelProblem(
    'poids-invalide',
    `Les unités traitées en ${weightless.group} ont toutes un poids nul : leur moyenne n’existe pas.`,
  )
}

function refuseConstantDonors(panel: Panel, donors: readonly number[]): void {
  const rows = rowsOf(panel, donors)
  const first = rows[0] ?? Number.NaN
  if (rows.some((value) => value !== first)) return
  throw new PanelProblem(
    'mesure-constante',
    `Les territoires de comparaison valent tous ${first} à toutes les dates : ils ne disent rien de ce qui se serait passé.`,
  )
}

function tooEarly(groups: readonly SyntheticCohort[], leastPre: number): PanelProblem {
  const longest = Math.max(0, ...groups.map(({ pre }) => pre))
  if (groups.length === 0) {
    return new PanelProblem(
      'traitement-avant-la-premiere-periode',
      'Toutes les unités traitées le sont dès la première période : il n’y a pas d’avant à reproduire.',
    )
  }
  return new PanelProblem(
    'periodes-insuffisantes',
    `Il y a ${countOf(longest, 'période')} avant le traitement : il en faut au moins ${leastPre} pour cette méthode.`,
  )
}

function leftOut(names: readonly string[], reason: string): ImpactWarning {
  return {
    code: 'unites-ecartees',
    message: `${sample(names)} : ${reason}, donc hors du calcul.`,
  }
}

function refuseFewDonors(donors: readonly number[], least: number): void {
  if (donors.length === 0) {
    throw new PanelProblem(
      'aucune-unite-de-comparaison',
      'Toutes les unités sont traitées un jour : il ne reste aucun territoire de comparaison.',
    )
  }
  if (donors.length < least) {
    throw new PanelProblem(
      'donneurs-insuffisants',
      `Il y a ${countOf(donors.length, 'territoire')} de comparaison : il en faut au moins ${least}.`,
    )
  }
}

function refuseUnmeasuredDonors(panel: Panel, donors: readonly number[]): void {
  if (rowsOf(panel, donors).some((value) => !Number.isNaN(value))) return
  throw new PanelProblem(
    'aucune-unite-de-comparaison',
    'Aucune unité de comparaison n’a de mesure : il n’y a rien à quoi comparer.',
  )
}

function refuseMissingCells(panel: Panel, units: readonly number[]): void {
  const missing: string[] = []
  let count = 0
  for (const unit of units) {
    for (let time = 0; time < panel.times.length; time++) {
      if (!Number.isNaN(panel.outcome[cellIndex(panel, unit, time)] ?? Number.NaN)) continue
      count++
      if (missing.length < 5) missing.push(`${panel.units[unit]} en ${panel.times[time]}`)
    }
  }
  if (count === 0) return
  const more = count > missing.length ? ` et ${count - missing.length} autres` : ''
  throw new PanelProblem(
    'cellules-manquantes',
    `Le tableau n’est pas complet (${missing.join(', ')}${more}) : cette méthode demande chaque unité à chaque date. Complétez-le ou retirez ces unités.`,
    missing,
  )
}

function rowsOf(panel: Panel, units: readonly number[]): Float64Array {
  const periods = panel.times.length
  const rows = new Float64Array(units.length * periods)
  units.forEach((unit, row) => {
    rows.set(panel.outcome.subarray(unit * periods, (unit + 1) * periods), row * periods)
  })
  return rows
}

function massOf(panel: Panel, units: readonly number[]): number {
  return units.reduce((sum, unit) => sum + (panel.weights?.[unit] ?? 1), 0)
}

function averageOf(panel: Panel, units: readonly number[]): Float64Array {
  const mass = massOf(panel, units)
  const periods = panel.times.length
  const average = new Float64Array(periods)
  for (const unit of units) {
    const share = (panel.weights?.[unit] ?? 1) / mass
    for (let t = 0; t < periods; t++) {
      average[t] = (average[t] ?? 0) + share * (panel.outcome[unit * periods + t] ?? 0)
    }
  }
  return average
}

/** A few names, and how many more. */
export function sample(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).join(', ')
  return names.length > most ? `${shown} et ${names.length - most} autres` : shown
}

/** « 1 période », « 3 périodes ». */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count > 1 ? 's' : ''}`
}
