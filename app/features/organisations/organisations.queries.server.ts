import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { getEntity, type Stored, snake } from '#app/platform/entity.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { PAGE_SIZE } from '#app/platform/search-params.ts'
import type { OrganisationFilter, OrganisationSort } from './organisation.filter.ts'
import { organisationInput } from './organisation.schema.ts'
import { organisationSpec } from './organisation.spec.ts'
import type { OrganisationNature } from './organisation.words.ts'

export type StoredOrganisation = Stored<typeof organisationInput>

/** What this person may read of the directory, over the table `organisation` aliased `e`. */
export function visibleTo(actor: Actor): Expression<SqlBool> {
  const own = actor.affectations.map((affectation) => affectation.organisationId)
  return can(actor, 'organisations.lire') ? sql<SqlBool>`true` : sql<SqlBool>`e.id = any(${own}::uuid[])`
}

export interface OrganisationRow {
  id: string
  nom: string
  sigle: string | null
  nature: OrganisationNature
  siret: string | null
  siren: string | null
  communeCode: string | null
  commune: string | null
  exemple: boolean
  aVerifier: boolean
  total: number
}

/** One page of the directory as it was at a date, with the count of all that match, in one query. */
export async function listOrganisations(
  tx: Tx,
  actor: Actor,
  filter: OrganisationFilter,
  options: { at: IsoDate; page: number },
): Promise<{ rows: OrganisationRow[]; total: number }> {
  const { rows } = await sql<OrganisationRow>`
    select e.id, e.nom, e.sigle, e.nature, e.siret, e.siren, e.commune_code, c.nom as commune, e.exemple, e.a_verifier,
      count(*) over ()::int as total
    from organisation e left join commune c on c.territoire_id = e.territoire_id and c.code = e.commune_code
    where ${conditionsOf(actor, filter, options.at)} order by ${orderOf(filter)}
    limit ${PAGE_SIZE} offset ${(options.page - 1) * PAGE_SIZE}`.execute(tx)
  return { rows, total: rows[0]?.total ?? 0 }
}

/** Whole records that match, in the order of the list: what the exports write. */
export async function listRecords(
  tx: Tx,
  actor: Actor,
  filter: OrganisationFilter,
  at: IsoDate,
): Promise<StoredOrganisation[]> {
  const columns = Object.keys(organisationInput.shape).map((key) => sql`e.${sql.ref(snake(key))}`)
  const { rows } = await sql<StoredOrganisation>`
    select e.id, e.version, ${sql.join(columns)}
    from organisation e left join commune c on c.territoire_id = e.territoire_id and c.code = e.commune_code
    where ${conditionsOf(actor, filter, at)} order by ${orderOf(filter)}`.execute(tx)
  return rows
}

/** All the records of the directory, past ones included: what an import compares with. */
export async function listKnown(tx: Tx, actor: Actor): Promise<StoredOrganisation[]> {
  const columns = Object.keys(organisationInput.shape).map((key) => sql`e.${sql.ref(snake(key))}`)
  const { rows } = await sql<StoredOrganisation>`
    select e.id, e.version, ${sql.join(columns)} from organisation e where ${present(actor)} order by e.nom, e.id`.execute(
    tx,
  )
  return rows
}

/** One organisation, or NotFound when it is absent or hidden. */
export function getOrganisation(tx: Tx, actor: Actor, id: string): Promise<StoredOrganisation> {
  return getEntity(tx, organisationSpec, id, visibleTo(actor))
}

/** In the directory and in sight: neither archived nor merged into another. */
export function present(actor: Actor): RawBuilder<SqlBool> {
  return sql<SqlBool>`(e.territoire_id = ${actor.territoireId} and e.archive_le is null and e.fusionnee_dans is null and ${visibleTo(actor)})`
}

function conditionsOf(actor: Actor, filter: OrganisationFilter, at: IsoDate): RawBuilder<SqlBool> {
  const all = [
    present(actor),
    sql`(e.debut is null or e.debut <= ${at})`,
    sql`(e.fin is null or e.fin > ${at})`,
    ...(filter.nature ? [sql`e.nature = ${filter.nature}`] : []),
    ...(filter.commune ? [sql`e.commune_code = ${filter.commune}`] : []),
    ...(filter.aVerifier ? [sql`e.a_verifier`] : []),
    ...(filter.search ? [matching(filter.search)] : []),
  ]
  return sql<SqlBool>`${sql.join(all, sql` and `)}`
}

function matching(typed: string): RawBuilder<SqlBool> {
  const digits = typed.replaceAll(/\s/g, '')
  const number = /^[W\d]\d{5,}$/i.test(digits) ? digits.toUpperCase() : null
  return sql<SqlBool>`(e.recherche @@ websearch_to_tsquery('maillage_fr', ${typed}) or nom_simple(e.nom) like '%' || nom_simple(${typed}) || '%'
    or nom_simple(e.sigle) like nom_simple(${typed}) || '%' or e.siret like ${number}::text || '%' or e.siren = ${number}::text or e.rna = ${number}::text)`
}

const sortColumns: Record<OrganisationSort, string> = {
  nom: 'e.nom',
  nature: 'e.nature',
  commune: 'c.nom',
  siret: 'coalesce(e.siret, e.siren)',
}

function orderOf({ tri }: OrganisationFilter): RawBuilder<unknown> {
  const column = sql.raw(sortColumns[tri.by]) // one of the four texts above
  const direction = tri.descending ? sql`desc nulls last` : sql`asc nulls last`
  return sql`${column} ${direction}, e.nom, e.id`
}
