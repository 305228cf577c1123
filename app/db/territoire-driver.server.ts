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
const entering = new AsyncLocalStorage<{ territoireId: string | undefined }>()

/** Runs `begin`, which opens one transaction: it opens inside this territory, under the role of the application. */
export function enteringTerritoire<Result>(
  territoireId: string,
  begin: () => Promise<Result>,
): Promise<Result> {
  if (!isId(territoireId)) throw new Error('A territory is entered by its id.')
  return entering.run({ territoireId }, begin)
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
    const asked = entering.getStore()
    if (!asked?.territoireId) return super.beginTransaction(connection, settings)
    const enter = `select set_config('role', 'maillage_app', true), set_config('app.territoire', '${asked.territoireId}', true)`
    asked.territoireId = undefined
    try {
      await connection.executeQuery(CompiledQuery.raw(`begin; ${enter}`))
    } catch (error) {
      // « begin » may have passed before the rest failed: the connection goes back as it came.
      await connection.executeQuery(CompiledQuery.raw('rollback'))
      throw error
    }
  }
}

export class TerritoireDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig

  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): TerritoireDriver {
    return new TerritoireDriver(this.#config)
  }
}
