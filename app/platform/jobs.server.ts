import { PgBoss } from 'pg-boss'
import { cleanUp } from './clean-up.server.ts'
import { writeDigests } from './digests.server.ts'
import { deliverEvents } from './envois.server.ts'
import { logger } from './log.server.ts'
import { deliverMail } from './mail-delivery.server.ts'
import type { Services } from './services.server.ts'

export interface Job {
  name: string
  /** In the time of Paris. */
  cron: string
  work: (services: Services) => Promise<unknown>
}

const digest = (services: Services, rythmes: Parameters<typeof writeDigests>[1]['rythmes']) =>
  writeDigests(services.database.db, { rythmes, publicUrl: services.config.publicUrl, now: services.now() })

/** What happens without anybody asking. Each is done once, whatever the number of processes. */
export const jobs: ReadonlyArray<Job> = [
  {
    name: 'courriels',
    cron: '* * * * *',
    work: async (services) => {
      await digest(services, ['immediat'])
      return deliverMail(services.database.db, services.config, services.now())
    },
  },
  {
    name: 'evenements',
    cron: '* * * * *',
    work: ({ database, secret, config, now }) =>
      deliverEvents(database.db, { secret, allowPrivate: config.webhooksPrives, now: now() }),
  },
  { name: 'resume-quotidien', cron: '0 7 * * *', work: (services) => digest(services, ['quotidien']) },
  { name: 'resume-hebdomadaire', cron: '0 7 * * 1', work: (services) => digest(services, ['hebdomadaire']) },
  { name: 'menage', cron: '15 * * * *', work: (services) => cleanUp(services.database.db, services.now()) },
]

/**
 * Starts the queues in the database of the application. `stop` waits for what is running. With `now`, the work of
 * `names` is done at once too, whatever the clock says. `also`: what the rooms do by themselves.
 */
export async function startJobs(
  services: Services,
  asked: { names?: ReadonlyArray<string>; now?: boolean; also?: ReadonlyArray<Job> } = {},
): Promise<{ stop: () => Promise<void> }> {
  const { pool } = services.database
  const boss = new PgBoss({
    // The pool itself on both engines: on the embedded one it is the only connection.
    db: { executeSql: (text, values) => pool.query(text, values === undefined ? undefined : [...values]) },
    schema: 'taches',
    supervise: true,
    schedule: true,
  })
  boss.on('error', (err) => logger.error({ err }, 'tâches de fond'))
  await boss.start()
  for (const job of [...jobs, ...(asked.also ?? [])]) {
    await boss.createQueue(job.name, { policy: 'exclusive', retryLimit: 0, deleteAfterSeconds: 86_400 })
    await boss.work(job.name, { pollingIntervalSeconds: asked.now ? 1 : 10 }, () => job.work(services))
    await boss.schedule(job.name, job.cron, null, { tz: 'Europe/Paris' })
    if (asked.now && asked.names?.includes(job.name)) await boss.send(job.name)
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 10_000 }) }
}
