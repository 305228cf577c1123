import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { getEntity, insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { cleanIdentifiers, personalNumberIn } from './organisation.rules.ts'
import type { OrganisationInput } from './organisation.schema.ts'
import { organisationSpec } from './organisation.spec.ts'

/** Adds an organisation to the directory. @returns its id */
export async function createOrganisation(tx: Tx, actor: Actor, input: OrganisationInput): Promise<string> {
  if (!can(actor, 'organisations.modifier')) throw new Forbidden()
  refuseImpossiblePeriod(input)
  refusePersonalNumber(input)
  return insertEntity(tx, actor, organisationSpec, { values: cleanIdentifiers(input) })
}

/** Corrects an organisation, at the version that was read. */
export async function updateOrganisation(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: Partial<OrganisationInput> },
): Promise<void> {
  const before = await getEntity(tx, organisationSpec, id)
  if (!can(actor, 'organisations.modifier', { organisationIds: [id] })) throw new Forbidden()
  refuseImpossiblePeriod({ ...before, ...change.input })
  refusePersonalNumber(change.input)
  const changes = cleanIdentifiers(change.input)
  await updateEntity(tx, actor, organisationSpec, { id, version: change.version, changes })
}

function refuseImpossiblePeriod(input: Pick<OrganisationInput, 'debut' | 'fin'>): void {
  if (!input.debut || !input.fin || input.fin > input.debut) return
  throw new Refusal(
    'periode-impossible',
    'La fin doit être après le début : corrigez l’une des deux dates.',
    { field: 'fin' },
  )
}

function refusePersonalNumber(input: Partial<OrganisationInput>): void {
  if (!personalNumberIn(input)) return
  const message =
    'Ce numéro ressemble au numéro de sécurité sociale d’une personne : il n’est pas enregistré.'
  throw new Refusal('numero-personnel', message, { field: 'siret' })
}
