import { type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { countAppuisToRate } from '#app/features/appui/index.server.ts'
import { visibleDemarches } from '#app/features/coconstruction/index.server.ts'
import { budgetOnce, visibleFiches } from '#app/features/fiches/index.server.ts'
import { countRelaisToDecide } from '#app/features/financements/index.server.ts'
import { countPollsToAnswer } from '#app/features/gouvernance/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { addDays } from '#app/lib/dates.ts'
import { listRecentChanges, type RecentChange } from '#app/platform/activity.server.ts'
import { countVisasToGive } from '#app/platform/ecrits/visas.server.ts'
import { type Actor, can, reachOf } from '#app/platform/permissions.ts'

export interface Home {
  tx: Tx
  actor: Actor
  at: IsoDate
  isToday: boolean
}

export interface Waiting {
  kind:
    | 'demandes'
    | 'dossiers_a_finir'
    | 'engagements_en_retard'
    | 'fiches_a_clore'
    | 'fiches_a_completer'
    | 'experiences_a_relire'
    | 'rapports_a_debattre'
    | 'relais_a_decider'
    | 'actes_en_attente'
    | 'versements_en_retard'
    | 'comptes_a_rendre'
    | 'comptes_a_controler'
    | 'appuis_a_trier'
    | 'appuis_a_noter'
    | 'sondages_a_repondre'
    | 'invitations_recues'
    | 'demarches_ouvertes'
    | 'avis_a_donner'
    | 'visas_a_donner'
    | 'notifications'
  nombre: number
  /** Which one, when there is only one and it has its own page. */
  cle?: string | null
}

/** What waits for this person today, only what is not zero. */
export async function listWaiting({ tx, actor, at }: Home): Promise<Waiting[]> {
  const visible = visibleFiches(actor)
  const own = reachOf(actor, 'fiches.modifier')
  const mine =
    own.reach === 'tout'
      ? sql<SqlBool>`true`
      : own.reach
        ? sql<SqlBool>`e.porteur_id = any(${own.organisationIds}::uuid[])`
        : sql<SqlBool>`false`
  const promises = reachOf(actor, 'engagements.suivre')
  const promised =
    promises.reach === 'tout'
      ? sql<SqlBool>`true`
      : promises.reach
        ? sql<SqlBool>`g.organisation_id = any(${promises.organisationIds}::uuid[])`
        : sql<SqlBool>`false`
  const carries = reachOf(actor, 'dossiers.deposer')
  const carried =
    carries.reach === 'sienne'
      ? sql<SqlBool>`e.porteur_id = any(${carries.organisationIds}::uuid[])`
      : sql<SqlBool>`false`
  const publishes = can(actor, 'publications.publier') ? sql<SqlBool>`true` : sql<SqlBool>`false`
  const asks = can(actor, 'comptes.gerer') ? sql<SqlBool>`true` : sql<SqlBool>`false`
  const { rows } = await sql<Waiting>`
    select 'demandes' as kind, count(*)::int as nombre from affectation where etat = 'en_attente' and ${asks}
    union all select 'dossiers_a_finir', count(*)::int from dossier e where e.archive_le is null and e.etat in ('brouillon', 'a_signer') and ${carried}
    union all select 'engagements_en_retard', count(*)::int from engagement g where g.archive_le is null and g.etat = 'en_cours' and g.echeance < ${at} and ${promised}
    union all select 'fiches_a_clore', count(*)::int from fiche e where e.etat = 'en_cours' and e.fin < ${at} and ${visible} and ${mine}
    union all select 'fiches_a_completer', count(*)::int from fiche e where e.etat = 'en_montage' and (e.objectifs = '' or e.porteur_id is null or e.axe_id is null or e.debut is null) and ${visible} and ${mine}
    union all select 'experiences_a_relire', count(*)::int from experience where etat = 'a_relire' and archive_le is null and ${publishes}
    union all select 'rapports_a_debattre', count(*)::int from rapport_annuel r where r.etat = 'consultation' and r.archive_le is null and ${publishes}
      and not exists (select from rapport_avis a where a.territoire_id = r.territoire_id and a.rapport_id = r.id and a.recu_le is null and a.echeance >= ${at})
    union all select 'notifications', count(*)::int from notification where personne_id = ${actor.personneId} and lue_le is null`.execute(
    tx,
  )
  return [...rows, ...(await listWaitingAfter({ tx, actor, at }))].filter((row) => row.nombre > 0)
}

/** What waits once money is decided, a hand asked for, or a commune invited. */
async function listWaitingAfter({ tx, actor, at }: Omit<Home, 'isToday'>): Promise<Waiting[]> {
  const when = (is: boolean) => (is ? sql<SqlBool>`true` : sql<SqlBool>`false`)
  const manages = when(can(actor, 'conventions.gerer'))
  const follows = when(can(actor, 'appuis.suivre'))
  const carried = reachOf(actor, 'dossiers.deposer')
  const speaks = reachOf(actor, 'participation.declarer')
  const contributes = reachOf(actor, 'demarches.contribuer')
  const advises = reachOf(actor, 'demarches.aviser')
  const mine = (asked: typeof carried) =>
    asked.reach === 'sienne' ? sql`${asked.organisationIds}::uuid[]` : sql`'{}'::uuid[]`
  const { rows } = await sql<Waiting>`
    select 'actes_en_attente' as kind, count(*)::int as nombre from acte where etat in ('a_signer', 'signe') and ${manages}
    union all select 'versements_en_retard', count(*)::int from versement where verse_le is null and prevu_le < ${at} and ${manages}
    union all select 'comptes_a_controler', count(*)::int from compte_rendu where etat = 'depose' and ${manages}
    union all select 'comptes_a_rendre', count(*)::int from compte_rendu r join dossier d on d.territoire_id = r.territoire_id and d.id = r.dossier_id
      where r.etat in ('a_rendre', 'brouillon', 'a_corriger') and r.echeance < ${addDays(at, REPORT_NOTICE)} and d.porteur_id = any(${mine(carried)})
    union all select 'appuis_a_trier', count(*)::int from appui where etat = 'deposee' and ${follows}
    union all select 'demarches_ouvertes', count(*)::int from demarche e where e.etat = 'contributions' and ${visibleDemarches(actor)}
      and exists (select from demarche_groupe g join siege s on s.territoire_id = g.territoire_id and s.instance_id = g.instance_id
        where g.territoire_id = e.territoire_id and g.demarche_id = e.id and s.organisation_id = any(${mine(contributes)}) and s.debut <= ${at} and (s.fin is null or s.fin > ${at}))
      and not exists (select from demarche_contribution c where c.territoire_id = e.territoire_id and c.demarche_id = e.id and c.auteur_id = ${actor.personneId})
    union all select 'avis_a_donner', count(*)::int from demarche_avis a join demarche e on e.territoire_id = a.territoire_id and e.id = a.demarche_id
      where e.etat = 'consultation' and e.archive_le is null and a.tour = e.tour and a.recu_le is null and a.organisation_id = any(${mine(advises)})
    union all select 'invitations_recues', count(*)::int from participation_invitation i join organisation o on o.territoire_id = i.territoire_id and o.commune_code = i.commune_code and o.nature = 'commune'
      where i.reponse is null and o.id = any(${mine(speaks)})`.execute(tx)
  return [
    { kind: 'relais_a_decider', nombre: await countRelaisToDecide(tx, actor, at) },
    ...rows,
    { kind: 'sondages_a_repondre', ...(await countPollsToAnswer(tx, actor, at)) },
    { kind: 'visas_a_donner', ...(await countVisasToGive(tx, actor)) },
    { kind: 'appuis_a_noter', nombre: await countAppuisToRate(tx, actor, at) },
  ]
}

/** A report is announced to its carrier two months before it is due. */
const REPORT_NOTICE = 60

export interface Changed extends RecentChange {
  /** The code of the fiche that changed, when it is one. */
  ficheCode: string | null
}

/** What others changed since the last visit, among what this person may read. */
export async function listChanged({ tx, actor }: Home, since: Date): Promise<Changed[]> {
  const ofFiches = sql<SqlBool>`j.entite = 'fiche' and exists (select from fiche e where e.territoire_id = j.territoire_id and e.id::text = j.entite_id and ${visibleFiches(actor)})`
  const visible = can(actor, 'journal.lire') ? sql<SqlBool>`true` : ofFiches
  const changes = await listRecentChanges(tx, actor, { since, visible, limit: 12 })
  const ids = changes.filter((change) => change.entite === 'fiche').map((change) => change.entiteId)
  const fiches =
    ids.length === 0
      ? []
      : await tx.selectFrom('fiche').select(['id', 'code']).where('id', 'in', ids).execute()
  const codes = new Map(fiches.map((fiche) => [fiche.id, fiche.code]))
  return changes.map((change) => ({ ...change, ficheCode: codes.get(change.entiteId) ?? null }))
}

export interface Coming {
  le: IsoDate
  kind: 'engagement' | 'fiche' | 'etape' | 'document' | 'aide' | 'candidature' | 'appel'
  titre: string
  /** Code of the fiche or of the document, or the organisation of a commitment. */
  cle: string
}

const COMING_DAYS = 120

/** Dates of the next four months: commitments due, fiches and steps that end, documents that expire, aids that close. */
export async function listComing({ tx, actor, at }: Home): Promise<Coming[]> {
  const until = addDays(at, COMING_DAYS)
  const visible = visibleFiches(actor)
  const reads = can(actor, 'strategie.lire') ? sql<SqlBool>`true` : sql<SqlBool>`false`
  const bids = reachOf(actor, 'candidatures.lire').reach === 'tout' ? sql<SqlBool>`true` : sql<SqlBool>`false`
  const calls = can(actor, 'appelsAProjets.lire') ? sql<SqlBool>`true` : sql<SqlBool>`false`
  const watches = can(actor, 'veille.lire') ? sql<SqlBool>`true` : sql<SqlBool>`false`
  const { rows } = await sql<Coming>`
    select * from (
      select g.echeance as le, 'engagement' as kind, left(g.texte, 140) as titre, g.organisation_id::text as cle from engagement g
        where g.archive_le is null and g.etat = 'en_cours' and g.echeance >= ${at} and g.echeance < ${until} and ${reads}
      union all select e.fin, 'fiche', e.titre, e.code from fiche e where e.etat = 'en_cours' and e.fin >= ${at} and e.fin < ${until} and ${visible}
      union all select s.echeance, 'etape', s.titre || ', ' || e.titre, e.code from fiche_etape s join fiche e on e.territoire_id = s.territoire_id and e.id = s.fiche_id
        where s.etat in ('a_faire', 'en_cours') and s.echeance >= ${at} and s.echeance < ${until} and ${visible}
      union all select d.fin, 'document', d.titre, d.code from document_cadre d where d.archive_le is null and d.fin >= ${at} and d.fin < ${until} and ${reads}
      union all select i.echeance, 'aide', i.nom, i.id::text from aide i where i.etat = 'suivie' and i.echeance >= ${at} and i.echeance < ${until} and ${watches}
      union all select c.depot_le, 'candidature', c.titre, c.code from candidature c where c.archive_le is null and c.etat in ('etudiee', 'en_montage') and c.depot_le >= ${at} and c.depot_le < ${until} and ${bids}
      union all select (p.ferme_le at time zone 'Europe/Paris')::date, 'appel', p.titre, p.code from appel_a_projets p
        where p.archive_le is null and p.etat in ('valide', 'ouvert') and p.ouvre_le < ${at}::date + 1 and p.ferme_le >= ${at}::date and p.ferme_le < ${until}::date and ${calls}
    ) dates order by le, titre limit 12`.execute(tx)
  return rows
}

export interface AxisStanding {
  id: string
  numero: string
  titre: string
  /** Fiches of this axis by state, and what they foresee. */
  fiches: Partial<Record<FicheState, number>>
  budgetCentimes: number
}

type FicheState = 'idee' | 'en_montage' | 'validee' | 'en_cours' | 'terminee' | 'abandonnee'

/**
 * Where the project stands: the axes in force at a date with their fiches by state, in one query. States are those of
 * today; at a past day, what is known is which actions were running then, from their periods.
 */
export async function listStanding({ tx, actor, at, isToday }: Home): Promise<AxisStanding[]> {
  const running = sql<SqlBool>`e.debut <= ${at} and (e.fin is null or e.fin > ${at}) and e.etat not in ('idee', 'en_montage', 'abandonnee')`
  const counted = isToday ? sql<SqlBool>`true` : running
  const state = isToday ? sql`e.etat` : sql`'en_cours'`
  const { rows } = await sql<AxisStanding>`
    select a.id, v.numero, coalesce(nullif(v.court, ''), v.titre) as titre,
      coalesce(jsonb_object_agg(n.etat, n.nombre) filter (where n.etat is not null), '{}') as fiches,
      coalesce(sum(n.budget_centimes), 0) as budget_centimes
    from axe a
    join axe_version v on v.territoire_id = a.territoire_id and v.axe_id = a.id and v.debut <= ${at} and (v.fin is null or v.fin > ${at})
    left join (select e.axe_id, ${state} as etat, count(*)::int as nombre, sum(${budgetOnce}) as budget_centimes
      from fiche e where ${visibleFiches(actor)} and ${counted} group by 1, 2) n on n.axe_id = a.id
    where a.parent_id is null and a.archive_le is null
    group by a.id, v.numero, v.titre, v.court, a.rang order by a.rang, v.numero`.execute(tx)
  return rows
}

export interface DocumentStanding {
  /** It ended before the date asked for. */
  fini: boolean
  code: string
  titre: string
  nature: string
  debut: IsoDate
  fin: IsoDate | null
  communes: number
  signataires: number
}

/** The framework documents running at a date or, when none does, those that ended last before it. */
export async function listDocumentsRunning({ tx, at }: Home): Promise<DocumentStanding[]> {
  const { rows } = await sql<DocumentStanding>`
    with known as (
      select * from document_cadre where archive_le is null and debut <= ${at}
    ), running as (
      select * from known where fin is null or fin > ${at}
    )
    select d.code, d.titre, d.nature, d.debut, d.fin, (d.fin is not null and d.fin <= ${at}) as fini,
      (select count(*)::int from perimetre_commune pc where pc.territoire_id = d.territoire_id and pc.perimetre_id = d.perimetre_id and pc.debut <= least(${at}, d.fin - 1) and (pc.fin is null or pc.fin > least(${at}, d.fin - 1))) as communes,
      (select count(*)::int from signataire s where s.territoire_id = d.territoire_id and s.document_id = d.id and s.etat = 'signe') as signataires
    from known d
    where exists (select from running r where r.territoire_id = d.territoire_id and r.id = d.id)
      or (not exists (select from running) and d.fin = (select max(fin) from known))
    order by d.debut, d.titre`.execute(tx)
  return rows
}
