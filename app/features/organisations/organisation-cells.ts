import { isIsoDate } from '#app/lib/dates.ts'
import { type Cell, cellText, plainName, readDate } from '#app/lib/tables/index.ts'
import { matchKey } from '#app/lib/text.ts'
import type { Labels } from '#app/platform/fields.ts'
import { organisationFields } from './organisation.fields.ts'
import type { OrganisationInput } from './organisation.schema.ts'
import { organisationNatures } from './organisation.words.ts'

/** How an organisation is written in a spreadsheet, and read back: one place for both, so that they agree. */
export type FieldKey = keyof OrganisationInput

export const fieldKeys = Object.keys(organisationFields) as FieldKey[] // keys of a record of fields

/** The column by which an exported line finds its organisation again. */
export const ID_COLUMN = 'Identifiant'

type Known = OrganisationInput & { id: string }

/** The cells of an organisation as texts, in the order of the fields, its id last. */
export function toTexts(record: Known, labels: Labels): string[] {
  return [...fieldKeys.map((key) => textOf(key, record, labels)), record.id]
}

/** The same for a workbook: days stay days. */
export function toWorkbookCells(record: Known, labels: Labels): Array<string | Date | null> {
  const cells = fieldKeys.map((key) => {
    const value = record[key]
    return isIsoDate(value) ? new Date(`${value}T00:00:00Z`) : textOf(key, record, labels) || null
  })
  return [...cells, record.id]
}

function textOf<Key extends FieldKey>(key: Key, record: OrganisationInput, labels: Labels): string {
  return organisationFields[key].cell(record[key] as never, labels) // each cell reads the value of its own key
}

/** The value a cell says, ready for the schema, or why it cannot be read. */
export type Reading = { ok: true; value: unknown } | { ok: false; reason: string }

/** Reads one cell; `communes` gives the code of a commune by its name or its code. */
export function fromCell(
  key: FieldKey,
  cell: Cell | undefined,
  communes: ReadonlyMap<string, string>,
): Reading {
  const text = cellText(cell).replaceAll('\r\n', '\n')
  if (text === '') return { ok: true, value: key === 'nom' ? '' : null }
  if (key === 'nature') return readNature(text)
  if (key === 'communeCode') {
    const code = communes.get(communeKey(text))
    if (code) return { ok: true, value: code }
    return {
      ok: false,
      reason: `« ${text} » n’est pas une commune du territoire : écrivez son nom ou son code.`,
    }
  }
  if (key !== 'debut' && key !== 'fin') return { ok: true, value: text }
  const day = readDate(cell)?.debut
  if (day) return { ok: true, value: day }
  return { ok: false, reason: `« ${text} » n’est pas une date : écrivez-la comme 31/12/2020.` }
}

function readNature(text: string): Reading {
  const found = Object.entries(organisationNatures).find(
    ([key, label]) => plainName(key) === plainName(text) || plainName(label) === plainName(text),
  )
  if (found) return { ok: true, value: found[0] }
  const known = Object.values(organisationNatures).join(', ')
  return { ok: false, reason: `« ${text} » n’est pas une nature connue : ${known}.` }
}

/** By what two spellings of a commune meet. */
export function communeKey(text: string): string {
  return matchKey(text)
}
