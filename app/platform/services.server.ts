import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Database, openPglite, openPostgres } from '#app/db/connection.server.ts'
import { migrate } from '#app/db/migrate.server.ts'
import { findTemplate, type TemplateKind } from '#app/db/template.server.ts'
import { type Auth, createAuth } from './auth.server.ts'
import type { Config } from './config.server.ts'
import { rememberIdentity } from './identities.server.ts'
import { acquireLock } from './lock.server.ts'
import { queueMail } from './mail.server.ts'
import { mailSignInLink } from './sign-in-link.server.ts'

/** What a process needs to serve: made once, handed down; nothing is opened at import time. */
export interface Services {
  config: Config
  database: Database
  auth: Auth
  /** Signs sessions and links. */
  secret: string
  /** The server's clock, a parameter so that tests can move it. */
  now: () => Date
  close: () => Promise<void>
}

/** Opens the database (a folder, or the server of DATABASE_URL), applies the migrations, prepares sign-in. */
export async function openServices(config: Config, now: () => Date = () => new Date()): Promise<Services> {
  mkdirSync(config.dataDir, { recursive: true })
  const release = config.databaseUrl ? () => undefined : acquireLock(config.dataDir)
  const database = await openDatabase(config)
  await migrate(database.db)
  return assemble({ config, database, now, release })
}

export async function openDatabase(config: Config): Promise<Database> {
  if (config.databaseUrl) return openPostgres(config.databaseUrl)
  const folder = join(config.dataDir, 'base')
  if (!existsSync(folder)) await createEmbedded(folder, config.demo ? 'demo' : 'vide')
  return openPglite({ folder })
}

/** Opens the database for one command, under the folder's lock when it is embedded, and closes it whatever happens. */
export async function withDatabase<Result>(
  config: Config,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  mkdirSync(config.dataDir, { recursive: true })
  const release = config.databaseUrl ? () => undefined : acquireLock(config.dataDir)
  const database = await openDatabase(config)
  try {
    return await work(database)
  } finally {
    await database.close()
    release()
  }
}

// Made beside, then renamed: a first start that is cut leaves nothing that the next one would take for a database.
async function createEmbedded(folder: string, kind: TemplateKind): Promise<void> {
  const beside = `${folder}-en-cours`
  rmSync(beside, { recursive: true, force: true })
  const database = await openPglite({ folder: beside, dump: await findTemplate(kind) })
  await database.close()
  renameSync(beside, folder)
}

/** The services over a database that is already open and migrated. */
export function assemble(parts: {
  config: Config
  database: Database
  now: () => Date
  release?: () => void
}): Services {
  const { config, database, now } = parts
  const secret = config.secret ?? keptSecret(config.dataDir)
  const auth = createAuth({
    pool: database.pool,
    config,
    secret,
    sendMail: async (mail) => {
      await queueMail(database.db, { ...mail, ...(await readableWithoutSmtp(database, config, mail.to)) })
    },
    sendSignInLink: (courriel, jeton, suite) =>
      mailSignInLink(database.db, config, { courriel, jeton, suite }),
    rememberIdentity: (identity) => rememberIdentity(database.db, identity, now()),
  })
  return {
    config,
    database,
    auth,
    secret,
    now,
    close: async () => {
      await database.close()
      parts.release?.()
    },
  }
}

/** The secret that signs sessions: made at the first start, kept readable by the owner of the folder only. */
function keptSecret(dataDir: string): string {
  const path = join(dataDir, 'secret')
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600 })
  }
  return readFileSync(path, 'utf8').trim()
}

/**
 * A mail to an account belongs to no territory and nobody else reads it. Where no mail leaves, the administrators of
 * the only territory of that account find it in their outbox, to hand it over.
 */
async function readableWithoutSmtp(
  database: Database,
  config: Config,
  courriel: string,
): Promise<{ territoireId?: string }> {
  if (config.smtpUrl) return {}
  const { rows } = await sql<{ id: string }>`select distinct p.territoire_id as id from personne p
    join auth_user u on u.id = p.compte_id where u.email = ${courriel.toLowerCase()} and p.archive_le is null limit 2`.execute(
    database.db,
  )
  const only = rows.length === 1 ? rows[0] : undefined
  return only ? { territoireId: only.id } : {}
}
