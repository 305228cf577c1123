import type { Tx } from '#app/db/connection.server.ts'
import { Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { observationInput } from './observation.schema.ts'
import { canChange, mergeObservation, replyToObservation } from './observations.commands.server.ts'
import {
  getObservation,
  getObservationRow,
  listObservationChoices,
  listReponses,
} from './observations.queries.server.ts'

/** An observation, its answers, and what this person may do of it. */
export async function loadObservation(tx: Tx, actor: Actor, id: string) {
  const subject = await getObservation(tx, actor, id)
  const observation = await getObservationRow(tx, actor, id)
  const canMerge = can(actor, 'diagnostics.modifier')
  const others = canMerge ? await listObservationChoices(tx, actor, subject) : []
  return {
    observation,
    reponses: await listReponses(tx, actor, id),
    canReply: can(actor, 'observations.ecrire'),
    canEdit: canChange(actor, subject),
    others: others.filter(({ value }) => value !== id),
  }
}

/** Answers an observation, or says it is the same as another. @returns where to go and what to say */
export async function observationAction(tx: Tx, actor: Actor, given: { id: string; form: FormData }) {
  const { id, form } = given
  if (form.get('geste') === 'fusionner') {
    const into = String(form.get('dans') ?? '')
    if (!into) throw new Refusal('choix-absent', 'Choisissez l’observation à garder.', { field: 'dans' })
    await mergeObservation(tx, actor, id, into)
    return { id: into, message: 'Les deux observations n’en font plus qu’une.' }
  }
  const input = parseForm(observationInput.omit({ axeId: true, communes: true, qpvs: true }), form)
  await replyToObservation(tx, actor, id, {
    input: { ...input, axeId: null, communes: [], qpvs: [] },
    confirmed: form.has('confirme'),
  })
  return { id, message: 'Réponse ajoutée.' }
}
