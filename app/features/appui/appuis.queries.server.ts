import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { visibleFiches } from '#app/features/fiches/index.server.ts'
import { visibleDossiers } from '#app/features/financements/index.server.ts'
import { addDays, type IsoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { type Actor, can, reachOf } from '#app/platform/permissions.ts'
import type { AppuiInput } from './appui.schema.ts'
import type { AppuiFilter, AppuiLine, Load } from './appui.types.ts'
import {
  type AppuiEtat,
  type AppuiNature,
  type LieuSorte,
  QUESTION_DAYS,
  type Satisfaction,
  type SuiteSorte,
} from './appui.words.ts'

/** The requests this person may read, over `appui` aliased `e`: all for the team, its own for who asks. */
export function visibleAppuis(actor: Actor): Expression<SqlBool> {
  const { reach, organisationIds } = reachOf(actor, 'appuis.lire')
  const here = sql<SqlBool>`e.territoire_id = territoire_courant()`
  if (reach === 'tout') return here
  return reach === null
    ? sql<SqlBool>`false`
    : sql<SqlBool>`(${here} and e.organisation_id = any(${organisationIds}))`
}

export function mustReadAppuis(actor: Actor): void {
  if (!can(actor, 'appuis.lire')) throw new Forbidden()
}

const given = sql`coalesce((select sum(t.jours) from appui_temps t where t.territoire_id = e.territoire_id and t.appui_id = e.id), 0)::float8`

/** The requests, those to be sorted first, then the latest. */
export async function listAppuis(tx: Tx, actor: Actor, filter: AppuiFilter): Promise<AppuiLine[]> {
  const { rows } = await sql<AppuiLine>`
    select e.id, e.objet, e.nature, e.etat, o.nom as organisation, c.nom as commune, p.intitule as poste, e.deposee_le, e.pour_le, ${given} as jours,
      e.satisfaction, e.exemple
    from appui e join organisation o on o.territoire_id = e.territoire_id and o.id = e.organisation_id
    left join commune c on c.territoire_id = e.territoire_id and c.code = e.commune_code
    left join poste p on p.territoire_id = e.territoire_id and p.id = e.poste_id
    where ${visibleAppuis(actor)} ${filter.etat ? sql`and e.etat = ${filter.etat}` : sql``} ${filter.nature ? sql`and e.nature = ${filter.nature}` : sql``}
    order by array_position(array['deposee', 'acceptee'], e.etat) nulls last, e.deposee_le desc limit 300`.execute(
    tx,
  )
  return rows
}

/** The supports this person's organisations received and have not said anything of yet. */
export async function countAppuisToRate(tx: Tx, actor: Actor, at: IsoDate): Promise<number> {
  const { reach, organisationIds } = reachOf(actor, 'appuis.demander')
  if (reach !== 'sienne') return 0
  const { rows } = await sql<{ nombre: number }>`select count(*)::int as nombre from appui e
    where e.territoire_id = territoire_courant() and e.etat = 'terminee' and e.satisfaction is null
      and e.close_le > ${addDays(at, -QUESTION_DAYS)} and e.organisation_id = any(${organisationIds}::uuid[])`.execute(
    tx,
  )
  return rows[0]?.nombre ?? 0
}

export interface Appui extends AppuiInput {
  id: string
  version: number
  organisation: string
  /** Where the answer goes: the person who asked, else the address of the organisation. */
  courriel: string | null
  commune: string | null
  axe: string | null
  etat: AppuiEtat
  motif: string
  posteId: string | null
  poste: string | null
  joursPrevus: number | null
  resultat: string
  deposeeLe: Date
  closeLe: Date | null
  satisfaction: Satisfaction | null
  satisfactionMot: string
  exemple: boolean
  temps: Array<{ id: string; poste: string; jour: IsoDate; jours: number; note: string }>
  suites: Array<{ id: string; cible: string; sorte: SuiteSorte; titre: string; lien: string }>
}

/** What came of a support, over `appui_suite` aliased `s`: who asked is told of nothing it does not read elsewhere. */
function visibleSuites(actor: Actor): Expression<SqlBool> {
  if (can(actor, 'appuis.suivre')) return sql<SqlBool>`true`
  const bids = reachOf(actor, 'candidatures.lire')
  const ofBids = bids.reach === 'tout' ? sql`true` : sql`p.organisation_id = any(${bids.organisationIds})`
  return sql<SqlBool>`(exists (select from fiche e where e.territoire_id = s.territoire_id and e.id = s.fiche_id and ${visibleFiches(actor)})
    or exists (select from dossier e where e.territoire_id = s.territoire_id and e.id = s.dossier_id and ${visibleDossiers(actor)})
    or exists (select from candidature_partenaire p where p.territoire_id = s.territoire_id and p.candidature_id = s.candidature_id and ${ofBids})
    or (s.diagnostic_id is not null and ${reachOf(actor, 'diagnostics.lire').reach === 'tout'}))`
}

/** One request whole, or NotFound: absent and another's answer alike. */
export async function getAppui(tx: Tx, actor: Actor, id: string): Promise<Appui> {
  if (!isId(id)) throw new NotFound()
  const { rows } = await sql<Appui>`
    select e.id, e.version, e.organisation_id, o.nom as organisation, coalesce(u.courriel, o.courriel) as courriel, e.nature, e.objet, e.description, e.pour_le,
      e.commune_code, c.nom as commune, e.axe_id,
      (select v.numero || '. ' || v.titre from axe_version v where v.territoire_id = e.territoire_id and v.axe_id = e.axe_id order by v.debut desc limit 1) as axe,
      e.etat, e.motif, e.poste_id, p.intitule as poste, e.jours_prevus::float8 as jours_prevus, e.resultat, e.deposee_le, e.close_le, e.satisfaction, e.satisfaction_mot, e.exemple,
      (select coalesce(json_agg(json_build_object('id', t.id, 'poste', q.intitule, 'jour', t.jour, 'jours', t.jours::float8, 'note', t.note) order by t.jour desc, t.id), '[]')
        from appui_temps t join poste q on q.territoire_id = t.territoire_id and q.id = t.poste_id where t.territoire_id = e.territoire_id and t.appui_id = e.id) as temps,
      (select coalesce(json_agg(json_build_object('id', s.id, 'cible', coalesce(s.fiche_id, s.candidature_id, s.dossier_id, s.diagnostic_id), 'sorte', case when s.fiche_id is not null then 'fiche' when s.candidature_id is not null then 'candidature' when s.dossier_id is not null then 'dossier' else 'diagnostic' end,
          'titre', coalesce(f.code || ' ' || f.titre, k.titre, d.titre, g.titre), 'lien', coalesce('/fiches/' || f.code, '/candidatures/' || k.code, '/financements/dossiers/' || d.id, '/diagnostics/' || g.id)) order by s.id), '[]')
        from appui_suite s left join fiche f on f.territoire_id = s.territoire_id and f.id = s.fiche_id left join candidature k on k.territoire_id = s.territoire_id and k.id = s.candidature_id
        left join dossier d on d.territoire_id = s.territoire_id and d.id = s.dossier_id left join diagnostic g on g.territoire_id = s.territoire_id and g.id = s.diagnostic_id
        where s.territoire_id = e.territoire_id and s.appui_id = e.id and ${visibleSuites(actor)}) as suites
    from appui e join organisation o on o.territoire_id = e.territoire_id and o.id = e.organisation_id
    left join personne u on u.territoire_id = e.territoire_id and u.id = e.demandeur_id
    left join commune c on c.territoire_id = e.territoire_id and c.code = e.commune_code
    left join poste p on p.territoire_id = e.territoire_id and p.id = e.poste_id
    where e.id = ${id} and ${visibleAppuis(actor)}`.execute(tx)
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

/** What each post of the team gives to requests, against its time. */
export async function listLoad(tx: Tx, annee: number): Promise<Load[]> {
  const { rows } = await sql<Load>`
    select p.id, p.intitule as poste, (select x.etp::float8 from poste_etp x where x.territoire_id = p.territoire_id and x.poste_id = p.id and x.annee <= ${annee} order by x.annee desc limit 1) as etp,
      coalesce((select sum(t.jours) from appui_temps t where t.territoire_id = p.territoire_id and t.poste_id = p.id and extract(year from t.jour) = ${annee}), 0)::float8 as donnes,
      coalesce((select sum(greatest(0, e.jours_prevus - ${given})) from appui e where e.territoire_id = p.territoire_id and e.poste_id = p.id and e.etat = 'acceptee'), 0)::float8 as prevus,
      (select count(*)::int from appui e where e.territoire_id = p.territoire_id and e.poste_id = p.id and e.etat = 'acceptee') as en_cours
    from poste p where p.territoire_id = territoire_courant() and p.archive_le is null and p.dans_la_direction order by p.intitule`.execute(
    tx,
  )
  return rows
}

/** The posts of the team, as choices. */
export async function listPosteChoices(tx: Tx): Promise<Array<{ value: string; label: string }>> {
  const { rows } = await sql<{
    value: string
    label: string
  }>`select id as value, intitule as label from poste
    where territoire_id = territoire_courant() and archive_le is null and dans_la_direction order by intitule`.execute(
    tx,
  )
  return rows
}

export interface YearLine {
  sorte: LieuSorte
  nature: AppuiNature
  demandes: number
  acceptees: number
  terminees: number
  jours: number
  reponses: number
  satisfaites: number
}

/** A year of requests by kind of commune and kind of support. */
export async function listYear(tx: Tx, annee: number): Promise<YearLine[]> {
  const { rows } = await sql<YearLine>`
    select x.sorte, e.nature, count(*)::int as demandes, count(*) filter (where e.etat in ('acceptee', 'terminee'))::int as acceptees,
      count(*) filter (where e.etat = 'terminee')::int as terminees, sum(${given})::float8 as jours,
      count(e.satisfaction)::int as reponses, count(*) filter (where e.satisfaction in ('beaucoup', 'plutot'))::int as satisfaites
    from appui e left join commune c on c.territoire_id = e.territoire_id and c.code = e.commune_code
    cross join lateral (select case when c.code is null then 'ensemble'
      when exists (select from qpv_commune q join qpv z on z.territoire_id = q.territoire_id and z.code = q.qpv_code and z.fin is null where q.territoire_id = c.territoire_id and q.commune_code = c.code) then 'qpv'
      when c.type = 'rurale' then 'rurale' else 'autre' end as sorte) x
    where e.territoire_id = territoire_courant() and extract(year from e.deposee_le at time zone 'Europe/Paris') = ${annee} group by x.sorte, e.nature order by 1, 2`.execute(
    tx,
  )
  return rows
}
