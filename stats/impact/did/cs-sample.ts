import type { Panel } from '../panel.ts'
import { PanelProblem } from '../panel-problem.ts'
import type { ImpactWarning } from '../result.ts'
import type { CsOptions } from './cs-options.ts'

/**
 * What group-time effects are computed on: the periods and units kept, each unit with its group.
 * Matrices are units × times over the kept ones.
 */
export type CsSample = {
  readonly times: readonly number[]
  /** Cohorts whose effects are estimated, increasing. */
  readonly groups: readonly number[]
  /** Per unit: first treated time; Infinity for a comparison unit. */
  readonly groupOf: Float64Array
  readonly outcome: Float64Array
  readonly covariates: readonly Float64Array[]
  /** units × times; null when all weigh 1. */
  readonly cellWeights: Float64Array | null
  /** Per unit, for the shares of groups in aggregations. */
  readonly unitWeights: Float64Array
  readonly clusters: Int32Array | null
  /** Per unit kept, its index in the panel. */
  readonly unitIndex: Int32Array
  /** True when every cell of every kept unit is observed. */
  readonly isBalanced: boolean
  readonly warnings: readonly ImpactWarning[]
}

/**
 * Selects periods and units as `did::pre_process_did` does: units treated at the start are dropped; without a
 * never-treated unit, the last cohort becomes the comparison and the periods from its treatment on are dropped;
 * units with a missing cell are dropped unless they are asked to be kept as repeated cross-sections.
 * @throws PanelProblem no comparison unit, no cohort with a period before treatment, unknown covariate
 */
export function selectCsSample(panel: Panel, options: CsOptions): CsSample {
  const warnings: ImpactWarning[] = []
  const groupOf = groupsOf(panel, options)
  const timeIndex = keptTimes(panel, groupOf, options)
  const times = timeIndex.map((index) => panel.times[index] ?? Number.NaN)
  const first = times[0] ?? Number.NaN
  const isTooEarly = (group: number): boolean => group <= first + options.anticipation
  const early = panel.units.filter((_, unit) => isTooEarly(groupOf[unit] ?? 0))
  if (early.length > 0) warnings.push(droppedWarning('unites-deja-traitees', early, 'déjà traitées au début'))
  const candidates = panel.units.flatMap((_, unit) => (isTooEarly(groupOf[unit] ?? 0) ? [] : [unit]))
  const isComplete = completeness(panel, timeIndex, options)
  const incomplete = candidates.filter((unit) => !isComplete(unit))
  const mustDrop = options.unbalanced === 'drop' && incomplete.length > 0
  if (mustDrop)
    warnings.push(
      droppedWarning(
        'unites-incompletes',
        incomplete.map((unit) => panel.units[unit] ?? ''),
        'il leur manque au moins une période',
      ),
    )
  const units = mustDrop ? candidates.filter(isComplete) : candidates
  refuseWithoutTreated({ before: candidates, after: units, groupOf })
  const kept = keepUnits(panel, units, timeIndex, options)
  const keptGroups = Float64Array.from(units, (unit) => groupOf[unit] ?? Number.NaN)
  const groups = estimableGroups(keptGroups, times)
  warnings.push(...smallGroupWarnings(keptGroups, groups, options))
  return {
    ...kept,
    times,
    groups,
    groupOf: keptGroups,
    isBalanced: mustDrop || incomplete.length === 0,
    warnings,
  }
}

/** Units treated after the end of the panel (and its anticipation) are comparison units for ever. */
function groupsOf(panel: Panel, options: CsOptions): Float64Array {
  const last = (panel.times.at(-1) ?? Number.NaN) + options.anticipation
  return panel.firstTreated.map((group) => (group > last ? Number.POSITIVE_INFINITY : group))
}

function keptTimes(panel: Panel, groupOf: Float64Array, options: CsOptions): number[] {
  const all = panel.times.map((_, index) => index)
  if (groupOf.includes(Number.POSITIVE_INFINITY)) return all
  if (options.control === 'never')
    throw new PanelProblem(
      'aucune-unite-de-comparaison',
      'Aucune unité n’échappe au traitement : comparez aux unités pas encore traitées (control notyet).',
    )
  const lastGroup = groupOf.reduce((highest, group) => Math.max(highest, group), Number.NEGATIVE_INFINITY)
  groupOf.forEach((group, unit) => {
    if (group === lastGroup) groupOf[unit] = Number.POSITIVE_INFINITY
  })
  return all.filter((index) => (panel.times[index] ?? 0) < lastGroup - options.anticipation)
}

function completeness(
  panel: Panel,
  timeIndex: readonly number[],
  options: CsOptions,
): (unit: number) => boolean {
  const columns = [panel.outcome, ...options.covariates.map((name) => covariateOf(panel, name))]
  const width = panel.times.length
  return (unit) =>
    timeIndex.every((time) =>
      columns.every((values) => !Number.isNaN(values[unit * width + time] ?? Number.NaN)),
    )
}

function covariateOf(panel: Panel, name: string): Float64Array {
  const values = panel.covariates[name]
  if (values === undefined)
    throw new PanelProblem('colonne-inconnue', `La covariable « ${name} » n’a pas été lue dans le fichier.`, [
      name,
    ])
  return values
}

function keepUnits(
  panel: Panel,
  units: readonly number[],
  timeIndex: readonly number[],
  options: CsOptions,
): Pick<CsSample, 'outcome' | 'covariates' | 'cellWeights' | 'unitWeights' | 'clusters' | 'unitIndex'> {
  if (units.length === 0)
    throw new PanelProblem(
      'cellules-manquantes',
      'Aucune unité n’est observée à toutes les périodes : complétez le fichier, ou gardez les unités incomplètes.',
    )
  const width = panel.times.length
  const pick = (values: Float64Array): Float64Array => {
    const kept = new Float64Array(units.length * timeIndex.length)
    units.forEach((unit, row) => {
      for (let t = 0; t < timeIndex.length; t++)
        kept[row * timeIndex.length + t] = values[unit * width + (timeIndex[t] ?? 0)] ?? Number.NaN
    })
    return kept
  }
  const weights = panel.cellWeights ?? spread(panel.weights, width)
  const cellWeights = weights && pick(weights)
  return {
    outcome: pick(panel.outcome),
    covariates: options.covariates.map((name) => pick(covariateOf(panel, name))),
    cellWeights,
    unitWeights: Float64Array.from(units, (_, row) => meanWeight(cellWeights, row, timeIndex.length)),
    clusters: panel.clusters && Int32Array.from(units, (unit) => panel.clusters?.[unit] ?? 0),
    unitIndex: Int32Array.from(units),
  }
}

/** Weight of a unit in the shares of cohorts: its weight in the first period when it has one, else their mean. */
function meanWeight(cellWeights: Float64Array | null, row: number, width: number): number {
  if (cellWeights === null) return 1
  const own = cellWeights.subarray(row * width, (row + 1) * width)
  const first = own[0] ?? Number.NaN
  const known = own.filter((weight) => !Number.isNaN(weight))
  return known.length === width ? first : known.reduce((sum, weight) => sum + weight, 0) / known.length
}

/** The treated units were all dropped: the reason is their missing cells, not the dates of their treatment. */
function refuseWithoutTreated(sample: {
  before: readonly number[]
  after: readonly number[]
  groupOf: Float64Array
}): void {
  const isTreated = (unit: number): boolean => Number.isFinite(sample.groupOf[unit])
  if (!sample.before.some(isTreated) || sample.after.some(isTreated)) return
  throw new PanelProblem(
    'cellules-manquantes',
    'Aucune unité traitée n’a une mesure à chaque date : complétez le tableau, ou retirez les dates qui manquent.',
  )
}

function spread(weights: Float64Array | null, width: number): Float64Array | null {
  return (
    weights &&
    Float64Array.from({ length: weights.length * width }, (_, i) => weights[Math.floor(i / width)] ?? 0)
  )
}

function estimableGroups(groupOf: Float64Array, times: readonly number[]): number[] {
  const last = times.at(-1) ?? Number.NaN
  const groups = [...new Set(groupOf)].filter((group) => group <= last).sort((a, b) => a - b)
  if (groups.length === 0)
    throw new PanelProblem(
      'traitement-avant-la-premiere-periode',
      'Aucune unité traitée n’a de période d’observation à la fois avant et après son traitement.',
    )
  if (!groupOf.includes(Number.POSITIVE_INFINITY))
    throw new PanelProblem(
      'aucune-unite-de-comparaison',
      'Aucune unité de comparaison n’est observée en entier.',
    )
  return groups
}

function droppedWarning(code: string, units: readonly string[], reason: string): ImpactWarning {
  const some = units.slice(0, 5).join(', ')
  const more = units.length > 5 ? '…' : ''
  return { code, message: `${units.length} unité(s) écartée(s), ${reason} : ${some}${more}.` }
}

function smallGroupWarnings(
  groupOf: Float64Array,
  groups: readonly number[],
  options: CsOptions,
): ImpactWarning[] {
  const enough = options.covariates.length + 5
  return groups.flatMap((group) => {
    const size = groupOf.reduce((count, own) => count + (own === group ? 1 : 0), 0)
    if (size >= enough) return []
    return [
      {
        code: 'cohorte-petite',
        message: `La cohorte ${group} ne compte que ${size} unité(s) : son effet et son erreur type sont fragiles.`,
      },
    ]
  })
}
