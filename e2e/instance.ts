import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createCompte } from '#app/features/comptes/index.server.ts'
import { createTerritoire } from '#app/features/territoires/index.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import { hashPassword } from '#app/platform/comptes.server.ts'
import { readConfig } from '#app/platform/config.server.ts'
import { aGeocoder } from '#app/platform/geocodage.factory.ts'
import { queueMail } from '#app/platform/mail.server.ts'
import { projectPath } from '#app/platform/root.server.ts'
import { openServices } from '#app/platform/services.server.ts'
import { hasDemo, seedDemo } from '#seed/demo.server.ts'
import { childEnvironment, freePort } from '../checks/processes.ts'

/** The territory of the demonstration, and one where none of its people has a role. */
export const DEMO_SLUG = 'valenciennes-metropole'
export const FOREIGN_SLUG = 'ailleurs'
/** Who directs the second territory, and has no part in the first. */
export const FOREIGN_DIRECTOR = {
  courriel: 'direction@ailleurs.invalid',
  motDePasse: 'un mot de passe d’essai assez long',
}

export interface Instance {
  url: string
  dataDir: string
  stop: () => Promise<void>
}

/** The built application on the embedded database, with the demonstration and a second territory. */
export async function startInstance(): Promise<Instance> {
  if (!existsSync(projectPath('build/server/index.js')))
    throw new Error('L’application n’est pas construite : lancez « npm run build » avant les parcours.')
  const home = mkdtempSync(join(tmpdir(), 'maillage-e2e-'))
  const dataDir = join(home, 'donnees')
  await prepare(dataDir)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const geocoder = await aGeocoder()
  const server = launch({
    MAILLAGE_DATA: dataDir,
    PORT: String(port),
    MAILLAGE_GEOCODAGE_URL: geocoder.url,
  })
  await untilReady(url, server)
  return {
    url,
    dataDir,
    stop: async () => {
      await end(server)
      geocoder.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

async function prepare(dataDir: string): Promise<void> {
  const services = await openServices(readConfig({ MAILLAGE_DATA: dataDir }))
  const { db } = services.database
  if (!(await hasDemo(db))) await seedDemo(db)
  await createTerritoire(db, { siren: '200070993', slug: FOREIGN_SLUG })
  await createCompte(db, {
    courriel: FOREIGN_DIRECTOR.courriel,
    nom: 'Direction d’ailleurs',
    role: 'direction',
    territoire: FOREIGN_SLUG,
    empreinte: await hashPassword(FOREIGN_DIRECTOR.motDePasse),
    today: isoDate('2020-01-01'),
  })
  const demo = await db
    .selectFrom('territoire')
    .select('id')
    .where('demo', '=', true)
    .executeTakeFirstOrThrow()
  await queueMail(db, {
    to: 'essai@exemple.invalid',
    subject: 'Essai',
    text: 'Un message.',
    territoireId: demo.id,
  })
  await services.close()
}

function launch(env: Record<string, string>): ChildProcess {
  // A trusted proxy: each person of the tests has an address of its own, as in real life.
  const its = {
    ...env,
    MAILLAGE_DEMO: 'oui',
    MAILLAGE_TRUSTED_PROXY: 'oui',
    DATABASE_URL: '',
    NODE_ENV: 'production',
  }
  return spawn(process.execPath, [projectPath('cli/maillage.ts'), 'start'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: childEnvironment(its),
  })
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  const limit = Date.now() + 60_000
  while (Date.now() < limit && server.exitCode === null) {
    const answer = await fetch(`${url}/sante`).catch(() => null)
    if (answer?.ok) return
    await wait(100)
  }
  server.kill('SIGKILL')
  throw new Error('L’application n’a pas démarré : lisez la sortie ci-dessus.')
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  const killer = setTimeout(() => server.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(killer)
}
