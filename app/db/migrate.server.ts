import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration'
import { projectPath } from '#app/platform/root.server.ts'

const folder = projectPath('migrations')

/** The SQL files of `migrations/`, in the order of their names. Forward only: a merged file is never edited. */
class SqlFiles implements MigrationProvider {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async getMigrations(): Promise<Record<string, Migration>> {
    const files = readdirSync(this.#folder).filter((name) => name.endsWith('.sql'))
    return Object.fromEntries(files.sort().map((name) => [name.slice(0, -4), this.#migration(name)]))
  }

  #migration(name: string): Migration {
    const text = readFileSync(join(this.#folder, name), 'utf8')
    return { up: async (db: Kysely<unknown>) => void (await sql.raw(text).execute(db)) }
  }
}

/** Applies what has not been applied; returns the names applied now. Safe when two processes start together. */
export async function migrate<T>(db: Kysely<T>, from: string = folder): Promise<string[]> {
  const migrator = new Migrator({ db: db.withoutPlugins(), provider: new SqlFiles(from) })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error
  return (results ?? []).map((result) => result.migrationName)
}

/** The names of the files not applied yet. */
export async function pendingMigrations<T>(db: Kysely<T>): Promise<string[]> {
  const migrator = new Migrator({ db: db.withoutPlugins(), provider: new SqlFiles(folder) })
  const all = await migrator.getMigrations()
  return all.filter((migration) => !migration.executedAt).map((migration) => migration.name)
}
