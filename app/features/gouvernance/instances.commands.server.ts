import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { getEntity, insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { instanceSpec, siegeSpec } from './gouvernance.specs.ts'
import type { InstanceInput, SiegeInput } from './instance.schema.ts'
import { closesCircle } from './membres.rules.ts'

/** Refuses whoever may not change the bodies. */
export function mustSteer(actor: Actor): void {
  if (!can(actor, 'instances.modifier')) throw new Forbidden()
}

/** Creates a body. @returns its id */
export async function createInstance(
  tx: Tx,
  actor: Actor,
  input: InstanceInput,
  given: { exemple?: boolean } = {},
): Promise<string> {
  mustSteer(actor)
  refuseImpossiblePeriod(input)
  return insertEntity(tx, actor, instanceSpec, { values: input, extra: { exemple: given.exemple ?? false } })
}

/** Corrects a body, at the version that was read. */
export async function updateInstance(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: InstanceInput },
): Promise<void> {
  mustSteer(actor)
  refuseImpossiblePeriod(change.input)
  const bodies = await tx.selectFrom('instance').select(['id', 'elargitId']).execute()
  if (closesCircle(bodies, { id, vers: change.input.elargitId }))
    throw new Refusal('boucle', 'Cette instance serait, de proche en proche, l’élargissement d’elle-même.', {
      field: 'elargitId',
    })
  await updateEntity(tx, actor, instanceSpec, { id, version: change.version, changes: change.input })
}

/** Gives an organisation a seat. The same organisation has one seat at a time. @returns its id */
export async function addSiege(
  tx: Tx,
  actor: Actor,
  { instanceId, exemple = false }: { instanceId: string; exemple?: boolean },
  input: SiegeInput,
): Promise<string> {
  mustSteer(actor)
  await getEntity(tx, instanceSpec, instanceId)
  refuseImpossiblePeriod(input)
  const taken = await tx
    .selectFrom('siege')
    .select('id')
    .where('instanceId', '=', instanceId)
    .where('organisationId', '=', input.organisationId)
    .where('college', '=', input.college)
    .where(sql<boolean>`daterange(debut, fin) && daterange(${input.debut}::date, ${input.fin}::date)`)
    .executeTakeFirst()
  if (taken)
    throw new Refusal(
      'siege-pris',
      'Cette organisation siège déjà à ces dates dans ce collège : corrigez son siège, ou nommez l’autre collège.',
      {
        field: 'organisationId',
      },
    )
  return insertEntity(tx, actor, siegeSpec, {
    values: input,
    extra: { instanceId, exemple },
  })
}

/** Ends a seat on a day; the past keeps it. */
export async function endSiege(tx: Tx, actor: Actor, id: string, fin: IsoDate): Promise<void> {
  mustSteer(actor)
  const siege = await getEntity(tx, siegeSpec, id)
  if (fin <= siege.debut)
    throw new Refusal('periode-impossible', 'Un siège finit après avoir commencé.', { field: 'fin' })
  await updateEntity(tx, actor, siegeSpec, {
    id,
    version: siege.version,
    changes: { fin },
    operation: 'siege.terminer',
  })
}

/** Puts a body away that never met; one that met is ended instead, and its meetings stay readable. */
export async function archiveInstance(tx: Tx, actor: Actor, id: string): Promise<void> {
  mustSteer(actor)
  const instance = await getEntity(tx, instanceSpec, id)
  const met = await tx.selectFrom('seance').select('id').where('instanceId', '=', id).executeTakeFirst()
  if (met)
    throw new Refusal(
      'a-siege',
      'Cette instance a des séances : donnez-lui une date de fin, elles resteront lisibles.',
    )
  const done = await tx
    .updateTable('instance')
    .set({ archiveLe: sql<Date>`now()` })
    .where('id', '=', id)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) throw new NotFound()
  await writeJournal(tx, actor, {
    operation: 'instance.archiver',
    entite: 'instance',
    entiteId: id,
    titre: instance.nom,
  })
}

function refuseImpossiblePeriod({ debut, fin }: { debut: IsoDate; fin: IsoDate | null }): void {
  if (fin && fin <= debut)
    throw new Refusal(
      'periode-impossible',
      'La fin doit être après le début : corrigez l’une des deux dates.',
      {
        field: 'fin',
      },
    )
}
