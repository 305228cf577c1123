import { KNOWN_STATUSES, MISSING_STATUSES, statusSentences, type ValueStatus } from '#stats/value.ts'

/**
 * What a cell of a statistical file says: a value of `stats/value.ts`, or `vide`, an empty cell that the source does
 * not explain (secret or out of field). The ways of not being a number are kept apart and none is ever turned into zero.
 */
export type Statut = ValueStatus | 'vide'
export const STATUTS: readonly Statut[] = [...KNOWN_STATUSES, ...MISSING_STATUSES, 'vide']

/** The answer to « pourquoi est-ce vide ? ». */
export const statutSentences: Record<Statut, string> = {
  ...statusSentences,
  vide: 'Case vide dans le fichier : secret statistique ou hors champ, la source ne le dit pas.',
}

const MARKS: Record<string, Statut> = {
  s: 'secret',
  c: 'secret',
  ndiff: 'secret',
  'non diffuse': 'secret',
  secret: 'secret',
  'secret statistique': 'secret',
  confidentiel: 'secret',
  ns: 'non_significatif',
  'n.s.': 'non_significatif',
  'n.s': 'non_significatif',
  'non significatif': 'non_significatif',
  nd: 'indisponible',
  'n.d.': 'indisponible',
  'n.d': 'indisponible',
  'n/d': 'indisponible',
  '#n/d': 'indisponible',
  '#n/a': 'indisponible',
  na: 'indisponible',
  'n/a': 'indisponible',
  'n.a.': 'indisponible',
  null: 'indisponible',
  nan: 'indisponible',
  'non disponible': 'indisponible',
  indisponible: 'indisponible',
  '.': 'indisponible',
  '..': 'indisponible',
  '...': 'indisponible',
  '…': 'indisponible',
  so: 'sans_objet',
  's.o.': 'sans_objet',
  's.o': 'sans_objet',
  's/o': 'sans_objet',
  'sans objet': 'sans_objet',
}

/** The status a mark stands for, or null when the text is not a known mark. Case and accents do not count. */
export function statutOfMark(text: string): Statut | null {
  const plain = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim()
    .toLowerCase()
  if (plain === '') return 'vide'
  const known = MARKS[plain]
  if (known) return known
  if (/^confidentiel\b/.test(plain) || /^(?:n\/a - )?secret\b/.test(plain)) return 'secret'
  // « < 5 », « moins de 11 »: a small number hidden behind its threshold.
  if (/^(?:<|<=|≤|moins de|inf(?:erieur)? a)\s?\d{1,3}$/.test(plain)) return 'secret'
  if (/^n\/a - division par/.test(plain)) return 'sans_objet'
  return /^n\/a\b/.test(plain) || /non disponible$/.test(plain) ? 'indisponible' : null
}
