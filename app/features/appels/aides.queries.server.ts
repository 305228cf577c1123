import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { PAGE_SIZE } from '#app/platform/search-params.ts'
import type { AideFilter } from './aide.filter.ts'
import type { AideEtat, Concerne } from './aide.words.ts'
import type { TerritoireNames } from './aide-import.ts'

/** What this person may read of the funding watch, over the table `aide` aliased `e`. */
function visibleTo(actor: Actor): RawBuilder<SqlBool> {
  const allowed = can(actor, 'veille.lire') ? sql<SqlBool>`true` : sql<SqlBool>`false`
  return sql<SqlBool>`(e.territoire_id = ${actor.territoireId} and ${allowed})`
}

export interface AideLine {
  id: string
  nom: string
  financeurs: string[]
  categories: string[]
  concerne: Concerne
  appelProjets: boolean
  echeance: IsoDate | null
  recurrence: string
  tauxMin: number | null
  tauxMax: number | null
  etat: AideEtat
  axe: string | null
  exemple: boolean
  total: number
}

const line = sql`e.id, e.nom, e.financeurs, e.categories, e.concerne, e.appel_projets, e.echeance, e.recurrence,
  e.taux_min::float8 as taux_min, e.taux_max::float8 as taux_max, e.etat, e.exemple`

/** The name of the axis an aid is followed for, in the words of the day. */
const axisName = (
  at: IsoDate,
) => sql`(select v.numero || '. ' || v.titre from axe_version v where v.territoire_id = e.territoire_id
  and v.axe_id = e.axe_id and v.debut <= ${at} order by v.debut desc limit 1)`

/** One page of the watch, what closes soonest first, with the count of all that match. */
export async function listAides(
  tx: Tx,
  actor: Actor,
  filter: AideFilter,
  options: { at: IsoDate; page: number },
): Promise<{ rows: AideLine[]; total: number }> {
  const { rows } = await sql<AideLine>`
    select ${line}, ${axisName(options.at)} as axe, count(*) over ()::int as total
    from aide e where ${conditionsOf(actor, filter, options.at)}
    order by (e.etat = 'suivie') desc, e.echeance nulls last, e.nom
    limit ${PAGE_SIZE} offset ${(options.page - 1) * PAGE_SIZE}`.execute(tx)
  return { rows, total: rows[0]?.total ?? 0 }
}

function conditionsOf(actor: Actor, filter: AideFilter, at: IsoDate): RawBuilder<SqlBool> {
  const all = [
    visibleTo(actor),
    filter.etat ? sql`e.etat = ${filter.etat}` : sql`e.etat <> 'ecartee'`,
    filter.concerne ? sql`e.concerne = ${filter.concerne}` : sql`e.concerne <> 'non'`,
    ...(filter.passees ? [] : [sql`(e.echeance is null or e.echeance >= ${at})`]),
    ...(filter.appels ? [sql`e.appel_projets`] : []),
    ...(filter.public ? [sql`e.publics @> jsonb_build_array(${filter.public}::text)`] : []),
    ...(filter.axeId && isId(filter.axeId) ? [sql`e.axe_id = ${filter.axeId}`] : []),
    ...(filter.search ? [sql`e.recherche @@ websearch_to_tsquery('maillage_fr', ${filter.search})`] : []),
  ]
  return sql<SqlBool>`${sql.join(all, sql` and `)}`
}

export interface AidePage extends AideLine {
  version: number
  sourceId: number
  programmes: string[]
  publics: string[]
  types: string[]
  perimetre: string
  echelle: string
  descriptionHtml: string
  eligibiliteHtml: string
  ouverture: IsoDate | null
  depot: IsoDate | null
  url: string
  candidatureUrl: string
  majSource: Date | null
  vueLe: Date
  motif: string
  axeId: string | null
}

/** One aid whole, or NotFound. */
export async function getAide(tx: Tx, actor: Actor, id: string, at: IsoDate): Promise<AidePage> {
  if (!isId(id)) throw new NotFound()
  const { rows } = await sql<AidePage>`
    select ${line}, ${axisName(at)} as axe, 1 as total, e.version, e.source_id, e.programmes, e.publics, e.types, e.perimetre, e.echelle,
      e.description_html, e.eligibilite_html, e.ouverture, e.depot, e.url, e.candidature_url, e.maj_source, e.vue_le, e.motif, e.axe_id
    from aide e where e.id = ${id} and ${visibleTo(actor)}`.execute(tx)
  const [found] = rows
  if (!found) throw new NotFound()
  return found
}

export interface AxisMatch {
  axeId: string
  titre: string
  /** How much of the words of the axis the aid holds; 0 for none. */
  rang: number
}

/** The axes of the day, those whose own words are in the aid first. */
export async function listAxesFor(tx: Tx, aideId: string, at: IsoDate): Promise<AxisMatch[]> {
  const { rows } = await sql<AxisMatch>`
    select a.id as axe_id, v.numero || '. ' || v.titre as titre,
      coalesce(ts_rank(e.recherche, (select string_agg(quote_literal(mot), ' | ') from unnest(tsvector_to_array(to_tsvector('maillage_fr', v.titre))) as mot)::tsquery), 0)::float8 as rang
    from axe a
    join axe_version v on v.territoire_id = a.territoire_id and v.axe_id = a.id and v.debut <= ${at} and (v.fin is null or v.fin > ${at})
    join aide e on e.territoire_id = a.territoire_id and e.id = ${aideId}
    where a.parent_id is null and a.archive_le is null order by rang desc, a.rang, v.numero`.execute(tx)
  return rows
}

/** The audiences met in the aids, for the filter. */
export async function listPublics(tx: Tx, actor: Actor): Promise<string[]> {
  const { rows } = await sql<{ nom: string }>`
    select distinct p.nom from aide e, jsonb_array_elements_text(e.publics) as p (nom) where ${visibleTo(actor)} order by 1`.execute(
    tx,
  )
  return rows.map((row) => row.nom)
}

/** What the territory is called at each scale of perimeters. */
export async function getTerritoireNames(
  tx: Tx,
): Promise<Omit<TerritoireNames, 'departement' | 'region'> & { codes: string[] }> {
  const { rows } = await sql<{ nom: string; codes: string[]; communes: string[] }>`
    select t.nom, array_agg(c.code order by c.code) as codes, array_agg(c.nom order by c.code) as communes
    from territoire t join commune c on c.territoire_id = t.id where t.id = territoire_courant() group by t.nom`.execute(
    tx,
  )
  const [found] = rows
  return {
    epci: found ? [found.nom, found.nom.replace(/^(?:CA|CC|CU|Métropole)\s+/i, '')] : [],
    communes: found?.communes ?? [],
    codes: found?.codes ?? [],
  }
}
