import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { getEntity } from '#app/platform/entity.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { PAGE_SIZE } from '#app/platform/search-params.ts'
import type { OrganisationNature } from './organisation.schema.ts'
import { organisationSpec } from './organisation.spec.ts'

/** What this person may read of the directory, over the table `organisation` aliased `e`. */
export function visibleTo(actor: Actor): Expression<SqlBool> {
  const own = actor.affectations.map((affectation) => affectation.organisationId)
  return can(actor, 'organisations.lire') ? sql<SqlBool>`true` : sql<SqlBool>`e.id = any(${own}::uuid[])`
}

export interface OrganisationsFilter {
  search?: string | undefined
  nature?: OrganisationNature | undefined
  at: IsoDate
  page: number
}

/** One page of the directory as it was at a date, with the count of all that match, in one query. */
export async function listOrganisations(tx: Tx, actor: Actor, filter: OrganisationsFilter) {
  const rows = await tx
    .selectFrom('organisation as e')
    .select([
      'e.id',
      'e.nom',
      'e.sigle',
      'e.nature',
      'e.siret',
      'e.exemple',
      sql<number>`count(*) over ()`.as('total'),
    ])
    .where(visibleTo(actor))
    .where('e.territoireId', '=', actor.territoireId)
    .where('e.archiveLe', 'is', null)
    .where('e.fusionneeDans', 'is', null)
    .where((eb) => eb.or([eb('e.debut', 'is', null), eb('e.debut', '<=', filter.at)]))
    .where((eb) => eb.or([eb('e.fin', 'is', null), eb('e.fin', '>', filter.at)]))
    .$if(!!filter.nature, (query) => query.where('e.nature', '=', filter.nature ?? 'autre'))
    .$if(!!filter.search, (query) =>
      query.where(
        sql<SqlBool>`(e.recherche @@ websearch_to_tsquery('maillage_fr', ${filter.search}) or e.nom ilike ${`%${filter.search}%`})`,
      ),
    )
    .orderBy('e.nom')
    .orderBy('e.id')
    .limit(PAGE_SIZE)
    .offset((filter.page - 1) * PAGE_SIZE)
    .execute()
  return { rows, total: rows[0]?.total ?? 0 }
}

/** One organisation, or NotFound when it is absent or hidden. */
export function getOrganisation(tx: Tx, actor: Actor, id: string) {
  return getEntity(tx, organisationSpec, id, visibleTo(actor))
}
