import { expect, test } from 'vitest'
import {
  capitalise,
  compareText,
  formatAlternatives,
  formatCount,
  formatDe,
  formatList,
  formatShortList,
  matchesSearch,
  matchKey,
  normaliseForSearch,
  plural,
  shorten,
  slugify,
} from './text.ts'

test('accents, case, ligatures and hyphens do not hide a word', () => {
  expect(normaliseForSearch('Cœur d’Œuvre — ÉGALITÉ')).toBe('coeur d oeuvre egalite')
  expect(normaliseForSearch('Bruay-sur-l’Escaut')).toBe(normaliseForSearch("BRUAY SUR L'ESCAUT "))
  expect(normaliseForSearch('St-Saulve')).toBe('saint saulve')
})

test('normalising twice changes nothing more', () => {
  for (const text of ['Condé-sur-l’Escaut', 'Ste Marie', ' À bout…', 'ﬁche']) {
    expect(normaliseForSearch(normaliseForSearch(text))).toBe(normaliseForSearch(text))
  }
})

test('the same commune under two spellings has one key', () => {
  expect(matchKey('La Sentinelle')).toBe(matchKey('Sentinelle'))
  expect(matchKey("L' Abergement-Clémenciat")).toBe(matchKey('L’Abergement-Clémenciat'))
  expect(matchKey('AMBERIEU EN BUGEY')).toBe(matchKey('Ambérieu-en-Bugey'))
  expect(matchKey('Anzin ')).toBe('anzin')
  expect(matchKey('Les')).toBe('les')
})

test('a search finds words by their beginning, in any order', () => {
  expect(matchesSearch('Réussite éducative de Valenciennes', 'valen reussite')).toBe(true)
  expect(matchesSearch('Réussite éducative', 'ducative')).toBe(false)
  expect(matchesSearch('Tout', ' ')).toBe(true)
})

test('an address part is plain and never cuts a word', () => {
  expect(slugify('Valenciennes Métropole')).toBe('valenciennes-metropole')
  expect(slugify('Un très long titre de fiche action', 12)).toBe('un-tres-long')
  expect(slugify('a'.repeat(80), 10)).toBe('a'.repeat(10))
  expect(slugify('!!!')).toBe('')
})

test('French counts zero and one and a half as singular', () => {
  expect(plural(0, 'fiche')).toBe('fiche')
  expect(plural(1.5, 'jour')).toBe('jour')
  expect(plural(2, 'cheval', 'chevaux')).toBe('chevaux')
  expect(formatCount(12345, 'fiche')).toBe('12\u202f345\u00a0fiches')
})

test('lists read as sentences', () => {
  expect(formatList(['a'])).toBe('a')
  expect(formatList(['a', 'b', 'c'])).toBe('a, b et c')
  expect(formatAlternatives(['a', 'b', 'c'])).toBe('a, b ou c')
  expect(formatShortList(['a', 'b', 'c', 'd'], 2)).toBe('a, b et 2 autres')
  expect(formatShortList(['a', 'b', 'c'], 2)).toBe('a, b et 1 autre')
  expect(formatList([])).toBe('')
})

test('place names take the right « de »', () => {
  expect(formatDe('Valenciennes')).toBe('de Valenciennes')
  expect(formatDe('Anzin')).toBe('d’Anzin')
  expect(formatDe('Étreux')).toBe('d’Étreux')
  expect(formatDe('Yvetot')).toBe('d’Yvetot')
  expect(formatDe('Yutz')).toBe('de Yutz')
  expect(formatDe('Œuilly')).toBe('d’Œuilly')
  expect(formatDe('Le Quesnoy')).toBe('du Quesnoy')
  expect(formatDe('Les Rousses')).toBe('des Rousses')
  expect(formatDe('La Sentinelle')).toBe('de La Sentinelle')
})

test('a capital keeps its accent, and a list sorts as people read it', () => {
  expect(capitalise('état')).toBe('État')
  expect(capitalise('')).toBe('')
  expect(['Axe 10', 'Élan', 'axe 2', 'Étang', 'Eau'].sort(compareText)).toEqual([
    'axe 2',
    'Axe 10',
    'Eau',
    'Élan',
    'Étang',
  ])
})

test('a text too long is cut within the limit, the ellipsis counted, and a short one is left as it is', () => {
  expect(shorten('Rien à dire', 11)).toBe('Rien à dire')
  expect(shorten('Rien à dire de plus', 11)).toBe('Rien à dir…')
})
