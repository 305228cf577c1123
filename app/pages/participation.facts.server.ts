import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { visibleFiches } from '#app/features/fiches/index.server.ts'
import { visibleDossiers } from '#app/features/financements/index.server.ts'
import { type Actor, can, reachOf } from '#app/platform/permissions.ts'
import type { FactNature } from './participation.words.ts'

export interface ObservedCell {
  communeCode: string
  cible: string
  nombre: number
}

export interface Fact {
  nature: FactNature
  cible: string
  annee: number
  titre: string
  lien: string
}

/** How many facts each commune has in each thing, of a year or of all. */
export async function countFacts(tx: Tx, actor: Actor, annee: number | null): Promise<ObservedCell[]> {
  const { rows } = await sql<ObservedCell>`with recursive ${roots}
    select commune_code, cible, count(distinct (nature, fait))::int as nombre from (${facts(actor)}) as f (nature, cible, commune_code, fait, annee, titre, lien)
    where commune_code is not null ${annee === null ? sql`` : sql`and annee = ${annee}`} group by commune_code, cible`.execute(
    tx,
  )
  return rows
}

const MOST_FACTS = 80

/** The facts of a commune, newest first: all of them, or those of one thing. */
export async function listFacts(
  tx: Tx,
  actor: Actor,
  asked: { communeCode: string; cible: string | null; annee: number | null },
): Promise<{ rows: Fact[]; total: number }> {
  const { communeCode, cible, annee } = asked
  const { rows } = await sql<Fact & { total: number }>`with recursive ${roots}
    select nature, cible, max(annee) as annee, titre, lien, count(*) over ()::int as total
    from (${facts(actor)}) as f (nature, cible, commune_code, fait, annee, titre, lien)
    where commune_code = ${communeCode} ${cible === null ? sql`` : sql`and cible = ${cible}`} ${annee === null ? sql`` : sql`and annee = ${annee}`}
    group by nature, cible, fait, titre, lien order by max(annee) desc, titre limit ${MOST_FACTS}`.execute(tx)
  return { rows, total: rows[0]?.total ?? 0 }
}

/** The years in which something was seen, newest first. */
export async function listFactYears(tx: Tx, actor: Actor): Promise<number[]> {
  const { rows } = await sql<{ annee: number }>`with recursive ${roots}
    select distinct annee from (${facts(actor)}) as f (nature, cible, commune_code, fait, annee, titre, lien) where annee is not null order by 1 desc`.execute(
    tx,
  )
  return rows.map((its) => its.annee)
}

// A fact hangs on an objective as well as on an axis: it counts for the axis at the top.
const roots = sql`racine as (
    select id, id as racine from axe where territoire_id = territoire_courant() and parent_id is null
    union all select a.id, r.racine from axe a join racine r on a.parent_id = r.id where a.territoire_id = territoire_courant())`

/** What this person may read of what communes did, one row a fact, a commune and a year. */
function facts(actor: Actor): RawBuilder<unknown> {
  return sql.join([...fieldSources(actor), ...moneySources(actor)], sql` union all `)
}

const here = sql`territoire_courant()`
const none = sql`select ''::text, null::uuid, null::text, ''::text, null::int, ''::text, ''::text where false`

function fieldSources(actor: Actor): Array<RawBuilder<unknown>> {
  return [
    none,
    ...(can(actor, 'instances.lire')
      ? [
          sql`select 'seance', s.instance_id, o.commune_code, s.id::text, extract(year from s.jour)::int, i.nom || ', ' || to_char(s.jour, 'DD/MM/YYYY'), '/seances/' || s.id
            from convocation c
            join seance s on s.territoire_id = c.territoire_id and s.id = c.seance_id and s.etat = 'tenue'
            join instance i on i.territoire_id = s.territoire_id and i.id = s.instance_id
            join organisation o on o.territoire_id = c.territoire_id and o.id = c.organisation_id and o.nature = 'commune'
            where c.territoire_id = ${here} and c.presence in ('present', 'represente')`,
        ]
      : []),
    sql`select 'fiche', r.racine, x.commune_code, e.id::text, y.annee, e.code || ' ' || e.titre, '/fiches/' || e.code
      from fiche e join racine r on r.id = e.axe_id
      join lateral (select fc.commune_code from fiche_commune fc where fc.territoire_id = e.territoire_id and fc.fiche_id = e.id
        union select o.commune_code from organisation o where o.territoire_id = e.territoire_id and o.id = e.porteur_id and o.nature = 'commune') x on true
      cross join lateral generate_series(extract(year from e.debut)::int, extract(year from coalesce(e.fin - 1, e.debut))::int) y (annee)
      where e.debut is not null and e.etat in ('validee', 'en_cours', 'terminee') and ${visibleFiches(actor)} and e.territoire_id = ${here}`,
    ...(can(actor, 'observations.lire')
      ? [
          sql`select 'observation', r.racine, oc.commune_code, b.id::text, extract(year from b.observee_le)::int, left(b.texte, 120), '/observations/' || b.id
            from observation b join racine r on r.id = b.axe_id
            join observation_commune oc on oc.territoire_id = b.territoire_id and oc.observation_id = b.id
            where b.territoire_id = ${here} and b.archive_le is null and b.fusionnee_dans_id is null`,
        ]
      : []),
  ]
}

/** Files and bids: a commune learns nothing here of what others asked for. */
function moneySources(actor: Actor): Array<RawBuilder<unknown>> {
  const { reach, organisationIds } = reachOf(actor, 'candidatures.lire')
  const own = reach === 'tout' ? sql`` : sql`and p.organisation_id = any(${organisationIds})`
  const dossier = sql`from dossier e join appel_a_projets a on a.territoire_id = e.territoire_id and a.id = e.appel_id
      join dossier_commune dc on dc.territoire_id = e.territoire_id and dc.dossier_id = e.id`
  const deposited = sql`where ${visibleDossiers(actor)} and e.archive_le is null and e.depose_le is not null and e.etat <> 'retire'`
  return [
    sql`select 'dossier', e.appel_id, dc.commune_code, e.id::text, a.exercice, e.titre, '/financements/dossiers/' || e.id ${dossier} ${deposited}`,
    sql`select 'dossier', r.racine, dc.commune_code, e.id::text, a.exercice, e.titre, '/financements/dossiers/' || e.id ${dossier} join racine r on r.id = e.axe_id ${deposited}`,
    ...(reach === null
      ? []
      : [
          sql`select 'candidature', k.id, o.commune_code, k.id::text, extract(year from coalesce(k.depot_le, k.debut))::int, k.titre, '/candidatures/' || k.code
            from candidature_partenaire p
            join candidature k on k.territoire_id = p.territoire_id and k.id = p.candidature_id and k.archive_le is null
            join organisation o on o.territoire_id = p.territoire_id and o.id = p.organisation_id and o.nature = 'commune'
            where p.territoire_id = ${here} ${own}`,
        ]),
  ]
}
