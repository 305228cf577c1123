import { normalQuantile } from '../numerics/distributions.ts'
import type { ImpactMethod, Verdict } from './result.ts'
import { THRESHOLDS, type VerdictLevel } from './verdict-rules.ts'
import { formatBetween, formatEffect, TERRITORY_NOT_PEOPLE } from './verdict-words.ts'

/** All that the rules look at. What is not known is left out, and never helps. */
export type Situation = {
  readonly method: ImpactMethod
  /** Independent measures before and after the start. */
  readonly before: number
  readonly after: number
  readonly treated: number
  readonly donors: number
  /** Number of distinct dates of entry. */
  readonly dates: number
  readonly effect: number
  readonly low?: number
  readonly high?: number
  readonly se?: number
  readonly pValue?: number
  /** Place among the units tested as placebos, the treated one included, when that is what p is. */
  readonly rank?: { readonly place: number; readonly total: number }
  /** Pre-treatment gap ÷ standard deviation of donors' yearly changes. */
  readonly normalisedGap?: number
  /** Pre-treatment gap ÷ median gap of the placebos. */
  readonly gapAgainstPlacebos?: number
  /** Does synthetic difference-in-differences, or any second method, find the same sign? */
  readonly secondMethodAgrees?: boolean
  readonly converged?: boolean
  /** Weights that are not unique, a past reproduced exactly, donors without any noise: nothing was put to the test. */
  readonly weaklyIdentified?: boolean
  /** Residuals of an interrupted series follow one another: its interval is then too narrow. */
  readonly autocorrelated?: boolean
  /** Smallest effect that would matter, in outcome units: declared beforehand. */
  readonly target?: number
  readonly unit?: string
  readonly start?: number
  readonly context?: StudyContext
}

/** What the data cannot say by themselves: it comes from the study's declaration. */
export type StudyContext = {
  readonly selectedOnOutcome?: boolean
  /** Years between the two census vintages compared. */
  readonly censusYears?: number
  /** Year in which the source changed, with donors that share the change. */
  readonly breakYear?: number
  readonly breakIsShared?: boolean
  readonly perimeter?: 'constant' | 'recalculé' | 'modifié'
  readonly smallestPopulation?: number
  readonly source?: 'registre' | 'recensement'
  /** Indicators tested, and how many remain after Holm's correction. */
  readonly indicators?: { readonly tested: number; readonly kept: number }
}

export type Decision = Verdict & {
  /** Rows of the decision table that were applied, the last one giving the words. */
  readonly rows: readonly number[]
  /** Effect that such a study sees four times in five, at 5 %. NaN when no error is known. */
  readonly smallestDetectable: number
}

type Step = { readonly row: number; readonly level: VerdictLevel; readonly text: string }

/**
 * What may be said of a result, by the decision table: the first refusal wins, then the highest level that the design
 * allows, lowered by what the context takes away, then replaced by « none visible » or « inconclusive » when no effect is
 * told apart from zero. Pure: the same situation always has the same words.
 */
export function decide(situation: Situation): Decision {
  const smallestDetectable = detectable(situation)
  const refused = refusal(situation)
  if (refused !== null) return close(situation, [refused], smallestDetectable)
  const steps: Step[] = [design(situation)]
  if (steps[0]?.level === '2' || steps[0]?.level === '3') {
    const null_ = nothingTold(situation, smallestDetectable)
    if (null_ !== null)
      return close(situation, [...steps.map((step) => unclaimed(step, situation)), null_], smallestDetectable)
  }
  steps.push(...caps(situation))
  const first = steps[0]
  const isLowered = first?.level === '3' && steps.some(({ level }) => level === '2')
  if (isLowered && first.row !== 6) steps[0] = { ...first, text: signalText(situation) }
  return close(situation, steps, smallestDetectable)
}

/** Effect seen four times in five by a two-sided test at 5 %: (1.96 + 0.84) × standard error. */
export function detectable({ se }: Pick<Situation, 'se'>): number {
  if (se === undefined || !(se > 0)) return Number.NaN
  return (normalQuantile(0.975) + normalQuantile(0.8)) * se
}

const ORDER: readonly VerdictLevel[] = ['0', '1', '2', '3']

function close(situation: Situation, steps: readonly Step[], smallestDetectable: number): Decision {
  const lowest = steps.reduce((lower, step) =>
    ORDER.includes(step.level) &&
    ORDER.includes(lower.level) &&
    ORDER.indexOf(step.level) >= ORDER.indexOf(lower.level)
      ? lower
      : step,
  )
  const texts = [...new Set(lowest.level === '0' ? [lowest.text] : steps.map(({ text }) => text))]
  const speaksOfEffect = lowest.level !== '0' && situation.method !== 'bacon'
  return {
    level: lowest.level,
    text: [...texts, ...(speaksOfEffect ? [TERRITORY_NOT_PEOPLE] : [])].filter(Boolean).join(' '),
    rows: steps.map(({ row }) => row),
    smallestDetectable,
  }
}

/** Rows 1, 8, 11, 13 and G13: nothing may be concluded. */
function refusal(situation: Situation): Step | null {
  const { context = {}, converged = true } = situation
  const refuse = (row: number, text: string): Step => ({ row, level: '0', text })
  if (!converged) return refuse(8, 'Le calcul n’a pas atteint son optimum. Pas de conclusion possible.')
  if (situation.before <= 1) {
    return refuse(
      1,
      'Les données ne permettent pas d’évaluer l’effet du contrat. Nous affichons l’évolution, sans conclusion.',
    )
  }
  if ((context.censusYears ?? THRESHOLDS.censusYears) < THRESHOLDS.censusYears) {
    return refuse(
      11,
      'Ces deux millésimes reposent sur des enquêtes communes : leur différence n’est pas une évolution.',
    )
  }
  if (context.perimeter === 'modifié') {
    return refuse(
      13,
      'Le contour du territoire a changé et les données ne sont pas recalculées : aucune conclusion possible.',
    )
  }
  if (context.breakYear !== undefined && context.breakIsShared === false) {
    return refuse(
      12,
      `La méthode de mesure a changé en ${context.breakYear} pour certains territoires seulement : aucune comparaison possible.`,
    )
  }
  const floor = context.source === 'recensement' ? THRESHOLDS.populationCensus : THRESHOLDS.populationRegister
  if ((context.smallestPopulation ?? floor) < floor) {
    return refuse(
      1,
      `Un territoire compte moins de ${formatEffect(floor)} habitants : il faut le regrouper avec d’autres pour parler d’un taux.`,
    )
  }
  return badFit(situation)
    ? refuse(8, 'Aucun ensemble de territoires ne ressemble assez au vôtre. Pas de conclusion possible.')
    : null
}

function badFit({ method, normalisedGap = 0, gapAgainstPlacebos = 0 }: Situation): boolean {
  if (method !== 'sc' && method !== 'asc') return false
  return (
    normalisedGap > THRESHOLDS.fairFit ||
    (method === 'sc' && gapAgainstPlacebos > THRESHOLDS.fitAgainstPlacebos)
  )
}

/** Rows 2 to 7, 9, 14 and 15: the most that the design allows. */
function design(situation: Situation): Step {
  const { method, before, treated, dates } = situation
  if (method === 'bacon') {
    return {
      row: 5,
      level: '1',
      text: 'Cette décomposition dit de quelles comparaisons vient l’estimation, pas si le contrat en est la cause.',
    }
  }
  if (method === 'its') return interrupted(situation)
  const needed = THRESHOLDS.measuresBefore[method]
  if (before < needed) return tooShort(situation, needed)
  if (method === 'sc' || method === 'asc')
    return treated < THRESHOLDS.treatedForErrors ? twin(situation) : several(situation)
  if (method === 'did' && dates > 1) {
    return {
      row: 5,
      level: '1',
      text: 'Les territoires sont entrés à des dates différentes : cette estimation mélange des comparaisons et ne vaut que description.',
    }
  }
  if (before <= 4 && treated < THRESHOLDS.treatedForHeadlineErrors) return tooShort(situation, 5)
  if (before <= 4) return { row: 3, level: '2', text: signalText(situation) }
  return treated < THRESHOLDS.treatedForErrors && method === 'sdid' ? twin(situation) : several(situation)
}

function tooShort(situation: Situation, needed: number): Step {
  const text =
    situation.before === 2
      ? `L’écart avec les territoires comparables a évolué de ${formatEffect(situation.effect, situation.unit)}. On ne peut pas dire si le contrat en est la cause.`
      : `Il y a ${situation.before} mesures avant le début et il en faut ${needed} pour cette méthode : l’écart de ${formatEffect(situation.effect, situation.unit)} est une description, on ne peut pas dire si le contrat en est la cause.`
  return { row: 2, level: '1', text }
}

function signalText(situation: Situation): string {
  const { effect, low, high, unit } = situation
  const between =
    low === undefined || high === undefined || !Number.isFinite(low + high)
      ? ''
      : ` (${formatBetween(low, high, unit)})`
  return `Signal compatible avec un effet d’environ ${formatEffect(effect, unit)}${between}, à confirmer.`
}

/** The same row without its claim, when no effect is told apart from zero: a measure, not a signal. */
function unclaimed(step: Step, situation: Situation): Step {
  const { effect, low, high, unit } = situation
  if (step.text !== signalText(situation)) return step
  const between =
    low === undefined || high === undefined || !Number.isFinite(low + high)
      ? ''
      : ` (${formatBetween(low, high, unit)})`
  return { ...step, text: `Écart mesuré : ${formatEffect(effect, unit)}${between}.` }
}

/** Three treated units or more: rows 4 and 5. */
function several(situation: Situation): Step {
  const { effect, unit, low, high, dates, pValue = 1, treated, method } = situation
  const row = dates > 1 ? 5 : 4
  const strong = pValue <= THRESHOLDS.certain
  const hasErrors =
    treated >= THRESHOLDS.treatedForHeadlineErrors || method === 'sdid' || method === 'sc' || method === 'asc'
  if (!strong || !hasErrors || method === 'did') return { row, level: '2', text: signalText(situation) }
  const between =
    low === undefined || high === undefined || !Number.isFinite(low + high)
      ? ''
      : ` (${formatBetween(low, high, unit)})`
  const share = formatEffect(Math.max(1, Math.ceil(100 * pValue)))
  const when = dates > 1 ? ' selon l’année d’entrée' : ''
  const text = `Effet probable${when} : ${formatEffect(effect, unit)}${between}. Moins de ${share} % de territoires fictifs montreraient un écart aussi grand.`
  return { row, level: '3', text }
}

/** One or two treated units: rows 6, 7 and 9. */
function twin(situation: Situation): Step {
  const {
    effect,
    unit,
    donors,
    pValue = 1,
    normalisedGap = 0,
    secondMethodAgrees = false,
    method,
    rank,
  } = situation
  const chance = rank === undefined ? 0 : Math.round((100 * rank.place) / rank.total)
  const place =
    rank === undefined
      ? ''
      : ` Rang ${rank.place} sur ${rank.total} territoires testés : sans aucun effet, un rang aussi bon arrive dans ${chance} % des cas.`
  const ranked = `Le territoire s’écarte de son jumeau statistique de ${formatEffect(effect, unit)}.${place}`
  if (donors < THRESHOLDS.fewestDonors) {
    return { row: 9, level: '1', text: `${ranked} Trop peu de territoires comparables pour en juger.` }
  }
  if (donors < THRESHOLDS.donorsForFivePercent) {
    return {
      row: 9,
      level: '2',
      text: `${ranked} Trop peu de territoires comparables : au mieux un risque d’erreur de 1 sur ${donors + 1}.`,
    }
  }
  if (normalisedGap > THRESHOLDS.goodFit || method === 'asc') {
    return {
      row: 7,
      level: '2',
      text: `${ranked} Résultat fragile : le jumeau statistique reproduit mal le passé.`,
    }
  }
  const certain =
    pValue <= THRESHOLDS.certain && secondMethodAgrees && donors >= THRESHOLDS.donorsForSynthetic
  return { row: 6, level: certain ? '3' : '2', text: ranked }
}

function interrupted({ before, after, effect, unit, start, autocorrelated = false }: Situation): Step {
  if (before + after < 8) {
    const text = `Tendance à la ${effect < 0 ? 'baisse' : 'hausse'}, sans lien établi avec le contrat.`
    return { row: 15, level: '1', text }
  }
  const when = start === undefined ? '' : ` en ${start}`
  const text = `Rupture observée${when} (${formatEffect(effect, unit)}). Une autre cause à la même date l’expliquerait aussi bien.`
  const isLong = before >= THRESHOLDS.measuresBefore.its && after >= THRESHOLDS.measuresAfterForBreak
  return { row: 14, level: isLong && !autocorrelated ? '2' : '1', text }
}

/** Rows 16, 17 and 19: no effect is told apart from zero, or the methods do not agree. */
function nothingTold(situation: Situation, smallestDetectable: number): Step | null {
  const { low, high, pValue, treated, donors, target, unit, method } = situation
  if (situation.secondMethodAgrees === false) {
    return { row: 19, level: 'I', text: 'Les méthodes ne concordent pas ; nous ne concluons pas.' }
  }
  const byRank =
    treated < THRESHOLDS.treatedForErrors &&
    method !== 'its' &&
    pValue !== undefined &&
    Number.isFinite(pValue)
  const hasInterval = low !== undefined && high !== undefined && Number.isFinite(low + high)
  const containsZero = hasInterval && low <= 0 && high >= 0
  // With few donors the best rank possible is above 10 %: being first is then all that can be seen.
  const bar = Math.max(THRESHOLDS.signal, (1 + 1e-9) / (donors + 1))
  const unseen = byRank
    ? pValue > bar
    : containsZero || (!hasInterval && !((pValue ?? 1) <= THRESHOLDS.certain))
  if (!unseen) return null
  const compatible = hasInterval
    ? ` Les données sont compatibles avec un effet ${formatBetween(low, high, unit)}.`
    : ''
  const seen = formatEffect(smallestDetectable, unit)
  if (target !== undefined && smallestDetectable <= Math.abs(target)) {
    return {
      row: 16,
      level: 'N',
      text: `Pas d’effet détecté ; un effet supérieur à ${seen} est peu plausible.${compatible}`,
    }
  }
  const visible = Number.isFinite(smallestDetectable)
    ? ` : seul un effet supérieur à ${seen} aurait été visible`
    : ''
  return {
    row: 17,
    level: 'I',
    text: `Résultat non concluant${visible}. Cela ne veut pas dire que le contrat n’a pas d’effet.${compatible}`,
  }
}

/** Rows 10, 12, 13 and 18: what the context takes away or obliges to say. */
function caps({ context = {}, weaklyIdentified = false }: Situation): Step[] {
  const steps: Step[] = []
  if (weaklyIdentified)
    steps.push({
      row: 7,
      level: '2',
      text: 'Résultat fragile : d’autres combinaisons de territoires reproduiraient aussi bien le passé.',
    })
  if (context.selectedOnOutcome === true)
    steps.push({
      row: 10,
      level: '2',
      text: 'Une partie de l’amélioration était attendue sans intervention, car le quartier a été choisi dans une mauvaise année.',
    })
  if (context.breakYear !== undefined)
    steps.push({
      row: 12,
      level: '2',
      text: `La méthode de mesure a changé en ${context.breakYear} ; seule la comparaison avec d’autres territoires reste valable.`,
    })
  if (context.perimeter === 'recalculé')
    steps.push({ row: 13, level: '3', text: 'Calculé sur un même contour pour toutes les années.' })
  const { tested = 1, kept = 1 } = context.indicators ?? {}
  if (tested > 1)
    steps.push({
      row: 18,
      level: kept > 0 ? '3' : '2',
      text: `${tested} indicateurs testés ; ${kept === 0 ? 'aucun ne se distingue' : `${kept} se distingue${kept > 1 ? 'nt' : ''}`} encore de zéro après correction.`,
    })
  return steps
}
