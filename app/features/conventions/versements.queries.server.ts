import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { visibleDossiers } from '#app/features/financements/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { VersementNature } from './versement.words.ts'
import type { VersementFilter } from './versements.filter.ts'

export interface Versement {
  id: string
  version: number
  ligneId: string
  nature: VersementNature
  prevuLe: IsoDate
  montantCentimes: number
  verseLe: IsoDate | null
  reference: string
}

export interface LigneVersee {
  id: string
  financeurId: string
  financeur: string
  accordeCentimes: number
  specifique: number
  droitCommun: number
  versements: Versement[]
}

/** The grants of a dossier, each with its schedule. The caller has checked the right to read the dossier. */
export async function listLignesVersees(tx: Tx, dossierId: string): Promise<LigneVersee[]> {
  const { rows } = await sql<LigneVersee>`
    select l.id, l.financeur_id, o.nom as financeur, coalesce(l.decide_specifique_centimes, 0)::float8 as specifique,
      coalesce(l.decide_droit_commun_centimes, 0)::float8 as droit_commun,
      (coalesce(l.decide_specifique_centimes, 0) + coalesce(l.decide_droit_commun_centimes, 0))::float8 as accorde_centimes,
      coalesce((select json_agg(json_build_object('id', w.id, 'version', w.version, 'ligneId', w.ligne_id, 'nature', w.nature, 'prevuLe', w.prevu_le,
          'montantCentimes', w.montant_centimes, 'verseLe', w.verse_le, 'reference', w.reference) order by w.rang)
        from versement w where w.territoire_id = l.territoire_id and w.ligne_id = l.id), '[]') as versements
    from ligne l join organisation o on o.territoire_id = l.territoire_id and o.id = l.financeur_id
    where l.territoire_id = territoire_courant() and l.dossier_id = ${dossierId}
      and (coalesce(l.decide_specifique_centimes, 0) + coalesce(l.decide_droit_commun_centimes, 0) > 0
        or exists (select from versement w where w.territoire_id = l.territoire_id and w.ligne_id = l.id))
    order by o.nom`.execute(tx)
  return rows
}

export interface VersementLine extends Versement {
  dossierId: string
  numero: string
  action: string
  porteur: string
  financeur: string
  exercice: number
  exemple: boolean
}

/** Payments this person may read, by the day they are expected. @param limit null: all, for an export */
export async function listVersements(
  tx: Tx,
  actor: Actor,
  { filter, today, limit }: { filter: VersementFilter; today: IsoDate; limit: number | null },
): Promise<{ rows: VersementLine[]; total: number; centimes: number }> {
  const wanted = {
    a_venir: sql`w.verse_le is null`,
    en_retard: sql`w.verse_le is null and w.prevu_le < ${today}`,
    faits: sql`w.verse_le is not null`,
    tous: sql`true`,
  }[filter.etat]
  const { rows } = await sql<VersementLine & { total: number; centimes: number }>`
    select w.id, w.version, w.ligne_id, w.nature, w.prevu_le, w.montant_centimes::float8 as montant_centimes, w.verse_le, w.reference,
      e.id as dossier_id, coalesce(e.numero, '') as numero, e.titre as action, p.nom as porteur, o.nom as financeur, a.exercice, e.exemple,
      count(*) over ()::int as total,
      sum(case when w.nature = 'reversement' then -w.montant_centimes else w.montant_centimes end) over ()::float8 as centimes
    from versement w
    join ligne l on l.territoire_id = w.territoire_id and l.id = w.ligne_id
    join dossier e on e.territoire_id = l.territoire_id and e.id = l.dossier_id and e.archive_le is null
    join appel_a_projets a on a.territoire_id = e.territoire_id and a.id = e.appel_id
    join organisation o on o.territoire_id = l.territoire_id and o.id = l.financeur_id
    join organisation p on p.territoire_id = e.territoire_id and p.id = e.porteur_id
    where ${visibleDossiers(actor)} and ${wanted}
      ${filter.financeurId === null ? sql`` : sql`and l.financeur_id = ${filter.financeurId}`}
      ${filter.exercice === null ? sql`` : sql`and a.exercice = ${filter.exercice}`}
    order by w.prevu_le, e.numero, w.rang ${limit === null ? sql`` : sql`limit ${limit}`}`.execute(tx)
  return { rows, total: rows[0]?.total ?? 0, centimes: rows[0]?.centimes ?? 0 }
}

/** The funders who granted something in the dossiers this person reads. */
export async function listPayers(tx: Tx, actor: Actor): Promise<Array<{ value: string; label: string }>> {
  const { rows } = await sql<{ value: string; label: string }>`select distinct o.id as value, o.nom as label
    from versement w
    join ligne l on l.territoire_id = w.territoire_id and l.id = w.ligne_id
    join dossier e on e.territoire_id = l.territoire_id and e.id = l.dossier_id and e.archive_le is null
    join organisation o on o.territoire_id = l.territoire_id and o.id = l.financeur_id
    where ${visibleDossiers(actor)} order by o.nom`.execute(tx)
  return rows
}
