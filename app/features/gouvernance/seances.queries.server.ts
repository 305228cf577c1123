import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { addMonths, type IsoDate } from '#app/lib/dates.ts'
import { getEntity } from '#app/platform/entity.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { seanceSpec } from './gouvernance.specs.ts'
import { getInstance, instancesVisibleTo } from './instances.queries.server.ts'
import type { Attendance } from './pulse.rules.ts'

/** A meeting by its id, with the body it belongs to, or NotFound. */
export async function getSeance(tx: Tx, actor: Actor, id: string) {
  const seance = await getEntity(tx, seanceSpec, id, instancesVisibleTo(actor))
  const rest = await tx
    .selectFrom('seance as s')
    .innerJoin('instance as i', 'i.id', 's.instanceId')
    .select([
      's.instanceId',
      's.etat',
      's.motifAnnulation',
      's.sequence',
      's.convoqueeLe',
      's.releveLe',
      's.exemple',
    ])
    .select(['i.nom as instance', 'i.quorumPourcent'])
    .where('s.id', '=', id)
    .executeTakeFirstOrThrow()
  return { ...seance, ...rest }
}

export type StoredSeance = Awaited<ReturnType<typeof getSeance>>

/** The meetings of a body known on a day, the latest first, with what came of each. */
export async function listSeances(tx: Tx, instanceId: string, at: IsoDate) {
  return (
    tx
      .selectFrom('seance as s')
      .select(['s.id', 's.titre', 's.jour', 's.heure', 's.lieu', 's.etat', 's.exemple'])
      .select([
        sql<number>`(select count(*)::int from convocation c where c.seance_id = s.id)`.as('convoques'),
        sql<number>`(select count(*)::int from convocation c where c.seance_id = s.id and c.presence in ('present', 'represente'))`.as(
          'presents',
        ),
        sql<number>`(select count(*)::int from seance_point p where p.seance_id = s.id and p.resultat = 'adoptee')`.as(
          'decisions',
        ),
      ])
      .where('s.instanceId', '=', instanceId)
      // At a past day, a meeting not yet announced is not known.
      .where((eb) => eb.or([eb('s.jour', '<=', addMonths(at, 3)), eb('s.etat', '<>', 'tenue')]))
      .orderBy('s.jour', 'desc')
      .execute()
  )
}

/** Every meeting held, the latest first, for whoever may read the bodies. */
export function listHeldSeances(tx: Tx, actor: Actor) {
  return tx
    .selectFrom('seance as s')
    .select(['s.id', 's.titre', 's.jour'])
    .where('s.etat', '=', 'tenue')
    .where(instancesVisibleTo(actor))
    .orderBy('s.jour', 'desc')
    .execute()
}

const MOST_DECISIONS = 200

/** What a body adopted up to a day, the latest first. @throws NotFound when the body is hidden */
export async function listDecisionsOf(tx: Tx, actor: Actor, instanceId: string, at: IsoDate) {
  const { nom } = await getInstance(tx, actor, instanceId)
  const decisions = await tx
    .selectFrom('seancePoint as p')
    .innerJoin('seance as s', (join) =>
      join.onRef('s.territoireId', '=', 'p.territoireId').onRef('s.id', '=', 'p.seanceId'),
    )
    .select(['s.jour', 'p.titre', 'p.decision', 's.exemple'])
    .where('s.instanceId', '=', instanceId)
    .where('s.jour', '<=', at)
    .where('p.resultat', '=', 'adoptee')
    .orderBy('s.jour', 'desc')
    .orderBy('p.rang')
    .limit(MOST_DECISIONS)
    .execute()
  return { instance: nom, decisions }
}

/** What an item is about, by the names people know. */
const about = [
  'f.code as ficheCode',
  'f.titre as ficheTitre',
  'v.numero as avenantNumero',
  'd.titre as document',
  'd.code as documentCode',
  's.nom as simulation',
] as const

/** The agenda of a meeting, with what each item is about and what was decided. */
export async function listPoints(tx: Tx, seanceId: string) {
  return tx
    .selectFrom('seancePoint as p')
    .leftJoin('fiche as f', 'f.id', 'p.ficheId')
    .leftJoin('avenant as v', 'v.id', 'p.avenantId')
    .leftJoin('documentCadre as d', 'd.id', 'v.documentId')
    .leftJoin('simulation as s', 's.id', 'p.simulationId')
    .select([
      'p.id',
      'p.rang',
      'p.titre',
      'p.nature',
      'p.dureeMinutes',
      'p.presentation',
      'p.ficheId',
      'p.avenantId',
      'p.simulationId',
    ])
    .select([
      'p.notes',
      'p.decision',
      'p.mode',
      'p.pour',
      'p.contre',
      'p.abstention',
      'p.resultat',
      'p.version',
    ])
    .select(about)
    .select(callOf.as('appelCode'))
    .select(deportsOf.as('deports'))
    .where('p.seanceId', '=', seanceId)
    .orderBy('p.rang')
    .orderBy('p.id')
    .execute()
}

/** The call of the programming `s` an item is about. */
const callOf = sql<
  string | null
>`(select a.code from appel_a_projets a where a.territoire_id = s.territoire_id and a.id = s.appel_id)`

/** Who steps out of the item `p`. */
const deportsOf = sql<
  Array<{ organisationId: string; nom: string; motif: string }>
>`coalesce((select jsonb_agg(jsonb_build_object('organisationId', x.organisation_id, 'nom', o.nom, 'motif', x.motif) order by o.nom)
        from deport x join organisation o on o.territoire_id = x.territoire_id and o.id = x.organisation_id where x.point_id = p.id), '[]')`

export type Point = Awaited<ReturnType<typeof listPoints>>[number]

/** Who was called, what each answered, who came, and whether the mail left. */
export async function listConvocations(tx: Tx, seanceId: string) {
  return tx
    .selectFrom('convocation as c')
    .innerJoin('organisation as o', 'o.id', 'c.organisationId')
    .leftJoin('courriel as m', 'm.id', 'c.courrielId')
    .select([
      'c.id',
      'c.organisationId',
      'o.nom',
      'c.courriel',
      'c.reponse',
      'c.message',
      'c.reponduLe',
      'c.presence',
    ])
    .select('m.etat as envoi')
    .where('c.seanceId', '=', seanceId)
    .orderBy('o.nom')
    .execute()
}

export type Convocation = Awaited<ReturnType<typeof listConvocations>>[number]

/** What remains to be done after a meeting, late ones first. */
export async function listSuites(tx: Tx, seanceId: string) {
  return tx
    .selectFrom('suite as s')
    .leftJoin('organisation as o', 'o.id', 's.organisationId')
    .select([
      's.id',
      's.texte',
      's.echeance',
      's.etat',
      's.organisationId',
      'o.nom as organisation',
      's.version',
      's.pointId',
    ])
    .where('s.seanceId', '=', seanceId)
    .orderBy(sql`s.echeance nulls last`)
    .orderBy('s.id')
    .execute()
}

/** Each organisation's presence over the meetings of a body held by a day, for those called to one at least. */
export async function listAttendance(tx: Tx, instanceId: string, at: IsoDate): Promise<Attendance[]> {
  const { rows } = await sql<Attendance>`
    select c.organisation_id, o.nom, array_agg(coalesce(c.presence in ('present', 'represente'), false) order by s.jour) as la
    from convocation c join seance s on s.territoire_id = c.territoire_id and s.id = c.seance_id
    join organisation o on o.territoire_id = c.territoire_id and o.id = c.organisation_id
    where s.instance_id = ${instanceId} and s.etat = 'tenue' and s.jour <= ${at}
    group by c.organisation_id, o.nom order by o.nom`.execute(tx)
  return rows
}

/** The fiches and amendments that a decision can act on. */
export async function listDecidable(tx: Tx) {
  const fiches = await tx
    .selectFrom('fiche')
    .select(['id as value', sql<string>`code || ' ' || titre`.as('label')])
    .where('etat', 'in', ['idee', 'en_montage'])
    .where('archiveLe', 'is', null)
    .orderBy('code')
    .limit(500)
    .execute()
  const avenants = await tx
    .selectFrom('avenant as v')
    .innerJoin('documentCadre as d', 'd.id', 'v.documentId')
    .select(['v.id as value', sql<string>`'Avenant n° ' || v.numero || ', ' || d.titre`.as('label')])
    .where('v.etat', '=', 'redaction')
    .orderBy('d.titre')
    .orderBy('v.numero')
    .execute()
  const { rows: simulations } = await sql<{ value: string; label: string }>`
    select s.id as value, a.titre || ' : ' || s.nom as label
    from simulation s join appel_a_projets a on a.territoire_id = s.territoire_id and a.id = s.appel_id
    where s.territoire_id = territoire_courant() and s.etat in ('brouillon', 'cotech', 'copil') and s.archive_le is null
      and not exists (select from simulation x where x.territoire_id = s.territoire_id and x.appel_id = s.appel_id and x.etat = 'adoptee')
    order by a.exercice desc, s.nom`.execute(tx)
  return { fiches, avenants, simulations }
}
