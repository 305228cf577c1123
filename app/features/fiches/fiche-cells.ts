import { addDays, formatDate, type IsoDate, isIsoDate } from '#app/lib/dates.ts'
import { centimesFromEuros, formatEurosForCsv, parseEuros } from '#app/lib/money.ts'
import { parseNumber } from '#app/lib/numbers.ts'
import { type Cell, cellText, plainName, readDate } from '#app/lib/tables/index.ts'
import { ficheFields, LIST_SEPARATOR } from './fiche.fields.ts'
import { type FicheRecord, ficheEtats, ficheNatures, fichePortees } from './fiche.schema.ts'
import type { ReferenceKind, References } from './fiche-references.ts'

/** How each field of a fiche is written in a spreadsheet, and read back. One place for both, so that they agree. */
export type FieldKey = keyof FicheRecord

export const fieldKeys = Object.keys(ficheFields) as FieldKey[] // keys of a record of fields

type Shape =
  | { kind: 'texte' }
  | { kind: 'nombre' }
  | { kind: 'euros' }
  | { kind: 'jour'; side: 'debut' | 'fin' }
  | { kind: 'oui-non' }
  | { kind: 'choix'; names: Record<string, string> }
  | { kind: 'un'; of: ReferenceKind }
  | { kind: 'plusieurs'; of: ReferenceKind }

const shapes: Record<FieldKey, Shape> = {
  code: { kind: 'texte' },
  nature: { kind: 'choix', names: ficheNatures },
  titre: { kind: 'texte' },
  resume: { kind: 'texte' },
  contexte: { kind: 'texte' },
  objectifs: { kind: 'texte' },
  axeId: { kind: 'un', of: 'axe' },
  autresAxeIds: { kind: 'plusieurs', of: 'axe' },
  themeIds: { kind: 'plusieurs', of: 'theme' },
  documentIds: { kind: 'plusieurs', of: 'document' },
  parentId: { kind: 'un', of: 'fiche' },
  portee: { kind: 'choix', names: fichePortees },
  communeCodes: { kind: 'plusieurs', of: 'commune' },
  qpvCodes: { kind: 'plusieurs', of: 'qpv' },
  publicVise: { kind: 'texte' },
  beneficiairesPrevus: { kind: 'nombre' },
  porteurId: { kind: 'un', of: 'organisation' },
  operateurIds: { kind: 'plusieurs', of: 'organisation' },
  partenaireIds: { kind: 'plusieurs', of: 'organisation' },
  financeurIds: { kind: 'plusieurs', of: 'organisation' },
  gestionDirecte: { kind: 'oui-non' },
  verificationOffre: { kind: 'texte' },
  debut: { kind: 'jour', side: 'debut' },
  fin: { kind: 'jour', side: 'fin' },
  budgetCentimes: { kind: 'euros' },
  lecons: { kind: 'texte' },
  etat: { kind: 'choix', names: ficheEtats },
  motifEtat: { kind: 'texte' },
  exemple: { kind: 'oui-non' },
}

/** The value of a field for a workbook: numbers stay numbers, days stay days. */
export function toWorkbookCell(
  key: FieldKey,
  record: FicheRecord,
  references: References,
): string | number | Date | null {
  const value = record[key]
  const { kind } = shapes[key]
  if (value === null) return null
  if (kind === 'nombre') return Number(value)
  if (kind === 'euros') return Number(value) / 100
  if (kind === 'jour') return new Date(`${String(value)}T00:00:00Z`)
  return toText(key, record, references) || null
}

/** The value of a field as a text of a CSV meant for a French spreadsheet. */
export function toText(key: FieldKey, record: FicheRecord, { labels }: References): string {
  const value = record[key]
  const shape = shapes[key]
  if (value === null) return ''
  if (Array.isArray(value))
    return shape.kind === 'plusieurs' ? value.map((id) => labels(shape.of, id)).join(LIST_SEPARATOR) : ''
  if (shape.kind === 'un') return labels(shape.of, String(value))
  if (shape.kind === 'choix') return shape.names[String(value)] ?? ''
  if (shape.kind === 'oui-non') return value ? 'oui' : 'non'
  if (shape.kind === 'euros') return formatEurosForCsv(Number(value))
  if (shape.kind === 'jour') return isIsoDate(value) ? formatDate(value) : ''
  return String(value)
}

export type Read = { ok: true; value: unknown } | { ok: false; reason: string }

const read = (value: unknown): Read => ({ ok: true, value })
const refuse = (reason: string): Read => ({ ok: false, reason })

/** The value a cell says, ready for the schema; or why it cannot be read. */
export function fromCell(key: FieldKey, cell: Cell | undefined, references: References): Read {
  const shape = shapes[key]
  const text = cellText(cell).replaceAll('\r\n', '\n')
  if (shape.kind === 'plusieurs') return readMany(shape.of, text, references)
  if (shape.kind === 'texte') return read(text)
  if (shape.kind === 'oui-non') return readYesNo(text)
  if (text === '') return shape.kind === 'choix' ? read(undefined) : read(null)
  if (shape.kind === 'un') return readOne(shape.of, text, references)
  if (shape.kind === 'choix') return readChoice(shape.names, text)
  if (shape.kind === 'jour') return readDay(shape.side, cell)
  return readAmount(shape.kind, cell, text)
}

function readMany(kind: ReferenceKind, text: string, references: References): Read {
  const items = text
    .split(/[;\n]/)
    .map((item) => item.trim())
    .filter(Boolean)
  const found = items.map((item) => references.resolve(kind, item))
  const wrong = found.filter((its) => !its.ok)
  if (wrong.length > 0) return refuse(wrong.map((its) => its.reason).join(' '))
  return read([...new Set(found.flatMap((its) => (its.ok ? [its.id] : [])))].sort())
}

function readOne(kind: ReferenceKind, text: string, references: References): Read {
  const found = references.resolve(kind, text)
  return found.ok ? read(found.id) : refuse(found.reason)
}

function readChoice(names: Record<string, string>, text: string): Read {
  const key = Object.keys(names).find(
    (its) => plainName(its) === plainName(text) || plainName(names[its] ?? '') === plainName(text),
  )
  return key
    ? read(key)
    : refuse(`« ${text} » n’est pas une réponse prévue : ${Object.values(names).join(', ')}.`)
}

function readYesNo(text: string): Read {
  const plain = plainName(text)
  if (['oui', 'vrai', 'true', 'x', '1', 'o'].includes(plain)) return read(true)
  if (['', 'non', 'faux', 'false', '0', 'n'].includes(plain)) return read(false)
  return refuse(`« ${text} » : écrivez oui ou non.`)
}

function readDay(side: 'debut' | 'fin', cell: Cell | undefined): Read {
  const found = readDate(cell)
  if (!found) return refuse(`« ${cellText(cell)} » n’est pas une date : écrivez 31/12/2020.`)
  if (side === 'debut' || found.precision === 'jour') return read(found.debut)
  // « 2020 » in the column of the end means the whole of 2020: the first day out is the day after.
  return read(isIsoDate(found.fin) ? dayAfter(found.fin) : found.fin)
}

function dayAfter(day: IsoDate): IsoDate {
  return addDays(day, 1)
}

function readAmount(kind: 'nombre' | 'euros', cell: Cell | undefined, text: string): Read {
  if (kind === 'nombre') {
    const count = typeof cell === 'number' ? cell : parseNumber(text)
    return count === null ? refuse(`« ${text} » n’est pas un nombre.`) : read(count)
  }
  if (typeof cell === 'number') return read(centimesFromEuros(cell))
  const amount = parseEuros(text)
  return amount.ok ? read(amount.centimes) : refuse(amount.reason)
}
