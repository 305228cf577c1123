import { startPostgres } from '../checks/postgres.ts'
import { depositNight, type NightReport } from './with-night.ts'

const CARRIERS = 500
const SECONDS = 60

/**
 * Deadline night: 500 carriers write and submit within a minute, the process is killed once in the middle and started
 * again; on PostgreSQL, then on the embedded database. What counts is the last line: no fault.
 */
export async function run(): Promise<void> {
  const postgres = await startPostgres()
  try {
    console.log(postgres.says)
    tell(
      'PostgreSQL',
      await depositNight({ databaseUrl: postgres.url, carriers: CARRIERS, seconds: SECONDS }),
    )
  } finally {
    await postgres.stop()
  }
  tell('embedded', await depositNight({ databaseUrl: null, carriers: CARRIERS, seconds: SECONDS }))
}

function tell(name: string, report: NightReport): void {
  const { submitted, refused, saves, retries, p50, p97, downMs, faults } = report
  console.log(
    `${name}: ${submitted} submitted, ${refused} refused, ${saves} saves acknowledged, ${retries} tries again, p50 ${p50.toFixed(0)} ms, p97.5 ${p97.toFixed(0)} ms, down ${(downMs / 1000).toFixed(1)} s`,
  )
  for (const [fault, cases] of Object.entries(faults)) console.log(`  ${fault}: ${cases}`)
}
