import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { carriersOf, visibleDossiers } from '#app/features/financements/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { PAGE_SIZE } from '#app/platform/search-params.ts'
import type { SuiteEtape, SuiteFilter } from './suites.filter.ts'

/** Whether this person only comes here for its own dossiers. */
export function isCarrierOnly(actor: Actor): boolean {
  return carriersOf(actor) !== null && can(actor, 'dossiers.deposer')
}

/** Whether this person reads acts that are not signed yet: who instructs, nobody else. */
export function readsDrafts(actor: Actor): boolean {
  return can(actor, 'dossiers.instruire')
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
  /** Brought in by an import: its acts live elsewhere. */
  repris: boolean
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
    with suivi as (${followed(actor, filter.exercice)})
    select s.id, coalesce(s.numero, '') as numero, s.titre, o.nom as porteur, s.exercice, s.exemple, s.repris, s.accorde::float8 as accorde_centimes,
      s.a_signer::int as a_signer, s.signes::int as signes, s.notifies::int as notifies, s.prevu::float8 as prevu_centimes, s.verse::float8 as verse_centimes,
      s.prochain as prochain_versement, s.compte_rendu, count(*) over ()::int as total
    from suivi s join organisation o on o.territoire_id = s.territoire_id and o.id = s.porteur_id
    where ${wanted} order by s.repris, s.exercice desc, s.numero limit ${PAGE_SIZE} offset ${(filter.page - 1) * PAGE_SIZE}`.execute(
    tx,
  )
  return { rows, total: rows[0]?.total ?? 0 }
}

/** How many dossiers wait for each thing, of the year asked. */
export async function countSuites(
  tx: Tx,
  actor: Actor,
  { filter, today }: { filter: SuiteFilter; today: IsoDate },
): Promise<Record<SuiteEtape, number>> {
  const { rows } = await sql<Record<SuiteEtape, number>>`with suivi as (${followed(actor, filter.exercice)})
    select count(*) filter (where ${steps.actes(today)})::int as actes, count(*) filter (where ${steps.versements(today)})::int as versements,
      count(*) filter (where ${steps.comptes(today)})::int as comptes, count(*) filter (where ${steps.controle(today)})::int as controle
    from suivi s`.execute(tx)
  return rows[0] ?? { actes: 0, versements: 0, comptes: 0, controle: 0 }
}

/** The granted dossiers a person may read, each with where it stands. */
function followed(actor: Actor, exercice: number | null) {
  return sql`select e.territoire_id, e.id, e.numero, e.titre, e.exemple, e.porteur_id, a.exercice, e.import_lot_id is not null as repris,
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
        ${exercice === null ? sql`` : sql`and a.exercice = ${exercice}`}`
}

const steps: Record<SuiteEtape, (today: IsoDate) => Expression<SqlBool>> = {
  actes: () => sql<SqlBool>`(s.a_signer > 0 or s.signes > 0 or (not s.repris and s.attributifs < s.lignes))`,
  versements: (today) => sql<SqlBool>`s.prochain < ${today}`,
  comptes: () => sql<SqlBool>`s.rendu_etat in ('a_rendre', 'brouillon', 'a_corriger')`,
  controle: () => sql<SqlBool>`s.rendu_etat = 'depose'`,
}

/** The dossiers, not brought in by an import, in which a grant has no act yet. */
export async function listDossiersWithoutActes(tx: Tx, actor: Actor): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`with suivi as (${followed(actor, null)})
    select s.id from suivi s where not s.repris and s.attributifs < s.lignes order by s.exercice desc, s.numero`.execute(
    tx,
  )
  return rows.map((its) => its.id)
}

/** Refuses whoever writes no act, for any funder. */
export function mustWriteActes(actor: Actor): void {
  if (!can(actor, 'conventions.gerer') && !can(actor, 'dossiers.instruire')) throw new Forbidden()
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
