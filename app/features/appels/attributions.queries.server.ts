import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import type { ReportLine } from '#app/lib/tables/index.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { PAGE_SIZE } from '#app/platform/search-params.ts'
import type { AttributionFilter, AttributionSort } from './attribution.filter.ts'
import type { AttributionRecord } from './attribution.schema.ts'
import type { Nature } from './attribution.words.ts'

/** What this person may read of the published subsidies, over `attribution e` joined to its import `i`. */
function visibleTo(actor: Actor): Expression<SqlBool> {
  return can(actor, 'subventions.lire') ? sql<SqlBool>`true` : sql<SqlBool>`false`
}

const from = sql`attribution e join import_attributions i on i.territoire_id = e.territoire_id and i.id = e.import_id`

/** In sight, and of an import that is still read. */
function present(actor: Actor): RawBuilder<SqlBool> {
  return sql<SqlBool>`(e.territoire_id = ${actor.territoireId} and i.annule_le is null and i.remplace_par is null and ${visibleTo(actor)})`
}

export interface AttributionLine {
  id: string
  importId: string
  ligne: number
  fichier: string
  nomAttribuant: string
  nomBeneficiaire: string
  idBeneficiaire: string | null
  idBeneficiaireBrut: string
  organisationId: string | null
  objet: string
  montantCentimes: number | null
  dateConvention: IsoDate | null
  annee: number | null
  nature: Nature | null
  total: number
  sommeCentimes: number
}

/** One page of the published subsidies, the count and the sum of all that match, in one query. */
export async function listAttributions(
  tx: Tx,
  actor: Actor,
  filter: AttributionFilter,
  page: number,
): Promise<{ rows: AttributionLine[]; total: number; sommeCentimes: number }> {
  const { rows } = await sql<AttributionLine>`
    select e.id, e.import_id, e.ligne, i.fichier, e.nom_attribuant, e.nom_beneficiaire, e.id_beneficiaire, e.id_beneficiaire_brut,
      (select o.id from organisation o where o.territoire_id = e.territoire_id and o.siret = e.id_beneficiaire and o.archive_le is null limit 1) as organisation_id,
      e.objet, e.montant_centimes::float8 as montant_centimes, e.date_convention, e.annee, e.nature,
      count(*) over ()::int as total, coalesce(sum(e.montant_centimes) over (), 0)::float8 as somme_centimes
    from ${from} where ${conditionsOf(actor, filter)} order by ${orderOf(filter)}
    limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`.execute(tx)
  return { rows, total: rows[0]?.total ?? 0, sommeCentimes: rows[0]?.sommeCentimes ?? 0 }
}

/** Whole records that match, in the order of the list: what the exports write. */
export async function listRecords(
  tx: Tx,
  actor: Actor,
  filter: AttributionFilter,
): Promise<AttributionRecord[]> {
  const { rows } = await sql<AttributionRecord>`
    select e.*, i.fichier, e.montant_centimes::float8 as montant_centimes, e.part::float8 as part
    from ${from} where ${conditionsOf(actor, filter)} order by ${orderOf(filter)}`.execute(tx)
  return rows
}

function conditionsOf(actor: Actor, filter: AttributionFilter): RawBuilder<SqlBool> {
  const all = [
    present(actor),
    ...(filter.annee ? [sql`e.annee = ${filter.annee}`] : []),
    ...(filter.attribuant ? [sql`e.nom_attribuant = ${filter.attribuant}`] : []),
    ...(filter.nature ? [sql`e.nature = ${filter.nature}`] : []),
    ...(filter.importId && isId(filter.importId) ? [sql`e.import_id = ${filter.importId}`] : []),
    ...(filter.aVerifier ? [sql`e.id_beneficiaire is null and e.rna_beneficiaire is null`] : []),
    ...(filter.search ? [matching(filter.search)] : []),
  ]
  return sql<SqlBool>`${sql.join(all, sql` and `)}`
}

function matching(typed: string): RawBuilder<SqlBool> {
  const digits = typed.replaceAll(/\s/g, '')
  const number = /^\d{5,}$/.test(digits) ? digits : null
  return sql<SqlBool>`(e.recherche @@ websearch_to_tsquery('maillage_fr', ${typed})
    or nom_simple(e.nom_beneficiaire) like '%' || nom_simple(${typed}) || '%' or e.id_beneficiaire like ${number}::text || '%')`
}

const sortColumns: Record<AttributionSort, string> = {
  montant: 'e.montant_centimes',
  beneficiaire: 'e.nom_beneficiaire',
  attribuant: 'e.nom_attribuant',
  date: 'coalesce(e.date_convention, make_date(e.annee, 12, 31))',
}

function orderOf({ tri }: AttributionFilter): RawBuilder<unknown> {
  const column = sql.raw(sortColumns[tri.by]) // one of the four texts above
  return sql`${column} ${tri.descending ? sql`desc` : sql`asc`} nulls last, e.import_id, e.ligne`
}

/** What the filters offer: the years and the authorities there are. */
export async function listFacets(tx: Tx, actor: Actor): Promise<{ annees: number[]; attribuants: string[] }> {
  const { rows } = await sql<{ annees: number[] | null; attribuants: string[] | null }>`
    select array_agg(distinct e.annee order by e.annee desc) filter (where e.annee is not null) as annees,
      array_agg(distinct e.nom_attribuant order by e.nom_attribuant) filter (where e.nom_attribuant <> '') as attribuants
    from ${from} where ${present(actor)}`.execute(tx)
  return { annees: rows[0]?.annees ?? [], attribuants: rows[0]?.attribuants ?? [] }
}

export interface ImportLine {
  id: string
  fichier: string
  sha256: string
  tableau: string
  lignesLues: number
  lignesGardees: number
  montantCentimes: number
  importeLe: Date
  importePar: string
  remplacePar: string | null
  annuleLe: Date | null
  annulePar: string | null
  remarques: ReportLine[]
}

const importColumns = sql`id, fichier, sha256, tableau, lignes_lues, lignes_gardees, montant_centimes::float8 as montant_centimes,
  importe_le, importe_par, remplace_par, annule_le, annule_par`

/** The history of imports, undone ones included, newest first. */
export async function listImports(tx: Tx, actor: Actor): Promise<Array<Omit<ImportLine, 'remarques'>>> {
  const { rows } = await sql<Omit<ImportLine, 'remarques'>>`select ${importColumns} from import_attributions
    where territoire_id = ${actor.territoireId} and ${visibleTo(actor)} order by importe_le desc, id desc limit 100`.execute(
    tx,
  )
  return rows
}

/** One import with everything that was said of its rows, or NotFound. */
export async function getImport(tx: Tx, actor: Actor, id: string): Promise<ImportLine> {
  if (!isId(id)) throw new NotFound()
  const { rows } = await sql<ImportLine>`select ${importColumns}, remarques from import_attributions
    where territoire_id = ${actor.territoireId} and id = ${id} and ${visibleTo(actor)}`.execute(tx)
  const [found] = rows
  if (!found) throw new NotFound()
  return found
}
