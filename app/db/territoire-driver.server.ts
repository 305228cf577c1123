import { AsyncLocalStorage } from 'node:async_hooks'
import {
  CompiledQuery,
  type DatabaseConnection,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  type TransactionSettings,
} from 'kysely'
import { isId } from '#app/lib/ids.ts'

// Emptied by the transaction that takes it: one opened by mistake inside another does not inherit the territory.
const entering = new AsyncLocalStorage<{ territoireId: string | undefined; readOnly: boolean }>()

/** Runs `begin`, which opens one transaction: it opens inside this territory, under the role of the application. */
export function enteringTerritoire<Result>(
  given: { territoireId: string; readOnly: boolean },
  begin: () => Promise<Result>,
): Promise<Result> {
  if (!isId(given.territoireId)) throw new Error('A territory is entered by its id.')
  return entering.run({ ...given }, begin)
}

function takeEntered(): { territoireId: string; readOnly: boolean } | null {
  const asked = entering.getStore()
  if (!asked?.territoireId) return null
  const taken = { territoireId: asked.territoireId, readOnly: asked.readOnly }
  asked.territoireId = undefined
  return taken
}

function enter(territoireId: string, until: 'transaction' | 'session'): string {
  const local = until === 'transaction'
  return `select set_config('role', 'maillage_app', ${local}), set_config('app.territoire', '${territoireId}', ${local})`
}

/**
 * Opens a transaction and enters its territory in one message: every page begins this way, and a message costs
 * about as much as a small query.
 */
class TerritoireDriver extends PostgresDriver {
  override async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    const asked = takeEntered()
    if (!asked) return super.beginTransaction(connection, settings)
    const begin = asked.readOnly ? 'begin read only' : 'begin'
    try {
      await connection.executeQuery(
        CompiledQuery.raw(`${begin}; ${enter(asked.territoireId, 'transaction')}`),
      )
    } catch (error) {
      // « begin » may have passed before the rest failed: the connection goes back as it came.
      await connection.executeQuery(CompiledQuery.raw('rollback'))
      throw error
    }
  }
}

/**
 * For connections that only read, and always as the application: each keeps the territory it last entered, so that
 * reading a page again costs the page's own queries. What looks like a transaction is a visit: statements see what is
 * committed when they run, as they would in a transaction of PostgreSQL's ordinary level.
 */
class ReadingDriver extends PostgresDriver {
  readonly #inside = new WeakMap<DatabaseConnection, string>()

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const asked = takeEntered()
    if (!asked?.readOnly) throw new Error('These connections read, inside a territory.')
    if (this.#inside.get(connection) === asked.territoireId) return
    this.#inside.delete(connection)
    await connection.executeQuery(CompiledQuery.raw(enter(asked.territoireId, 'session')))
    this.#inside.set(connection, asked.territoireId)
  }

  // Nothing was opened: the server refuses to write on these connections.
  override async commitTransaction(): Promise<void> {}

  override async rollbackTransaction(): Promise<void> {}
}

export class TerritoireDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig

  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): PostgresDriver {
    return new TerritoireDriver(this.#config)
  }
}

export class ReadingDialect extends TerritoireDialect {
  readonly #config: PostgresDialectConfig

  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): PostgresDriver {
    return new ReadingDriver(this.#config)
  }
}
