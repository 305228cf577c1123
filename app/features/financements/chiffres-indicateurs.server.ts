import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { gini } from '#stats/gini.ts'
import { equivalentHolders } from '#stats/herfindahl.ts'
import { type LorenzPoint, lorenz } from '#stats/lorenz.ts'
import type { ChiffresAsked } from './chiffres.filter.ts'
import { coutsOf, dossiersOf, faitsOf, lieuxOf, type Portee, partOf } from './chiffres-faits.server.ts'

/** The figures of a year, null when what they need is not known. */
export interface IndicateursAnnee {
  exercice: number
  dossiers: number
  finances: number
  demande: number
  accorde: number
  verse: number
  partDroitCommun: number | null
  levier: number | null
  joursDecision: number | null
  joursVersement: number | null
  nonDepense: number | null
  bilansATemps: number | null
  nouveauxPorteurs: number | null
  partPluriannuelle: number | null
}

// Sums of each year, from dossiers each counted once.
const sommes = sql`par_dossier as (
      select f.id, f.exercice, f.porteur_id, f.pluriannuel, sum(f.demande) as demande, sum(f.accorde) as accorde, sum(f.verse) as verse,
        sum(f.accorde) filter (where f.credit = 'droit_commun') as dc, sum(f.accorde) filter (where f.credit = 'specifique') as spe
      from faits f group by f.id, f.exercice, f.porteur_id, f.pluriannuel
    ), premieres as (
      select e.porteur_id, min(a.exercice) as premiere from dossier e join appel_a_projets a on a.territoire_id = e.territoire_id and a.id = e.appel_id
      join ligne l on l.territoire_id = e.territoire_id and l.dossier_id = e.id
      where e.territoire_id = territoire_courant() and e.archive_le is null and coalesce(l.decide_droit_commun_centimes, 0) + coalesce(l.decide_specifique_centimes, 0) > 0
      group by e.porteur_id
    ), debut as (select min(premiere) as annee from premieres),
    sommes as (
      select x.exercice, count(*)::int as dossiers, count(*) filter (where x.accorde > 0)::int as finances,
        coalesce(sum(x.demande), 0)::float8 as demande, coalesce(sum(x.accorde), 0)::float8 as accorde, coalesce(sum(x.verse), 0)::float8 as verse,
        (sum(x.dc) / nullif(sum(x.accorde), 0))::float8 as part_droit_commun,
        (sum(k.cout) filter (where x.spe > 0) / nullif(sum(x.spe) filter (where k.cout is not null), 0))::float8 as levier,
        case when x.exercice > (select annee from debut) then count(distinct x.porteur_id) filter (where x.accorde > 0 and p.premiere = x.exercice)::int end as nouveaux_porteurs,
        (sum(x.accorde) filter (where x.pluriannuel) / nullif(sum(x.accorde), 0))::float8 as part_pluriannuelle
      from par_dossier x left join couts k on k.dossier_id = x.id left join premieres p on p.porteur_id = x.porteur_id group by x.exercice
    )`

/** The delivery indicators, a row a year, in one statement. */
export async function listIndicateurs(
  tx: Tx,
  portee: Portee,
  asked: ChiffresAsked,
): Promise<IndicateursAnnee[]> {
  const { rows } =
    await sql<IndicateursAnnee>`with recursive ${dossiersOf(portee, asked)}, ${faitsOf(portee, asked, { byCredit: true })}, ${coutsOf},
    ${sommes}, delais as (
      select d.exercice, percentile_cont(0.5) within group (order by l.decide_le - d.depose_le::date) filter (where d.depot_connu and l.decide_le is not null) as jours_decision,
        percentile_cont(0.5) within group (order by v.premier - l.decide_le) filter (where l.decide_le is not null and v.premier is not null) as jours_versement
      from dossiers d join ligne l on l.territoire_id = d.territoire_id and l.dossier_id = d.id
      left join lateral (select min(verse_le) as premier from versement w where w.territoire_id = l.territoire_id and w.ligne_id = l.id) v on true group by d.exercice
    ), bilans as (
      select d.exercice, (sum(coalesce(r.propose_centimes, 0)) / nullif(sum(coalesce(l.decide_droit_commun_centimes, 0) + coalesce(l.decide_specifique_centimes, 0)), 0))::float8 as non_depense
      from dossiers d join compte_rendu c on c.territoire_id = d.territoire_id and c.dossier_id = d.id and c.etat in ('depose', 'accepte')
      join ligne l on l.territoire_id = d.territoire_id and l.dossier_id = d.id
      left join reliquat r on r.territoire_id = l.territoire_id and r.ligne_id = l.id and r.compte_rendu_id = c.id group by d.exercice
    ), temps as (
      select d.exercice, (count(*) filter (where c.depose_le::date <= c.echeance))::float8 / count(*) as bilans_a_temps
      from dossiers d join compte_rendu c on c.territoire_id = d.territoire_id and c.dossier_id = d.id where c.depose_le is not null or c.echeance < current_date group by d.exercice
    )
    select s.*, l.jours_decision, l.jours_versement, b.non_depense, t.bilans_a_temps
    from sommes s left join delais l using (exercice) left join bilans b using (exercice) left join temps t using (exercice) order by s.exercice`.execute(
      tx,
    )
  return rows
}

export interface Concentration {
  porteurs: number
  gini: number | null
  equivalents: number | null
  courbe: LorenzPoint[]
}

/** How the money granted is shared among carriers. */
export async function loadConcentration(
  tx: Tx,
  portee: Portee,
  asked: ChiffresAsked,
): Promise<Concentration> {
  const { rows } = await sql<{
    montant: number
  }>`with recursive ${dossiersOf(portee, asked)}, ${faitsOf(portee, asked, { byCredit: false })}
    select sum(accorde)::float8 as montant from faits group by porteur_id having sum(accorde) > 0`.execute(tx)
  const amounts = rows.map((row) => row.montant)
  if (amounts.length === 0) return { porteurs: 0, gini: null, equivalents: null, courbe: [] }
  return {
    porteurs: amounts.length,
    gini: gini(amounts),
    equivalents: equivalentHolders(amounts),
    courbe: lorenz(amounts),
  }
}

export interface ParCommune {
  code: string
  nom: string
  type: 'urbaine' | 'rurale'
  population: number | null
  dossiers: number
  accorde: number
  parHabitant: number | null
}

/** What reaches each commune, with its inhabitants: in the order of names, never a ranking. */
export async function listParCommune(tx: Tx, portee: Portee, asked: ChiffresAsked): Promise<ParCommune[]> {
  const amount = sql`f.accorde`
  const { rows } =
    await sql<ParCommune>`with recursive ${dossiersOf(portee, asked)}, ${faitsOf(portee, asked, { byCredit: false })}, ${lieuxOf('commune')},
    sommes as (select p.commune, count(distinct f.id)::int as dossiers, sum(${partOf(amount)}) as accorde from faits f join lieux p on p.dossier_id = f.id group by p.commune)
    select c.code, c.nom, c.type, h.population, coalesce(s.dossiers, 0) as dossiers, coalesce(s.accorde, 0)::float8 as accorde,
      (coalesce(s.accorde, 0) / nullif(h.population, 0))::float8 as par_habitant
    from commune c left join sommes s on s.commune = c.code
    left join lateral (select population from commune_population x where x.territoire_id = c.territoire_id and x.code = c.code and x.nature = 'municipale' order by annee desc limit 1) h on true
    where c.territoire_id = territoire_courant() and c.fin is null order by c.nom`.execute(tx)
  return rows
}
