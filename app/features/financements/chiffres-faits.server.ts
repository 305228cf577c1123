import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { Forbidden } from '#app/lib/errors.ts'
import { type Actor, can, reachOf } from '#app/platform/permissions.ts'
import { comptes, groupes } from './budget.ts'
import type { ChiffresAsked } from './chiffres.filter.ts'
import { visibleDossiers } from './dossiers.queries.server.ts'

/** Whether this person reads the figures of all the dossiers. */
export function canReadChiffres(actor: Actor): boolean {
  return reachOf(actor, 'dossiers.lire').reach === 'tout'
}

type Kept = Pick<ChiffresAsked, 'annees' | 'appelId' | 'financeurId' | 'axeId'>

const totalled = comptes
  .filter(({ sens, groupe }) => sens === 'charge' && groupes[groupe]?.totalled && groupe !== 'excedent')
  .map(({ key }) => key)

/** Which dossiers are counted, and whose proposals are read. */
export interface Portee {
  visible: RawBuilder<SqlBool>
  proposals: RawBuilder<SqlBool>
}

/** What this person reads. @throws Forbidden when figures are not theirs to read */
export function porteeOf(actor: Actor): Portee {
  if (!canReadChiffres(actor)) throw new Forbidden()
  return { visible: sql<SqlBool>`${visibleDossiers(actor)}`, proposals: readsProposals(actor) }
}

/** What anybody reads: the calls whose programming is decided, never a proposal. */
export const porteePublique: Portee = {
  visible: sql<SqlBool>`(e.territoire_id = territoire_courant() and a.etat in ('programme', 'archive'))`,
  proposals: sql<SqlBool>`false`,
}

/** The dossiers counted, with the root of their axis: submitted, not withdrawn, readable, kept by the filter. */
export function dossiersOf({ visible }: Portee, kept: Kept): RawBuilder<unknown> {
  const years = kept.annees.length > 0 ? sql`and a.exercice = any(${kept.annees}::int[])` : sql``
  const appel = kept.appelId ? sql`and e.appel_id = ${kept.appelId}` : sql``
  const axe = kept.axeId ? sql`and r.racine = ${kept.axeId}` : sql``
  return sql`racines as (
      select id, id as racine from axe where territoire_id = territoire_courant() and parent_id is null
      union all select x.id, r.racine from axe x join racines r on x.parent_id = r.id where x.territoire_id = territoire_courant()
    ), dossiers as (
      select e.territoire_id, e.id, e.appel_id, e.porteur_id, e.portee, e.pluriannuel, e.depot_connu, e.depose_le, a.exercice, a.document_id, a.etat as appel_etat, a.avis_partages, r.racine as axe_id
      from dossier e join appel_a_projets a on a.territoire_id = e.territoire_id and a.id = e.appel_id
      left join racines r on r.id = e.axe_id
      where ${visible} and e.depose_le is not null and e.archive_le is null and e.etat <> 'retire' ${years} ${appel} ${axe}
    )`
}

/** Proposals of others stay theirs until the call shares them or is programmed. */
function readsProposals(actor: Actor): RawBuilder<SqlBool> {
  if (can(actor, 'appelsAProjets.modifier') || can(actor, 'dossiers.deposer')) return sql<SqlBool>`true`
  const { organisationIds } = reachOf(actor, 'dossiers.lire')
  return sql<SqlBool>`(d.avis_partages or d.appel_etat in ('programme', 'archive') or l.financeur_id = any(${organisationIds}::uuid[]))`
}

/** A row a line, or a row a line and kind of credit: what is asked and paid is not told apart by kind. */
export function faitsOf(
  { proposals: proposed }: Portee,
  kept: Kept,
  { byCredit }: { byCredit: boolean },
): RawBuilder<unknown> {
  const funder = kept.financeurId ? sql`where l.financeur_id = ${kept.financeurId}` : sql``
  const cuts = byCredit
    ? sql`('droit_commun', null::bigint, case when ${proposed} then l.propose_droit_commun_centimes end, l.decide_droit_commun_centimes, null::bigint),
        ('specifique', null, case when ${proposed} then l.propose_specifique_centimes end, l.decide_specifique_centimes, null),
        ('non_reparti', case when l.demande_connue then l.demande_centimes end, null, null, p.verse)`
    : sql`('tous', case when l.demande_connue then l.demande_centimes end,
        case when ${proposed} then coalesce(l.propose_droit_commun_centimes, 0) + coalesce(l.propose_specifique_centimes, 0) end,
        coalesce(l.decide_droit_commun_centimes, 0) + coalesce(l.decide_specifique_centimes, 0), p.verse)`
  return sql`payes as (
      select ligne_id, sum(case when nature = 'reversement' then -montant_centimes else montant_centimes end)::bigint as verse
      from versement where territoire_id = territoire_courant() and verse_le is not null group by ligne_id
    ), faits as (
      select d.*, l.financeur_id, m.* from dossiers d join ligne l on l.territoire_id = d.territoire_id and l.dossier_id = d.id
      left join payes p on p.ligne_id = l.id
      cross join lateral (values ${cuts}) m (credit, demande, propose, accorde, verse) ${funder}
    )`
}

/** What each action costs as its budget says it: charges, voluntary contributions left aside. */
export const coutsOf: RawBuilder<unknown> = sql`couts as (
    select b.dossier_id, sum(b.montant_centimes) as cout from dossier_budget b
    where b.territoire_id = territoire_courant() and b.compte = any(${totalled}::text[]) group by b.dossier_id
  )`

/** The places of a dossier, one row each with its rank: an amount is shared equally between them. */
export function lieuxOf(dimension: 'commune' | 'qpv'): RawBuilder<unknown> {
  const places =
    dimension === 'qpv'
      ? sql`select dossier_id, qpv_code as qpv, null::text as commune from dossier_qpv where territoire_id = territoire_courant()`
      : sql`select dossier_id, null::text as qpv, commune_code as commune from dossier_commune where territoire_id = territoire_courant()
          union select q.dossier_id, null, c.commune_code from dossier_qpv q
            join qpv_commune c on c.territoire_id = q.territoire_id and c.qpv_code = q.qpv_code
            join commune k on k.territoire_id = c.territoire_id and k.code = c.commune_code
            where q.territoire_id = territoire_courant()`
  return sql`places as (${places}), lieux as (
      select d.id as dossier_id, p.qpv, p.commune,
        case when d.portee = 'qpv' then 'qpv' when p.commune is null and p.qpv is null then 'territoire' when p.qpv is not null then 'qpv' when c.type = 'rurale' then 'rural' else 'autre' end as situation,
        row_number() over (partition by d.id order by p.qpv, p.commune) as rang, count(*) over (partition by d.id) as n
      from dossiers d left join places p on p.dossier_id = d.id
      left join commune c on c.territoire_id = d.territoire_id and c.code = p.commune
    )`
}

/** The share of an amount that goes to a place: equal parts, the odd centimes to the first ones. */
export const partOf = (amount: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(sign(${amount}) * (abs(${amount}) / p.n + case when p.rang <= mod(abs(${amount}), p.n) then 1 else 0 end))`
