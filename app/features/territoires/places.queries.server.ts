import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'

export interface CommuneRow {
  code: string
  nom: string
  type: 'urbaine' | 'rurale'
  lon: number | null
  lat: number | null
  superficieKm2: number | null
  /** The latest known population at the date, and its year. */
  population: number | null
  annee: number | null
  /** Quarters in force at the date. */
  qpvs: number
  /** Names of the perimeters that hold it at the date. */
  perimetres: string[]
}

/** The communes of the territory at a date with what the map and the table show, in one query. */
export async function listCommunesAt(tx: Tx, at: IsoDate): Promise<CommuneRow[]> {
  const { rows } = await sql<CommuneRow>`
    select c.code, c.nom, c.type, c.lon, c.lat, c.superficie_km2, p.population, p.annee,
      (select count(*)::int from qpv_commune qc join qpv q on q.territoire_id = qc.territoire_id and q.code = qc.qpv_code
        where qc.territoire_id = c.territoire_id and qc.commune_code = c.code and q.debut <= ${at} and (q.fin is null or q.fin > ${at})) as qpvs,
      array(select distinct pe.nom from perimetre_commune pc join perimetre pe on pe.territoire_id = pc.territoire_id and pe.id = pc.perimetre_id
        where pc.territoire_id = c.territoire_id and pc.commune_code = c.code and pc.debut <= ${at} and (pc.fin is null or pc.fin > ${at}) order by 1) as perimetres
    from commune c
    left join lateral (select population, annee from commune_population p where p.territoire_id = c.territoire_id and p.code = c.code
      and p.annee <= extract(year from ${at}::date) order by p.annee desc, p.nature limit 1) p on true
    where c.debut <= ${at} and (c.fin is null or c.fin > ${at}) order by c.nom`.execute(tx)
  return rows
}

export interface QpvRow {
  code: string
  generation: 2015 | 2024
  nom: string
  statutPerimetre: string | null
  codeInfere: boolean
  debut: IsoDate
  fin: IsoDate | null
  source: string
  lon: number | null
  lat: number | null
  communes: Array<{ code: string; nom: string; horsTerritoire: boolean }>
}

/** Quarters with the communes they lie in: all, those of one commune, or one by its code. Generations stay apart. */
export async function listQpvs(tx: Tx, about: { commune?: string; code?: string } = {}): Promise<QpvRow[]> {
  const { rows } = await sql<QpvRow>`
    select q.code, q.generation, q.nom, q.statut_perimetre, q.code_infere, q.debut, q.fin, q.source, q.lon, q.lat,
      (select jsonb_agg(jsonb_build_object('code', l.commune_code, 'nom', l.commune_nom, 'horsTerritoire', l.hors_territoire) order by l.hors_territoire, l.commune_nom)
        from qpv_commune l where l.territoire_id = q.territoire_id and l.qpv_code = q.code) as communes
    from qpv q
    where (${about.code ?? null}::text is null or q.code = ${about.code ?? null})
      and (${about.commune ?? null}::text is null or exists (select from qpv_commune x where x.territoire_id = q.territoire_id and x.qpv_code = q.code and x.commune_code = ${about.commune ?? null}))
    order by q.generation desc, q.code`.execute(tx)
  return rows
}

/** One quarter by its code, or NotFound. */
export async function getQpv(tx: Tx, code: string): Promise<QpvRow> {
  const [qpv] = await listQpvs(tx, { code })
  if (!qpv) throw new NotFound()
  return qpv
}

export interface PopulationRow {
  annee: number
  population: number
  nature: 'municipale' | 'legale'
  source: string
}

/** One commune with all its known populations, or NotFound. */
export async function getCommune(tx: Tx, code: string) {
  const commune = await tx
    .selectFrom('commune')
    .select(['code', 'nom', 'type', 'lon', 'lat', 'superficieKm2', 'debut', 'fin', 'successeurCode'])
    .where('code', '=', code)
    .executeTakeFirst()
  if (!commune) throw new NotFound()
  const populations: PopulationRow[] = await tx
    .selectFrom('communePopulation')
    .select(['annee', 'population', 'nature', 'source'])
    .where('code', '=', code)
    .orderBy('annee')
    .orderBy('nature', 'desc')
    .execute()
  return { ...commune, populations }
}

/** The contours that were imported, by code of commune; empty until they are. */
export async function listContours(tx: Tx): Promise<Array<{ code: string; contour: unknown }>> {
  return tx.selectFrom('commune').select(['code', 'contour']).where('contour', 'is not', null).execute()
}
