import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { listAxesAt } from '#app/features/strategies/index.server.ts'
import { addDays, type IsoDate } from '#app/lib/dates.ts'
import { getEntity } from '#app/platform/entity.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import type { Reponse } from './referentiel.schema.ts'
import { constatEvaluationSpec, questionSpec } from './referentiel.specs.ts'

/** What a person may read of the evaluation of the documents: all of it, or nothing. */
export function evaluationVisibleTo(actor: Actor): Expression<SqlBool> {
  return can(actor, 'evaluation.lire') ? sql<SqlBool>`e.archive_le is null` : sql<SqlBool>`false`
}

const axeWords = sql<
  string | null
>`(select v.numero || '. ' || v.titre from axe_version v where v.axe_id = e.axe_id order by v.debut desc limit 1)`

export interface ConstatLine {
  id: string
  titre: string
  reponse: Reponse
  preuves: number
  exemple: boolean
}

const constats = sql<
  ConstatLine[]
>`coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'titre', c.titre, 'reponse', c.reponse, 'exemple', c.exemple,
  'preuves', jsonb_array_length(c.chiffres)
    + (select count(*)::int from constat_evaluation_etude l where l.constat_id = c.id)
    + (select count(*)::int from constat_evaluation_diagnostic l where l.constat_id = c.id)
    + (select count(*)::int from constat_evaluation_indicateur l where l.constat_id = c.id)) order by c.cree_le, c.id)
  from constat_evaluation c where c.question_id = e.id and c.archive_le is null), '[]')`

const indicateurs = sql<
  Array<{ id: string; nom: string }>
>`coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'nom', i.nom) order by i.nom) from question_indicateur l join indicateur_suivi i on i.id = l.indicateur_id where l.question_id = e.id and i.archive_le is null), '[]')`

/** The questions of a document in their order, each with its indicators and its findings. */
export function listQuestions(tx: Tx, actor: Actor, documentId: string) {
  return tx
    .selectFrom('questionEvaluation as e')
    .innerJoin('organisation as o', 'o.id', 'e.organisationId')
    .select([
      'e.id',
      'e.objet',
      'e.texte',
      'e.axeId',
      'e.engagementId',
      'e.critere',
      'e.jugement',
      'e.methode',
    ])
    .select(['e.sources', 'e.fonction', 'e.echeance', 'e.budgetCentimes', 'e.rang', 'e.exemple'])
    .select([
      'o.nom as organisation',
      axeWords.as('axe'),
      constats.as('constats'),
      indicateurs.as('indicateurs'),
    ])
    .where('e.documentId', '=', documentId)
    .where(evaluationVisibleTo(actor))
    .orderBy(sql`case e.objet when 'contexte' then 1 when 'actions' then 2 else 3 end`)
    .orderBy('e.rang')
    .orderBy('e.id')
    .execute()
}

export type QuestionLine = Awaited<ReturnType<typeof listQuestions>>[number]

/** One question of a document, for its page and its form. @throws NotFound */
export function getQuestion(tx: Tx, actor: Actor, documentId: string, id: string) {
  return getEntity(
    tx,
    questionSpec,
    id,
    sql<SqlBool>`(${evaluationVisibleTo(actor)} and e.document_id = ${documentId})`,
  )
}

/** One finding of a question, with what it rests on. @throws NotFound */
export function getConstatEvaluation(tx: Tx, actor: Actor, questionId: string, id: string) {
  return getEntity(
    tx,
    constatEvaluationSpec,
    id,
    sql<SqlBool>`(${evaluationVisibleTo(actor)} and e.question_id = ${questionId})`,
  )
}

/** The findings of a question with the names of what they rest on. */
export function listConstatsEvaluation(tx: Tx, actor: Actor, questionId: string) {
  return tx
    .selectFrom('constatEvaluation as e')
    .select(['e.id', 'e.titre', 'e.reponse', 'e.texte', 'e.limites', 'e.exemple', 'e.questionId'])
    .select([
      sql<string[]>`e.chiffres`.as('chiffres'),
      sql<
        Array<{ id: string; titre: string; verdict: string | null; texte: string | null }>
      >`coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'titre', t.titre, 'verdict', t.verdict, 'texte', t.resultat ->> 'texte')) from constat_evaluation_etude l join etude t on t.id = l.etude_id where l.constat_id = e.id), '[]')`.as(
        'etudes',
      ),
      sql<
        Array<{ id: string; titre: string }>
      >`coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'titre', d.titre || ' (' || d.annee || ')')) from constat_evaluation_diagnostic l join diagnostic d on d.id = l.diagnostic_id where l.constat_id = e.id), '[]')`.as(
        'diagnostics',
      ),
      sql<
        Array<{ id: string; nom: string }>
      >`coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'nom', i.nom)) from constat_evaluation_indicateur l join indicateur_suivi i on i.id = l.indicateur_id where l.constat_id = e.id), '[]')`.as(
        'indicateurs',
      ),
    ])
    .where('e.questionId', '=', questionId)
    .where(evaluationVisibleTo(actor))
    .orderBy('e.creeLe')
    .orderBy('e.id')
    .execute()
}

/** The axes a document keeps, in reading order: its own choice, else its tree. */
export async function listDocumentAxes(
  tx: Tx,
  actor: Actor,
  given: { document: { id: string; arbreId: string | null; fin: IsoDate | null }; today: IsoDate },
) {
  const { document, today } = given
  const day = document.fin && document.fin <= today ? addDays(document.fin, -1) : today
  const all = await listAxesAt(tx, actor, {
    at: day,
    ...(document.arbreId ? { arbreId: document.arbreId } : {}),
  })
  const kept = await tx
    .selectFrom('documentAxe')
    .select('axeId')
    .where('documentId', '=', document.id)
    .execute()
  const ids = new Set(kept.map((its) => its.axeId))
  if (ids.size > 0) return all.filter((axe) => axe.depth === 0 && ids.has(axe.id))
  return document.arbreId ? all.filter((axe) => axe.depth === 0) : []
}

/** The commitments of a document, with who made them. */
export async function listDocumentEngagements(tx: Tx, documentId: string) {
  return tx
    .selectFrom('engagement as g')
    .innerJoin('organisation as o', 'o.id', 'g.organisationId')
    .select([
      'g.id',
      'g.texte',
      'g.axeId',
      'g.nature',
      'o.nom as organisation',
      'g.organisationId',
      'g.echeance',
    ])
    .where('g.documentId', '=', documentId)
    .where('g.archiveLe', 'is', null)
    .orderBy('o.nom')
    .orderBy('g.texte')
    .execute()
}
