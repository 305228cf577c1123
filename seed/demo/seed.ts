import type { Tx } from '#app/db/connection.server.ts'
import type { Actor } from '#app/platform/permissions.ts'

/** A part of the demonstration: what the direction persona does, through the commands, in one transaction for all. */
export type Seed = (tx: Tx, director: Actor) => Promise<void>
