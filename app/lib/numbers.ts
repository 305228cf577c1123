/** Numbers as French readers write them. A missing number is a dash on screen, never a zero. */

export const NO_VALUE = '—'

export type Unit =
  | 'nombre'
  | 'personnes'
  | 'habitants'
  | 'menages'
  | 'euros'
  | 'part'
  | 'pourcent'
  | 'points'
  | 'pour-mille'
  | 'pour-100000'
  | 'ratio'
  | 'indice'
  | 'jours'
  | 'etp'
  | 'km2'
  | 'annees'

type UnitForm = { suffix: string; digits: number; scale?: number; label: string }

/** How each unit is written: what follows the number, how many decimals, and its name in a legend. */
export const unitForms: Record<Unit, UnitForm> = {
  nombre: { suffix: '', digits: 0, label: 'nombre' },
  personnes: { suffix: ' personnes', digits: 0, label: 'personnes' },
  habitants: { suffix: ' hab.', digits: 0, label: 'habitants' },
  menages: { suffix: ' ménages', digits: 0, label: 'ménages' },
  euros: { suffix: '\u00a0€', digits: 0, label: '€' },
  part: { suffix: '\u00a0%', digits: 1, scale: 100, label: '%' },
  pourcent: { suffix: '\u00a0%', digits: 1, label: '%' },
  points: { suffix: '\u00a0pts', digits: 1, label: 'points' },
  'pour-mille': { suffix: '\u00a0‰', digits: 1, label: 'pour 1\u202f000' },
  'pour-100000': { suffix: '', digits: 1, label: 'pour 100\u202f000 habitants' },
  ratio: { suffix: '', digits: 2, label: 'rapport' },
  indice: { suffix: '', digits: 1, label: 'indice' },
  jours: { suffix: '\u00a0j', digits: 1, label: 'jours' },
  etp: { suffix: '\u00a0ETP', digits: 2, label: 'équivalents temps plein' },
  km2: { suffix: '\u00a0km²', digits: 1, label: 'km²' },
  annees: { suffix: '\u00a0ans', digits: 1, label: 'années' },
}

/** « 12 345 » or « 12 345,7 »: at most `digits` decimals, half away from zero; a dash when there is no number. */
export function formatNumber(value: number | null | undefined, digits = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NO_VALUE
  return formatter(digits, 0).format(noNegativeZero(value, digits))
}

/** « 12,50 »: exactly `digits` decimals, for columns that line up. */
export function formatFixed(value: number | null | undefined, digits: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NO_VALUE
  return formatter(digits, digits).format(noNegativeZero(value, digits))
}

/** « 12,5 % » from a share in [0, 1]. */
export function formatShare(share: number | null | undefined, digits = 1): string {
  const text = formatNumber(share === null || share === undefined ? share : share * 100, digits)
  return text === NO_VALUE ? text : `${text}\u00a0%`
}

/** A number in its unit: « 20 250 € », « 25,0 % », « 38,2 ‰ »; a share is stored in [0, 1] and shown in per cent. */
export function formatWithUnit(value: number | null | undefined, unit: Unit): string {
  const { suffix, digits, scale = 1 } = unitForms[unit]
  const text = formatNumber(value === null || value === undefined ? value : value * scale, digits)
  return text === NO_VALUE ? text : `${text}${suffix}`
}

/** « +1,2 pt », « −3 »: a difference always shows its sign, with a real minus. */
export function formatChange(value: number | null | undefined, digits = 1): string {
  const text = formatNumber(value, digits)
  if (text === NO_VALUE || text === '0') return text
  return text.startsWith('-') ? `\u2212${text.slice(1)}` : `+${text}`
}

/**
 * Reads a number written by a person: spaces of all kinds and French decimal comma, or a decimal point.
 * @returns null when the text is empty, is not a number, or could be read two ways (« 1.234,5.6 »).
 */
export function parseNumber(text: string): number | null {
  const compact = text
    .normalize('NFKC')
    .replaceAll(/[\s'’_]/g, '')
    .replace(/^[\u2212\u2013]/, '-')
  if (!/^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/.test(compact)) return parseGrouped(compact)
  const value = Number(compact.replace(',', '.'))
  return Number.isFinite(value) ? value : null
}

function parseGrouped(compact: string): number | null {
  if (/^[+-]?\d{1,3}(\.\d{3})+,\d+$/.test(compact))
    return Number(compact.replaceAll('.', '').replace(',', '.'))
  if (/^[+-]?\d{1,3}(\.\d{3}){2,}$/.test(compact)) return Number(compact.replaceAll('.', ''))
  return null
}

const formatters = new Map<string, Intl.NumberFormat>()

function formatter(maximumFractionDigits: number, minimumFractionDigits: number): Intl.NumberFormat {
  const key = `${maximumFractionDigits}/${minimumFractionDigits}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.NumberFormat('fr-FR', { maximumFractionDigits, minimumFractionDigits })
  formatters.set(key, made)
  return made
}

function noNegativeZero(value: number, digits: number): number {
  return Math.abs(value) < 0.5 / 10 ** digits ? 0 : value
}
