import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { CamelCasePlugin, Kysely, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { preparing } from './prepared-pool.server.ts'
import { ReadingDialect, TerritoireDialect } from './territoire-driver.server.ts'
import type { DB } from './types.generated.ts'

export type Db = Kysely<DB>
export type Tx = Transaction<DB>
export type DbOrTx = Db | Tx

export type Engine = 'pglite' | 'postgres'

export interface Database {
  engine: Engine
  db: Db
  /** For the reads of a visit, never alone: `readInTerritoire`. The server refuses to write through it. */
  reads: Db
  pool: pg.Pool
  /** The whole database as one archive; only the embedded engine can. */
  dump: () => Promise<Blob>
  close: () => Promise<void>
}

// Dates without time stay ISO strings, whatever the time zone of the machine; counts and sums become numbers.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

/**
 * A PostgreSQL server, reached through its URL: `max` connections to write, as many to read; a query waits 10 s for
 * one. Reading connections keep a territory between two visits: what shares them between clients without their
 * session (PgBouncer in « transaction » mode) refuses their start-up option, and the application says so.
 */
export function openPostgres(url: string, max = 10): Database {
  const pool = aPool({ connectionString: url, max })
  const reading = aPool({ connectionString: url, max, options: '-c default_transaction_read_only=on' })
  const reads = new Kysely<DB>({ dialect: new ReadingDialect({ pool: preparing(reading) }), plugins })
  return wrap('postgres', pool, { reads, close: () => reads.destroy(), dump: async () => refuseDump() })
}

function aPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...config, connectionTimeoutMillis: 10_000 })
  // An idle connection that the server drops is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  return pool
}

/**
 * The embedded PostgreSQL (PGlite), in a folder or in memory when there is none, from a dump when one is given.
 * It has one connection: using `db` inside an open transaction would wait for ever, hence the time limit.
 */
export async function openPglite(options: { folder?: string; dump?: Blob | undefined }): Promise<Database> {
  const [{ PGlite }, { createPgConfig }, ...extensions] = await Promise.all([
    import('@electric-sql/pglite'),
    import('@electric-sql/pglite/node-postgres'),
    import('@electric-sql/pglite/contrib/unaccent'),
    import('@electric-sql/pglite/contrib/pg_trgm'),
    import('@electric-sql/pglite/contrib/btree_gist'),
  ])
  const [{ unaccent }, { pg_trgm }, { btree_gist }] = extensions
  if (options.folder) mkdirSync(dirname(options.folder), { recursive: true })
  const lite = await PGlite.create({
    ...(options.folder ? { dataDir: options.folder } : {}),
    ...(options.dump ? { loadDataDir: options.dump } : {}),
    extensions: { unaccent, pg_trgm, btree_gist },
  })
  const pool = new pg.Pool({ ...createPgConfig(lite), max: 1, connectionTimeoutMillis: 15_000 })
  return wrap('pglite', pool, { close: () => lite.close(), dump: () => lite.dumpDataDir('none') })
}

const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })]

interface EngineHooks {
  /** Connections of their own for reading; the same ones when absent. */
  reads?: Db
  close: () => Promise<void>
  dump: () => Promise<Blob>
}

function refuseDump(): never {
  throw new Error('A PostgreSQL server is copied with its own tools, not dumped from here.')
}

function wrap(engine: Engine, pool: pg.Pool, hooks: EngineHooks): Database {
  const db = new Kysely<DB>({
    dialect: new TerritoireDialect({ pool: engine === 'postgres' ? preparing(pool) : pool }),
    plugins,
  })
  return {
    engine,
    db,
    reads: hooks.reads ?? db,
    pool,
    dump: hooks.dump,
    close: async () => {
      await db.destroy()
      await hooks.close()
    },
  }
}

/** Runs in the transaction at hand, or in a new one. */
export function inTransaction<Result>(db: DbOrTx, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return isTransaction(db) ? work(db) : db.transaction().execute(work)
}

function isTransaction(db: DbOrTx): db is Tx {
  return db.isTransaction
}

/** Throws when the database does not answer. */
export async function ping(db: Db): Promise<void> {
  await sql`select 1`.execute(db)
}
