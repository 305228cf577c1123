import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { findEntity, getEntity } from '#app/platform/entity.server.ts'
import { type Actor, reachOf } from '#app/platform/permissions.ts'
import { PAGE_SIZE } from '#app/platform/search-params.ts'
import type { FicheFilter, FicheSort } from './fiche.filter.ts'
import { type FicheEtat, type FicheNature, publishedEtats } from './fiche.schema.ts'
import { ficheSpec } from './fiche.spec.ts'

/** What this person may read of the fiches, over the table `fiche` aliased `e`. Archived ones are out of sight. */
export function visibleTo(actor: Actor): RawBuilder<SqlBool> {
  const { reach, organisationIds } = reachOf(actor, 'fiches.lire')
  const there = sql<SqlBool>`e.archive_le is null`
  if (reach === 'tout') return there
  if (!reach) return sql<SqlBool>`false`
  const own = sql`(e.porteur_id = any(${organisationIds}::uuid[]) or exists (select from fiche_organisation vo
    where vo.territoire_id = e.territoire_id and vo.fiche_id = e.id and vo.role = 'operateur' and vo.organisation_id = any(${organisationIds}::uuid[])))`
  if (reach === 'sienne') return sql<SqlBool>`(${there} and ${own})`
  return sql<SqlBool>`(${there} and (e.etat = any(${publishedEtats}::text[]) or ${own}))`
}

/**
 * What a fiche (table `fiche` aliased `e`) adds to a total, in centimes: nothing when its programme has a budget, which
 * already holds that of its actions.
 */
export const budgetOnce = sql<
  number | null
>`(case when e.parent_id is not null and exists (select from fiche pr
  where pr.territoire_id = e.territoire_id and pr.id = e.parent_id and pr.budget_centimes is not null) then null else e.budget_centimes end)`

/** One fiche by its id, or NotFound when it is absent or hidden. */
export function getFicheById(tx: Tx, actor: Actor, id: string) {
  return getEntity(tx, ficheSpec, id, visibleTo(actor))
}

/** The same, or null. */
export function findStoredFiche(tx: Tx, actor: Actor, id: string) {
  return findEntity(tx, ficheSpec, id, visibleTo(actor))
}

/** One fiche by its code, as addresses name it. */
export async function getFiche(tx: Tx, actor: Actor, code: string) {
  const found = await tx.selectFrom('fiche').select('id').where('code', '=', code).executeTakeFirst()
  if (!found) throw new NotFound()
  return getFicheById(tx, actor, found.id)
}

/** A row of a list, with the words it shows. */
export interface FicheRow {
  id: string
  code: string
  titre: string
  nature: FicheNature
  etat: FicheEtat
  portee: 'territoire' | 'communes' | 'qpv'
  debut: IsoDate | null
  fin: IsoDate | null
  budgetCentimes: number | null
  gestionDirecte: boolean
  exemple: boolean
  version: number
  modifieLe: Date
  axeNumero: string | null
  axeTitre: string | null
  porteur: string | null
  lieux: string[]
  total: number
}

export interface ListOptions {
  page: number
  pageSize?: number
  /** Read the project at a past day: only what ran then. */
  at?: IsoDate | undefined
}

/** One page of the fiches that match, joined with the words shown and the count of all, in one statement. */
export async function listFiches(
  tx: Tx,
  actor: Actor,
  filter: FicheFilter,
  options: ListOptions,
): Promise<{ rows: FicheRow[]; total: number; page: number }> {
  const size = options.pageSize ?? PAGE_SIZE
  const where = conditionsOf(actor, filter, options.at)
  // Words are looked for once; other filters are answered by two indexes, one for the order, one for the count.
  const once = filter.q ? sql`materialized` : sql`not materialized`
  const { rows } = await sql<FicheRow>`
    with trouvees as ${once} (
      select e.id, e.code, ${sortColumns[filter.tri.by]} as rang from fiche e ${sortJoin(filter.tri.by)} where ${where}),
    choisies as (
      select choisie, row_number() over () as ordre from (
        select id as choisie from trouvees order by rang ${directionOf(filter)}, code, id ${pageOf(options.page, size)}) page),
    compte as (select count(*) as total from trouvees)
    select c.id, c.code, c.titre, c.nature, c.etat, c.portee, c.debut, c.fin, c.budget_centimes, c.gestion_directe,
      c.exemple, c.version, c.modifie_le, compte.total, a.numero as axe_numero, coalesce(nullif(a.court, ''), a.titre) as axe_titre,
      p.nom as porteur, ${placesOf(sql`c`)} as lieux
    from choisies cross join compte join fiche c on c.territoire_id = ${actor.territoireId} and c.id = choisies.choisie
    left join organisation p on p.territoire_id = c.territoire_id and p.id = c.porteur_id
    left join lateral (${axisWords(sql`c.axe_id`)}) a on true
    order by choisies.ordre`.execute(tx)
  // A page past the end shows the first one rather than nothing.
  if (rows.length === 0 && options.page > 1) return listFiches(tx, actor, filter, { ...options, page: 1 })
  return { rows, total: rows[0]?.total ?? 0, page: options.page }
}

/** The latest words of an axis. */
function axisWords(axeId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select numero, titre, court from axe_version v where v.territoire_id = territoire_courant() and v.axe_id = ${axeId} order by v.debut desc limit 1`
}

function placesOf(row: RawBuilder<unknown>): RawBuilder<string[]> {
  return sql<string[]>`case ${row}.portee
    when 'communes' then array(select m.nom from fiche_commune fc join commune m on m.territoire_id = fc.territoire_id and m.code = fc.commune_code
      where fc.territoire_id = ${row}.territoire_id and fc.fiche_id = ${row}.id order by m.nom)
    when 'qpv' then array(select q.nom from fiche_qpv fq join qpv q on q.territoire_id = fq.territoire_id and q.code = fq.qpv_code
      where fq.territoire_id = ${row}.territoire_id and fq.fiche_id = ${row}.id order by q.nom)
    else '{}' end`
}

const sortColumns: Record<FicheSort, RawBuilder<unknown>> = {
  code: sql`e.code`,
  titre: sql`e.titre collate frx`,
  axe: sql`va.numero`,
  porteur: sql`po.nom`,
  etat: sql`array_position(array['idee', 'en_montage', 'validee', 'en_cours', 'terminee', 'abandonnee'], e.etat)`,
  debut: sql`e.debut`,
  budget: sql`e.budget_centimes`,
  modifie: sql`e.modifie_le`,
}

function sortJoin(by: FicheSort): RawBuilder<unknown> {
  if (by === 'porteur')
    return sql`left join organisation po on po.territoire_id = e.territoire_id and po.id = e.porteur_id`
  if (by === 'axe') return sql`left join lateral (${axisWords(sql`e.axe_id`)}) va on true`
  return sql``
}

function directionOf(filter: FicheFilter): RawBuilder<unknown> {
  return filter.tri.descending ? sql`desc nulls last` : sql`asc nulls last`
}

// Numbers in the text, not parameters: the server then keeps one plan, where a limit it does not know makes it think
// again on every request, which costs it as much as answering.
function pageOf(page: number, size: number): RawBuilder<unknown> {
  return page === 1 ? sql`limit ${sql.lit(size)}` : sql`limit ${sql.lit(size)} offset ${(page - 1) * size}`
}

/** Everything that narrows a list, visibility first: the list, the count, the export and bulk edits share it. */
export function conditionsOf(
  actor: Actor,
  filter: FicheFilter,
  at?: IsoDate | undefined,
): RawBuilder<SqlBool> {
  const all: RawBuilder<unknown>[] = [
    sql`e.territoire_id = ${actor.territoireId}`,
    visibleTo(actor),
    ...placeConditions(filter),
    ...linkConditions(filter),
  ]
  if (filter.q) all.push(searchCondition(filter.q))
  // One state is the common case, and an equality keeps the order of the index.
  if (filter.etat.length === 1) all.push(sql`e.etat = ${filter.etat[0]}`)
  if (filter.etat.length > 1) all.push(sql`e.etat = any(${filter.etat}::text[])`)
  if (filter.nature) all.push(sql`e.nature = ${filter.nature}`)
  if (filter.directe !== undefined) all.push(sql`e.gestion_directe = ${filter.directe}`)
  if (filter.exemple !== undefined) all.push(sql`e.exemple = ${filter.exemple}`)
  if (at) all.push(sql`(e.debut is null or e.debut <= ${at}) and (e.fin is null or e.fin > ${at})`)
  return sql<SqlBool>`${sql.join(all, sql` and `)}`
}

/** French stemming blind to accents on the text; the beginning of a code or of a word of the title also answers. */
function searchCondition(typed: string): RawBuilder<unknown> {
  const like = `${typed.replace(/[\\%_]/g, '\\$&')}%`
  return sql`(e.titre_simple like nom_simple(${`%${like}`}) or e.code ilike ${like}
    or e.recherche @@ websearch_to_tsquery('maillage_fr', ${typed}))`
}

function placeConditions(filter: FicheFilter): RawBuilder<unknown>[] {
  const found: RawBuilder<unknown>[] = []
  // A fiche of the whole territory concerns each commune; one on a QPV concerns the communes the QPV is in.
  if (filter.commune)
    found.push(sql`(e.portee = 'territoire'
      or (e.portee = 'communes' and e.id in (select fiche_id from fiche_commune where commune_code = ${filter.commune}))
      or (e.portee = 'qpv' and e.id in (select fq.fiche_id from fiche_qpv fq join qpv_commune qc on qc.territoire_id = fq.territoire_id and qc.qpv_code = fq.qpv_code
        where qc.commune_code = ${filter.commune})))`)
  if (filter.qpv)
    found.push(
      sql`e.portee = 'qpv' and e.id in (select fiche_id from fiche_qpv where qpv_code = ${filter.qpv})`,
    )
  return found
}

function linkConditions(filter: FicheFilter): RawBuilder<unknown>[] {
  const byId = (id: string | undefined, condition: (known: string) => RawBuilder<unknown>) =>
    id === undefined ? [] : [isId(id) ? condition(id) : sql`false`]
  return [
    ...(filter.axe ? [axisCondition(filter.axe)] : []),
    ...byId(filter.theme, (id) => sql`e.id in (select fiche_id from fiche_theme where theme_id = ${id})`),
    ...byId(filter.porteur, (id) => sql`e.porteur_id = ${id}`),
    ...byId(
      filter.organisation,
      (id) =>
        sql`(e.porteur_id = ${id} or e.id in (select fiche_id from fiche_organisation where organisation_id = ${id}))`,
    ),
    ...byId(
      filter.document,
      (id) => sql`e.id in (select fiche_id from fiche_document where document_id = ${id})`,
    ),
    ...byId(filter.programme, (id) => sql`e.parent_id = ${id}`),
  ]
}

/** An axis by its id or its number (« 4 », « 4.1 »), with everything below it, as main axis or not. */
function axisCondition(axe: string): RawBuilder<unknown> {
  const roots = isId(axe)
    ? sql`select id from axe where id = ${axe}`
    : sql`select axe_id from axe_version where numero = ${axe}`
  const below = sql`with recursive dessous (id) as (${roots} union
    select fils.id from axe fils join dessous on fils.parent_id = dessous.id) select id from dessous`
  return sql`(e.axe_id in (${below}) or e.id in (select fiche_id from fiche_axe where axe_id in (${below})))`
}
