import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { isIsoDate } from '#app/lib/dates.ts'
import { isSiret } from '#app/lib/siret.ts'

/** The part of Table Schema that the schema of subsidies uses: enough to judge a file as its validators do. */
const tableSchema = z.object({
  fields: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['string', 'date', 'number', 'boolean']),
      trueValues: z.array(z.string()).optional(),
      falseValues: z.array(z.string()).optional(),
      constraints: z
        .object({
          required: z.boolean().optional(),
          pattern: z.string().optional(),
          enum: z.array(z.string()).optional(),
          maxLength: z.number().optional(),
          minimum: z.number().optional(),
          maximum: z.number().optional(),
        })
        .optional(),
    }),
  ),
  custom_checks: z.array(z.object({ name: z.string(), params: z.record(z.string(), z.string()) })).optional(),
})

type TableSchema = z.infer<typeof tableSchema>
type Field = TableSchema['fields'][number]

export function parseSchema(json: string): TableSchema {
  return tableSchema.parse(JSON.parse(json))
}

export interface Fault {
  line: number
  column: string
  fault: string
}

/** Everything in a file that breaks the schema: types, constraints, and its own checks of SIRET. */
export function faultsOf(csv: string, schema: TableSchema): Fault[] {
  const rows: string[][] = parse(csv, { bom: true })
  const [header = [], ...records] = rows
  const absent = schema.fields
    .filter(({ name }) => !header.includes(name))
    .map(({ name }) => ({ line: 1, column: name, fault: 'missing column' }))
  const inRows = records.flatMap((record, rank) => {
    const cell = (name: string): string => record[header.indexOf(name)] ?? ''
    const line = rank + 2
    const typed = schema.fields
      .filter(({ name }) => header.includes(name))
      .flatMap((field) =>
        cellFaults(field, cell(field.name)).map((fault) => ({ line, column: field.name, fault })),
      )
    return [...typed, ...customFaults(schema, cell).map((fault) => ({ line, ...fault }))]
  })
  return [...absent, ...inRows]
}

function cellFaults(field: Field, text: string): string[] {
  const limits = field.constraints ?? {}
  if (text === '') return limits.required ? ['required'] : []
  const faults: string[] = []
  if (!hasType(field, text)) faults.push(`not a ${field.type}`)
  if (limits.pattern && !new RegExp(limits.pattern).test(text)) faults.push('pattern')
  if (limits.enum && !limits.enum.includes(text)) faults.push('enum')
  if (limits.maxLength !== undefined && text.length > limits.maxLength) faults.push('maxLength')
  if (limits.minimum !== undefined && Number(text) < limits.minimum) faults.push('minimum')
  if (limits.maximum !== undefined && Number(text) > limits.maximum) faults.push('maximum')
  return faults
}

function hasType(field: Field, text: string): boolean {
  if (field.type === 'date') return isIsoDate(text)
  if (field.type === 'number') return /^[+-]?\d+(?:\.\d+)?$/.test(text)
  if (field.type === 'boolean')
    return [...(field.trueValues ?? []), ...(field.falseValues ?? [])].includes(text)
  return true
}

function customFaults(schema: TableSchema, cell: (name: string) => string): Array<Omit<Fault, 'line'>> {
  return (schema.custom_checks ?? []).flatMap(({ name, params }) => {
    const { column = '', column1 = '', column2 = '' } = params
    if (name === 'french-siret-value' && cell(column) !== '' && !isSiret(cell(column)))
      return [{ column, fault: 'siret' }]
    if (name === 'one-of-required' && cell(column1) === '' && cell(column2) === '')
      return [{ column: column1, fault: 'one of two is required' }]
    return []
  })
}
