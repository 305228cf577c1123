import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Database, openPglite, openPostgres } from '#app/db/connection.server.ts'
import { migrate } from '#app/db/migrate.server.ts'
import { freePort } from '../checks/processes.ts'
import { liveTheNight, type Outcome } from './with-carriers.ts'
import { aNight, type Night, startHost } from './with-deposits.ts'

export interface NightGiven {
  /** A server's address; the embedded database without. */
  databaseUrl: string | null
  carriers: number
  /** Over which carriers begin; the call closes in the middle of their last presses. */
  seconds: number
}

export interface NightReport {
  submitted: number
  refused: number
  saves: number
  retries: number
  p50: number
  p97: number
  downMs: number
  /** What should never be: each with its number of cases. */
  faults: Record<string, number>
}

/**
 * The night of a deadline: carriers write and submit in the last seconds, the process is killed in the middle and
 * started again, then the database is asked whether every acknowledged word is there and every dossier is there once.
 */
export async function depositNight(given: NightGiven): Promise<NightReport> {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-nuit-'))
  const open = () =>
    given.databaseUrl ? openPostgres(given.databaseUrl) : openPglite({ folder: join(folder, 'base') })
  try {
    const night = await prepare(await open(), given)
    const port = await freePort()
    const place = { databaseUrl: given.databaseUrl, folder, port }
    const { outcomes, downMs } = await withAKill(place, night, given)
    const database = await open()
    try {
      return { ...measured(outcomes), downMs, faults: await faultsOf(database, night, outcomes) }
    } finally {
      await database.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

// The call closes a little after the last carrier has begun: the application needs a few seconds to start.
const MARGIN_SECONDS = 15

async function prepare(database: Database, given: NightGiven): Promise<Night> {
  try {
    await migrate(database.db)
    return await aNight(database.db, {
      carriers: given.carriers,
      opensForSeconds: given.seconds + MARGIN_SECONDS,
    })
  } finally {
    await database.close()
  }
}

async function withAKill(
  place: { databaseUrl: string | null; folder: string; port: number },
  night: Night,
  given: NightGiven,
): Promise<{ outcomes: Outcome[]; downMs: number }> {
  const first = await startHost(place)
  const step = (given.seconds * 1000) / night.carriers.length
  const living = night.carriers.map((carrier, rank) =>
    liveTheNight({ base: first.base }, night, carrier, { begins: rank * step, goes: 3 }),
  )
  await wait(given.seconds * 500)
  await first.kill()
  const begun = performance.now()
  const second = await startHost(place)
  const downMs = performance.now() - begun
  const outcomes = await Promise.all(living)
  await second.stop()
  return { outcomes, downMs }
}

function measured(outcomes: ReadonlyArray<Outcome>): Omit<NightReport, 'downMs' | 'faults'> {
  const durations = outcomes.flatMap((its) => its.durations).toSorted((a, b) => a - b)
  const at = (share: number) => durations[Math.floor(durations.length * share)] ?? 0
  const total = (count: (its: Outcome) => number) => outcomes.reduce((sum, its) => sum + count(its), 0)
  const submitted = outcomes.filter((its) => its.isSubmitted).length
  return {
    submitted,
    refused: outcomes.length - submitted,
    saves: total((its) => its.saves),
    retries: total((its) => its.retries),
    p50: at(0.5),
    p97: at(0.975),
  }
}

interface Kept {
  id: string
  numero: string | null
  evaluation: string
  copie: string | null
  lignes: number
  courriels: number
  brouillon: string | null
}

async function faultsOf(
  { db }: Database,
  night: Night,
  outcomes: ReadonlyArray<Outcome>,
): Promise<Record<string, number>> {
  const { rows } = await sql<Kept>`
    select d.id, d.numero, d.evaluation, d.copie ->> 'evaluation' as copie,
      (select count(*)::int from ligne l where l.dossier_id = d.id) as lignes,
      (select count(*)::int from courriel c where c.texte like '%' || d.numero || '%') as courriels,
      (select b.valeurs -> 'evaluation' ->> 0 from brouillon b where b.entite_id = d.id || '.resultats') as brouillon
    from dossier d where d.appel_id = ${night.appelId}`.execute(db)
  const kept = new Map(rows.map((its) => [its.id, its]))
  const count = (wrong: (outcome: Outcome, row: Kept) => boolean) =>
    outcomes.filter((its) => {
      const row = kept.get(its.dossierId)
      return !row || wrong(its, row)
    }).length
  const numbers = rows.flatMap((its) => (its.numero ? [Number(its.numero.slice(-4))] : []))
  return {
    'acknowledged submission absent': count((its, row) => its.isSubmitted && !row.numero),
    'acknowledged text absent': count(
      (its, row) =>
        its.kept !== '' && its.kept !== (row.numero ? row.copie : (row.brouillon ?? row.evaluation)),
    ),
    'number given twice, or skipped': numbers
      .toSorted((a, b) => a - b)
      .filter((its, rank) => its !== rank + 1).length,
    'lines of funders other than one': count((_, row) => row.numero !== null && row.lignes !== 1),
    'acknowledgement mails other than one': count((_, row) => row.numero !== null && row.courriels !== 1),
    'dossiers other than one each': Math.abs(rows.length - outcomes.length),
  }
}
