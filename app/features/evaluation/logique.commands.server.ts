import type { Tx } from '#app/db/connection.server.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { getEntity, insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { getLogique } from './logique.queries.server.ts'
import { refusalOfArrow } from './logique.rules.ts'
import type { CaseInput, FlecheInput } from './logique.schema.ts'
import { caseSpec, flecheSpec } from './logique.specs.ts'
import { mustEvaluate } from './referentiel.commands.server.ts'

/** Adds a box to the model of an axis. @returns its id */
export async function createCase(
  tx: Tx,
  actor: Actor,
  axeId: string,
  given: { input: CaseInput; exemple?: boolean },
): Promise<string> {
  mustEvaluate(actor)
  const { boxes } = await getLogique(tx, actor, axeId)
  return insertEntity(tx, actor, caseSpec, {
    values: given.input,
    extra: { axeId, rang: boxes.length, exemple: given.exemple ?? false },
  })
}

/** Changes a box; its arrows must still go forward. */
export async function updateCase(
  tx: Tx,
  actor: Actor,
  axeId: string,
  change: { id: string; version: number; input: CaseInput },
): Promise<void> {
  mustEvaluate(actor)
  const { boxes, arrows } = await getLogique(tx, actor, axeId)
  if (!boxes.some((its) => its.id === change.id)) throw new NotFound()
  const after = boxes.map((its) => (its.id === change.id ? { ...its, ...change.input } : its))
  const own = arrows.filter((its) => its.deId === change.id || its.versId === change.id)
  const wrong = own.map((its) => refusalOfArrow(after, its)).find((its) => its !== null)
  if (wrong) throw new Refusal('fleche-a-rebours', `${wrong} Retirez d’abord la flèche.`, { field: 'etage' })
  await updateEntity(tx, actor, caseSpec, { ...change, changes: change.input })
}

/** Draws an arrow with its assumption. @returns its id */
export async function createFleche(tx: Tx, actor: Actor, axeId: string, input: FlecheInput): Promise<string> {
  mustEvaluate(actor)
  await mustGoForward(tx, actor, axeId, input)
  return insertEntity(tx, actor, flecheSpec, { values: input })
}

/** Changes the assumption of an arrow, or where it goes. */
export async function updateFleche(
  tx: Tx,
  actor: Actor,
  axeId: string,
  change: { id: string; version: number; input: FlecheInput },
): Promise<void> {
  mustEvaluate(actor)
  await mustBeOf(tx, actor, axeId, change.id)
  await mustGoForward(tx, actor, axeId, { ...change.input, id: change.id })
  await updateEntity(tx, actor, flecheSpec, { ...change, changes: change.input })
}

async function mustGoForward(
  tx: Tx,
  actor: Actor,
  axeId: string,
  arrow: FlecheInput & { id?: string },
): Promise<void> {
  const { boxes, arrows } = await getLogique(tx, actor, axeId)
  const wrong = refusalOfArrow(boxes, arrow)
  if (wrong) throw new Refusal('fleche-impossible', wrong, { field: 'versId' })
  const twin = arrows.some(
    (its) => its.id !== arrow.id && its.deId === arrow.deId && its.versId === arrow.versId,
  )
  if (twin)
    throw new Refusal(
      'fleche-double',
      'Ces deux cases sont déjà reliées : complétez l’hypothèse de cette flèche.',
      {
        field: 'versId',
      },
    )
}

async function mustBeOf(tx: Tx, actor: Actor, axeId: string, id: string): Promise<void> {
  const { arrows } = await getLogique(tx, actor, axeId)
  if (!arrows.some((its) => its.id === id)) throw new NotFound()
}

/** Takes a box out with its arrows, or one arrow; the journal keeps what they said. */
export async function deleteFromLogique(
  tx: Tx,
  actor: Actor,
  axeId: string,
  target: { kind: 'case' | 'fleche'; id: string },
): Promise<void> {
  mustEvaluate(actor)
  const { boxes, arrows } = await getLogique(tx, actor, axeId)
  const known = target.kind === 'case' ? boxes : arrows
  if (!known.some((its) => its.id === target.id)) throw new NotFound()
  const spec = target.kind === 'case' ? caseSpec : flecheSpec
  const titre =
    target.kind === 'case'
      ? (await getEntity(tx, caseSpec, target.id)).texte
      : (await getEntity(tx, flecheSpec, target.id)).hypothese
  await tx
    .deleteFrom(spec.table)
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', target.id)
    .execute()
  await writeJournal(tx, actor, {
    operation: `${spec.entite}.supprimer`,
    entite: spec.entite,
    entiteId: target.id,
    titre: titre.slice(0, 100),
  })
}
