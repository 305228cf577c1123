import { type Cell, cellText } from './report.ts'

/** A code as read, with what had to be done to it. `value` is null when it cannot be trusted. */
export interface CodeReading {
  value: string | null
  /** `zero` a lost leading zero was put back; `decimale` a `.0` was cut; `espaces` spaces were removed. */
  repairs: Array<'zero' | 'decimale' | 'espaces'>
  problem: string | null
}

export const CODE_COMMUNE = /^(?:\d{2}|2[AB])\d{3}$/
export const CODE_IRIS = /^(?:\d{2}|2[AB])\d{7}$/
export const CODE_QPV = /^(?:QP(?:\d{3}|02[AB]|97\d)\d{3}|QN(?:\d{3}|02[AB])\d{2}[A-Z])$/
export const CODE_DEPARTEMENT = /^(?:\d{2}|2[AB]|97\d|98\d)$/

/** Text of a code cell: spaces and `.0` gone, upper case. */
export function codeText(cell: Cell | undefined): CodeReading {
  const raw = cellText(cell)
  const repairs: CodeReading['repairs'] = []
  let text = raw.replace(/[\s\u00a0\u202f]/g, '')
  if (text !== raw) repairs.push('espaces')
  if (/^\d+[.,]0+$/.test(text)) {
    text = text.replace(/[.,]0+$/, '')
    repairs.push('decimale')
  }
  return { value: text === '' ? null : text.toUpperCase(), repairs, problem: null }
}

/** A commune code. The leading zero is put back only when the caller declares the column as INSEE codes. */
export function readCodeCommune(cell: Cell | undefined): CodeReading {
  return padded(codeText(cell), 5, CODE_COMMUNE, 'un code commune (5 caractères, par exemple 59606 ou 2A004)')
}

/** An IRIS code: `59606_0401` and a bare commune code of a commune without IRIS become nine characters. */
export function readCodeIris(cell: Cell | undefined): CodeReading {
  const read = codeText(cell)
  if (read.value === null) return read
  const joined = read.value.replace('_', '')
  const whole = CODE_COMMUNE.test(joined) ? `${joined}0000` : joined
  return padded({ ...read, value: whole }, 9, CODE_IRIS, 'un code IRIS (9 caractères, par exemple 596060401)')
}

/** A QPV code of either generation. */
export function readCodeQpv(cell: Cell | undefined): CodeReading {
  const read = codeText(cell)
  if (read.value === null || CODE_QPV.test(read.value)) return read
  return refused(read, 'un code de quartier prioritaire (QP059021 ou QN05921M)')
}

function padded(read: CodeReading, length: number, shape: RegExp, what: string): CodeReading {
  if (read.value === null || shape.test(read.value)) return read
  const candidate = read.value.padStart(length, '0')
  if (read.value.length === length - 1 && shape.test(candidate)) {
    return { value: candidate, repairs: [...read.repairs, 'zero'], problem: null }
  }
  return refused(read, what)
}

function refused(read: CodeReading, what: string): CodeReading {
  return { ...read, value: null, problem: `« ${read.value} » n’est pas ${what}` }
}

/** Checks the Luhn key of a SIREN or SIRET; La Poste's establishments follow their own rule. */
export function isLuhnValid(digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false
  if (digits.startsWith('356000000') && digits.length === 14) {
    return [...digits].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0 || luhn(digits)
  }
  return luhn(digits)
}

function luhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    const doubled = at % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/**
 * A SIRET (14 digits) or the SIREN often found in its place (9). Spaces and `.0` are repaired, lost zeros put back;
 * a number whose key is wrong (digits rounded away by a spreadsheet) is flagged and not stored.
 */
export function readSiret(cell: Cell | undefined): CodeReading & { isSiren: boolean } {
  const read = codeText(cell)
  if (read.value === null) return { ...read, isSiren: false }
  if (!/^\d+$/.test(read.value)) return { ...refused(read, 'un SIRET'), isSiren: false }
  if (isNir(read.value)) {
    const problem =
      'Ce numéro ressemble à un numéro de sécurité sociale : il ne doit pas figurer dans le fichier'
    return { value: null, repairs: [], problem, isSiren: false }
  }
  for (const length of [14, 9]) {
    const candidate = read.value.padStart(length, '0')
    const lostZeros = length - read.value.length
    if (lostZeros >= 0 && lostZeros <= 3 && isLuhnValid(candidate)) {
      const repairs = lostZeros > 0 ? [...read.repairs, 'zero' as const] : read.repairs
      return { value: candidate, repairs, problem: null, isSiren: length === 9 }
    }
  }
  const rounded = /0{4,}$/.test(read.value)
    ? ' : ses derniers chiffres semblent avoir été arrondis par un tableur'
    : ''
  const problem = `« ${read.value} » n’est pas un SIRET valide${rounded}`
  return { value: null, repairs: read.repairs, problem, isSiren: false }
}

/** Social-security number: 13 digits and a key of two, whose remainder modulo 97 proves it. */
export function isNir(digits: string): boolean {
  if (!/^[12]\d{2}(?:0[1-9]|1[0-2])\d{10}$/.test(digits)) return false
  return 97 - Number(BigInt(digits.slice(0, 13)) % 97n) === Number(digits.slice(13))
}
