/** Always at the end of a verdict that speaks of an effect (rule G19). */
export const TERRITORY_NOT_PEOPLE =
  'C’est un effet moyen sur le territoire, pas sur les habitants présents au départ.'

const BANNED: ReadonlyArray<{ readonly word: string; readonly pattern: RegExp }> = [
  { word: 'prouve', pattern: /(?<![\p{L}])prouv(e|ent|é|er|ée|és|ées|ait|ant)(?![\p{L}])/iu },
  { word: 'démontre', pattern: /(?<![\p{L}])d[ée]montr(e|ent|é|er|ée|és|ées|ait|ant)(?![\p{L}])/iu },
  { word: 'grâce au contrat', pattern: /gr[âa]ce\s+au\s+contrat/iu },
  {
    word: 'classement des communes par effet',
    pattern: /(classement|palmar[èe]s)\s+des\s+(communes|quartiers|territoires)/iu,
  },
]
const SIGNIFICANT = /significati(f|fs|ve|ves|vement)(?![\p{L}])/iu
const INTERVAL = /intervalle|\bentre\s+[-−]?[\d\s]+(,\d+)?.*\bet\s+[-−]?\d/iu

/** Words that a verdict, a report or a comment may not use; « significatif » is allowed beside an interval. */
export function bannedWordsIn(text: string): string[] {
  const found = BANNED.filter(({ pattern }) => pattern.test(text)).map(({ word }) => word)
  if (SIGNIFICANT.test(text) && !INTERVAL.test(text)) found.push('significatif sans intervalle')
  return found
}

/** Three significant digits, French marks: effects may be shares of 0.01 or amounts of 10⁹. */
export function formatEffect(value: number, unit = ''): string {
  const number = new Intl.NumberFormat('fr-FR', { maximumSignificantDigits: 3 }).format(value)
  return unit === '' ? number : `${number} ${unit}`
}

/** « entre −4 et −1 point ». */
export function formatBetween(low: number, high: number, unit = ''): string {
  return `entre ${formatEffect(low)} et ${formatEffect(high, unit)}`
}
