import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { newId } from '#app/lib/ids.ts'
import { readConfig } from './config.server.ts'
import { examine } from './doctor.server.ts'

const database = await openTestDatabase()

async function examined(env: Record<string, string> = {}): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-docteur-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const findings = await examine(database, readConfig({ MAILLAGE_DATA: folder, ...env }))
  return Object.fromEntries(findings.map((its) => [its.sujet, its.etat]))
}

test('a sound installation has nothing wrong', async () => {
  expect(Object.values(await examined())).not.toContain('mauvais')
  expect(await examined()).toMatchObject({
    dossier: 'bon',
    migrations: 'bon',
    cloisonnement: 'bon',
    fichiers: 'bon',
    courriel: 'attention',
  })
})

test('a file that the database knows and the disk does not is told', async () => {
  const { id: territoireId } = await aTerritoire(database.db)
  const id = newId()
  await database.db
    .insertInto('fichier')
    .values({
      territoireId,
      id,
      entite: 'fiche',
      entiteId: newId(),
      nom: 'perdu.pdf',
      typeMime: 'application/pdf',
      tailleOctets: 3,
      sha256: 'x',
      chemin: 'absent',
    })
    .execute()
  expect(await examined()).toMatchObject({ fichiers: 'mauvais' })
})

test('a mail server that does not answer is told', async () => {
  expect(await examined({ SMTP_URL: 'smtp://127.0.0.1:1' })).toMatchObject({ courriel: 'mauvais' })
})

test('in production an open demonstration and an address without https deserve attention', async () => {
  expect(
    await examined({
      NODE_ENV: 'production',
      MAILLAGE_DEMO: 'oui',
      MAILLAGE_URL: 'http://maillage.exemple.fr',
    }),
  ).toMatchObject({ démonstration: 'attention', adresse: 'attention' })
})
