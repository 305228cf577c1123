/**
 * Codes of the administrative geography. A code is a text (Corsica has letters, Ain begins with a zero) and
 * its brand says what it names. Parsers give null rather than guess; `read…` repairs what a spreadsheet broke and
 * says so.
 */
import { isSiren } from '#app/lib/siret.ts'

export type CodeCommune = string & { readonly codeCommune: true }
export type CodeEpci = string & { readonly codeEpci: true }
export type CodeDepartement = string & { readonly codeDepartement: true }
export type CodeRegion = string & { readonly codeRegion: true }

const COMMUNE = /^(0[1-9]\d{3}|[1-8]\d{4}|9[0-5]\d{3}|9[78]\d{3}|2[AB]\d{3})$/
const DEPARTEMENT = /^(0[1-9]|[1-8]\d|9[0-5]|2[AB]|97\d|98\d)$/
const REGION = /^\d{2}$/

/** A commune or municipal-district code: `59606`, `2A004`, `97411`. */
export function parseCodeCommune(text: string): CodeCommune | null {
  const code = text.trim().toUpperCase()
  // as: the form was just checked
  return COMMUNE.test(code) ? (code as CodeCommune) : null
}

/** The SIREN of an intercommunality with its own taxes, key checked. */
export function parseCodeEpci(text: string): CodeEpci | null {
  const code = text.replaceAll(/\s/g, '')
  // as: the form was just checked
  return isSiren(code) && code.startsWith('2') ? (code as CodeEpci) : null
}

/** `59`, `2A`, `974`. */
export function parseCodeDepartement(text: string): CodeDepartement | null {
  const code = text.trim().toUpperCase()
  // as: the form was just checked
  return DEPARTEMENT.test(code) ? (code as CodeDepartement) : null
}

/** `32`, `84`: two digits. */
export function parseCodeRegion(text: string): CodeRegion | null {
  const code = text.trim()
  // as: the form was just checked
  return REGION.test(code) ? (code as CodeRegion) : null
}

/** A code written in the code or in a test. @throws RangeError when it has not the form. */
export function codeCommune(text: string): CodeCommune {
  return orThrow(parseCodeCommune(text), text)
}

/** A code written in the code or in a test. @throws RangeError when it has not the form. */
export function codeEpci(text: string): CodeEpci {
  return orThrow(parseCodeEpci(text), text)
}

/** A code written in the code or in a test. @throws RangeError when it has not the form. */
export function codeDepartement(text: string): CodeDepartement {
  return orThrow(parseCodeDepartement(text), text)
}

/**
 * A commune code out of a file: `.0` is cut and one lost leading zero is put back (`1004` → `01004`), both said by
 * `isRepaired`. Only for columns declared as commune codes: four digits may be anything elsewhere.
 */
export function readCodeCommune(
  received: string | number,
): { code: CodeCommune; isRepaired: boolean } | null {
  const text = String(received).trim()
  const strict = parseCodeCommune(text)
  if (strict) return { code: strict, isRepaired: false }
  const digits = text.replaceAll(/\s/g, '').replace(/[.,]0+$/, '')
  const repaired = parseCodeCommune(/^\d{4}$/.test(digits) ? `0${digits}` : digits)
  return repaired ? { code: repaired, isRepaired: true } : null
}

/** The département of a commune: two characters, three overseas (`97411` → `974`). */
export function departementOf(commune: CodeCommune): CodeDepartement {
  const length = commune.startsWith('97') || commune.startsWith('98') ? 3 : 2
  // as: a commune code always begins with its département
  return commune.slice(0, length) as CodeDepartement
}

/** Whether the code is a municipal district of Paris, Lyon or Marseille. */
export function isArrondissementMunicipal(code: CodeCommune): boolean {
  return communeOfArrondissement(code) !== code
}

/**
 * The commune of a municipal district; any other code is its own commune. Files hold both `75056` and `75101` to
 * `75120`: adding them counts Paris twice.
 */
export function communeOfArrondissement(code: CodeCommune): CodeCommune {
  const number = Number(code)
  if (number >= 75_101 && number <= 75_120) return codeCommune('75056')
  if (number >= 69_381 && number <= 69_389) return codeCommune('69123')
  if (number >= 13_201 && number <= 13_216) return codeCommune('13055')
  return code
}

/** Communes of a list that are there twice, as a whole and by districts; empty when the list may be added up. */
export function communesCountedTwice(codes: Iterable<CodeCommune>): CodeCommune[] {
  const all = new Set(codes)
  const wholes = [...all].filter(isArrondissementMunicipal).map(communeOfArrondissement)
  return [...new Set(wholes)].filter((whole) => all.has(whole))
}

function orThrow<Code>(code: Code | null, text: string): Code {
  if (code === null) throw new RangeError(`Not a code: ${text}`)
  return code
}
