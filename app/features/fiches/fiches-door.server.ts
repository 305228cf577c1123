import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { type FicheFilter, parseFilter } from './fiche.filter.ts'
import type { FicheEtat } from './fiche.schema.ts'
import { budgetOnce, conditionsOf, listFiches } from './fiches.queries.server.ts'

/** What another page is about. One at least. */
export interface FichesOf {
  commune?: string
  qpv?: string
  axe?: string
  organisation?: string
  document?: string
  /** All of them when empty. */
  etat?: FicheEtat[]
}

/** The fiches about a place, an axis, an organisation or a document, that this person may see, with their count. */
export function listFichesOf(
  tx: Tx,
  actor: Actor,
  about: FichesOf,
  options: { at?: IsoDate; limit?: number } = {},
) {
  const filter: FicheFilter = { etat: [], ...about, tri: { by: 'code', descending: false } }
  return listFiches(tx, actor, filter, { page: 1, pageSize: options.limit ?? 20, at: options.at })
}

/** The fiches whose text answers to what is typed; eight at most. */
export async function searchFiches(tx: Tx, actor: Actor, typed: string) {
  const filter = parseFilter(new URLSearchParams({ q: typed }))
  const { rows } = await listFiches(tx, actor, filter, { page: 1, pageSize: 8 })
  return rows
}

export interface FicheCount {
  /** The main axis, null when none is chosen yet. */
  axeId: string | null
  etat: FicheEtat
  nombre: number
  budgetCentimes: number
}

/** How many fiches, and how much money they foresee, by main axis and state. */
export async function countByAxeAndState(
  tx: Tx,
  actor: Actor,
  about: FichesOf & { at?: IsoDate } = {},
): Promise<FicheCount[]> {
  const { at, ...rest } = about
  const filter: FicheFilter = { ...rest, etat: [], tri: { by: 'code', descending: false } }
  const { rows } = await sql<FicheCount>`
    select e.axe_id, e.etat, count(*) as nombre, coalesce(sum(${budgetOnce}), 0) as budget_centimes
    from fiche e where ${conditionsOf(actor, filter, at)} group by e.axe_id, e.etat`.execute(tx)
  return rows
}
