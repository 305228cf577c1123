import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { evaluationVisibleTo } from './referentiel.queries.server.ts'

export interface Standing {
  questions: number
  repondues: number
  indicateurs: number
  /** Questions and data deliveries whose day is past. */
  retards: number
}

/** Where the evaluation of each document stands; documents without anything are absent. */
export async function listStandings(tx: Tx, actor: Actor, today: IsoDate): Promise<Map<string, Standing>> {
  const answered = sql<boolean>`exists (select 1 from constat_evaluation c where c.question_id = e.id and c.archive_le is null)`
  const questions = await tx
    .selectFrom('questionEvaluation as e')
    .select('e.documentId')
    .select([
      sql<number>`count(*)::int`.as('questions'),
      sql<number>`(count(*) filter (where ${answered}))::int`.as('repondues'),
      sql<number>`(count(*) filter (where e.echeance < ${today} and not ${answered}))::int`.as('retards'),
    ])
    .where(evaluationVisibleTo(actor))
    .groupBy('e.documentId')
    .execute()
  const followed = await countBy(tx, actor, { table: 'indicateur_suivi', where: sql`true` })
  const late = await countBy(tx, actor, {
    table: 'livraison',
    where: sql`e.recue_le is null and e.echeance < ${today}`,
  })
  const ids = new Set([...questions.map((its) => its.documentId), ...followed.keys()])
  return new Map(
    [...ids].map((id) => {
      const own = questions.find((its) => its.documentId === id)
      return [
        id,
        {
          questions: own?.questions ?? 0,
          repondues: own?.repondues ?? 0,
          indicateurs: followed.get(id) ?? 0,
          retards: (own?.retards ?? 0) + (late.get(id) ?? 0),
        },
      ]
    }),
  )
}

async function countBy(
  tx: Tx,
  actor: Actor,
  given: { table: string; where: ReturnType<typeof sql> },
): Promise<Map<string, number>> {
  const { rows } = await sql<{ documentId: string; nombre: number }>`
    select e.document_id, count(*)::int as nombre from ${sql.table(given.table)} e
    where ${evaluationVisibleTo(actor)} and ${given.where} group by e.document_id`.execute(tx)
  return new Map(rows.map((its) => [its.documentId, its.nombre]))
}
