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

/** The description of the columns of a dump (Table Schema), from the same fields. */
export function tableSchema(nature: PublicNature): object {
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

function fieldOf(
  name: string,
  schema: { type?: string; anyOf?: Array<{ type?: string }>; format?: string; description?: string },
) {
  const kind = schema.type ?? schema.anyOf?.find(({ type }) => type !== 'null')?.type ?? 'string'
  const type = fieldTypes[kind] ?? 'string'
  return {
    name,
    type,
    ...(schema.description ? { description: schema.description } : {}),
    ...(kind === 'array' ? { description: `Liste, séparée par « ${LIST.trim()} ».` } : {}),
    ...(type === 'boolean' ? { trueValues: ['oui'], falseValues: ['non'] } : {}),
  }
}
