/** Money is a whole number of centimes everywhere; euros exist only on screens and in files. */

export type ParsedEuros = { ok: true; centimes: number } | { ok: false; reason: string }

const withCentimes = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' })
const rounded = new Intl.NumberFormat('fr-FR', {
  style: 'currency',
  currency: 'EUR',
  maximumFractionDigits: 0,
})

// Adding 0 turns −0 into 0: « -0 € » is nobody's amount.

/** « 12 345,67 € »; a dash when there is no amount. */
export function formatEuros(centimes: number | null | undefined): string {
  return centimes === null || centimes === undefined ? '—' : withCentimes.format((centimes + 0) / 100)
}

/** « 12 346 € », for charts and headlines; a dash when there is no amount. */
export function formatEurosRounded(centimes: number | null | undefined): string {
  return centimes === null || centimes === undefined ? '—' : rounded.format(Math.round(centimes / 100) + 0)
}

/** « 12345,67 »: what a cell of a CSV meant for a French spreadsheet holds. */
export function formatEurosForCsv(centimes: number | null | undefined): string {
  if (centimes === null || centimes === undefined) return ''
  const sign = centimes < 0 ? '-' : ''
  const digits = String(Math.abs(centimes)).padStart(3, '0')
  return `${sign}${digits.slice(0, -2)},${digits.slice(-2)}`
}

/** Centimes of an amount a spreadsheet holds as a number, rounded half away from zero. */
export function centimesFromEuros(euros: number): number {
  // The exponent form rounds on the decimal digits people see: 1.005 becomes 101, as they expect.
  const shifted = Number(`${Math.abs(euros)}e2`)
  const centimes = Math.round(Number.isNaN(shifted) ? Math.abs(euros) * 100 : shifted)
  return euros < 0 && centimes !== 0 ? -centimes : centimes
}

/** Reads an amount typed by a person: « 12 345,67 € », « 1 200 », « 12 k€ », « 1,5 M€ », « (300) ». */
export function parseEuros(text: string): ParsedEuros {
  const compact = text
    .normalize('NFKC')
    .replaceAll(/[\s'’_]/g, '')
    .replace(/^[\u2212\u2013]/, '-')
  if (compact === '') return refuse('Indiquez un montant.')
  const match = /^(\()?([+-]?)([\d.,]+)(k|m)?(?:€|euros?|eur)?(\))?$/i.exec(compact)
  if (!match || Boolean(match[1]) !== Boolean(match[5])) {
    return refuse(`« ${text.trim()} » n’est pas un montant : écrivez par exemple 12 345,67.`)
  }
  const [, parenthesis, sign, digits = '', unit] = match
  const amount = readDigits(digits, unit !== undefined)
  if (!amount.ok) return amount
  const factor = unit === undefined ? 1 : unit.toLowerCase() === 'k' ? 1_000 : 1_000_000
  const centimes = centimesFromEuros(amount.euros * factor)
  if (!Number.isSafeInteger(centimes)) return refuse('Ce montant est trop grand pour être exact.')
  return { ok: true, centimes: (parenthesis || sign === '-') && centimes !== 0 ? -centimes : centimes }
}

/**
 * Shares an amount out in proportion to weights, to the centime: parts always add up to the total.
 * Largest-remainder method (Hamilton), in exact whole-number arithmetic; ties go to the first. When every
 * weight is zero the parts are equal.
 * @throws RangeError for a negative or infinite weight, or when there is an amount and nobody to give it to.
 */
export function splitCentimes(total: number, weights: ReadonlyArray<number>): number[] {
  if (!Number.isSafeInteger(total)) throw new RangeError('The total must be a whole number of centimes')
  if (weights.some((weight) => !(weight >= 0) || weight === Number.POSITIVE_INFINITY)) {
    throw new RangeError('Weights must be finite and non-negative')
  }
  if (weights.length === 0) {
    if (total === 0) return []
    throw new RangeError('Nobody to share the amount with')
  }
  const whole = toWholeWeights(weights)
  const sum = whole.reduce((all, weight) => all + weight, 0n)
  const amount = BigInt(Math.abs(total))
  const parts = whole.map((weight) => (amount * weight) / sum)
  const left = Number(amount - parts.reduce((all, part) => all + part, 0n))
  const byRemainder = whole
    .map((weight, index) => ({ index, remainder: (amount * weight) % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1))
  const winners = new Set(byRemainder.slice(0, left).map(({ index }) => index))
  return parts.map((part, index) => {
    const centimes = Number(part) + (winners.has(index) ? 1 : 0)
    return total < 0 && centimes !== 0 ? -centimes : centimes
  })
}

/** Adds amounts; a bug that lets a fraction of a centime in is stopped here. */
export function sumCentimes(amounts: Iterable<number>): number {
  let total = 0
  for (const amount of amounts) {
    if (!Number.isSafeInteger(amount)) throw new RangeError(`Not a whole number of centimes: ${amount}`)
    total += amount
  }
  return total
}

function toWholeWeights(weights: ReadonlyArray<number>): bigint[] {
  const largest = Math.max(...weights)
  if (largest === 0) return weights.map(() => 1n)
  if (weights.every(Number.isSafeInteger)) return weights.map(BigInt)
  return weights.map((weight) => BigInt(Math.round((weight / largest) * 2 ** 50)))
}

function readDigits(
  digits: string,
  hasUnit: boolean,
): { ok: true; euros: number } | { ok: false; reason: string } {
  if (/^\d{1,3}(\.\d{3})+,\d{1,2}$/.test(digits)) return euros(digits.replaceAll('.', '').replace(',', '.'))
  if (/^\d{1,3}(,\d{3})+\.\d{1,2}$/.test(digits)) return euros(digits.replaceAll(',', ''))
  if (/^\d{1,3}([.,]\d{3}){2,}$/.test(digits)) return euros(digits.replaceAll(/[.,]/g, ''))
  if (!/^\d+([.,]\d*)?$|^[.,]\d+$/.test(digits)) {
    return refuse(`« ${digits} » n’est pas un montant : écrivez par exemple 12 345,67.`)
  }
  const [, decimals = ''] = digits.split(/[.,]/)
  if (!hasUnit && decimals.length === 3) {
    return refuse(`« ${digits} » peut se lire de deux façons : écrivez les milliers avec un espace.`)
  }
  if (!hasUnit && decimals.length > 2) return refuse('Un montant a au plus deux chiffres après la virgule.')
  return euros(digits.replace(',', '.'))
}

function euros(digits: string): { ok: true; euros: number } {
  return { ok: true, euros: Number(digits) }
}

function refuse(reason: string): { ok: false; reason: string } {
  return { ok: false, reason }
}
