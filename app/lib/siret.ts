/**
 * SIREN and SIRET as people and spreadsheets write them. Nothing is refused here: what is doubtful is
 * flagged, and the text received stays beside the cleaned one.
 */

export type IdentifierFlag =
  | 'vide'
  | 'caracteres-etrangers'
  | 'decimale-retiree'
  | 'zeros-restitues'
  | 'chiffres-perdus'
  | 'longueur'
  | 'cle-fausse'
  | 'siren-seul'
  | 'nir-possible'

export type CheckedIdentifier = {
  /** As received, untouched. */
  raw: string
  /** The digits when there are enough of them to be shown, else null. A wrong key keeps its digits. */
  normalised: string | null
  /** True when the digits are complete and the key is right. */
  isValid: boolean
  flags: ReadonlyArray<IdentifierFlag>
}

/** What to tell a person about each flag. */
export const identifierFlagSentences: Record<IdentifierFlag, string> = {
  vide: 'Aucun numéro n’est indiqué.',
  'caracteres-etrangers': 'Ce texte contient autre chose que des chiffres.',
  'decimale-retiree': 'Le tableur avait ajouté une décimale : elle a été retirée.',
  'zeros-restitues': 'Le tableur avait effacé des zéros au début : ils ont été remis.',
  'chiffres-perdus': 'Le tableur a arrondi ce numéro : ses derniers chiffres sont perdus.',
  longueur: 'Ce numéro n’a pas le bon nombre de chiffres.',
  'cle-fausse': 'La clé de contrôle de ce numéro est fausse : vérifiez les chiffres.',
  'siren-seul': 'Ce numéro est un SIREN (9 chiffres), pas un SIRET (14 chiffres).',
  'nir-possible': 'Ce numéro ressemble à un numéro de sécurité sociale : ne l’enregistrez pas.',
}

const LA_POSTE = '356000000'

/** Luhn key over digits: every second digit from the right is doubled; the total must be a multiple of 10. */
export function isLuhnValid(digits: string): boolean {
  let total = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index])
    const doubled = index % 2 === 1 ? digit * 2 : digit
    total += doubled > 9 ? doubled - 9 : doubled
  }
  return total % 10 === 0
}

/** Nine digits whose key is right. */
export function isSiren(text: string): boolean {
  return /^\d{9}$/.test(text) && isLuhnValid(text)
}

/** Fourteen digits whose key is right; La Poste's establishments may count their digits in fives instead. */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text) || !isLuhnValid(text.slice(0, 9))) return false
  if (isLuhnValid(text)) return true
  return text.startsWith(LA_POSTE) && digitSum(text) % 5 === 0
}

/** Reads a SIREN (9 digits) out of what was typed or imported. */
export function checkSiren(received: string | number | null | undefined): CheckedIdentifier {
  return check(received, 9, isSiren)
}

/** Reads a SIRET (14 digits) out of what was typed or imported. */
export function checkSiret(received: string | number | null | undefined): CheckedIdentifier {
  return check(received, 14, isSiret)
}

/** The SIREN a valid or doubtful SIRET begins with. */
export function sirenOf(siret: string): string {
  return siret.slice(0, 9)
}

/** « 384 138 996 00028 »: groups of three, then the five digits of the establishment. */
export function formatSiret(digits: string): string {
  const groups = /^(\d{3})(\d{3})(\d{3})(\d{5})?$/.exec(digits)
  return groups ? groups.slice(1).filter(Boolean).join('\u00a0') : digits
}

function check(
  received: string | number | null | undefined,
  length: 9 | 14,
  isRight: (digits: string) => boolean,
): CheckedIdentifier {
  const raw = received === null || received === undefined ? '' : String(received)
  const { digits, flags } = clean(raw)
  if (digits === null) return { raw, normalised: null, isValid: false, flags }
  if (digits.length === length && isRight(digits)) return { raw, normalised: digits, isValid: true, flags }
  const padded = digits.length < length && digits.length >= length - 3 ? digits.padStart(length, '0') : null
  if (padded && isRight(padded)) {
    return { raw, normalised: padded, isValid: true, flags: [...flags, 'zeros-restitues'] }
  }
  return { raw, ...diagnose(digits, length, flags), isValid: false }
}

function diagnose(digits: string, length: 9 | 14, flags: ReadonlyArray<IdentifierFlag>) {
  if (length === 14 && digits.length === 9 && isSiren(digits)) {
    return { normalised: null, flags: [...flags, 'siren-seul' as const] }
  }
  if (length === 14 && isNirLike(digits))
    return { normalised: null, flags: [...flags, 'nir-possible' as const] }
  if (digits.length !== length) return { normalised: null, flags: [...flags, 'longueur' as const] }
  // Fifteen significant digits survive in a spreadsheet, but files exist where only the first eight or nine do.
  if (/0{5}$/.test(digits)) return { normalised: null, flags: [...flags, 'chiffres-perdus' as const] }
  return { normalised: digits, flags: [...flags, 'cle-fausse' as const] }
}

function clean(raw: string): { digits: string | null; flags: ReadonlyArray<IdentifierFlag> } {
  const compact = raw.normalize('NFKC').replaceAll(/[\s\u200b\ufeff'’"=]/g, '')
  if (compact === '') return { digits: null, flags: ['vide'] }
  if (/^\d+([.,]\d+)?e\+?\d+$/i.test(compact)) return { digits: null, flags: ['chiffres-perdus'] }
  const withoutDecimals = compact.replace(/[.,]0+$/, '')
  const flags: IdentifierFlag[] = withoutDecimals === compact ? [] : ['decimale-retiree']
  const digits = withoutDecimals.replaceAll(/[.\-_/]/g, '')
  return /^\d+$/.test(digits)
    ? { digits, flags }
    : { digits: null, flags: [...flags, 'caracteres-etrangers'] }
}

/** A social-security number: sex, year, month, then ten digits, the key being optional. */
function isNirLike(digits: string): boolean {
  return /^[12]\d{2}(0[1-9]|1[0-2]|[2-9]\d)\d{8}(\d{2})?$/.test(digits)
}

function digitSum(digits: string): number {
  return [...digits].reduce((sum, digit) => sum + Number(digit), 0)
}
