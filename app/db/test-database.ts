import { openAsBlob } from 'node:fs'
import { afterAll, inject } from 'vitest'
import { newId } from '#app/lib/ids.ts'
import { type Database, openPglite, openPostgres } from './connection.server.ts'
import { databaseUrl, dropDatabase, onServer } from './test-setup.ts'

/** A migrated database for one test file, closed and dropped after it. */
export async function openTestDatabase(): Promise<Database> {
  const template = inject('template')
  const database = template ? await copyOnServer(template) : await copyEmbedded()
  afterAll(() => database.close())
  return database
}

async function copyEmbedded(): Promise<Database> {
  const dump = inject('dump')
  if (!dump) throw new Error('The test set-up provides neither a dump nor a server.')
  return openPglite({ dump: await openAsBlob(dump) })
}

async function copyOnServer(template: { url: string; name: string }): Promise<Database> {
  const name = `maillage_test_${newId().replaceAll('-', '')}`
  await onServer(template.url, `create database ${name} template ${template.name}`)
  const database = openPostgres(databaseUrl(template.url, name))
  return {
    ...database,
    close: async () => {
      await database.close()
      await dropDatabase(template.url, name)
    },
  }
}
