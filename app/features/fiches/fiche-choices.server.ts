import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { listOrganisationChoices } from '#app/features/organisations/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { type FicheChoices, type FilterChoices, wantsMoreFilters } from './fiche-choices.ts'
import { visibleTo } from './fiches.queries.server.ts'

/** What the filters of a list propose; hundreds of organisations are read only when that filter is opened. */
export async function listFilterChoices(
  tx: Tx,
  actor: Actor,
  given: { at: IsoDate; request: Request },
): Promise<FilterChoices> {
  if (wantsMoreFilters(new URL(given.request.url).searchParams)) {
    const more = await listFicheChoices(tx, actor, given.at)
    return { axes: more.axes, communes: more.communes, more }
  }
  return { axes: await axisChoices(tx, given.at), communes: await communeChoices(tx), more: null }
}

/** What several fiches can be given at once. */
export async function listBulkChoices(tx: Tx, at: IsoDate): Promise<Pick<FicheChoices, 'axes' | 'themes'>> {
  return { axes: await axisChoices(tx, at), themes: await themeChoices(tx) }
}

/** What the lists of the form and of the filters propose, in French order. */
export async function listFicheChoices(tx: Tx, actor: Actor, at: IsoDate): Promise<FicheChoices> {
  return {
    axes: await axisChoices(tx, at),
    themes: await themeChoices(tx),
    documents: await tx
      .selectFrom('documentCadre')
      .select(['id as value', 'titre as label'])
      .where('archiveLe', 'is', null)
      .orderBy('debut', 'desc')
      .execute(),
    communes: await communeChoices(tx),
    qpv: await tx
      .selectFrom('qpv')
      .select(['code as value', sql<string>`nom || ' (' || code || ')'`.as('label')])
      .select(sql<string>`'Génération ' || generation`.as('group'))
      .orderBy('generation', 'desc')
      .orderBy('nom')
      .execute(),
    organisations: await listOrganisationChoices(tx, actor),
    programmes: await programmeChoices(tx, actor),
  }
}

function themeChoices(tx: Tx): Promise<FicheChoices['themes']> {
  return tx.selectFrom('themeTransversal').select(['id as value', 'nom as label']).orderBy('nom').execute()
}

function communeChoices(tx: Tx): Promise<FicheChoices['communes']> {
  return tx.selectFrom('commune').select(['code as value', 'nom as label']).orderBy('nom').execute()
}

/** Axes, orientations and objectives in the order of their tree, under the name of the tree. */
async function axisChoices(tx: Tx, at: IsoDate): Promise<FicheChoices['axes']> {
  const { rows } = await sql<{ value: string; label: string; group: string }>`
    select a.id as value, v.numero || '. ' || v.titre as label, t.nom as "group"
    from axe a join arbre t on t.territoire_id = a.territoire_id and t.id = a.arbre_id
    join lateral (select numero, titre from axe_version v where v.territoire_id = a.territoire_id and v.axe_id = a.id
      order by (v.debut <= ${at} and (v.fin is null or v.fin > ${at})) desc, v.debut desc limit 1) v on true
    where a.archive_le is null
    order by t.nom, string_to_array(regexp_replace(v.numero, '[^0-9.]', '', 'g'), '.'), a.rang`.execute(tx)
  return rows
}

async function programmeChoices(tx: Tx, actor: Actor): Promise<FicheChoices['programmes']> {
  const { rows } = await sql<{ value: string; label: string }>`
    select e.id as value, e.code || ' ' || e.titre as label from fiche e
    where e.territoire_id = territoire_courant() and e.nature = 'programme' and e.parent_id is null and ${visibleTo(actor)}
    order by e.titre`.execute(tx)
  return rows
}
