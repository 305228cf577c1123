import type { Tx } from '#app/db/connection.server.ts'
import { findIndicateur } from '#app/features/observatoire/index.ts'
import { NotFound } from '#app/lib/errors.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { openEvaluation } from './evaluation-page.server.ts'
import { listConstatsEvaluation, listQuestions } from './referentiel.queries.server.ts'

/** A question with its findings; the figures they quote are named. @throws NotFound */
export async function openQuestion(tx: Tx, actor: Actor, params: { code: string; id: string }) {
  const document = await openEvaluation(tx, actor, params.code)
  const question = (await listQuestions(tx, actor, document.id)).find((its) => its.id === params.id)
  if (!question) throw new NotFound()
  const constats = await listConstatsEvaluation(tx, actor, question.id)
  return {
    document,
    question,
    constats: constats.map(({ chiffres, ...constat }) => ({
      ...constat,
      chiffres: chiffres.map((id) => ({ id, label: findIndicateur(id)?.label ?? id })),
    })),
  }
}

export type QuestionPage = Awaited<ReturnType<typeof openQuestion>>
