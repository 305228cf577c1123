import { createHash } from 'node:crypto'
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'

// A statement is worth a name once it came back; beyond a few hundred names a connection would keep too many plans.
const SEEN_BEFORE_NAMED = 2
const MOST_NAMES = 400
const MOST_WATCHED = 2_000

/**
 * The pool as Kysely sees it, statements that come back being prepared once per connection: planning one of our
 * lists costs the server as much as running it. A schema changed under a running application needs its restart.
 */
export function preparing(pool: pg.Pool): PostgresPool {
  const nameOf = statementNames()
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect()
      const its = known.get(client) ?? new PreparingClient(client, nameOf)
      known.set(client, its)
      return its
    },
  }
}

class PreparingClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient
  readonly #nameOf: (text: string) => string | undefined

  constructor(client: pg.PoolClient, nameOf: (text: string) => string | undefined) {
    this.#client = client
    this.#nameOf = nameOf
  }

  query<R>(text: string, parameters: ReadonlyArray<unknown>): Promise<PostgresQueryResult<R>>
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  query(given: unknown, parameters: readonly unknown[] = []): unknown {
    if (typeof given !== 'string') throw new Error('Rows are read by pages here, never through a cursor.')
    const values = [...parameters]
    const name = values.length > 0 ? this.#nameOf(given) : undefined
    return name ? this.#client.query({ name, text: given, values }) : this.#client.query(given, values)
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy)
  }
}

/** Names by text, shared by the connections: the first statements that come back get one. */
function statementNames(): (text: string) => string | undefined {
  const seen = new Map<string, number>()
  const names = new Map<string, string>()
  return (text) => {
    const known = names.get(text)
    if (known || names.size >= MOST_NAMES) return known
    if (seen.size > MOST_WATCHED) seen.clear()
    const times = (seen.get(text) ?? 0) + 1
    seen.set(text, times)
    if (times <= SEEN_BEFORE_NAMED) return undefined
    seen.delete(text)
    const name = createHash('sha256').update(text).digest('base64url')
    names.set(text, name)
    return name
  }
}
