import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { formatList } from '#app/lib/text.ts'
import { keepVersion } from '#app/platform/ecrits/versions.server.ts'
import { insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import type { EvaluatedDocument } from './evaluation-page.server.ts'
import { rapportEvaluationDocument } from './rapport-evaluation.document.ts'
import { rapportEvaluationEcrit } from './rapport-evaluation.ecrit.server.ts'
import {
  getRapportEvaluation,
  getRecommandation,
  loadMatter,
  type RapportEvaluation,
  type RapportMatter,
} from './rapport-evaluation.queries.server.ts'
import { missingBeforeAvis, refusalToSign } from './rapport-evaluation.rules.ts'
import type { AvisInput, RapportEvaluationInput, RecommandationInput } from './rapport-evaluation.schema.ts'
import { rapportEvaluationSpec, recommandationSpec } from './rapport-evaluation.specs.ts'
import { mustEvaluate } from './referentiel.commands.server.ts'

/** Begins a report on a document. @returns its id */
export async function createRapportEvaluation(
  tx: Tx,
  actor: Actor,
  documentId: string,
  given: { input: RapportEvaluationInput; exemple?: boolean },
): Promise<string> {
  mustEvaluate(actor)
  return insertEntity(tx, actor, rapportEvaluationSpec, {
    values: given.input,
    extra: { documentId, exemple: given.exemple ?? false },
  })
}

/** Changes the kind and the title of a report that is still a draft. */
export async function updateRapportEvaluation(
  tx: Tx,
  actor: Actor,
  documentId: string,
  change: { id: string; version: number; input: Partial<RapportEvaluationInput> },
): Promise<void> {
  mustEvaluate(actor)
  const { etat } = await getRapportEvaluation(tx, actor, documentId, change.id)
  if (etat !== 'brouillon')
    throw new Refusal(
      'rapport-soumis',
      'Ce rapport n’est plus un brouillon : reprenez-le en brouillon pour changer ses textes.',
    )
  await updateEntity(tx, actor, rapportEvaluationSpec, { ...change, changes: change.input })
}

export interface ReportTarget {
  document: EvaluatedDocument
  rapportId: string
  today: IsoDate
}

/** Sends a report to the partners for their opinion. @throws Refusal when something is missing */
export async function submitRapport(
  tx: Tx,
  actor: Actor,
  target: ReportTarget,
  avisAvant: IsoDate,
): Promise<void> {
  mustEvaluate(actor)
  const matter = await loadMatter(tx, actor, target)
  const { rapport } = matter
  if (rapport.etat !== 'brouillon')
    throw new Refusal('rapport-soumis', 'Ce rapport est déjà soumis pour avis.')
  const missing = missingBeforeAvis(standingOf(matter))
  if (missing.length > 0) throw new Refusal('rapport-incomplet', `Pas encore prêt : ${formatList(missing)}.`)
  if (avisAvant < target.today)
    throw new Refusal('date-passee', 'Laissez aux partenaires un jour à venir.', { field: 'avisAvant' })
  await keepVersion(tx, actor, await rapportEvaluationEcrit.open(tx, actor, rapport.id), 'Soumis pour avis')
  await moveTo(tx, actor, rapport, { etat: 'avis', avisAvant })
  await note(tx, actor, rapport, 'soumettre')
}

function standingOf({ rapport, questions, recommandations }: RapportMatter) {
  return {
    ...rapport,
    constats: questions.reduce((sum, its) => sum + its.constats.length, 0),
    recommandations: recommandations.length,
  }
}

/** Takes a submitted report back as a draft; the opinions received are kept. */
export async function reopenRapport(tx: Tx, actor: Actor, target: ReportTarget): Promise<void> {
  mustEvaluate(actor)
  const rapport = await getRapportEvaluation(tx, actor, target.document.id, target.rapportId)
  if (rapport.etat !== 'avis')
    throw new Refusal('rapport-pas-soumis', 'Seul un rapport soumis pour avis se reprend en brouillon.')
  await moveTo(tx, actor, rapport, { etat: 'brouillon', avisAvant: null })
  await note(tx, actor, rapport, 'reprendre')
}

/** Signs a report: what it says is kept as it is that day. @throws Refusal before the day of the opinions is past */
export async function signRapport(tx: Tx, actor: Actor, target: ReportTarget): Promise<void> {
  if (!can(actor, 'evaluation.valider')) throw new Forbidden()
  const matter = await loadMatter(tx, actor, target)
  const reason = refusalToSign(standingOf(matter), target.today)
  if (reason) throw new Refusal('signature-impossible', reason)
  const signePar = `${actor.nom}, ${actor.affectations[0]?.fonction ?? ''}`.replace(/, $/, '')
  const signed = { ...matter.rapport, etat: 'valide' as const, valideLe: target.today, signePar }
  const contenu = JSON.stringify(rapportEvaluationDocument({ ...matter, rapport: signed }))
  await moveTo(tx, actor, matter.rapport, { etat: 'valide', valideLe: target.today, signePar, contenu })
  await note(tx, actor, matter.rapport, 'valider')
}

interface Move {
  etat: RapportEvaluation['etat']
  avisAvant?: IsoDate | null
  valideLe?: IsoDate
  signePar?: string
  contenu?: string
}

async function moveTo(tx: Tx, actor: Actor, rapport: RapportEvaluation, move: Move): Promise<void> {
  await tx
    .updateTable('rapportEvaluation')
    .set({ ...move, version: rapport.version + 1 })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', rapport.id)
    .execute()
}

/** Writes the opinion of an organisation; given again, the last one counts. */
export async function giveAvis(
  tx: Tx,
  actor: Actor,
  target: ReportTarget,
  { organisationId, sens, texte }: AvisInput,
): Promise<void> {
  if (!can(actor, 'evaluation.aviser', { organisationIds: [organisationId] })) throw new Forbidden()
  const rapport = await getRapportEvaluation(tx, actor, target.document.id, target.rapportId)
  if (rapport.etat !== 'avis')
    throw new Refusal('rapport-pas-soumis', 'Ce rapport n’est pas soumis pour avis.')
  if (sens !== 'favorable' && texte === '')
    throw new Refusal('avis-sans-texte', 'Dites en quoi : une réserve sans texte n’aide personne.', {
      field: 'texte',
    })
  const kept = { sens, texte, donneLe: target.today }
  await tx
    .insertInto('rapportEvaluationAvis')
    .values({ territoireId: actor.territoireId, rapportId: rapport.id, organisationId, ...kept })
    .onConflict((conflict) =>
      conflict.columns(['territoireId', 'rapportId', 'organisationId']).doUpdateSet(kept),
    )
    .execute()
  await note(tx, actor, rapport, 'aviser')
}

/** Adds a recommendation to a report that is not signed. @returns its id */
export async function addRecommandation(
  tx: Tx,
  actor: Actor,
  target: ReportTarget,
  given: { input: RecommandationInput; exemple?: boolean },
): Promise<string> {
  mustEvaluate(actor)
  const rapport = await getRapportEvaluation(tx, actor, target.document.id, target.rapportId)
  if (rapport.etat === 'valide')
    throw new Refusal('rapport-signe', 'Ce rapport est signé : on ne lui ajoute plus de recommandation.')
  return insertEntity(tx, actor, recommandationSpec, {
    values: given.input,
    extra: { rapportId: rapport.id, exemple: given.exemple ?? false },
  })
}

/** Says where a recommendation is; this is done after the report is signed too. */
export async function followRecommandation(
  tx: Tx,
  actor: Actor,
  target: ReportTarget,
  change: { id: string; version: number; input: Pick<RecommandationInput, 'etat' | 'suite'> },
): Promise<void> {
  mustEvaluate(actor)
  await getRapportEvaluation(tx, actor, target.document.id, target.rapportId)
  await getRecommandation(tx, actor, target.rapportId, change.id)
  if (change.input.etat === 'abandonnee' && change.input.suite === '')
    throw new Refusal('abandon-sans-raison', 'Dites pourquoi cette recommandation est abandonnée.', {
      field: 'suite',
    })
  await updateEntity(tx, actor, recommandationSpec, { ...change, changes: change.input })
}

function note(tx: Tx, actor: Actor, { id, titre }: RapportEvaluation, verb: string): Promise<void> {
  return writeJournal(tx, actor, {
    operation: `rapport_evaluation.${verb}`,
    entite: 'rapport_evaluation',
    entiteId: id,
    titre,
  })
}
