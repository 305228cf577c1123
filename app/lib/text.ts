/** French text: what search, addresses and sentences need. */

const ARTICLES = new Set([
  'le',
  'la',
  'les',
  'l',
  'd',
  'de',
  'du',
  'des',
  'un',
  'une',
  'aux',
  'au',
  'a',
  'en',
  'et',
])

/**
 * The form two spellings share: no accents, no case, ligatures opened, hyphens and apostrophes as spaces,
 * « St » and « Ste » in full. « Œuvre à Saint-Aybert » becomes `oeuvre a saint aybert`.
 */
export function normaliseForSearch(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replaceAll(/\bst\b/g, 'saint')
    .replaceAll(/\bste\b/g, 'sainte')
}

/** The key by which names from two sources meet: `normaliseForSearch` without articles and small words. */
export function matchKey(name: string): string {
  const words = normaliseForSearch(name).split(' ')
  const kept = words.filter((word) => !ARTICLES.has(word))
  return (kept.length > 0 ? kept : words).join(' ')
}

/** Whether every word searched begins a word of the text; an empty search finds everything. */
export function matchesSearch(text: string, search: string): boolean {
  return hasWords(normaliseForSearch(text), normaliseForSearch(search))
}

/** `matchesSearch` on texts already normalised: for long lists searched at each letter typed. */
export function hasWords(normalisedText: string, normalisedSearch: string): boolean {
  const haystack = ` ${normalisedText}`
  return normalisedSearch.split(' ').every((word) => haystack.includes(` ${word}`))
}

/** An address part: lower-case ASCII words joined by hyphens, at most `maxLength` characters, never cut inside a word. */
export function slugify(text: string, maxLength = 60): string {
  const words = normaliseForSearch(text)
    .replaceAll(/[^a-z0-9 ]/g, '')
    .split(' ')
    .filter(Boolean)
  let slug = ''
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}-${word}`
    if (longer.length > maxLength) break
    slug = longer
  }
  return slug === '' ? (words[0] ?? '').slice(0, maxLength) : slug
}

const pluralRules = new Intl.PluralRules('fr-FR')
const count = new Intl.NumberFormat('fr-FR')

/** The form that goes with a number; French keeps the singular for 0 and 1,5. */
export function plural(quantity: number, one: string, many: string = `${one}s`): string {
  return pluralRules.select(quantity) === 'one' ? one : many
}

/** « 1 fiche », « 12 345 fiches », « 0 fiche ». */
export function formatCount(quantity: number, one: string, many?: string): string {
  return `${count.format(quantity)}\u00a0${plural(quantity, one, many)}`
}

const conjunction = new Intl.ListFormat('fr-FR', { type: 'conjunction' })
const disjunction = new Intl.ListFormat('fr-FR', { type: 'disjunction' })

/** « a, b et c ». */
export function formatList(items: Iterable<string>): string {
  return conjunction.format(items)
}

/** « a, b ou c ». */
export function formatAlternatives(items: Iterable<string>): string {
  return disjunction.format(items)
}

/** « a, b et 3 autres »: the first items, then how many are left. */
export function formatShortList(items: ReadonlyArray<string>, shown: number): string {
  const left = items.length - shown
  if (left <= 0) return formatList(items)
  return formatList([...items.slice(0, shown), `${left} ${plural(left, 'autre')}`])
}

/** « de Valenciennes », « d’Anzin », « du Quesnoy », « des Rousses »: a place name after « de ». */
export function formatDe(name: string): string {
  if (/^Le /.test(name)) return `du ${name.slice(3)}`
  if (/^Les /.test(name)) return `des ${name.slice(4)}`
  return /^([aeiou]|y[^aeiou])/.test(normaliseForSearch(name)) ? `d’${name}` : `de ${name}`
}

/** A sentence begins with a capital, accents kept. */
export function capitalise(text: string): string {
  const [first = ''] = text
  return first.toLocaleUpperCase('fr') + text.slice(first.length)
}

const collator = new Intl.Collator('fr', { sensitivity: 'base', numeric: true })

/** Order of a French list: accents and case ignored, « Axe 2 » before « Axe 10 ». */
export function compareText(a: string, b: string): number {
  return collator.compare(a, b)
}

/** A text cut to `most` characters at most, an ellipsis included when something is left out. */
export function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}
