import { type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { findIndicateur } from '#app/features/observatoire/index.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { getEntity } from '#app/platform/entity.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { etudesVisibleTo } from './etudes.queries.server.ts'
import type { EvaluatedDocument } from './evaluation-page.server.ts'
import { forceOf } from './preuves.rules.ts'
import { recommandationSpec } from './rapport-evaluation.specs.ts'
import { evaluationVisibleTo, listConstatsEvaluation, listQuestions } from './referentiel.queries.server.ts'
import { listSuivi } from './suivi.queries.server.ts'

/** The reports of a document, the latest first. */
export function listRapportsEvaluation(tx: Tx, actor: Actor, documentId: string) {
  return rapportRows(tx, actor, documentId).orderBy('e.creeLe', 'desc').orderBy('e.id', 'desc').execute()
}

function rapportRows(tx: Tx, actor: Actor, documentId: string) {
  return tx
    .selectFrom('rapportEvaluation as e')
    .select(['e.id', 'e.nature', 'e.titre', 'e.introduction', 'e.synthese', 'e.limites', 'e.etat'])
    .select(['e.avisAvant', 'e.valideLe', 'e.signePar', 'e.exemple', 'e.version'])
    .select([
      sql<number>`(select count(*)::int from rapport_evaluation_avis a where a.rapport_id = e.id)`.as('avis'),
      sql<number>`(select count(*)::int from recommandation_evaluation r where r.rapport_id = e.id and r.archive_le is null)`.as(
        'recommandations',
      ),
      sql<number>`(select count(*)::int from recommandation_evaluation r where r.rapport_id = e.id and r.archive_le is null and r.etat in ('faite', 'abandonnee'))`.as(
        'soldees',
      ),
    ])
    .where('e.documentId', '=', documentId)
    .where(evaluationVisibleTo(actor))
}

/** One report of a document. @throws NotFound */
export async function getRapportEvaluation(tx: Tx, actor: Actor, documentId: string, id: string) {
  const found = isId(id)
    ? await rapportRows(tx, actor, documentId).where('e.id', '=', id).executeTakeFirst()
    : undefined
  if (!found) throw new NotFound()
  return found
}

export type RapportEvaluation = Awaited<ReturnType<typeof getRapportEvaluation>>

/** What a signed report said, as it was kept; null while it is not signed. */
export async function keptContent(tx: Tx, id: string): Promise<unknown> {
  const { contenu } = await tx
    .selectFrom('rapportEvaluation')
    .select('contenu')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return contenu
}

/** The recommendations of a report, the soonest due first. */
export function listRecommandations(tx: Tx, actor: Actor, rapportId: string) {
  return tx
    .selectFrom('recommandationEvaluation as e')
    .innerJoin('organisation as o', 'o.id', 'e.organisationId')
    .leftJoin('constatEvaluation as c', 'c.id', 'e.constatId')
    .select(['e.id', 'e.texte', 'e.constatId', 'e.organisationId', 'e.echeance', 'e.etat', 'e.suite'])
    .select(['e.version', 'e.exemple', 'o.nom as organisation', 'c.titre as constat'])
    .where('e.rapportId', '=', rapportId)
    .where(evaluationVisibleTo(actor))
    .orderBy('e.echeance')
    .orderBy('e.id')
    .execute()
}

export type RecommandationLine = Awaited<ReturnType<typeof listRecommandations>>[number]

/** One recommendation of a report. @throws NotFound */
export function getRecommandation(tx: Tx, actor: Actor, rapportId: string, id: string) {
  const visible = sql<SqlBool>`(${evaluationVisibleTo(actor)} and e.rapport_id = ${rapportId})`
  return getEntity(tx, recommandationSpec, id, visible)
}

/** The opinions received on a report. */
export function listAvis(tx: Tx, rapportId: string) {
  return tx
    .selectFrom('rapportEvaluationAvis as a')
    .innerJoin('organisation as o', 'o.id', 'a.organisationId')
    .select(['a.organisationId', 'o.nom as organisation', 'a.sens', 'a.texte', 'a.donneLe'])
    .where('a.rapportId', '=', rapportId)
    .orderBy('a.donneLe')
    .orderBy('o.nom')
    .execute()
}

export type AvisLine = Awaited<ReturnType<typeof listAvis>>[number]

/** Everything a report says: its questions with the strength of their findings, what is followed, every frozen study. */
export async function loadMatter(
  tx: Tx,
  actor: Actor,
  given: { document: EvaluatedDocument; rapportId: string; today: IsoDate },
) {
  const { document, rapportId, today } = given
  return {
    rapport: await getRapportEvaluation(tx, actor, document.id, rapportId),
    document: { titre: document.titre, debut: document.debut, fin: document.fin },
    questions: await loadQuestions(tx, actor, document.id),
    suivi: await listSuivi(tx, actor, { document, today }),
    etudes: await listDocumentEtudes(tx, actor, document.id),
    recommandations: await listRecommandations(tx, actor, rapportId),
    avis: await listAvis(tx, rapportId),
    issuer: actor.territoireNom,
    today,
  }
}

export type RapportMatter = Awaited<ReturnType<typeof loadMatter>>

async function loadQuestions(tx: Tx, actor: Actor, documentId: string) {
  const loaded = []
  for (const question of await listQuestions(tx, actor, documentId)) {
    const constats =
      question.constats.length === 0 ? [] : await listConstatsEvaluation(tx, actor, question.id)
    loaded.push({
      ...question,
      constats: constats.map((its) => ({
        ...its,
        chiffres: its.chiffres.map((id) => findIndicateur(id)?.label ?? id),
        force: forceOf(its),
      })),
    })
  }
  return loaded
}

// Every frozen study is printed, also those that found nothing: what was tested is part of the result.
function listDocumentEtudes(tx: Tx, actor: Actor, documentId: string) {
  return tx
    .selectFrom('etude as e')
    .select(['e.id', 'e.titre', 'e.indicateur', 'e.verdict', 'e.figeeLe', 'e.exemple'])
    .select([
      sql<string | null>`e.resultat ->> 'texte'`.as('texte'),
      sql<string | null>`e.protocole ->> 'methode'`.as('methode'),
    ])
    .where('e.documentId', '=', documentId)
    .where('e.figeeLe', 'is not', null)
    .where(etudesVisibleTo(actor))
    .orderBy('e.figeeLe')
    .orderBy('e.id')
    .execute()
}
