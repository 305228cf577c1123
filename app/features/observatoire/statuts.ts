/**
 * What a cell of a statistical file says. Only `normal`, `perturbe` and `estime` carry a number. The five ways of
 * not being a number are kept apart: none of them is ever turned into zero.
 */
export const STATUTS = [
  'normal',
  'secret',
  'perturbe',
  'estime',
  'indisponible',
  'sans-objet',
  'non-significatif',
  'vide',
] as const
export type Statut = (typeof STATUTS)[number]

/** The words shown for each status, and in the answer to « pourquoi est-ce vide ? ». */
export const statutLabels: Record<Statut, string> = {
  normal: 'Valeur publiée',
  secret: 'Secret statistique : le producteur ne diffuse pas cette valeur',
  perturbe: 'Valeur légèrement modifiée par le producteur pour protéger les personnes',
  estime: 'Valeur estimée',
  indisponible: 'Non disponible dans la source',
  'sans-objet': 'Sans objet pour ce lieu',
  'non-significatif': 'Non significatif : trop peu d’observations',
  vide: 'Case vide dans le fichier : secret ou hors champ, la source ne le dit pas',
}

const MARKS: Record<string, Statut> = {
  s: 'secret',
  c: 'secret',
  ndiff: 'secret',
  'non diffuse': 'secret',
  secret: 'secret',
  'secret statistique': 'secret',
  confidentiel: 'secret',
  ns: 'non-significatif',
  'n.s.': 'non-significatif',
  'n.s': 'non-significatif',
  'non significatif': 'non-significatif',
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
  so: 'sans-objet',
  's.o.': 'sans-objet',
  's.o': 'sans-objet',
  's/o': 'sans-objet',
  'sans objet': 'sans-objet',
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
  if (/^confidentiel\b/.test(plain) || /^secret\b/.test(plain)) return 'secret'
  return /^n\/a\b/.test(plain) || /non disponible$/.test(plain) ? 'indisponible' : null
}
