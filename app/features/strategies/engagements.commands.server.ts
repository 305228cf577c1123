import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { type EntitySpec, getEntity, insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { mustWrite } from './documents.commands.server.ts'
import { missingFrom } from './engagement.rules.ts'
import { type EngagementInput, engagementInput, type SuiviInput } from './engagement.schema.ts'

export const engagementSpec = {
  entite: 'engagement',
  table: 'engagement',
  schema: engagementInput,
  titre: (values) => values.texte.slice(0, 120),
} satisfies EntitySpec<typeof engagementInput>

/** Writes down what a signatory promised. @returns its id */
export async function createEngagement(
  tx: Tx,
  actor: Actor,
  input: EngagementInput,
  extra: { exemple: boolean } = { exemple: false },
): Promise<string> {
  mustWrite(actor)
  refuseIncomplete(input)
  await mustBeSignatory(tx, input)
  return insertEntity(tx, actor, engagementSpec, { values: input, extra })
}

/** Corrects a commitment. */
export async function updateEngagement(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: EngagementInput },
): Promise<void> {
  mustWrite(actor)
  await getEntity(tx, engagementSpec, id)
  refuseIncomplete(change.input)
  await mustBeSignatory(tx, change.input)
  await updateEntity(tx, actor, engagementSpec, { id, version: change.version, changes: change.input })
}

/** Says where a commitment stands: whoever made it may, and the team. */
export async function followEngagement(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: SuiviInput },
): Promise<void> {
  const before = await getEntity(tx, engagementSpec, id)
  if (!can(actor, 'engagements.suivre', { organisationIds: [before.organisationId] })) throw new Forbidden()
  refuseIncomplete(change.input)
  await updateEntity(tx, actor, engagementSpec, {
    id,
    version: change.version,
    changes: change.input,
    operation: 'engagement.suivre',
  })
}

function refuseIncomplete(input: SuiviInput): void {
  const missing = missingFrom(input)
  if (missing) throw new Refusal('suivi-incomplet', missing.message, { field: missing.field })
}

async function mustBeSignatory(tx: Tx, input: EngagementInput): Promise<void> {
  const found = await tx
    .selectFrom('signataire')
    .select('id')
    .where('documentId', '=', input.documentId)
    .where('organisationId', '=', input.organisationId)
    .executeTakeFirst()
  if (!found)
    throw new Refusal(
      'pas-signataire',
      'Cette organisation n’est pas signataire de ce document : inscrivez-la d’abord.',
      {
        field: 'organisationId',
      },
    )
}
