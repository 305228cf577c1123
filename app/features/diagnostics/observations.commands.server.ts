import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { observationSpec } from './diagnostics.specs.ts'
import { PERSONAL, parseEtiquettes, personalSigns } from './observation.rules.ts'
import type { ObservationInput } from './observation.schema.ts'
import { getObservation } from './observations.queries.server.ts'

/** Holds back a text where someone may be recognised, until who writes has said that nobody can. */
export function refusePersonal(texts: readonly string[], confirmed: boolean): void {
  const signs = [...new Set(texts.flatMap(personalSigns))]
  if (signs.length === 0 || confirmed) return
  const message = `Ce texte contient peut-être ${signs.join(', ')}. Une observation ne parle jamais d’une personne reconnaissable : retirez-le, ou confirmez ci-dessous que personne ne l’est.`
  throw new Refusal(PERSONAL, message, { field: 'texte' })
}

export interface ObservationWriting {
  input: ObservationInput
  /** Who writes has said that nobody can be recognised. */
  confirmed: boolean
  reponseDeId?: string
  exemple?: boolean
}

/** Notes what someone sees on the ground, in the name of their organisation. @returns its id */
export async function createObservation(tx: Tx, actor: Actor, writing: ObservationWriting): Promise<string> {
  if (!can(actor, 'observations.ecrire')) throw new Forbidden()
  refusePersonal([writing.input.texte, writing.input.sources], writing.confirmed)
  if (writing.reponseDeId) await getObservation(tx, actor, writing.reponseDeId)
  return insertEntity(tx, actor, observationSpec, {
    values: tidied(writing.input),
    extra: {
      organisationId: actor.affectations[0]?.organisationId ?? null,
      personneId: actor.personneId,
      reponseDeId: writing.reponseDeId ?? null,
      exemple: writing.exemple ?? false,
    },
  })
}

/** Corrects an observation: its own organisation, or who leads the project. */
export async function updateObservation(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: ObservationInput; confirmed: boolean },
): Promise<void> {
  const before = await getObservation(tx, actor, id)
  if (!canChange(actor, before)) throw new Forbidden()
  refusePersonal([change.input.texte, change.input.sources], change.confirmed)
  await updateEntity(tx, actor, observationSpec, {
    id,
    version: change.version,
    changes: tidied(change.input),
  })
}

/** Whether this person may correct this observation. */
export function canChange(actor: Actor, { organisationId }: { organisationId: string | null }): boolean {
  if (!organisationId) return can(actor, 'diagnostics.modifier')
  return can(actor, 'observations.ecrire', { organisationIds: [organisationId] })
}

/** Answers an observation: about the same axis and places, in another voice. @returns its id */
export async function replyToObservation(
  tx: Tx,
  actor: Actor,
  id: string,
  writing: Omit<ObservationWriting, 'reponseDeId'>,
): Promise<string> {
  const { axeId, communes, qpvs } = await getObservation(tx, actor, id)
  const input = { ...writing.input, axeId, communes, qpvs }
  return createObservation(tx, actor, { ...writing, input, reponseDeId: id })
}

/** Says that two observations are one: findings and answers follow, the first is kept and no longer listed. */
export async function mergeObservation(tx: Tx, actor: Actor, id: string, intoId: string): Promise<void> {
  if (!can(actor, 'diagnostics.modifier')) throw new Forbidden()
  if (id === intoId)
    throw new Refusal('meme-observation', 'Choisissez une autre observation que celle-ci.', { field: 'dans' })
  const merged = await getObservation(tx, actor, id)
  const kept = await getObservation(tx, actor, intoId)
  await moveConstats(tx, actor, id, intoId)
  await tx
    .updateTable('observation')
    .set({ reponseDeId: intoId })
    .where('territoireId', '=', actor.territoireId)
    .where('reponseDeId', '=', id)
    .execute()
  await tx
    .updateTable('observation')
    .set({ fusionneeDansId: intoId, archiveLe: new Date() })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await writeJournal(tx, actor, {
    operation: 'observation.fusionner',
    entite: 'observation',
    entiteId: id,
    titre: observationSpec.titre(merged),
    changements: { dans: { avant: null, apres: observationSpec.titre(kept) } },
  })
}

/** The findings of an observation become those of another. */
async function moveConstats(tx: Tx, { territoireId }: Actor, id: string, intoId: string): Promise<void> {
  await tx
    .insertInto('constatObservation')
    .columns(['territoireId', 'constatId', 'observationId'])
    .expression((eb) =>
      eb
        .selectFrom('constatObservation')
        .select((own) => ['territoireId', 'constatId', own.val(intoId).$castTo<string>().as('observationId')])
        .where('observationId', '=', id),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx
    .deleteFrom('constatObservation')
    .where('territoireId', '=', territoireId)
    .where('observationId', '=', id)
    .execute()
}

function tidied(input: ObservationInput): ObservationInput {
  return { ...input, etiquettes: parseEtiquettes(input.etiquettes).join(', ') }
}
