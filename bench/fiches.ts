import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPostgres } from '#app/db/connection.server.ts'
import { migrate } from '#app/db/migrate.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { parseFilter } from '#app/features/fiches/fiche.filter.ts'
import { exportCsv, exportWorkbook } from '#app/features/fiches/fiche-export.server.ts'
import { confirmImport } from '#app/features/fiches/fiche-import.commands.server.ts'
import { readTable, rehearseImport } from '#app/features/fiches/fiche-import.server.ts'
import { countByAxeAndState } from '#app/features/fiches/index.server.ts'
import { listAxesAt } from '#app/features/strategies/index.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import { findActor } from '#app/platform/actors.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { startPostgres } from '../checks/postgres.ts'
import { aBigTerritory } from './with-territory.ts'

const IMPORTED = 5_000
const EXPORTED = 100_000
const IN_TREE = 700

/**
 * What people do with many fiches at once, on PostgreSQL with its rules: bring 5 000 from a spreadsheet, take 100 000
 * away, read the whole tree of a strategy.
 */
export async function run(): Promise<void> {
  const postgres = await startPostgres()
  const database = openPostgres(postgres.url)
  const folder = mkdtempSync(join(tmpdir(), 'maillage-mesure-'))
  const actorIn = async (fiches: number): Promise<Actor> => {
    const territory = await aBigTerritory(database.db, { fiches, organisations: 400, journal: 10 })
    const account = await database.pool.query<{ id: string }>('select id from auth_user where email = $1', [
      territory.courriel,
    ])
    const compteId = account.rows[0]?.id ?? ''
    const actor = await findActor(database.db, { compteId, slug: territory.slug, today: '2026-01-01' })
    if (!actor) throw new Error('The person of the measure has no role.')
    return actor
  }
  try {
    await migrate(database.db)
    const small = await actorIn(IN_TREE)
    await timed(`tree of a strategy with ${IN_TREE} fiches`, () =>
      asActor(database.db, small, async (tx) => {
        await listAxesAt(tx, small, { at: isoDate('2018-01-01') })
        await countByAxeAndState(tx, small, {})
      }),
    )
    const path = join(folder, 'fiches.csv')
    writeFileSync(path, spreadsheet(IMPORTED))
    const rehearse = () =>
      asActor(database.db, small, async (tx) => rehearseImport(tx, small, await readTable(path), null))
    const rehearsed = await timed(`import of ${IMPORTED} fiches: reading, checks and preview`, rehearse)
    await timed(`import of ${IMPORTED} fiches: written with their journal`, () =>
      asActor(database.db, small, (tx) =>
        confirmImport(tx, small, rehearsed, { name: 'fiches.csv', sha256: '' }),
      ),
    )
    const large = await actorIn(EXPORTED)
    const asked = { db: database.db, actor: large, filter: parseFilter(new URLSearchParams()) }
    await drained(`export of ${EXPORTED} fiches as CSV`, () => exportCsv(asked))
    await drained(`export of ${EXPORTED} fiches as XLSX`, () => exportWorkbook(asked))
  } finally {
    await database.close()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function spreadsheet(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, index) =>
      `Action importée ${index};Accompagner les habitants;Que chacun trouve sa place;01/01/2017;31/12/2018;12 500,00`,
  )
  return ['Titre;Résumé;Objectifs;Début;Fin (exclue);Budget prévisionnel (€)', ...lines].join('\r\n')
}

async function timed<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const begun = performance.now()
  const result = await work()
  console.log(`${name}: ${((performance.now() - begun) / 1000).toFixed(2)} s`)
  return result
}

/** Reads a stream to its end and throws it away; memory is looked at on the way. */
async function drained(name: string, open: () => Promise<ReadableStream<Uint8Array>>): Promise<void> {
  const before = process.memoryUsage().rss
  let [bytes, highest] = [0, before]
  const begun = performance.now()
  for await (const chunk of await open()) {
    bytes += chunk.byteLength
    highest = Math.max(highest, process.memoryUsage().rss)
  }
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  const growth = Math.round((highest - before) / 1_048_576)
  console.log(
    `${name}: ${seconds} s, ${(bytes / 1_048_576).toFixed(1)} MB, memory grew by ${growth} MB at most`,
  )
}
