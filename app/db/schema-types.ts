import type pg from 'pg'

interface Column {
  table: string
  column: string
  type: string
  nullable: boolean
  generated: boolean
  stored: boolean
  /** The values of a CHECK (column in (…)) constraint, when there is one. */
  union: string[] | null
}

const catalogue = `
  select c.relname as "table", a.attname as "column", format_type(a.atttypid, null) as type,
    not a.attnotnull as nullable, a.atthasdef and a.attgenerated = '' as generated, a.attgenerated = 's' as stored,
    (select pg_get_constraintdef(k.oid) from pg_constraint k
      where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
        and pg_get_constraintdef(k.oid) like '%ARRAY[%' limit 1) as "check"
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
    and c.relname not like 'auth\\_%' and c.relname not like 'kysely%'
  order by c.relname, a.attnum`

/** The columns of the tables of the application, from the catalogue of the database. */
export async function describeSchema(pool: pg.Pool): Promise<Column[]> {
  const { rows } = await pool.query<Omit<Column, 'union'> & { check: string | null }>(catalogue)
  return rows.map(({ check, ...column }) => ({ ...column, union: unionOf(check) }))
}

/** The values of the union as TypeScript literals: `'idee'`, `2015`. */
function unionOf(check: string | null): string[] | null {
  const list = check?.match(/ARRAY\[(.*?)\]/)?.[1]
  return list ? list.split(', ').map((value) => value.replace(/::\w+$/, '')) : null
}

const tsTypes: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  integer: 'number',
  bigint: 'number',
  numeric: 'number',
  'double precision': 'number',
  boolean: 'boolean',
  date: 'Day',
  jsonb: 'Json',
  tsvector: 'string',
  'timestamp with time zone': 'Timestamp',
}

/** The TypeScript source of the tables, as Kysely wants it, camelCase as the rest of the code. */
export function renderTypes(columns: Column[]): string {
  const tables = Map.groupBy(columns, (column) => column.table)
  const interfaces = [...tables].map(
    ([table, its]) => `export interface ${pascal(table)}Table {\n${its.map(line).join('\n')}\n}`,
  )
  const db = [...tables.keys()].map((table) => `  ${camel(table)}: ${pascal(table)}Table`)
  return `${header}\n${interfaces.join('\n\n')}\n\nexport interface DB {\n${db.join('\n')}\n}\n`
}

const header = `// Written by \`npm run db:types\` from the migrations. Do not edit.
import type { ColumnType, GeneratedAlways } from 'kysely'
import type { IsoDate } from '#app/lib/dates.ts'

export type Timestamp = ColumnType<Date, Date | string, Date | string>
export type Day = ColumnType<IsoDate, string, string>
export type Json = ColumnType<unknown, string, string>
export type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
`

function line(column: Column): string {
  const base = column.union ? column.union.join(' | ') : tsTypes[column.type]
  if (!base) throw new Error(`Unknown SQL type ${column.type} of ${column.table}.${column.column}`)
  const type = column.nullable ? `${base} | null` : base
  const wrapped = column.stored ? `GeneratedAlways<${type}>` : column.generated ? `Generated<${type}>` : type
  return `  ${camel(column.column)}: ${wrapped}`
}

function camel(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

function pascal(name: string): string {
  const text = camel(name)
  return text.charAt(0).toUpperCase() + text.slice(1)
}
