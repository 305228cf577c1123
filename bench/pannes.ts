import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '#app/db/connection.server.ts'
import { readConfig } from '#app/platform/config.server.ts'
import { openServices } from '#app/platform/services.server.ts'
import { seededRandom } from '#stats/random.ts'
import { startPostgres } from '../checks/postgres.ts'
import { freePort } from '../checks/processes.ts'
import { cut, enter, post, rise, type Target } from './with-faults.ts'

const KILLS = Number(process.env.MAILLAGE_PANNES ?? 200)
const WRITERS = 4
const SLUG = 'valenciennes-metropole'
const LONGEST_MS = 1_200
const SEED = 20_261_124

/** What the application said it had kept. */
interface Acknowledged {
  appuis: string[]
  appels: string[]
}

/**
 * The process is killed at random under mixed writes, and started again: a request for support (a row and its
 * journal line), a call to contribute (a row, its links, their mails, its line). Then the database is read: what was
 * acknowledged is there, and nothing is there by half.
 */
export async function run(): Promise<void> {
  await embedded()
  await onServer()
}

async function embedded(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'maillage-pannes-'))
  await torment('PGlite', { MAILLAGE_DATA: dataDir, DATABASE_URL: '' })
  rmSync(dataDir, { recursive: true, force: true })
}

async function onServer(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'maillage-pannes-'))
  const server = await startPostgres()
  try {
    await torment('PostgreSQL', { MAILLAGE_DATA: dataDir, DATABASE_URL: server.url })
  } finally {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function torment(engine: string, env: Record<string, string>): Promise<void> {
  const port = await freePort()
  const target: Target = { env, port, base: `http://127.0.0.1:${port}` }
  const kept: Acknowledged = { appuis: [], appels: [] }
  let { server } = await rise(target)
  const cookie = await enter(target.base, 'direction')
  const ids = await idsOf(target.base, cookie)
  const restarts: number[] = []
  const random = seededRandom(SEED)
  for (let kill = 0; kill < KILLS; kill++) {
    const writing = writers({ target, cookie, ids, kept })
    await wait(random() * LONGEST_MS)
    await cut(server)
    writing.stop()
    await writing.done
    const again = await rise(target)
    server = again.server
    restarts.push(again.ms)
  }
  await cut(server)
  await report(engine, { env, kept, restarts })
}

interface Ids {
  organisationId: string
  demarcheId: string
}

/** What the forms of the demonstration need, read from its pages. */
async function idsOf(base: string, cookie: string): Promise<Ids> {
  const page = async (path: string) =>
    (await fetch(`${base}/t/${SLUG}${path}`, { headers: { cookie } })).text()
  const organisationId = /<option value="([0-9a-f-]{36})"/.exec(await page('/appuis/demander'))?.[1]
  const demarcheId = /demarches\/([0-9a-f-]{36})/.exec(await page('/demarches'))?.[1]
  if (!organisationId || !demarcheId) throw new Error('The demonstration is not as expected.')
  return { organisationId, demarcheId }
}

interface Writing {
  target: Target
  cookie: string
  ids: Ids
  kept: Acknowledged
}

let count = 0

/** People who write without pause until the process is gone. */
function writers(its: Writing): { stop: () => void; done: Promise<unknown> } {
  let isOver = false
  const one = async (rank: number) => {
    while (!isOver) {
      count += 1
      const isKept = await (rank % 2 === 0
        ? askAppui(its, `pannes ${count}`)
        : callAll(its, `Question ${count} ?`)
      ).catch(() => false)
      if (!isKept) await wait(5)
    }
  }
  return {
    stop: () => {
      isOver = true
    },
    done: Promise.all(Array.from({ length: WRITERS }, (_, rank) => one(rank))),
  }
}

async function askAppui({ target, cookie, ids, kept }: Writing, objet: string): Promise<boolean> {
  const form = {
    organisationId: ids.organisationId,
    nature: 'montage',
    objet,
    description: 'Sous les pannes.',
  }
  const answer = await post(`${target.base}/t/${SLUG}/appuis/demander`, form, { origin: target.base, cookie })
  if (answer.status !== 302) return false
  kept.appuis.push(objet)
  return true
}

async function callAll({ target, cookie, ids, kept }: Writing, question: string): Promise<boolean> {
  const adresses = Array.from({ length: 5 }, (_, rank) => `${rank}-${count}@exemple.invalid`).join('\n')
  const form = { intention: 'appeler', question, echeance: '2099-01-01', adresses }
  const answer = await post(`${target.base}/t/${SLUG}/demarches/${ids.demarcheId}/appels`, form, {
    origin: target.base,
    cookie,
  })
  if (answer.status !== 302) return false
  kept.appels.push(question)
  return true
}

async function report(
  engine: string,
  { env, kept, restarts }: { env: Record<string, string>; kept: Acknowledged; restarts: number[] },
): Promise<void> {
  const services = await openServices(readConfig(env))
  const { lost, halves } = await inspect(services.database.db, kept)
  await services.close()
  const sorted = restarts.toSorted((a, b) => a - b)
  const p95 = sorted[Math.floor(sorted.length * 0.95)]
  console.log(
    `${engine}: ${KILLS} kills, ${kept.appuis.length + kept.appels.length} acknowledged writes, ${lost} lost, ${halves} half-done; start again p50 ${sorted[Math.floor(sorted.length / 2)]} ms, p95 ${p95} ms, worst ${sorted.at(-1)} ms`,
  )
  if (lost + halves > 0) process.exitCode = 1
}

/** What is missing of what was acknowledged, and what is there without all that goes with it. */
async function inspect(db: Db, kept: Acknowledged): Promise<{ lost: number; halves: number }> {
  const { rows: found } = await sql<{
    texte: string
  }>`select objet as texte from appui union all select question from demarche_appel`.execute(db)
  const there = new Set(found.map((its) => its.texte))
  const lost = [...kept.appuis, ...kept.appels].filter((its) => !there.has(its)).length
  const { rows } = await sql<{ nombre: number }>`select (
      (select count(*) from appui a where objet like 'pannes %' and (select count(*) from journal j where j.entite_id = a.id::text and j.operation = 'appui.demander') <> 1)
      + (select count(*) from journal j where j.operation = 'appui.demander' and not exists (select from appui a where a.id::text = j.entite_id))
      + (select count(*) from demarche_appel a where question like 'Question %' and (select count(*) from demarche_lien l where l.appel_id = a.id) <> 5)
      + abs((select count(*) from demarche_lien l join demarche_appel a on a.id = l.appel_id where a.question like 'Question %')
        - (select count(*) from courriel where objet like 'Votre contribution :%'))
      + abs((select count(*) from demarche_appel where question like 'Question %') - (select count(*) from journal where operation = 'demarche.appeler'))
    )::int as nombre`.execute(db)
  return { lost, halves: rows[0]?.nombre ?? -1 }
}
