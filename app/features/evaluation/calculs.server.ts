import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { herfindahl } from '#stats/herfindahl.ts'
import type { CalculCode } from './calculables.ts'

/** What is counted: the years, the axes with all below them (null: the whole territory), and today. */
export interface Scope {
  annees: readonly [number, number]
  axeIds: ReadonlyArray<string> | null
  documentId: string
  today: IsoDate
}

/** One year of an indicator that Maillage counts, and how many things it was counted on. */
export interface Counted {
  annee: number
  valeur: number
  base: number
}

type Count = (tx: Tx, scope: Scope) => Promise<Counted[]>

const PERCENT = sql`100.0 *`

const years = ({ annees: [first, last] }: Scope) => sql`generate_series(${first}::int, ${last}::int) as annee`

const ofAxes = (axe: RawBuilder<unknown>, { axeIds }: Scope) =>
  axeIds === null ? sql`true` : sql`${axe} = any(${[...axeIds]}::uuid[])`

// An action is active in a year that its period touches; without a first day it belongs to no year, without a last
// one it lasts while it is under way.
const activeFiches = (scope: Scope) => sql`${years(scope)} join fiche f on f.archive_le is null
  and f.etat in ('validee', 'en_cours', 'terminee') and f.debut is not null
  and f.debut < make_date(annee + 1, 1, 1) and coalesce(f.fin, case when f.etat = 'en_cours' then ${scope.today}::date + 1 else f.debut + 1 end) > make_date(annee, 1, 1)
  and ${ofAxes(sql`f.axe_id`, scope)}`

const yearOf = (column: string) => sql`extract(year from ${sql.ref(column)})::int`

const within = (column: string, { annees: [first, last] }: Scope) =>
  sql`${yearOf(column)} between ${first} and ${last}`

async function rowsOf(tx: Tx, query: RawBuilder<Counted>): Promise<Counted[]> {
  const { rows } = await query.execute(tx)
  return rows
    .map(({ annee, valeur, base }) => ({ annee: Number(annee), valeur: Number(valeur), base: Number(base) }))
    .filter((its) => its.base > 0 && Number.isFinite(its.valeur))
}

const fromFiches =
  (valeur: RawBuilder<unknown>, where: RawBuilder<unknown> = sql`true`): Count =>
  (tx, scope) =>
    rowsOf(
      tx,
      sql<Counted>`select annee, ${valeur} as valeur, count(*)::int as base from ${activeFiches(scope)}
        where ${where} group by annee order by annee`,
    )

const hasResult = sql`exists (select 1 from fiche_resultat r join fiche_resultat_annee a on a.resultat_id = r.id
  where r.fiche_id = f.id and r.valeur_initiale is not null and a.observe is not null)`

const lignesOfYear = (column: string, scope: Scope) =>
  sql`ligne l join dossier d on d.id = l.dossier_id where d.archive_le is null
    and ${within(column, scope)} and ${ofAxes(sql`d.axe_id`, scope)}`

const decided = sql`(coalesce(l.decide_droit_commun_centimes, 0) + coalesce(l.decide_specifique_centimes, 0))`

async function countMainstream(tx: Tx, scope: Scope): Promise<Counted[]> {
  return rowsOf(
    tx,
    sql<Counted>`select ${yearOf('l.decide_le')} as annee, count(*)::int as base,
      ${PERCENT} sum(coalesce(l.decide_droit_commun_centimes, 0)) / nullif(sum(${decided}), 0) as valeur
      from ${lignesOfYear('l.decide_le', scope)} and ${decided} > 0 group by 1 order by 1`,
  )
}

async function countMultiyear(tx: Tx, scope: Scope): Promise<Counted[]> {
  return rowsOf(
    tx,
    sql<Counted>`select annee, count(*)::int as base, ${PERCENT} avg(pluriannuel::int) as valeur from (
      select distinct ${yearOf('l.decide_le')} as annee, d.id, d.pluriannuel
      from ${lignesOfYear('l.decide_le', scope)} and ${decided} > 0) its group by 1 order by 1`,
  )
}

async function countDecisionDelay(tx: Tx, scope: Scope): Promise<Counted[]> {
  return rowsOf(
    tx,
    sql<Counted>`select ${yearOf('l.notifie_le')} as annee, count(*)::int as base,
      percentile_cont(0.5) within group (order by l.notifie_le - (d.depose_le at time zone 'Europe/Paris')::date) as valeur
      from ${lignesOfYear('l.notifie_le', scope)} and d.depose_le is not null group by 1 order by 1`,
  )
}

async function countPaymentDelay(tx: Tx, scope: Scope): Promise<Counted[]> {
  return rowsOf(
    tx,
    sql<Counted>`select ${yearOf('its.verse_le')} as annee, count(*)::int as base,
      percentile_cont(0.5) within group (order by its.verse_le - its.notifie_le) as valeur from (
        select l.id, l.notifie_le, min(v.verse_le) as verse_le
        from versement v join ligne l on l.id = v.ligne_id join dossier d on d.id = l.dossier_id
        where d.archive_le is null and l.notifie_le is not null and v.verse_le is not null and ${ofAxes(sql`d.axe_id`, scope)}
        group by l.id, l.notifie_le) its where ${within('its.verse_le', scope)} group by 1 order by 1`,
  )
}

async function countBeneficiaries(tx: Tx, scope: Scope): Promise<Counted[]> {
  const [first, last] = scope.annees
  return rowsOf(
    tx,
    sql<Counted>`select c.exercice as annee, count(*)::int as base, sum(c.beneficiaires) as valeur
      from compte_rendu c join dossier d on d.id = c.dossier_id
      where c.etat in ('depose', 'accepte') and c.beneficiaires is not null and d.archive_le is null
      and c.exercice between ${first} and ${last} and ${ofAxes(sql`d.axe_id`, scope)} group by 1 order by 1`,
  )
}

async function countReportsOnTime(tx: Tx, scope: Scope): Promise<Counted[]> {
  return rowsOf(
    tx,
    sql<Counted>`select ${yearOf('c.echeance')} as annee, count(*)::int as base,
      ${PERCENT} avg(coalesce((c.depose_le at time zone 'Europe/Paris')::date <= c.echeance, false)::int) as valeur
      from compte_rendu c join dossier d on d.id = c.dossier_id
      where d.archive_le is null and c.echeance < ${scope.today} and ${within('c.echeance', scope)}
      and ${ofAxes(sql`d.axe_id`, scope)} group by 1 order by 1`,
  )
}

const PRESENT = sql`c.presence in ('present', 'represente')`

async function countParticipation(tx: Tx, scope: Scope): Promise<Counted[]> {
  return rowsOf(
    tx,
    sql<Counted>`select ${yearOf('s.jour')} as annee, count(*)::int as base,
      ${PERCENT} avg((${PRESENT})::int) as valeur
      from convocation c join seance s on s.id = c.seance_id join organisation o on o.id = c.organisation_id
      where s.etat = 'tenue' and o.nature = 'commune' and c.presence is not null and ${within('s.jour', scope)}
      group by 1 order by 1`,
  )
}

async function countDeliveries(tx: Tx, scope: Scope): Promise<Counted[]> {
  return rowsOf(
    tx,
    sql<Counted>`select ${yearOf('e.echeance')} as annee, count(*)::int as base,
      ${PERCENT} avg(coalesce(e.recue_le <= e.echeance, false)::int) as valeur from livraison e
      where e.archive_le is null and e.document_id = ${scope.documentId} and e.echeance < ${scope.today}
      and ${within('e.echeance', scope)} group by 1 order by 1`,
  )
}

interface Holder {
  annee: number
  beneficiaire: string
  montant: number
}

async function listHolders(tx: Tx): Promise<Holder[]> {
  const { rows } = await sql<Holder>`
    select e.annee, coalesce(left(e.id_beneficiaire, 9), lower(e.nom_beneficiaire)) as beneficiaire, sum(e.montant_centimes) as montant
    from attribution e join import_attributions i on i.id = e.import_id
    where i.annule_le is null and i.remplace_par is null and e.annee is not null and e.montant_centimes > 0
    group by 1, 2 order by 1`.execute(tx)
  return rows.map((its) => ({ ...its, montant: Number(its.montant) }))
}

async function countConcentration(tx: Tx, { annees: [first, last] }: Scope): Promise<Counted[]> {
  const byYear = Map.groupBy(await listHolders(tx), (its) => its.annee)
  return [...byYear]
    .filter(([annee]) => annee >= first && annee <= last)
    .map(([annee, own]) => ({ annee, valeur: herfindahl(own.map((its) => its.montant)), base: own.length }))
}

// The first year known has only newcomers: it says nothing, and is left out.
async function countNewHolders(tx: Tx, { annees: [first, last] }: Scope): Promise<Counted[]> {
  const all = await listHolders(tx)
  const byYear = [...Map.groupBy(all, (its) => its.annee)].slice(1)
  return byYear
    .filter(([annee]) => annee >= first && annee <= last)
    .map(([annee, own]) => {
      const before = new Set(all.filter((its) => its.annee < annee).map((its) => its.beneficiaire))
      const fresh = own.filter((its) => !before.has(its.beneficiaire)).length
      return { annee, valeur: (100 * fresh) / own.length, base: own.length }
    })
}

const counts: Record<CalculCode, Count> = {
  ACT_COUNT: fromFiches(sql`count(*)`),
  ACT_QPV_SHARE: fromFiches(
    sql`${PERCENT} avg((f.portee = 'qpv' or exists (select 1 from fiche_qpv q where q.fiche_id = f.id))::int)`,
  ),
  EUR_PER_BENEF: fromFiches(
    sql`sum(f.budget_centimes) / 100.0 / sum(f.beneficiaires_prevus)`,
    sql`f.budget_centimes > 0 and f.beneficiaires_prevus > 0`,
  ),
  EVAL_COVERAGE: fromFiches(sql`${PERCENT} avg((${hasResult})::int)`),
  BENEF_TOTAL: countBeneficiaries,
  MAINSTREAM_SHARE: countMainstream,
  MULTIYEAR_SHARE: countMultiyear,
  DELAY_DECISION: countDecisionDelay,
  DELAY_PAYMENT: countPaymentDelay,
  REPORT_ON_TIME: countReportsOnTime,
  HOLDER_CONCENTRATION: countConcentration,
  NEW_HOLDERS: countNewHolders,
  PARTICIPATION: countParticipation,
  DATA_DELIVERY: countDeliveries,
}

/** The years of an indicator that Maillage counts; a year on which nothing can be counted is absent. */
export function countYears(tx: Tx, code: CalculCode, scope: Scope): Promise<Counted[]> {
  return counts[code](tx, scope)
}
