import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { Chiffre } from '#app/features/observatoire/index.ts'
import { getEntity } from '#app/platform/entity.server.ts'
import { type Actor, can, reachOf } from '#app/platform/permissions.ts'
import { byPriority } from './diagnostic.rules.ts'
import { constatSpec, diagnosticSpec } from './diagnostics.specs.ts'
import { listObservationsById } from './observations.queries.server.ts'

/** What a person may read of the diagnoses: all, those that were shared, or none. */
export function diagnosticsVisibleTo(actor: Actor): Expression<SqlBool> {
  const { reach } = reachOf(actor, 'diagnostics.lire')
  if (!reach) return sql<SqlBool>`false`
  if (reach === 'tout') return sql<SqlBool>`e.archive_le is null`
  return sql<SqlBool>`e.archive_le is null and e.etat <> 'brouillon'`
}

const latestNumero = sql<
  string | null
>`(select v.numero from axe_version v where v.axe_id = e.axe_id order by v.debut desc limit 1)`

const latestTitre = sql<
  string | null
>`(select v.titre from axe_version v where v.axe_id = e.axe_id order by v.debut desc limit 1)`

/** All the diagnoses a person may read, the latest year first. */
export function listDiagnostics(tx: Tx, actor: Actor, filter: { axeId?: string | undefined } = {}) {
  return tx
    .selectFrom('diagnostic as e')
    .select(['e.id', 'e.titre', 'e.annee', 'e.etat', 'e.exemple', 'e.axeId', 'e.precedentId'])
    .select([
      latestNumero.as('axeNumero'),
      latestTitre.as('axeTitre'),
      sql<number>`(select count(*)::int from constat c where c.territoire_id = e.territoire_id and c.diagnostic_id = e.id and c.archive_le is null)`.as(
        'constats',
      ),
      sql<number>`(select count(*)::int from constat c where c.territoire_id = e.territoire_id and c.diagnostic_id = e.id and c.archive_le is null and c.accord = 'desaccord')`.as(
        'desaccords',
      ),
      sql<
        string[]
      >`array(select q.nom from diagnostic_qpv l join qpv q on q.territoire_id = l.territoire_id and q.code = l.qpv_code where l.territoire_id = e.territoire_id and l.diagnostic_id = e.id union all select m.nom from diagnostic_commune l join commune m on m.territoire_id = l.territoire_id and m.code = l.commune_code where l.territoire_id = e.territoire_id and l.diagnostic_id = e.id)`.as(
        'lieux',
      ),
    ])
    .where(diagnosticsVisibleTo(actor))
    .$if(filter.axeId !== undefined, (query) => query.where('e.axeId', '=', filter.axeId ?? null))
    .orderBy('e.annee', 'desc')
    .orderBy('e.titre')
    .execute()
}

/** A diagnosis with its fields and its state. @throws NotFound */
export async function getDiagnostic(tx: Tx, actor: Actor, id: string) {
  const stored = await getEntity(tx, diagnosticSpec, id, diagnosticsVisibleTo(actor))
  const more = await tx
    .selectFrom('diagnostic as e')
    .select(['e.etat', 'e.exemple', 'e.precedentId'])
    .select([latestNumero.as('axeNumero'), latestTitre.as('axeTitre')])
    .where('e.id', '=', id)
    .executeTakeFirstOrThrow()
  return { ...stored, ...more }
}

export type DiagnosticPage = Awaited<ReturnType<typeof getDiagnostic>>

/** The places of a diagnosis, named, then the intercommunality they are read against. */
export async function listLieux(tx: Tx, { communes, qpvs }: { communes: string[]; qpvs: string[] }) {
  const quarters =
    qpvs.length > 0
      ? await tx.selectFrom('qpv').select(['code', 'nom']).where('code', 'in', qpvs).orderBy('code').execute()
      : []
  const towns =
    communes.length > 0
      ? await tx
          .selectFrom('commune')
          .select(['code', 'nom'])
          .where('code', 'in', communes)
          .orderBy('nom')
          .execute()
      : []
  const home = await tx.selectFrom('territoire').select(['siren as code', 'nom']).executeTakeFirstOrThrow()
  return [
    ...quarters.map((its) => ({ ...its, niveau: 'qpv' as const, members: null })),
    ...towns.map((its) => ({ ...its, niveau: 'commune' as const, members: null })),
    { ...home, niveau: 'epci' as const, members: null },
  ]
}

const points = sql<number>`coalesce((select sum(v.priorite)::int from constat_voix v where v.territoire_id = c.territoire_id and v.constat_id = c.id), 0)`
const voix = sql<number>`(select count(*)::int from constat_voix v where v.territoire_id = c.territoire_id and v.constat_id = c.id)`
const observationIds = sql<
  string[]
>`array(select o.observation_id::text from constat_observation o where o.territoire_id = c.territoire_id and o.constat_id = c.id)`
const engagements = sql<
  Array<{ id: string; texte: string }>
>`coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'texte', g.texte) order by g.texte) from constat_engagement l join engagement g on g.territoire_id = l.territoire_id and g.id = l.engagement_id where l.territoire_id = c.territoire_id and l.constat_id = c.id), '[]')`

function selectConstats(tx: Tx, { personneId }: Actor) {
  return tx
    .selectFrom('constat as c')
    .select(['c.id', 'c.titre', 'c.lecture', 'c.accord', 'c.rang', 'c.version', 'c.figesLe', 'c.reprendId'])
    .select([
      'c.exemple',
      sql<string[]>`c.indicateurs`.as('indicateurs'),
      sql<Chiffre[] | null>`c.chiffres_figes`.as('chiffresFiges'),
      points.as('points'),
      voix.as('voix'),
      sql<
        number | null
      >`(select v.priorite from constat_voix v where v.territoire_id = c.territoire_id and v.constat_id = c.id and v.personne_id = ${personneId})`.as(
        'mine',
      ),
      observationIds.as('observationIds'),
      engagements.as('engagements'),
    ])
    .where('c.archiveLe', 'is', null)
}

export type ConstatView = Awaited<ReturnType<typeof listConstats>>[number]

/** The findings of a diagnosis, those with the most dots first, with the observations they rest on. */
export async function listConstats(tx: Tx, actor: Actor, diagnosticId: string) {
  const rows = await selectConstats(tx, actor).where('c.diagnosticId', '=', diagnosticId).execute()
  const ids = [...new Set(rows.flatMap((row) => row.observationIds))]
  const observations = await listObservationsById(tx, actor, ids)
  return byPriority(rows).map(({ observationIds: own, ...row }) => ({
    ...row,
    observations: observations.filter(({ id }) => own.includes(id)),
  }))
}

/** A finding with its fields, for its form. @throws NotFound */
export async function getConstat(tx: Tx, actor: Actor, diagnosticId: string, id: string) {
  await getDiagnostic(tx, actor, diagnosticId)
  return getEntity(
    tx,
    constatSpec,
    id,
    sql<SqlBool>`e.diagnostic_id = ${diagnosticId} and e.archive_le is null`,
  )
}

/** The commitments of an axis, as answers of a form. */
export async function listEngagementChoices(tx: Tx, actor: Actor, axeId: string | null) {
  if (!can(actor, 'strategie.lire')) return []
  const rows = await tx
    .selectFrom('engagement as g')
    .innerJoin('organisation as o', 'o.id', 'g.organisationId')
    .select(['g.id', 'g.texte', 'o.nom'])
    .where('g.archiveLe', 'is', null)
    .$if(axeId !== null, (query) => query.where('g.axeId', '=', axeId))
    .orderBy('o.nom')
    .orderBy('g.texte')
    .limit(200)
    .execute()
  return rows.map(({ id, texte, nom }) => ({ value: id, label: `${nom} : ${texte}` }))
}

/** The links sent for a diagnosis, with what came back through each. */
export function listAppels(tx: Tx, diagnosticId: string) {
  return tx
    .selectFrom('appelTerrain as a')
    .select(['a.id', 'a.destinataire', 'a.expireLe', 'a.closLe', 'a.creeLe'])
    .select(
      sql<number>`(select count(*)::int from observation o where o.territoire_id = a.territoire_id and o.appel_id = a.id)`.as(
        'recues',
      ),
    )
    .where('a.diagnosticId', '=', diagnosticId)
    .orderBy('a.creeLe', 'desc')
    .execute()
}
