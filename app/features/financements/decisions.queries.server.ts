import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'

/** What a funder decided to grant to a carrier for an action, with what the public is owed of it. */
export interface Decision {
  id: string
  numero: string
  exemple: boolean
  objet: string
  beneficiaire: string
  siret: string | null
  rna: string | null
  appel: string
  annee: number
  demandeCentimes: number | null
  accordeCentimes: number
  decideLe: IsoDate | null
  /** The agreement or the order, when one is signed. */
  signeLe: IsoDate | null
  reference: string
  engagement: string
  debut: IsoDate | null
  fin: IsoDate | null
  pluriannuel: boolean
  versements: number
  versementDebut: IsoDate | null
  versementFin: IsoDate | null
  cofinanceurs: string[]
}

/**
 * The grants of one year (of the signature, of the decision when nothing is signed, else of the call) that one of these
 * organisations decided. The caller has checked the right to read them; row-level security keeps to the territory.
 */
export async function listDecisions(
  tx: Tx,
  asked: { annee: number; financeurIds: ReadonlyArray<string> },
): Promise<Decision[]> {
  const { rows } = await sql<Decision>`
    select l.id, d.numero, d.exemple, d.titre as objet, o.nom as beneficiaire, o.siret, o.rna, a.titre as appel, a.exercice as annee,
      case when l.demande_connue then l.demande_centimes::float8 end as demande_centimes,
      (coalesce(l.decide_droit_commun_centimes, 0) + coalesce(l.decide_specifique_centimes, 0))::float8 as accorde_centimes,
      l.decide_le, c.signe_le, coalesce(nullif(c.deliberation, ''), nullif(l.decision_reference, ''), c.numero, '') as reference, coalesce(c.engagement, '') as engagement,
      d.debut, d.fin, d.pluriannuel, coalesce(v.nombre, 0)::int as versements, v.debut as versement_debut, v.fin as versement_fin,
      array(select x.nom from ligne k join organisation x on x.territoire_id = k.territoire_id and x.id = k.financeur_id
        where k.territoire_id = l.territoire_id and k.dossier_id = l.dossier_id and k.id <> l.id
          and coalesce(k.decide_droit_commun_centimes, 0) + coalesce(k.decide_specifique_centimes, 0) > 0 order by x.nom) as cofinanceurs
    from ligne l
    join dossier d on d.territoire_id = l.territoire_id and d.id = l.dossier_id and d.archive_le is null and d.etat <> 'retire'
    join appel_a_projets a on a.territoire_id = d.territoire_id and a.id = d.appel_id
    join organisation o on o.territoire_id = d.territoire_id and o.id = d.porteur_id
    left join lateral (select signe_le, deliberation, engagement, numero from acte s
      where s.territoire_id = l.territoire_id and s.dossier_id = l.dossier_id and s.financeur_id = l.financeur_id
        and s.nature in ('arrete', 'convention', 'cpo') and s.etat in ('signe', 'notifie') order by s.signe_le limit 1) c on true
    left join lateral (select count(*) as nombre, min(coalesce(verse_le, prevu_le)) as debut, max(coalesce(verse_le, prevu_le)) as fin
      from versement w where w.territoire_id = l.territoire_id and w.ligne_id = l.id and w.nature <> 'reversement') v on true
    where l.territoire_id = territoire_courant() and l.financeur_id = any(${asked.financeurIds}::uuid[])
      and coalesce(l.decide_droit_commun_centimes, 0) + coalesce(l.decide_specifique_centimes, 0) > 0
      and coalesce(extract(year from coalesce(c.signe_le, l.decide_le))::int, a.exercice) = ${asked.annee}
    order by d.numero, l.id`.execute(tx)
  return rows
}

/** The years in which something was granted by one of these organisations, newest first. */
export async function listDecisionYears(tx: Tx, financeurIds: ReadonlyArray<string>): Promise<number[]> {
  const { rows } = await sql<{ annee: number }>`
    select distinct coalesce(extract(year from l.decide_le)::int, a.exercice) as annee
    from ligne l join dossier d on d.territoire_id = l.territoire_id and d.id = l.dossier_id and d.archive_le is null
    join appel_a_projets a on a.territoire_id = d.territoire_id and a.id = d.appel_id
    where l.territoire_id = territoire_courant() and l.financeur_id = any(${financeurIds}::uuid[])
      and coalesce(l.decide_droit_commun_centimes, 0) + coalesce(l.decide_specifique_centimes, 0) > 0 order by 1 desc`.execute(
    tx,
  )
  return rows.map((row) => row.annee)
}
