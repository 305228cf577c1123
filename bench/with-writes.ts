import { sql } from 'kysely'
import type { Db } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { moveFiche } from '#app/features/fiches/index.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'

interface Given {
  changes: number
  /** A second pass runs once the journal has this many more lines. */
  moreJournal: number
}

/**
 * One status change of a fiche: loaded through `visibleTo`, checked, versioned, written with its journal line, one
 * transaction each, ten at a time. Then again with a journal that has grown: the figure must not move.
 */
export async function measureStatusChanges(db: Db, actor: Actor, given: Given): Promise<void> {
  await round(db, actor, { name: 'status change with its journal line', changes: given.changes })
  await sql`insert into journal (territoire_id, id, auteur, operation, entite, entite_id, titre, changements)
    select ${actor.territoireId}, gen_random_uuid(), 'Personne', 'fiche.modifier', 'fiche', gen_random_uuid()::text, 'Fiche ' || i, '{}'
    from generate_series(1, ${given.moreJournal}) i`.execute(db)
  await sql`analyze journal`.execute(db)
  await round(db, actor, {
    name: `the same with ${given.moreJournal} more journal lines`,
    changes: given.changes,
  })
}

async function round(db: Db, actor: Actor, given: { name: string; changes: number }): Promise<void> {
  const ideas = await db
    .selectFrom('fiche')
    .select(['id', 'version', 'etat'])
    .where('territoireId', '=', actor.territoireId)
    .where('etat', 'in', ['idee', 'en_montage'])
    .limit(given.changes)
    .execute()
  const durations: number[] = []
  const queue = [...ideas]
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      for (let fiche = queue.pop(); fiche; fiche = queue.pop()) {
        const { id, version } = fiche
        const to = fiche.etat === 'idee' ? 'en_montage' : 'idee'
        const start = performance.now()
        await asActor(db, actor, (tx) =>
          moveFiche(tx, actor, id, { to, motif: 'mesure', version, today: isoDate('2026-01-01') }),
        )
        durations.push(performance.now() - start)
      }
    }),
  )
  const seconds = (performance.now() - begun) / 1000
  durations.sort((a, b) => a - b)
  const at = (share: number): string => (durations[Math.floor(durations.length * share)] ?? 0).toFixed(1)
  console.log(
    `${given.name}: ${(durations.length / seconds).toFixed(0)} /s, p50 ${at(0.5)} ms, p97.5 ${at(0.975)} ms, ${durations.length} changes`,
  )
}
