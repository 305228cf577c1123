import type { Tx } from '#app/db/connection.server.ts'
import { getDocumentByCode } from '#app/features/strategies/index.server.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { type Actor, can } from '#app/platform/permissions.ts'

/** The document whose evaluation is opened. @throws Forbidden, NotFound */
export async function openEvaluation(tx: Tx, actor: Actor, code: string) {
  if (!can(actor, 'evaluation.lire')) throw new Forbidden()
  return getDocumentByCode(tx, actor, code)
}

export type EvaluatedDocument = Awaited<ReturnType<typeof openEvaluation>>
