import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api'
import { STATUTS } from '#data/sources/statuts.ts'

/** A DuckDB in memory that may spill to a folder: what does not fit in the limit goes to disk. */
export interface Duck {
  run: (sql: string) => Promise<void>
  rows: <T = Record<string, DuckDBValue>>(sql: string) => Promise<T[]>
  append: (table: string, rows: ReadonlyArray<ReadonlyArray<string | number | null>>) => Promise<void>
  close: () => void
}

export interface DuckOptions {
  spillFolder?: string
  memory?: string
  threads?: number
}

/** Opens a database for one import or one reader. Extensions are never downloaded. */
export async function openDuck(options: DuckOptions = {}): Promise<Duck> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: options.memory ?? '600MB',
    threads: String(options.threads ?? 2),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(options.spillFolder ? { temp_directory: options.spillFolder } : {}),
  })
  const connection = await instance.connect()
  await connection.run(`create type statut as enum (${STATUTS.map(text).join(', ')})`)
  return {
    run: async (sql) => {
      await connection.run(sql)
    },
    rows: async <T>(sql: string) => {
      const reader = await connection.runAndReadAll(sql)
      // The shape of the rows is what the SQL text beside the call selects.
      return reader.getRowObjectsJS() as T[]
    },
    append: (table, rows) => append(connection, table, rows),
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

async function append(
  connection: DuckDBConnection,
  table: string,
  rows: ReadonlyArray<ReadonlyArray<string | number | null>>,
): Promise<void> {
  const appender = await connection.createAppender(table)
  for (const row of rows) {
    for (const value of row) {
      if (value === null) appender.appendNull()
      else if (typeof value === 'string') appender.appendVarchar(value)
      else if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) appender.appendInteger(value)
      else appender.appendDouble(value)
    }
    appender.endRow()
  }
  appender.closeSync()
}

/** A text as an SQL literal. */
export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

/** A list of texts as SQL literals between parentheses; never empty, or the SQL would not parse. */
export function texts(values: readonly string[]): string {
  return values.length === 0 ? "('')" : `(${values.map(text).join(', ')})`
}
