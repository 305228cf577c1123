import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { budgetOnce, visibleFiches } from '#app/features/fiches/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'

/** How many fiches begun by a day each axis has under each transversal theme, and what they foresee, in centimes. */
export async function countByAxeAndTheme(tx: Tx, actor: Actor, at: IsoDate) {
  const { rows } = await sql<{ axeId: string | null; themeId: string; nombre: number; budget: number }>`
    select e.axe_id, t.theme_id, count(*)::int as nombre, coalesce(sum(${budgetOnce}), 0)::float8 as budget
    from fiche e join fiche_theme t on t.territoire_id = e.territoire_id and t.fiche_id = e.id
    where ${visibleFiches(actor)} and (e.debut is null or e.debut <= ${at}) group by e.axe_id, t.theme_id`.execute(
    tx,
  )
  return rows
}
