import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { visibleAppuis } from '#app/features/appui/index.server.ts'
import { visibleFiches } from '#app/features/fiches/index.server.ts'
import { visibleDossiers } from '#app/features/financements/index.server.ts'
import type { Genre } from '#app/features/participation/index.ts'
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

/** How many facts each commune has in each axis, body, scheme or bid, of a year or of all. */
export async function countFacts(
  tx: Tx,
  actor: Actor,
  { genre, annee }: { genre: Genre; annee: number | null },
): Promise<ObservedCell[]> {
  const { rows } = await sql<ObservedCell>`with recursive ${roots}
    select commune_code, cible, count(distinct fait)::int as nombre from (${facts(actor, genre)}) as f (nature, cible, commune_code, fait, annee, titre, lien)
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

/** How many facts of each kind each commune has each year; a fact counted once, whatever it is about. */
export async function countByCommune(
  tx: Tx,
  actor: Actor,
): Promise<Array<{ nature: FactNature; communeCode: string; annee: number; nombre: number }>> {
  const { rows } = await sql<{
    nature: FactNature
    communeCode: string
    annee: number
    nombre: number
  }>`with recursive ${roots}
    select nature, commune_code, annee, count(distinct fait)::int as nombre from (${facts(actor)}) as f (nature, cible, commune_code, fait, annee, titre, lien)
    where commune_code is not null and annee is not null group by nature, commune_code, annee`.execute(tx)
  return rows
}

// A fact hangs on an objective as well as on an axis: it counts for the axis at the top.
const roots = sql`racine as (
    select id, id as racine from axe where territoire_id = territoire_courant() and parent_id is null
    union all select a.id, r.racine from axe a join racine r on a.parent_id = r.id where a.territoire_id = territoire_courant())`

/** What this person may read of what communes did, one row a fact, a commune and a year; of one kind of thing, or all. */
function facts(actor: Actor, genre?: Genre): RawBuilder<unknown> {
  const all = { axe: axisSources, instance: bodySources, appel: callSources, candidature: bidSources }
  const asked = genre ? [all[genre]] : Object.values(all)
  return sql.join([none, ...asked.flatMap((sources) => sources(actor))], sql` union all `)
}

type Source = RawBuilder<unknown>

const here = sql`territoire_courant()`
const none = sql`select ''::text, null::uuid, null::text, ''::text, null::int, ''::text, ''::text where false`

function bodySources(actor: Actor): Source[] {
  if (!can(actor, 'instances.lire')) return []
  return [
    sql`select 'seance', s.instance_id, o.commune_code, s.id::text, extract(year from s.jour)::int, i.nom || ', ' || to_char(s.jour, 'DD/MM/YYYY'), '/seances/' || s.id
      from convocation c
      join seance s on s.territoire_id = c.territoire_id and s.id = c.seance_id and s.etat = 'tenue'
      join instance i on i.territoire_id = s.territoire_id and i.id = s.instance_id
      join organisation o on o.territoire_id = c.territoire_id and o.id = c.organisation_id and o.nature = 'commune'
      where c.territoire_id = ${here} and c.presence in ('present', 'represente')`,
  ]
}

function axisSources(actor: Actor): Source[] {
  return [
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
    sql`select 'appui', r.racine, e.commune_code, e.id::text, extract(year from e.deposee_le)::int, e.objet, '/appuis/' || e.id
      from appui e join racine r on r.id = e.axe_id where e.commune_code is not null and ${visibleAppuis(actor)}`,
    sql`select 'dossier', r.racine, dc.commune_code, e.id::text, a.exercice, e.titre, '/financements/dossiers/' || e.id
      ${dossiers} join racine r on r.id = e.axe_id where ${deposited(actor)}`,
  ]
}

const dossiers = sql`from dossier e join appel_a_projets a on a.territoire_id = e.territoire_id and a.id = e.appel_id
  join dossier_commune dc on dc.territoire_id = e.territoire_id and dc.dossier_id = e.id`

/** A carrier or a commune learns nothing here of what others asked for. */
const deposited = (actor: Actor) =>
  sql`${visibleDossiers(actor)} and e.archive_le is null and e.depose_le is not null and e.etat <> 'retire'`

function callSources(actor: Actor): Source[] {
  return [
    sql`select 'dossier', e.appel_id, dc.commune_code, e.id::text, a.exercice, e.titre, '/financements/dossiers/' || e.id ${dossiers} where ${deposited(actor)}`,
  ]
}

function bidSources(actor: Actor): Source[] {
  const { reach, organisationIds } = reachOf(actor, 'candidatures.lire')
  if (reach === null) return []
  const own = reach === 'tout' ? sql`` : sql`and p.organisation_id = any(${organisationIds})`
  return [
    sql`select 'candidature', k.id, o.commune_code, k.id::text, extract(year from coalesce(k.depot_le, k.debut))::int, k.titre, '/candidatures/' || k.code
      from candidature_partenaire p
      join candidature k on k.territoire_id = p.territoire_id and k.id = p.candidature_id and k.archive_le is null
      join organisation o on o.territoire_id = p.territoire_id and o.id = p.organisation_id and o.nature = 'commune'
      where p.territoire_id = ${here} ${own}`,
  ]
}
