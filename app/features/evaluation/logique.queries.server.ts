import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'

/** The boxes and the arrows of an axis, in the order they were written. */
export async function getLogique(tx: Tx, actor: Actor, axeId: string) {
  if (!can(actor, 'evaluation.lire')) return { boxes: [], arrows: [] }
  const boxes = await tx
    .selectFrom('logiqueCase')
    .select(['id', 'etage', 'texte', 'exemple', 'version'])
    .where('axeId', '=', axeId)
    .orderBy('rang')
    .orderBy('id')
    .execute()
  const arrows = await tx
    .selectFrom('logiqueFleche as f')
    .innerJoin('logiqueCase as d', 'd.id', 'f.deId')
    .innerJoin('logiqueCase as v', 'v.id', 'f.versId')
    .select(['f.id', 'f.deId', 'f.versId', 'f.hypothese', 'f.solidite', 'f.version'])
    .select(['d.texte as de', 'v.texte as vers'])
    .where('d.axeId', '=', axeId)
    .orderBy(
      sql`case d.etage when 'moyens' then 1 when 'activites' then 2 when 'realisations' then 3 else 4 end`,
    )
    .orderBy('d.rang')
    .orderBy('v.rang')
    .orderBy('f.id')
    .execute()
  return { boxes, arrows }
}

export type Logique = Awaited<ReturnType<typeof getLogique>>

/** How far each axis is drawn: its boxes, its assumptions, those still to be checked. */
export async function countLogiques(tx: Tx, actor: Actor, axeIds: ReadonlyArray<string>) {
  if (axeIds.length === 0 || !can(actor, 'evaluation.lire')) return []
  return tx
    .selectFrom('logiqueCase as c')
    .leftJoin('logiqueFleche as f', 'f.deId', 'c.id')
    .select('c.axeId')
    .select([
      sql<number>`count(distinct c.id)::int`.as('cases'),
      sql<number>`count(distinct f.id)::int`.as('hypotheses'),
      sql<number>`(count(distinct f.id) filter (where f.solidite <> 'etayee'))::int`.as('aVerifier'),
    ])
    .where('c.axeId', 'in', [...axeIds])
    .groupBy('c.axeId')
    .execute()
}
