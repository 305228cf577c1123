import { type IsoDate, parseDate, parseIsoDate } from '#app/lib/dates.ts'
import { centimesFromEuros } from '#app/lib/money.ts'
import { type Cell, cellText, type DateReading, readDate, readNumber } from '#app/lib/tables/index.ts'
import type { Nature } from './attribution.words.ts'

/** What a cell gave: its value, and what has to be said about it. */
export interface Reading<Value> {
  value: Value
  code?: string
  message?: string
}

/** How « 1,500 » is read: cents have two digits, so three after a comma are thousands unless the person says otherwise. */
export type Comma = 'decimale' | 'milliers'

const FILLERS =
  /^(?:ne rien indiquer|non? (?:renseigne|communique|concerne|applicable|disponible)s?\.?|n\/?[acr]|#n\/[ad]|null|neant|sans objet|so|nd|nr|-+|\.+|x{2,}|\?+)$/

/** A text left by a template, or that says that nothing is said. */
export function isFiller(text: string): boolean {
  const plain = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
  return FILLERS.test(plain)
}

/** The text of a cell, without the fillers of templates; white space at both ends is not a text. */
export function readText(cell: Cell | undefined): string {
  const text = cellText(cell)
    .replace(/\u00a0/g, ' ')
    .trim()
  return isFiller(text) ? '' : text
}

const PARENTHESES = /^\((.+)\)$/
const SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i
const SCALED = /^([+-]?\d+(?:[.,]\d+)?)\s*(k|m)\s*(?:€|euros?)?$/i
const THOUSANDS_BY_DOTS = /^[+-]?\d{1,3}(?:\.\d{3})+$/
/** Beyond, no subsidy exists and cents are no longer exact. */
const LARGEST_EUROS = 1e12

export interface AmountColumn {
  comma: Comma
  /** True when a point was seen before decimals elsewhere in the column. */
  hasPointDecimals: boolean
}

/** An amount in whole cents, or null with the reason. Nothing is guessed out of a sentence. */
export function readAmount(cell: Cell | undefined, column: AmountColumn): Reading<number | null> {
  const text = cellText(cell)
    .replace(/[\u00a0\u202f]/g, ' ')
    .trim()
  if (text === '') return { value: null, code: 'montant-absent', message: 'Le montant est vide.' }
  if (isFiller(text)) {
    return { value: null, code: 'montant-absent', message: `« ${text} » : le montant n’est pas communiqué.` }
  }
  const euros = typeof cell === 'number' ? cell : eurosOf(text, column)
  if (euros === null || !Number.isFinite(euros) || Math.abs(euros) > LARGEST_EUROS) {
    return { value: null, code: 'montant-illisible', message: `« ${short(text)} » n’est pas un montant.` }
  }
  const value = centimesFromEuros(euros)
  return { value, ...doubt(value, euros, typeof cell === 'string') }
}

function doubt(value: number, euros: number, isTyped: boolean): { code?: string; message?: string } {
  if (value < 0)
    return { code: 'montant-negatif', message: 'Le montant est négatif : annulation ou reversement ?' }
  if (value === 0) return { code: 'montant-nul', message: 'Le montant est nul.' }
  const isRounded = isTyped && Math.abs(euros * 100 - value) > 1e-3 * Math.max(1, Math.abs(value) * 1e-9)
  return isRounded ? { code: 'montant-arrondi', message: 'Le montant est arrondi au centime.' } : {}
}

function eurosOf(typed: string, column: AmountColumn): number | null {
  const inner = PARENTHESES.exec(typed)?.[1]
  if (inner !== undefined) {
    const positive = eurosOf(inner, column)
    return positive === null ? null : -positive
  }
  const text = typed
    .replace(/\s+/g, ' ')
    .replace(/^€\s*/, '')
    .replace(/^([+-]) /, '$1')
  if (SCIENTIFIC.test(text)) return Number(text.replace(',', '.'))
  const scaled = SCALED.exec(text)
  if (scaled)
    return Number((scaled[1] ?? '').replace(',', '.')) * (scaled[2]?.toLowerCase() === 'k' ? 1e3 : 1e6)
  const bare = text.replace(/\s*(?:€|euros?|eur)\.?$/i, '')
  if (THOUSANDS_BY_DOTS.test(bare) && !column.hasPointDecimals) return Number(bare.replaceAll('.', ''))
  const reading = readNumber(text, column.comma === 'decimale' ? 'virgule' : null)
  if (reading.kind === 'ambigu') return column.comma === 'decimale' ? reading.asDecimal : reading.asThousands
  return reading.kind === 'nombre' && reading.unit !== 'pourcent' ? reading.value : null
}

/** Whether an amount is written with a comma and three digits: thousands or decimals. */
export function hasDoubtfulComma(cell: Cell | undefined): boolean {
  return typeof cell === 'string' && readNumber(cell).kind === 'ambigu'
}

/** Whether a text proves that the point of its column stands before decimals. */
export function provesPointDecimals(cell: Cell | undefined): boolean {
  if (typeof cell === 'number') return false
  const bare = cellText(cell).replace(/\s*(?:€|euros?|eur)$/i, '')
  return /^[+-]?\d+\.\d+$/.test(bare) && !THOUSANDS_BY_DOTS.test(bare)
}

export interface DayReading {
  jour: IsoDate | null
  annee: number | null
}

/** The day of a decision. A year or a month alone gives no day: only its year is kept. */
export function readDay(cell: Cell | undefined): Reading<DayReading> {
  const text = readText(cell)
  if (text === '') return { value: { jour: null, annee: null } }
  const reading = dateOf(cell, text)
  if (!reading) {
    const message = `« ${short(text)} » n’est pas une date : le texte est gardé.`
    return { value: { jour: null, annee: null }, code: 'date-illisible', message }
  }
  const annee = Number(reading.debut.slice(0, 4))
  if (reading.precision !== 'jour') {
    const message = `« ${short(text)} » ne dit pas le jour : seule l’année est gardée.`
    return { value: { jour: null, annee }, code: 'date-incomplete', message }
  }
  const value = { jour: parseIsoDate(reading.debut), annee }
  if (annee < 1950 || annee > 2100) {
    return { value, code: 'date-improbable', message: `La date ${reading.debut} est peu probable.` }
  }
  return { value }
}

function dateOf(cell: Cell | undefined, text: string): DateReading | null {
  const read = readDate(typeof cell === 'string' ? text : cell)
  if (read) return read
  const day = typeof cell === 'string' ? parseDate(text) : null
  return day ? { debut: day, fin: day, precision: 'jour' } : null
}

export interface PeriodReading {
  debut: IsoDate | null
  fin: IsoDate | null
}

const SIDES = /^(?:du )?(.+?)\s*(?:_|\/(?=\d{4}-)| au | - |\s-\s|;| et )\s*(.+)$/i

/** When the money is paid: a day, or a period written with a slash, an underscore or words. */
export function readPeriod(cell: Cell | undefined): Reading<PeriodReading> {
  const nothing = { debut: null, fin: null }
  const text = readText(cell)
  if (text === '') return { value: nothing }
  const whole = dateOf(cell, text)
  if (whole) return { value: asPeriod(whole) }
  const [, left, right] = SIDES.exec(text) ?? []
  const from = left ? dateOf(left, left) : null
  const to = right ? dateOf(right, right) : null
  if (!from || !to || /\n/.test(text)) {
    const message = `« ${short(text)} » n’est ni une date ni une période : le texte est gardé.`
    return { value: nothing, code: 'versement-illisible', message }
  }
  const value = { debut: parseIsoDate(from.debut), fin: parseIsoDate(to.fin) }
  if (to.fin < from.debut) {
    return {
      value,
      code: 'periode-inversee',
      message: `La période « ${short(text)} » finit avant de commencer.`,
    }
  }
  return { value }
}

function asPeriod(reading: DateReading): PeriodReading {
  return { debut: parseIsoDate(reading.debut), fin: parseIsoDate(reading.fin) }
}

/** Money, or things: « Aide financière », « Numéraire », « aide en nature;aide en numéraire ». */
export function readNature(cell: Cell | undefined): Reading<Nature | null> {
  const text = readText(cell)
  if (text === '') return { value: null }
  const plain = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
  const isMoney = /num.{1,3}raire|financi|subvention|monetaire|argent|numerique?s? ?$/.test(plain)
  const isThings = /\bnature\b|prestation|mise a disposition|materiel/.test(plain)
  if (isMoney && isThings) return { value: 'numeraire_et_nature' }
  if (isMoney) return { value: 'numeraire' }
  if (isThings) return { value: 'nature' }
  const message = `« ${short(text)} » ne dit pas si l’aide est en numéraire ou en nature : le texte est gardé.`
  return { value: null, code: 'nature-inconnue', message }
}

/** Yes or no, in French or in English. */
export function readYesNo(cell: Cell | undefined): Reading<boolean | null> {
  const text = readText(cell).toLowerCase()
  if (text === '') return { value: null }
  if (/^(?:oui|o|yes|y|vrai|true|1)$/.test(text)) return { value: true }
  if (/^(?:non|n|no|faux|false|0)$/.test(text)) return { value: false }
  return { value: null, code: 'oui-non-illisible', message: `« ${short(text)} » ne se lit ni oui ni non.` }
}

/** The share of the subsidy, in [0, 1]: « 0.8 », « 0,5 », « 80 % », and « 80 » with a remark. */
export function readShare(cell: Cell | undefined): Reading<number | null> {
  const text = readText(cell)
  if (text === '') return { value: null }
  const reading = readNumber(typeof cell === 'string' ? text : cell, 'virgule')
  if (reading.kind !== 'nombre' || reading.value < 0 || reading.value > 100) {
    return {
      value: null,
      code: 'part-illisible',
      message: `« ${short(text)} » n’est pas une part entre 0 et 1.`,
    }
  }
  if (reading.unit === 'pourcent') return { value: reading.value / 100 }
  if (reading.value <= 1) return { value: reading.value }
  const message = `« ${short(text)} » est lu comme un pourcentage : la part s’écrit entre 0 et 1.`
  return { value: reading.value / 100, code: 'part-en-pourcent', message }
}

/** A budget year. */
export function readYear(cell: Cell | undefined): number | null {
  const year = Number(/\b(?:19|20)\d{2}\b/.exec(cellText(cell))?.[0])
  return Number.isInteger(year) ? year : null
}

/** A cell quoted in a remark: its beginning, on one line. */
export function short(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 57)}…` : line
}
