import { type CodeCommune, parseCodeCommune } from './codes.ts'

/** A district of about 2 000 inhabitants: the commune code and four digits, `596060401`. */
export type CodeIris = string & { readonly codeIris: true }

/**
 * The three spellings of one IRIS: `596060401` (Filosofi, census), `59606_0401` (BPE), and the bare commune
 * code of a commune that is not divided, which the census writes `590190000`.
 */
export function parseCodeIris(text: string): CodeIris | null {
  const compact = text.trim().replace('_', '')
  const commune = parseCodeCommune(compact.slice(0, 5))
  if (commune === null || !/^(\d{4})?$/.test(compact.slice(5))) return null
  // as: the form was just checked
  return `${commune}${compact.slice(5) || '0000'}` as CodeIris
}

/** The commune an IRIS is in. */
export function communeOfIris(iris: CodeIris): CodeCommune {
  // as: an IRIS code always begins with its commune
  return iris.slice(0, 5) as CodeCommune
}

/** Whether the IRIS is the whole commune, because the commune is not divided. */
export function isWholeCommune(iris: CodeIris): boolean {
  return iris.endsWith('0000')
}
