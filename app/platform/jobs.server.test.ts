import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openTestDatabase } from '#app/db/test-database.ts'
import { readConfig } from './config.server.ts'
import { jobs, startJobs } from './jobs.server.ts'
import { queueMail } from './mail.server.ts'
import { assemble } from './services.server.ts'

const database = await openTestDatabase()
const config = readConfig({ MAILLAGE_SECRET: 's'.repeat(40) })
const services = assemble({ config, database, now: () => new Date() })

async function untilKept(): Promise<string | undefined> {
  for (let tries = 0; tries < 200; tries += 1) {
    const row = await database.db.selectFrom('courriel').select('etat').executeTakeFirst()
    if (row?.etat === 'boite_locale') return row.etat
    await wait(50)
  }
  return undefined
}

test('the queues start in the database of the application, run their work, stop, and start again', async () => {
  await queueMail(database.db, { to: 'a@exemple.invalid', subject: 'Objet', text: 'Texte' })
  const first = await startJobs(services, { names: ['courriels'], now: true })
  expect(await untilKept()).toBe('boite_locale')
  await first.stop()
  const again = await startJobs(services)
  await again.stop()
  const { rows } = await database.pool.query('select name, cron from taches.schedule order by name')
  expect(rows).toEqual(
    jobs.map(({ name, cron }) => ({ name, cron })).sort((a, b) => (a.name < b.name ? -1 : 1)),
  )
}, 60_000)
