import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { visibleDossiers } from './dossiers.queries.server.ts'

/** The dossiers of one year that name a place. Amounts are those of whole dossiers, in centimes. */
export interface AnneeDuLieu {
  exercice: number
  dossiers: number
  demandeCentimes: number
  /** What funders decided; null while none of them has. */
  decideCentimes: number | null
}

export interface LieuNommeIci {
  niveau: 'commune' | 'qpv'
  code: string
}

/** Money around a place, year by year, newest first: submitted dossiers that name it, of those this person may read. */
export async function listAnneesDuLieu(tx: Tx, actor: Actor, lieu: LieuNommeIci): Promise<AnneeDuLieu[]> {
  const { rows } = await sql<AnneeDuLieu>`
    select a.exercice, count(*)::int as dossiers, coalesce(sum(m.demande), 0)::float8 as demande_centimes,
      sum(m.decide)::float8 as decide_centimes
    from dossier e
    join appel_a_projets a on a.territoire_id = e.territoire_id and a.id = e.appel_id
    left join lateral (
      select sum(l.demande_centimes) as demande,
        sum(coalesce(l.decide_droit_commun_centimes, 0) + coalesce(l.decide_specifique_centimes, 0))
          filter (where l.decide_droit_commun_centimes is not null or l.decide_specifique_centimes is not null) as decide
      from ligne l where l.territoire_id = e.territoire_id and l.dossier_id = e.id) m on true
    where e.archive_le is null and e.depose_le is not null and e.etat <> 'retire' and ${names(lieu)} and ${visibleDossiers(actor)}
    group by a.exercice order by a.exercice desc limit 8`.execute(tx)
  return rows
}

// A dossier on a quarter names the communes the quarter lies in.
function names({ niveau, code }: LieuNommeIci): RawBuilder<SqlBool> {
  const ofQuarter = (condition: RawBuilder<unknown>) =>
    sql`exists (select from dossier_qpv q where q.territoire_id = e.territoire_id and q.dossier_id = e.id and ${condition})`
  if (niveau === 'qpv') return sql<SqlBool>`${ofQuarter(sql`q.qpv_code = ${code}`)}`
  const here = sql`exists (select from dossier_commune c where c.territoire_id = e.territoire_id and c.dossier_id = e.id and c.commune_code = ${code})`
  const itsQuarters = ofQuarter(
    sql`q.qpv_code in (select k.qpv_code from qpv_commune k where k.territoire_id = e.territoire_id and k.commune_code = ${code})`,
  )
  return sql<SqlBool>`(${here} or ${itsQuarters})`
}
