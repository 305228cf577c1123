import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import type { Proposition } from './proposition.rules.ts'
import { getConstatEvaluation, getQuestion, listQuestions } from './referentiel.queries.server.ts'
import { movedOrder } from './referentiel.rules.ts'
import type { ConstatEvaluationInput, PropositionInput, QuestionInput } from './referentiel.schema.ts'
import { constatEvaluationSpec, questionSpec } from './referentiel.specs.ts'

/** Refuses whoever may not write the evaluation of a document. */
export function mustEvaluate(actor: Actor): void {
  if (!can(actor, 'evaluation.modifier')) throw new Forbidden()
}

/** Adds a question at the end of its object. @returns its id */
export async function createQuestion(
  tx: Tx,
  actor: Actor,
  documentId: string,
  given: { input: QuestionInput; exemple?: boolean },
): Promise<string> {
  mustEvaluate(actor)
  const { rang } = await tx
    .selectFrom('questionEvaluation')
    .select((eb) => eb.fn.count<number>('id').as('rang'))
    .where('documentId', '=', documentId)
    .executeTakeFirstOrThrow()
  return insertEntity(tx, actor, questionSpec, {
    values: given.input,
    extra: { documentId, rang: Number(rang), exemple: given.exemple ?? false },
  })
}

/** Changes a question of a document. */
export async function updateQuestion(
  tx: Tx,
  actor: Actor,
  documentId: string,
  change: { id: string; version: number; input: QuestionInput },
): Promise<void> {
  mustEvaluate(actor)
  await getQuestion(tx, actor, documentId, change.id)
  await updateEntity(tx, actor, questionSpec, { ...change, changes: change.input })
}

/** Takes a question out; one that was answered stays. */
export async function archiveQuestion(tx: Tx, actor: Actor, documentId: string, id: string): Promise<void> {
  mustEvaluate(actor)
  const question = (await listQuestions(tx, actor, documentId)).find((its) => its.id === id)
  if (!question) throw new NotFound()
  if (question.constats.length > 0)
    throw new Refusal(
      'question-repondue',
      'Cette question a un constat : on ne retire pas une question après sa réponse.',
    )
  await tx
    .updateTable('questionEvaluation')
    .set({ archiveLe: new Date() })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await noteQuestion(tx, actor, 'archiver', { id, titre: question.texte })
}

/** Moves a question one place among those of its object. */
export async function moveQuestion(
  tx: Tx,
  actor: Actor,
  documentId: string,
  move: { id: string; sens: 'haut' | 'bas' },
): Promise<void> {
  mustEvaluate(actor)
  const all = await listQuestions(tx, actor, documentId)
  const question = all.find((its) => its.id === move.id)
  if (!question) throw new NotFound()
  const ids = all.filter((its) => its.objet === question.objet).map((its) => its.id)
  for (const [rang, id] of movedOrder(ids, move.id, move.sens).entries())
    await tx
      .updateTable('questionEvaluation')
      .set({ rang })
      .where('territoireId', '=', actor.territoireId)
      .where('id', '=', id)
      .execute()
  await noteQuestion(tx, actor, 'deplacer', { id: move.id, titre: question.texte })
}

function noteQuestion(tx: Tx, actor: Actor, verb: string, { id, titre }: { id: string; titre: string }) {
  return writeJournal(tx, actor, {
    operation: `question_evaluation.${verb}`,
    entite: 'question_evaluation',
    entiteId: id,
    titre,
  })
}

/** Writes the questions kept among those proposed, all with the same owner, day and money, to be refined one by one. */
export async function keepPropositions(
  tx: Tx,
  actor: Actor,
  documentId: string,
  given: { input: PropositionInput; propositions: ReadonlyArray<Proposition>; exemple?: boolean },
): Promise<number> {
  const { retenues, ...shared } = given.input
  const kept = given.propositions.filter((its) => retenues.includes(its.cle))
  for (const { cle: _cle, ...question } of kept)
    await createQuestion(tx, actor, documentId, {
      input: { ...question, ...shared, indicateurs: [], methode: '' },
      exemple: given.exemple ?? false,
    })
  return kept.length
}

/** Writes a finding that answers a question. @returns its id */
export async function createConstatEvaluation(
  tx: Tx,
  actor: Actor,
  question: { documentId: string; id: string },
  given: { input: ConstatEvaluationInput; exemple?: boolean },
): Promise<string> {
  mustEvaluate(actor)
  await getQuestion(tx, actor, question.documentId, question.id)
  mustRestOnSomething(given.input)
  return insertEntity(tx, actor, constatEvaluationSpec, {
    values: given.input,
    extra: { questionId: question.id, exemple: given.exemple ?? false },
  })
}

/** Changes a finding. */
export async function updateConstatEvaluation(
  tx: Tx,
  actor: Actor,
  questionId: string,
  change: { id: string; version: number; input: ConstatEvaluationInput },
): Promise<void> {
  mustEvaluate(actor)
  await getConstatEvaluation(tx, actor, questionId, change.id)
  mustRestOnSomething(change.input)
  await updateEntity(tx, actor, constatEvaluationSpec, { ...change, changes: change.input })
}

/** Takes a finding out; the journal keeps it. */
export async function archiveConstatEvaluation(
  tx: Tx,
  actor: Actor,
  questionId: string,
  id: string,
): Promise<void> {
  mustEvaluate(actor)
  const { titre } = await getConstatEvaluation(tx, actor, questionId, id)
  await tx
    .updateTable('constatEvaluation')
    .set({ archiveLe: new Date() })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await writeJournal(tx, actor, {
    operation: 'constat_evaluation.archiver',
    entite: 'constat_evaluation',
    entiteId: id,
    titre,
  })
}

// An answer that rests on nothing is an opinion; saying that one cannot conclude needs no evidence.
function mustRestOnSomething(input: ConstatEvaluationInput): void {
  const { etudes, diagnostics, indicateurs, chiffres } = input
  const preuves = etudes.length + diagnostics.length + indicateurs.length + chiffres.length
  if (input.reponse !== 'sans_conclusion' && preuves === 0)
    throw new Refusal(
      'constat-sans-preuve',
      'Donnez au moins une preuve : une étude, un diagnostic, un indicateur ou un chiffre. Sinon, répondez « On ne peut pas conclure ».',
      { field: 'reponse' },
    )
}
