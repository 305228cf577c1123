import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { carriersOf, visibleDossiers } from '#app/features/financements/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { PAGE_SIZE } from '#app/platform/search-params.ts'
import type { SuiteEtape, SuiteFilter } from './suites.filter.ts'

/** Whether this person only sees what is said to a carrier: acts once signed, never a draft of them. */
export function isCarrierOnly(actor: Actor): boolean {
  return !can(actor, 'dossiers.instruire') && carriersOf(actor) !== null && can(actor, 'dossiers.deposer')
}

/** Refuses whoever reads no dossier at all. */
export function mustReadSuites(actor: Actor): void {
  if (!can(actor, 'dossiers.lire') && !can(actor, 'dossiers.deposer')) throw new Forbidden()
}

export interface SuiteLine {
  id: string
  numero: string
  titre: string
  porteur: string
  exercice: number
  exemple: boolean
  accordeCentimes: number
  aSigner: number
  signes: number
  notifies: number
  prevuCentimes: number
  verseCentimes: number
  prochainVersement: IsoDate | null
  compteRendu: { id: string; etat: string; echeance: IsoDate } | null
}

/** The dossiers something was granted to, with where their acts, payments and accounts stand. */
export async function listSuites(
  tx: Tx,
  actor: Actor,
  { filter, today }: { filter: SuiteFilter; today: IsoDate },
): Promise<{ rows: SuiteLine[]; total: number }> {
  const wanted = filter.etape ? steps[filter.etape](today) : sql<SqlBool>`true`
  const { rows } = await sql<SuiteLine & { total: number }>`
    with suivi as (select e.territoire_id, e.id, e.numero, e.titre, e.exemple, e.porteur_id, a.exercice,
        x.accorde, x.lignes, coalesce(t.a_signer, 0) as a_signer, coalesce(t.signes, 0) as signes, coalesce(t.notifies, 0) as notifies, coalesce(t.attributifs, 0) as attributifs,
        coalesce(v.prevu, 0) as prevu, coalesce(v.verse, 0) as verse, v.prochain, c.compte_rendu, c.etat as rendu_etat, c.echeance
      from dossier e
      join appel_a_projets a on a.territoire_id = e.territoire_id and a.id = e.appel_id
      join lateral (select sum(coalesce(l.decide_droit_commun_centimes, 0) + coalesce(l.decide_specifique_centimes, 0)) as accorde,
          count(*) filter (where coalesce(l.decide_droit_commun_centimes, 0) + coalesce(l.decide_specifique_centimes, 0) > 0) as lignes
        from ligne l where l.territoire_id = e.territoire_id and l.dossier_id = e.id) x on x.accorde > 0
      left join lateral (select count(*) filter (where s.etat = 'a_signer') as a_signer, count(*) filter (where s.etat = 'signe') as signes,
          count(*) filter (where s.etat = 'notifie') as notifies, count(*) filter (where s.etat <> 'annule' and s.nature in ('arrete', 'convention', 'cpo')) as attributifs
        from acte s where s.territoire_id = e.territoire_id and s.dossier_id = e.id) t on true
      left join lateral (select sum(w.montant_centimes) filter (where w.nature <> 'reversement') as prevu,
          sum(case when w.nature = 'reversement' then -w.montant_centimes else w.montant_centimes end) filter (where w.verse_le is not null) as verse,
          min(w.prevu_le) filter (where w.verse_le is null) as prochain
        from versement w join ligne l on l.territoire_id = w.territoire_id and l.id = w.ligne_id
        where l.territoire_id = e.territoire_id and l.dossier_id = e.id) v on true
      left join lateral (select json_build_object('id', r.id, 'etat', r.etat, 'echeance', r.echeance) as compte_rendu, r.etat, r.echeance
        from compte_rendu r where r.territoire_id = e.territoire_id and r.dossier_id = e.id order by r.exercice desc limit 1) c on true
      where ${visibleDossiers(actor)} and e.archive_le is null and e.depose_le is not null and e.etat not in ('irrecevable', 'retire')
        ${filter.exercice === null ? sql`` : sql`and a.exercice = ${filter.exercice}`})
    select s.id, coalesce(s.numero, '') as numero, s.titre, o.nom as porteur, s.exercice, s.exemple, s.accorde::float8 as accorde_centimes,
      s.a_signer::int as a_signer, s.signes::int as signes, s.notifies::int as notifies, s.prevu::float8 as prevu_centimes, s.verse::float8 as verse_centimes,
      s.prochain as prochain_versement, s.compte_rendu, count(*) over ()::int as total
    from suivi s join organisation o on o.territoire_id = s.territoire_id and o.id = s.porteur_id
    where ${wanted} order by s.exercice desc, s.numero limit ${PAGE_SIZE} offset ${(filter.page - 1) * PAGE_SIZE}`.execute(
    tx,
  )
  return { rows, total: rows[0]?.total ?? 0 }
}

const steps: Record<SuiteEtape, (today: IsoDate) => Expression<SqlBool>> = {
  actes: () => sql<SqlBool>`(s.a_signer > 0 or s.signes > 0 or s.attributifs < s.lignes)`,
  versements: (today) => sql<SqlBool>`s.prochain < ${today}`,
  comptes: () => sql<SqlBool>`s.rendu_etat in ('a_rendre', 'brouillon', 'a_corriger')`,
  controle: () => sql<SqlBool>`s.rendu_etat = 'depose'`,
}

/** The years something was granted for, newest first. */
export async function listSuiteYears(tx: Tx, actor: Actor): Promise<number[]> {
  const { rows } = await sql<{ exercice: number }>`select distinct a.exercice from dossier e
    join appel_a_projets a on a.territoire_id = e.territoire_id and a.id = e.appel_id
    where ${visibleDossiers(actor)} and e.archive_le is null and exists (select from ligne l where l.territoire_id = e.territoire_id and l.dossier_id = e.id
      and coalesce(l.decide_droit_commun_centimes, 0) + coalesce(l.decide_specifique_centimes, 0) > 0) order by 1 desc`.execute(
    tx,
  )
  return rows.map((its) => its.exercice)
}
