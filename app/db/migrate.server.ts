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

/**
 * Applies what has not been applied, up to one name when it is given; returns the names applied now. Safe when two
 * processes start together.
 */
export async function migrate<T>(
  db: Kysely<T>,
  asked: { from?: string; upTo?: string | undefined } = {},
): Promise<string[]> {
  const migrator = new Migrator({
    db: db.withoutPlugins(),
    provider: new SqlFiles(asked.from ?? folder),
  })
  const { error, results } = asked.upTo
    ? await migrator.migrateTo(asked.upTo)
    : await migrator.migrateToLatest()
  if (error) throw error
  return (results ?? []).map((result) => result.migrationName)
}

/** The names of the files applied already, in order. */
export async function appliedMigrations<T>(db: Kysely<T>): Promise<string[]> {
  return (await listMigrations(db)).filter((its) => its.executedAt).map((its) => its.name)
}

/** The names of the files not applied yet. */
export async function pendingMigrations<T>(db: Kysely<T>): Promise<string[]> {
  return (await listMigrations(db)).filter((its) => !its.executedAt).map((its) => its.name)
}

function listMigrations<T>(db: Kysely<T>) {
  return new Migrator({ db: db.withoutPlugins(), provider: new SqlFiles(folder) }).getMigrations()
}
