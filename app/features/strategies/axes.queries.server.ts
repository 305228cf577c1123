import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { inReadingOrder, type PlacedAxe } from './axe.rules.ts'
import { listNodes } from './axes.store.server.ts'

/** Axes, themes and links are read by whoever may read the strategy. */
export function strategieVisibleTo(actor: Actor): Expression<SqlBool> {
  return can(actor, 'strategie.lire') ? sql<SqlBool>`true` : sql<SqlBool>`false`
}

/** The axes as they were worded on a day, in reading order with their depth; all trees, or one. */
export async function listAxesAt(
  tx: Tx,
  actor: Actor,
  given: { at: IsoDate; arbreId?: string },
): Promise<PlacedAxe[]> {
  if (!can(actor, 'strategie.lire')) return []
  return inReadingOrder(await listNodes(tx, given))
}

/** The axes of a day as answers of a form, grouped by axis of first level when there are several levels. */
export async function listAxeChoices(tx: Tx, actor: Actor, at: IsoDate) {
  const nodes = await listAxesAt(tx, actor, { at })
  const hasLevels = nodes.some((node) => node.depth > 0)
  let group = ''
  return nodes.map((node) => {
    if (node.depth === 0) group = `${node.numero}. ${node.court || node.titre}`
    return { value: node.id, label: `${node.numero}. ${node.titre}`, ...(hasLevels ? { group } : {}) }
  })
}

/** The transversal themes followed on a day. */
export async function listThemesAt(tx: Tx, actor: Actor, at: IsoDate) {
  return tx
    .selectFrom('themeTransversal as e')
    .select(['e.id', 'e.nom', 'e.description', 'e.debut', 'e.fin', 'e.version'])
    .where(strategieVisibleTo(actor))
    .where('e.debut', '<=', at)
    .where((eb) => eb.or([eb('e.fin', 'is', null), eb('e.fin', '>', at)]))
    .orderBy('e.nom')
    .execute()
}
