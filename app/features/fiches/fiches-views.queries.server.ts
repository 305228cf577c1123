import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { FicheFilter } from './fiche.filter.ts'
import type { FicheEtat } from './fiche.schema.ts'
import { conditionsOf } from './fiches.queries.server.ts'

/** Cards shown in a column of the board; the rest is a link to the list. */
export const BOARD_COLUMN = 30

export interface BoardCard {
  id: string
  code: string
  titre: string
  etat: FicheEtat
  version: number
  exemple: boolean
  porteurId: string | null
  porteur: string | null
  operateurIds: string[]
  axeId: string | null
  autresAxeIds: string[]
  portee: 'territoire' | 'communes' | 'qpv'
  communeCodes: string[]
  axeNumero: string | null
  total: number
}

/** The first cards of each state, latest moved first, with how many there are: one statement. */
export async function listBoard(
  tx: Tx,
  actor: Actor,
  filter: FicheFilter,
  at?: IsoDate,
): Promise<BoardCard[]> {
  const { rows } = await sql<BoardCard>`
    with rangees as (
      select e.*, count(*) over (partition by e.etat) as total,
        row_number() over (partition by e.etat order by e.modifie_le desc, e.id) as rang
      from fiche e where ${conditionsOf(actor, filter, at)})
    select c.id, c.code, c.titre, c.etat, c.version, c.exemple, c.porteur_id, c.axe_id, c.portee, c.total,
      p.nom as porteur, a.numero as axe_numero,
      array(select organisation_id::text from fiche_organisation o where o.territoire_id = c.territoire_id and o.fiche_id = c.id and o.role = 'operateur') as operateur_ids,
      array(select axe_id::text from fiche_axe x where x.territoire_id = c.territoire_id and x.fiche_id = c.id) as autres_axe_ids,
      array(select commune_code from fiche_commune m where m.territoire_id = c.territoire_id and m.fiche_id = c.id) as commune_codes
    from rangees c
    left join organisation p on p.territoire_id = c.territoire_id and p.id = c.porteur_id
    left join lateral (select numero from axe_version v where v.territoire_id = c.territoire_id and v.axe_id = c.axe_id order by v.debut desc limit 1) a on true
    where c.rang <= ${BOARD_COLUMN} order by c.rang`.execute(tx)
  return rows
}

export interface CommuneCount {
  code: string
  nom: string
  lon: number | null
  lat: number | null
  nombre: number
}

/** How many fiches concern each commune by name (or by one of its neighbourhoods), and how many the whole territory. */
export async function countByCommune(
  tx: Tx,
  actor: Actor,
  filter: FicheFilter,
  at?: IsoDate,
): Promise<{ communes: CommuneCount[]; partout: number }> {
  const { rows } = await sql<CommuneCount & { partout: number }>`
    with choisies as (select e.territoire_id, e.id, e.portee from fiche e where ${conditionsOf(actor, filter, at)}),
    lieux as (
      select c.id, fc.commune_code as code from choisies c
        join fiche_commune fc on fc.territoire_id = c.territoire_id and fc.fiche_id = c.id where c.portee = 'communes'
      union
      select c.id, qc.commune_code from choisies c
        join fiche_qpv fq on fq.territoire_id = c.territoire_id and fq.fiche_id = c.id
        join qpv_commune qc on qc.territoire_id = c.territoire_id and qc.qpv_code = fq.qpv_code where c.portee = 'qpv')
    select m.code, m.nom, m.lon, m.lat, count(l.id) as nombre,
      (select count(*) from choisies where portee = 'territoire') as partout
    from commune m left join lieux l on l.code = m.code
    where m.territoire_id = territoire_courant() and m.fin is null
    group by m.territoire_id, m.code, m.nom, m.lon, m.lat order by m.nom`.execute(tx)
  return { communes: rows, partout: rows[0]?.partout ?? 0 }
}
