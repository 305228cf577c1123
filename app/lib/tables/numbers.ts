import type { Cell } from './report.ts'

export type DecimalMark = 'virgule' | 'point'

export type NumberReading =
  | { kind: 'nombre'; value: number; unit: 'euro' | 'pourcent' | null }
  /** One comma followed by exactly three digits: decimals or thousands, the column must say. */
  | { kind: 'ambigu'; asDecimal: number; asThousands: number; unit: 'euro' | 'pourcent' | null }
  | { kind: 'vide' }
  | { kind: 'texte'; text: string }

const SPACES = /[\s\u00a0\u202f\u2009]/g
const PLAIN = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i
const GROUPED = /^[+-]?\d{1,3}(?:[\s\u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d+)?$/
const COMMA = /^[+-]?\d*,\d+$/
const AMBIGUOUS = /^[+-]?[1-9]\d{0,2},\d{3}$/
const EUROPEAN = /^[+-]?\d{1,3}(?:\.\d{3})+,\d+$/
const ENGLISH = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/

/**
 * A number as people write it in French files: spaces of any kind or an apostrophe between thousands, comma or
 * point for decimals, euro or per cent sign after. Any other text is given back as text, never as zero.
 * `decimal` is what the column as a whole was found to use; without it `3,000` is ambiguous.
 */
export function readNumber(cell: Cell | undefined, decimal: DecimalMark | null = null): NumberReading {
  if (cell === null || cell === undefined) return { kind: 'vide' }
  if (typeof cell === 'number') {
    return Number.isFinite(cell) ? { kind: 'nombre', value: cell, unit: null } : { kind: 'vide' }
  }
  if (typeof cell !== 'string') return { kind: 'texte', text: String(cell) }
  const trimmed = cell.replace(/^[\s\u00a0\u202f]+|[\s\u00a0\u202f]+$/g, '')
  if (trimmed === '') return { kind: 'vide' }
  const { body, unit } = cutUnit(trimmed.replace('\u2212', '-'))
  return readBody(body, unit, decimal) ?? { kind: 'texte', text: trimmed }
}

function cutUnit(text: string): { body: string; unit: 'euro' | 'pourcent' | null } {
  const euro = /^(.*?)[\s\u00a0\u202f]*(?:€|euros?|EUR)$/i.exec(text)
  if (euro?.[1]) return { body: euro[1], unit: 'euro' }
  const percent = /^(.*?)[\s\u00a0\u202f]*%$/.exec(text)
  if (percent?.[1]) return { body: percent[1], unit: 'pourcent' }
  return { body: text, unit: null }
}

function readBody(body: string, unit: 'euro' | 'pourcent' | null, decimal: DecimalMark | null) {
  // « 1e400 » has the shape of a number and is none: a text, that somebody will be asked about.
  const made = (text: string): NumberReading =>
    Number.isFinite(Number(text))
      ? { kind: 'nombre', value: Number(text), unit }
      : { kind: 'texte', text: body }
  if (PLAIN.test(body)) return made(body)
  if (GROUPED.test(body)) return made(body.replace(SPACES, '').replace(/['’]/g, '').replace(',', '.'))
  if (AMBIGUOUS.test(body) && decimal === null) {
    const asDecimal = Number(body.replace(',', '.'))
    return { kind: 'ambigu', asDecimal, asThousands: Number(body.replace(',', '')), unit } as const
  }
  if (COMMA.test(body) && !(decimal === 'point' && AMBIGUOUS.test(body))) return made(body.replace(',', '.'))
  if (EUROPEAN.test(body)) return made(body.replaceAll('.', '').replace(',', '.'))
  if (ENGLISH.test(body)) return made(body.replaceAll(',', ''))
  return null
}

/**
 * Which decimal mark a column uses, from all its texts. A comma is proved decimal by any number of digits after it
 * other than three; a point by the same, or by commas between thousands. `null` when nothing proves either.
 */
export function findDecimalMark(texts: Iterable<string>): DecimalMark | null {
  let virgule = 0
  let point = 0
  for (const text of texts) {
    const { body } = cutUnit(text.trim())
    if (/^[+-]?[\d\s\u00a0\u202f.'’]*,\d+$/.test(body) && !/,\d{3}$/.test(body)) virgule++
    else if (/^[+-]?(?:0|\d{4,})?,\d{3}$/.test(body)) virgule++
    else if (/^[+-]?\d{1,3}(?:,\d{3})+\.\d+$/.test(body)) point++
    else if (/^[+-]?\d*\.\d+$/.test(body) && !/^[+-]?[1-9]\d{0,2}\.\d{3}$/.test(body)) point++
  }
  if (virgule === 0 && point === 0) return null
  return virgule >= point ? 'virgule' : 'point'
}
