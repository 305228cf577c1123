import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openPglite, openPostgres } from './connection.server.ts'
import { migrate } from './migrate.server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A dump of the migrated embedded database, or null when the suite runs on a server. */
    dump: string | null
    /** The address of the server and the name of the migrated database to copy, or null. */
    template: { url: string; name: string } | null
  }
}

/**
 * Migrates one database for the whole run; each test file copies it. On the embedded engine, or on the server of
 * TEST_DATABASE_URL: the same suite, two engines.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL
  return url ? setupServer(project, url) : setupEmbedded(project)
}

async function setupEmbedded(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-test-'))
  const database = await openPglite({})
  await migrate(database.db)
  const dump = await database.dump()
  writeFileSync(join(folder, 'dump.tar'), new Uint8Array(await dump.arrayBuffer()))
  await database.close()
  project.provide('dump', join(folder, 'dump.tar'))
  project.provide('template', null)
  return async () => rmSync(folder, { recursive: true, force: true })
}

async function setupServer(project: TestProject, url: string): Promise<() => Promise<void>> {
  const name = `maillage_modele_${process.pid}`
  await onServer(url, `create database ${name}`)
  const database = openPostgres(databaseUrl(url, name))
  await migrate(database.db)
  await database.close()
  project.provide('dump', null)
  project.provide('template', { url, name })
  return async () => dropDatabase(url, name)
}

/** One statement on the server's own database. */
export async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

const DROP_TRIES = 40
const DROP_WAIT_MS = 250

/**
 * Drops a database of the tests. The server's own housekeeping (autovacuum) may be visiting it, which an ordinary role
 * cannot send away: it leaves by itself in a moment.
 */
export async function dropDatabase(url: string, name: string): Promise<void> {
  for (let left = DROP_TRIES; ; left -= 1) {
    try {
      return await onServer(url, `drop database if exists ${name} with (force)`)
    } catch (error) {
      const isVisited =
        error instanceof pg.DatabaseError && (error.code === '42501' || error.code === '55006')
      if (!isVisited || left === 0) throw error
      await wait(DROP_WAIT_MS)
    }
  }
}

/** The address of another database of the same server. */
export function databaseUrl(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.toString()
}
