import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Database, openPostgres } from '#app/db/connection.server.ts'
import { migrate } from '#app/db/migrate.server.ts'
import { findActor } from '#app/platform/actors.server.ts'
import { startPostgres } from '../checks/postgres.ts'
import { freePort } from '../checks/processes.ts'
import { fire, memoryMb, signIn, startApplication, until } from './with-application.ts'
import { aBigTerritory, type BigTerritory } from './with-territory.ts'
import { measureStatusChanges } from './with-writes.ts'

const SIZE = { fiches: 5_000, organisations: 400, journal: 100_000 }

// What the browser asks for when a filter, the order or the page changes: the rows, their labels and the count.
const ROWS = encodeURIComponent('pages/territoire.layout,features/fiches/fiches.route')

/**
 * The application as people meet it: built server, PostgreSQL, one process, row-level security on, a person of the
 * direction, 35 communes × 5 000 fiches over ten years; ten connections, client on the same two cores.
 */
export async function run(): Promise<void> {
  const postgres = await startPostgres()
  const database = openPostgres(postgres.url)
  const folder = mkdtempSync(join(tmpdir(), 'maillage-mesure-'))
  try {
    console.log(postgres.says)
    await migrate(database.db)
    const territory = await aBigTerritory(database.db, SIZE)
    await measurePages(postgres.url, folder, territory)
    await measureWrites(database, territory)
  } finally {
    await database.close()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measurePages(url: string, folder: string, territory: BigTerritory): Promise<void> {
  const port = await freePort()
  const begun = performance.now()
  const server = startApplication({ DATABASE_URL: url, MAILLAGE_DATA: folder, MAILLAGE_DEMO: 'non' }, port)
  try {
    const base = `http://127.0.0.1:${port}`
    await until(() => fetch(`${base}/sante`).then((answer) => answer.ok))
    console.log(
      `start on a migrated server: ${((performance.now() - begun) / 1000).toFixed(1)} s, memory at rest ${memoryMb(server)} MB`,
    )
    const cookie = await signIn(base, territory)
    const list = `${base}/t/${territory.slug}/fiches`
    await fire(
      'filtered list as data (state, axis labels, count)',
      `${list}.data?etat=en_cours&tri=-modifie&_routes=${ROWS}`,
      { cookie },
    )
    await fire('filtered list, page', `${list}?etat=en_cours&tri=-modifie`, { cookie })
    await fire('search « jeunesse », page', `${list}?q=jeunesse`, { cookie })
    await fire('one fiche, page', `${list}/B-000042`, { cookie })
    await fire('home, page', `${base}/t/${territory.slug}`, { cookie })
    console.log(`memory after the load ${memoryMb(server)} MB`)
  } finally {
    server.kill('SIGTERM')
    await wait(500)
  }
}

async function measureWrites(database: Database, territory: BigTerritory): Promise<void> {
  const account = await database.pool.query<{ id: string }>('select id from auth_user where email = $1', [
    territory.courriel,
  ])
  const actor = await findActor(database.db, {
    compteId: account.rows[0]?.id ?? '',
    slug: territory.slug,
    today: '2026-01-01',
  })
  if (!actor) throw new Error('The person of the measure has no role.')
  await measureStatusChanges(database.db, actor, { changes: 1_400, moreJournal: 1_000_000 })
}
