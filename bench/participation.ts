import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Db, openPostgres } from '#app/db/connection.server.ts'
import { migrate } from '#app/db/migrate.server.ts'
import { startPostgres } from '../checks/postgres.ts'
import { freePort } from '../checks/processes.ts'
import { fire, signIn, startApplication, until } from './with-application.ts'
import { aBigTerritory, type BigTerritory } from './with-territory.ts'

/**
 * The participation map and the cooperation network as people open them: built server, PostgreSQL, 35 communes, 400
 * organisations, ten years, then twice as many fiches, bodies and organisations; ten connections on the same two cores.
 */
export async function run(): Promise<void> {
  const postgres = await startPostgres()
  const database = openPostgres(postgres.url)
  const folder = mkdtempSync(join(tmpdir(), 'maillage-participation-'))
  try {
    console.log(postgres.says)
    await migrate(database.db)
    const one = await aTerritory(database.db, { fiches: 700, organisations: 400, bodies: 12 })
    const two = await aTerritory(database.db, { fiches: 1_400, organisations: 800, bodies: 24 })
    await measure(postgres.url, folder, { once: one, doubled: two })
  } finally {
    await database.close()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Size {
  fiches: number
  organisations: number
  bodies: number
}

/** Ten years of meetings, two a year a body, half of the communes at each; a level said by each commune on each axis. */
async function aTerritory(db: Db, { fiches, organisations, bodies }: Size): Promise<BigTerritory> {
  const territory = await aBigTerritory(db, { fiches, organisations, journal: 1_000 })
  const { id } = territory
  await sql`insert into organisation (territoire_id, id, nom, nature, commune_code)
    select territoire_id, gen_random_uuid(), 'Commune de ' || nom, 'commune', code from commune where territoire_id = ${id}`.execute(
    db,
  )
  await sql`insert into instance (territoire_id, id, nom, nature, debut)
    select ${id}, gen_random_uuid(), 'Groupe ' || i, 'groupe_thematique', '2015-01-01' from generate_series(1, ${bodies}) i`.execute(
    db,
  )
  await sql`insert into seance (territoire_id, id, instance_id, titre, jour, heure, duree_minutes, etat)
    select ${id}, gen_random_uuid(), i.id, 'Séance', make_date(2015 + y, 3 + 6 * h, 10), '14:30', 90, 'tenue'
    from instance i cross join generate_series(0, 9) y cross join generate_series(0, 1) h where i.territoire_id = ${id}`.execute(
    db,
  )
  await sql`insert into convocation (territoire_id, id, seance_id, organisation_id, presence)
    select ${id}, gen_random_uuid(), s.id, o.id, 'present' from seance s
    join organisation o on o.territoire_id = s.territoire_id and o.nature = 'commune' and (hashtext(s.id::text || o.id::text) & 1) = 0
    where s.territoire_id = ${id}`.execute(db)
  await sql`insert into participation (territoire_id, id, commune_code, axe_id, niveau, pourquoi, debut)
    select ${id}, gen_random_uuid(), c.code, a.id, 'associee', 'Mesure', '2020-01-01' from commune c join axe a on a.territoire_id = c.territoire_id
    where c.territoire_id = ${id}`.execute(db)
  await sql`vacuum analyze`.execute(db)
  return territory
}

async function measure(
  url: string,
  folder: string,
  territories: Record<'once' | 'doubled', BigTerritory>,
): Promise<void> {
  const port = await freePort()
  const server = startApplication({ DATABASE_URL: url, MAILLAGE_DATA: folder, MAILLAGE_DEMO: 'non' }, port)
  try {
    const base = `http://127.0.0.1:${port}`
    await until(() => fetch(`${base}/sante`).then((answer) => answer.ok))
    for (const [size, territory] of Object.entries(territories)) {
      const cookie = await signIn(base, territory)
      const home = `${base}/t/${territory.slug}`
      await fire(`${size}: map of the axes`, `${home}/participation`, { cookie })
      await fire(`${size}: map of the bodies`, `${home}/participation?genre=instance`, { cookie })
      await fire(`${size}: cooperation network`, `${home}/cooperation`, { cookie, connections: 2 })
    }
  } finally {
    server.kill('SIGTERM')
    await wait(500)
  }
}
