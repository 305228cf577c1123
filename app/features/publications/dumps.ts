import { csvLine } from '#app/lib/tables/csv-write.ts'
import { apiItems } from './api.schema.ts'
import { plainSchema } from './plain-schema.ts'
import { type PublicNature, publicNatures } from './public.schema.ts'

const LIST = ' | '

/** The columns of a dump, those of the interface in the same order. */
function columnsOf(nature: PublicNature): string[] {
  return Object.keys(apiItems[nature].shape)
}

/** All that is published of a nature as a CSV: one line a thing, the items of a list separated by « | ». */
export function csvDump(nature: PublicNature, rows: ReadonlyArray<object>): string {
  const columns = columnsOf(nature)
  const lines = rows.map((row) => csvLine(columns.map((column) => cell(Object(row)[column]))))
  return `\uFEFF${csvLine(columns)}${lines.join('')}`
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(inList).join(LIST)
  if (typeof value === 'boolean') return value ? 'oui' : 'non'
  return String(value)
}

function inList(value: unknown): string {
  return typeof value === 'object' && value !== null ? Object.values(value).join(' ') : String(value)
}

const fieldTypes: Record<string, string> = { integer: 'integer', number: 'number', boolean: 'boolean' }
const formatTypes: Record<string, string> = { date: 'date', 'date-time': 'datetime' }

/** The description of the columns of a dump (Table Schema), from the same fields. */
export function tableSchema(nature: PublicNature) {
  const { properties = {} } = plainSchema(apiItems[nature])
  return {
    $schema: 'https://specs.frictionlessdata.io/schemas/table-schema.json',
    name: publicNatures[nature].chemin,
    title: publicNatures[nature].plusieurs,
    fields: columnsOf(nature).map((name) => fieldOf(name, Object(properties[name]))),
    missingValues: [''],
    primaryKey: ['adresse'],
  }
}

interface PlainField {
  type?: string
  format?: string
  anyOf?: Array<{ type?: string; format?: string }>
  description?: string
}

function fieldOf(name: string, schema: PlainField) {
  const shape = schema.type ? schema : schema.anyOf?.find(({ type }) => type !== 'null')
  const kind = shape?.type ?? 'string'
  const type = formatTypes[shape?.format ?? ''] ?? fieldTypes[kind] ?? 'string'
  const listed = kind === 'array' ? `Liste, séparée par « ${LIST.trim()} ».` : ''
  return {
    name,
    type,
    description: [schema.description ?? '', listed].filter(Boolean).join(' '),
    ...(type === 'boolean' ? { trueValues: ['oui'], falseValues: ['non'] } : {}),
  }
}

/** Every column of every dump with its type and its meaning: one line a column. */
export function dictionary(): string {
  const lines = Object.entries(publicNatures).flatMap(([nature, { chemin }]) => {
    const { fields } = tableSchema(nature as PublicNature) // a key of the record
    return fields.map(({ name, type, description }) => csvLine([`${chemin}.csv`, name, type, description]))
  })
  return `\uFEFF${csvLine(['fichier', 'colonne', 'type', 'description'])}${lines.join('')}`
}
