/**
 * A statistical value is a state: a number, or the reason why there is none. It goes through every
 * computation as it is; nothing ever turns a missing value into zero, or drops it from a sum.
 */

/** `perturbe`: noise added by the producer, totals do not add up. `estime`: survey or model. */
export type KnownStatus = 'normal' | 'estime' | 'perturbe'

/** Why there is no number, the most binding first. */
export type MissingStatus = 'secret' | 'non_significatif' | 'indisponible' | 'sans_objet'

export type ValueStatus = KnownStatus | MissingStatus

export type KnownValue = { value: number; status: KnownStatus }
/** `reason` is a French sentence that a computation adds: which terms were missing, why it refused. */
export type MissingValue = { value: null; status: MissingStatus; reason?: string }
export type Value = KnownValue | MissingValue

/** How an indicator goes from small places to a large one. */
export type Additivity =
  | { kind: 'somme' }
  | { kind: 'ratio-de-sommes' }
  | { kind: 'non-additif'; reason: string }

export const MISSING_STATUSES: ReadonlyArray<MissingStatus> = [
  'secret',
  'non_significatif',
  'indisponible',
  'sans_objet',
]

export const KNOWN_STATUSES: ReadonlyArray<KnownStatus> = ['perturbe', 'estime', 'normal']

/** The answer to « pourquoi est-ce vide ? », and what a footnote says of a number that is not exact. */
export const statusSentences: Record<ValueStatus, string> = {
  normal: 'Valeur publiée par le producteur.',
  estime: 'Valeur estimée : elle vient d’une enquête ou d’un modèle.',
  perturbe:
    'Valeur légèrement perturbée par le producteur pour protéger les personnes : les totaux ne s’additionnent pas.',
  secret: 'Valeur masquée par le secret statistique : trop peu de personnes sont concernées.',
  non_significatif: 'Valeur non significative : l’échantillon est trop petit pour être publié.',
  indisponible: 'Valeur non disponible : le producteur ne la publie pas pour ce lieu ou cette période.',
  sans_objet: 'Sans objet : l’indicateur n’a pas de sens pour ce lieu.',
}

/** The short word of a table cell. */
export const statusLabels: Record<ValueStatus, string> = {
  normal: '',
  estime: 'estimé',
  perturbe: 'perturbé',
  secret: 'secret',
  non_significatif: 'non significatif',
  indisponible: 'non disponible',
  sans_objet: 'sans objet',
}

/** A number as a value. @throws RangeError for NaN or an infinity: those are bugs, not statistics. */
export function known(value: number, status: KnownStatus = 'normal'): KnownValue {
  if (!Number.isFinite(value)) throw new RangeError(`Not a statistical value: ${value}`)
  return { value, status }
}

/** No number, and why. */
export function missing(status: MissingStatus, reason?: string): MissingValue {
  return reason === undefined ? { value: null, status } : { value: null, status, reason }
}

/** Whether there is a number. */
export function isKnown(value: Value): value is KnownValue {
  return value.value !== null
}

/** The status of a result computed from several values: the most binding one among them. */
export function worstStatus(values: Iterable<Value>): ValueStatus {
  const statuses = new Set<ValueStatus>()
  for (const { status } of values) statuses.add(status)
  return (
    MISSING_STATUSES.find((status) => statuses.has(status)) ??
    KNOWN_STATUSES.find((status) => statuses.has(status)) ??
    'indisponible'
  )
}

/**
 * Applies a function of numbers to values. When a term is missing the result is missing with the most binding
 * status; when the function gives no finite number (a division by zero) the result is `sans_objet`.
 */
export function combine(values: ReadonlyArray<Value>, compute: (...numbers: number[]) => number): Value {
  const numbers: number[] = []
  for (const value of values) {
    if (!isKnown(value)) return missingResult(values)
    numbers.push(value.value)
  }
  const result = compute(...numbers)
  if (!Number.isFinite(result))
    return missing('sans_objet', 'Le calcul n’a pas de résultat (division par zéro).')
  const status = KNOWN_STATUSES.find((candidate) => values.some((value) => value.status === candidate))
  return known(result, status ?? 'normal')
}

/**
 * Sum of counts or amounts. Refused, as a missing value with its reason, as soon as one term is missing: the
 * sum of the others would be wrong, and would give a secret away. An empty sum is `indisponible`, not zero.
 */
export function sumValues(values: ReadonlyArray<Value>): Value {
  if (values.length === 0) return missing('indisponible', 'Il n’y a aucune valeur à additionner.')
  return combine(values, (...numbers) => numbers.reduce((sum, number) => sum + number, 0))
}

/**
 * Ratio of the sum of numerators to the sum of denominators, never a mean of ratios. Missing when a term is, and
 * `sans_objet` when the denominators add up to zero.
 */
export function ratioOfSums(
  pairs: ReadonlyArray<{ numerator: Value; denominator: Value }>,
  scale = 1,
): Value {
  const numerator = sumValues(pairs.map((pair) => pair.numerator))
  const denominator = sumValues(pairs.map((pair) => pair.denominator))
  return combine([numerator, denominator], (top, bottom) => (scale * top) / bottom)
}

/** A large place's value from those of its parts, when the indicator allows it; else missing, with the reason. */
export function aggregateValues(values: ReadonlyArray<Value>, additivity: Additivity): Value {
  if (additivity.kind === 'somme') return sumValues(values)
  if (additivity.kind === 'non-additif') return missing('indisponible', additivity.reason)
  return missing(
    'indisponible',
    'Un rapport ne s’additionne pas : il se recalcule à partir de la somme de ses deux termes.',
  )
}

function missingResult(values: ReadonlyArray<Value>): MissingValue {
  const gaps = values.filter((value): value is MissingValue => !isKnown(value))
  const status = MISSING_STATUSES.find((candidate) => gaps.some((gap) => gap.status === candidate))
  const plural = gaps.length > 1
  const counted = `${gaps.length} valeur${plural ? 's' : ''} sur ${values.length} manque${plural ? 'nt' : ''}`
  return missing(status ?? 'indisponible', `Calcul impossible : ${counted} (${countByStatus(gaps)}).`)
}

function countByStatus(gaps: ReadonlyArray<MissingValue>): string {
  return MISSING_STATUSES.map((status) => ({
    status,
    count: gaps.filter((gap) => gap.status === status).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${count} ${statusLabels[status]}`)
    .join(', ')
}
