import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { type Actor, reachOf } from '#app/platform/permissions.ts'
import { PAGE_SIZE } from '#app/platform/search-params.ts'
import type { Candidature } from './candidature.rules.ts'
import { type CandidatureEtat, candidatureEtats, type Decision } from './candidature.words.ts'

/** What this person may read of the bids, over `candidature e`: all of them, or those of a consortium they are in. */
function visibleTo(actor: Actor): RawBuilder<SqlBool> {
  const { reach, organisationIds } = reachOf(actor, 'candidatures.lire')
  const theirs = sql<SqlBool>`exists (select from candidature_partenaire p where p.territoire_id = e.territoire_id
    and p.candidature_id = e.id and p.organisation_id = any(${organisationIds}::uuid[]))`
  const seen = reach === 'tout' ? sql<SqlBool>`true` : reach === null ? sql<SqlBool>`false` : theirs
  return sql<SqlBool>`(e.territoire_id = ${actor.territoireId} and e.archive_le is null and ${seen})`
}

export interface CandidatureLine {
  code: string
  titre: string
  appel: string
  financeur: string | null
  etat: CandidatureEtat
  decision: Decision | null
  depotLe: IsoDate | null
  demandeCentimes: number
  totalCentimes: number
  montantObtenuCentimes: number | null
  partenaires: number
  actions: number
  exemple: boolean
  total: number
}

export interface CandidatureFilter {
  search?: string | undefined
  etat?: CandidatureEtat | undefined
}

/** What the address asks of the list. What is not understood is left out. */
export function parseCandidatureFilter(params: URLSearchParams): CandidatureFilter {
  const etat = params.get('etat') ?? ''
  return {
    search: params.get('q')?.trim() || undefined,
    // as: just checked to be a key of the record
    etat: Object.hasOwn(candidatureEtats, etat) ? (etat as CandidatureEtat) : undefined,
  }
}

/** One page of the bids, the next deadline first, with the money asked and the count of all that match. */
export async function listCandidatures(
  tx: Tx,
  actor: Actor,
  filter: CandidatureFilter,
  page: number,
): Promise<{ rows: CandidatureLine[]; total: number }> {
  const conditions = [
    visibleTo(actor),
    ...(filter.etat ? [sql`e.etat = ${filter.etat}`] : []),
    ...(filter.search
      ? [
          sql`nom_simple(e.titre || ' ' || e.code || ' ' || e.appel) like '%' || nom_simple(${filter.search}) || '%'`,
        ]
      : []),
  ]
  const { rows } = await sql<CandidatureLine>`
    select e.code, e.titre, e.appel, o.nom as financeur, e.etat, e.decision, e.depot_le, e.montant_obtenu_centimes, e.exemple,
      coalesce(b.demande, 0)::float8 as demande_centimes, coalesce(b.total, 0)::float8 as total_centimes,
      (select count(*)::int from candidature_partenaire p where p.territoire_id = e.territoire_id and p.candidature_id = e.id) as partenaires,
      (select count(*)::int from candidature_action a where a.territoire_id = e.territoire_id and a.candidature_id = e.id) as actions,
      count(*) over ()::int as total
    from candidature e
    left join organisation o on o.territoire_id = e.territoire_id and o.id = e.financeur_id
    left join lateral (select sum(l.montant_centimes) as total, sum(l.montant_centimes) filter (where l.financeur_id = e.financeur_id) as demande
      from candidature_budget l where l.territoire_id = e.territoire_id and l.candidature_id = e.id) b on true
    where ${sql.join(conditions, sql` and `)}
    order by (e.etat in ('etudiee', 'en_montage')) desc, e.depot_le desc nulls last, e.code
    limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`.execute(tx)
  return { rows, total: rows[0]?.total ?? 0 }
}

export interface Obtained {
  annee: number
  projets: number
  montantCentimes: number
}

/** The money the bids brought, by year of the answer. */
export async function listObtained(tx: Tx, actor: Actor): Promise<Obtained[]> {
  const { rows } = await sql<Obtained>`
    select extract(year from e.issue_le)::int as annee, count(*)::int as projets, sum(e.montant_obtenu_centimes)::float8 as montant_centimes
    from candidature e where e.etat = 'gagnee' and e.issue_le is not null and ${visibleTo(actor)} group by 1 order by 1 desc`.execute(
    tx,
  )
  return rows
}

type Main = Omit<
  Candidature,
  | 'partenaires'
  | 'domaines'
  | 'actions'
  | 'budget'
  | 'regles'
  | 'pieces'
  | 'exigences'
  | 'sections'
  | 'depenses'
>

/** A bid whole, by its code, or NotFound. */
export async function getCandidature(tx: Tx, actor: Actor, code: string): Promise<Candidature> {
  const { rows } = await sql<Main>`
    select e.id, e.version, e.code, e.titre, e.appel, e.financeur_id, o.nom as financeur, e.objet, e.public_vise, e.depot_le, e.debut,
      e.fin, e.places, e.etat, e.decision, e.decision_motif, e.decision_le, e.issue_le, e.montant_obtenu_centimes, e.lecons, e.fiche_id, e.exemple
    from candidature e left join organisation o on o.territoire_id = e.territoire_id and o.id = e.financeur_id
    where e.code = ${code} and ${visibleTo(actor)}`.execute(tx)
  const [main] = rows
  if (!main) throw new NotFound()
  return { ...main, ...(await partsOf(tx, main.id)) }
}

type Rows<Key extends keyof Candidature> = Extract<Candidature[Key], unknown[]>

/** The lines of one kind that hang on a bid, over its table aliased `l`. */
async function linesOf<Key extends keyof Candidature>(
  tx: Tx,
  id: string,
  query: { columns: string; from: string; order: string },
): Promise<Rows<Key>> {
  // the three texts are constants of this file
  const { rows } = await sql`select ${sql.raw(query.columns)} from ${sql.raw(query.from)}
    where l.territoire_id = territoire_courant() and l.candidature_id = ${id} order by ${sql.raw(query.order)}`.execute(
    tx,
  )
  return rows as Rows<Key> // the columns listed below are those of the type, in the names of the query layer
}

const named = (alias: string, column: string, kind: '' | 'left ' = '') =>
  `${kind}join organisation ${alias} on ${alias}.territoire_id = l.territoire_id and ${alias}.id = l.${column}`

const lineQueries = {
  partenaires: {
    columns: 'l.id, l.organisation_id, o.nom as organisation, l.role, l.lettre, l.conseil_le, l.note',
    from: `candidature_partenaire l ${named('o', 'organisation_id')}`,
    order: "array_position(array['chef_de_file', 'operateur', 'cofinanceur', 'partenaire'], l.role), o.nom",
  },
  domaines: { columns: 'l.id, l.titre, l.description', from: 'candidature_domaine l', order: 'l.id' },
  actions: {
    columns:
      'l.id, l.code, l.titre, l.domaine_id, l.operateur_id, o.nom as operateur, l.resume, l.commune_codes, l.fiche_id, f.code as fiche_code',
    from: `candidature_action l ${named('o', 'operateur_id', 'left ')} left join fiche f on f.territoire_id = l.territoire_id and f.id = l.fiche_id`,
    order: 'l.code',
  },
  budget: {
    columns:
      'l.id, l.action_id, l.operateur_id, d.nom as operateur, l.financeur_id, f.nom as financeur, l.annee, l.montant_centimes',
    from: `candidature_budget l ${named('d', 'operateur_id')} ${named('f', 'financeur_id')}
      join candidature_action a on a.territoire_id = l.territoire_id and a.id = l.action_id`,
    order: 'a.code, l.annee, f.nom, l.id',
  },
  regles: {
    columns: 'l.id, l.genre, l.seuil::float8 as seuil, l.source',
    from: 'candidature_regle l',
    order: 'l.genre',
  },
  pieces: {
    columns: 'l.id, l.titre, l.responsable, l.echeance, l.etat',
    from: 'candidature_piece l',
    order: 'l.id',
  },
  exigences: {
    columns: 'l.id, l.titre, l.responsable, l.etat, l.preuve, l.piece_ids',
    from: 'candidature_exigence l',
    order: 'l.id',
  },
  sections: { columns: 'l.id, l.titre, l.etat, l.texte', from: 'candidature_section l', order: 'l.id' },
  depenses: {
    columns: 'l.id, l.operateur_id, o.nom as operateur, l.annee, l.montant_centimes, l.note',
    from: `candidature_depense l ${named('o', 'operateur_id')}`,
    order: 'l.annee, o.nom, l.id',
  },
}

async function partsOf(tx: Tx, id: string): Promise<Omit<Candidature, keyof Main>> {
  return {
    partenaires: await linesOf<'partenaires'>(tx, id, lineQueries.partenaires),
    domaines: await linesOf<'domaines'>(tx, id, lineQueries.domaines),
    actions: await linesOf<'actions'>(tx, id, lineQueries.actions),
    budget: await linesOf<'budget'>(tx, id, lineQueries.budget),
    regles: await linesOf<'regles'>(tx, id, lineQueries.regles),
    pieces: await linesOf<'pieces'>(tx, id, lineQueries.pieces),
    exigences: await linesOf<'exigences'>(tx, id, lineQueries.exigences),
    sections: await linesOf<'sections'>(tx, id, lineQueries.sections),
    depenses: await linesOf<'depenses'>(tx, id, lineQueries.depenses),
  }
}

export interface VersionLine {
  numero: number
  libelle: string
  creeLe: Date
  creePar: string
  actions: number
  totalCentimes: number
}

/** The frozen versions of a bid, newest first, with what they said in short. */
export async function listVersions(tx: Tx, candidatureId: string): Promise<VersionLine[]> {
  const { rows } = await sql<VersionLine>`
    select v.numero, v.libelle, v.cree_le, v.cree_par, jsonb_array_length(v.contenu -> 'actions') as actions,
      coalesce((select sum((l ->> 'montantCentimes')::numeric) from jsonb_array_elements(v.contenu -> 'budget') as l), 0)::float8 as total_centimes
    from candidature_version v where v.territoire_id = territoire_courant() and v.candidature_id = ${candidatureId} order by v.numero desc`.execute(
    tx,
  )
  return rows
}

/** What the forms of a bid choose from: the organisations and the communes of the territory. */
export async function listBidChoices(tx: Tx) {
  const organisations = await sql<{
    value: string
    label: string
  }>`select id as value, nom as label from organisation
    where territoire_id = territoire_courant() and archive_le is null and fusionnee_dans is null order by nom`.execute(
    tx,
  )
  const communes = await sql<{ value: string; label: string }>`select code as value, nom as label from commune
    where territoire_id = territoire_courant() order by nom`.execute(tx)
  return { organisations: organisations.rows, communes: communes.rows }
}
