import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import type { OrganisationInput } from './organisation.schema.ts'
import { organisationSpec } from './organisation.spec.ts'
import { fieldKeys } from './organisation-cells.ts'
import { moveReferences, type Pair, putBack } from './organisation-merge.server.ts'
import { getOrganisation, type StoredOrganisation } from './organisations.queries.server.ts'

const record = z.object({
  rows: z.array(
    z.object({
      table: z.string(),
      colonne: z.string(),
      effet: z.enum(['deplacee', 'mise-de-cote', 'laissee']),
      avant: z.string(),
    }),
  ),
  /** Fields of the kept organisation that were empty and took the value of the other. */
  completed: z.record(z.string(), z.unknown()),
})

/**
 * Merges a duplicate into the organisation that is kept: all that named the one names the other, and what the kept one
 * did not know is taken from the duplicate. Every row moved is recorded, so that it can be undone. @returns the merge's id
 */
export async function mergeOrganisations(tx: Tx, actor: Actor, pair: Pair): Promise<string> {
  if (!can(actor, 'organisations.fusionner')) throw new Forbidden()
  if (pair.kept === pair.absorbed)
    throw new Refusal('meme-organisation', 'Choisissez deux organisations différentes.')
  await lockBoth(tx, pair)
  const kept = await getOrganisation(tx, actor, pair.kept)
  const absorbed = await getOrganisation(tx, actor, pair.absorbed)
  const rows = await moveReferences(tx, pair)
  await setMergedInto(tx, actor, pair.absorbed, pair.kept)
  const completed = missingIn(kept, absorbed)
  await updateEntity(tx, actor, organisationSpec, { id: kept.id, version: kept.version, changes: completed })
  const id = newId()
  await tx
    .insertInto('organisationFusion')
    .values({
      territoireId: actor.territoireId,
      id,
      gardeeId: kept.id,
      absorbeeId: absorbed.id,
      liens: JSON.stringify({ rows, completed }),
    })
    .execute()
  await tellBoth(tx, actor, 'organisation.fusionner', { kept, absorbed })
  return id
}

/** Undoes a merge: every row recorded takes its former organisation again. @returns how many had changed since and stay */
export async function undoMerge(tx: Tx, actor: Actor, id: string): Promise<{ left: number }> {
  if (!can(actor, 'organisations.fusionner')) throw new Forbidden()
  const merge = await lockMerge(tx, id)
  if (merge.annuleeLe) throw new Refusal('deja-annulee', 'Cette fusion a déjà été annulée.')
  const pair = { kept: merge.gardeeId, absorbed: merge.absorbeeId }
  await refuseIfMergedSince(tx, pair.kept)
  const { rows, completed } = record.parse(merge.liens)
  await setMergedInto(tx, actor, pair.absorbed, null)
  let left = 0
  for (const row of rows) if (!(await putBack(tx, row, pair))) left++
  const kept = await getOrganisation(tx, actor, pair.kept)
  const changes = emptiedAgain(kept, completed)
  await updateEntity(tx, actor, organisationSpec, { id: kept.id, version: kept.version, changes })
  await tx
    .updateTable('organisationFusion')
    .set({ annuleeLe: new Date() })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  const absorbed = await getOrganisation(tx, actor, pair.absorbed)
  await tellBoth(tx, actor, 'organisation.separer', { kept, absorbed })
  return { left }
}

async function lockMerge(tx: Tx, id: string) {
  if (!isId(id)) throw new NotFound()
  const merge = await tx
    .selectFrom('organisationFusion')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!merge) throw new NotFound()
  return merge
}

// Always in the same order, so that two merges at once wait for each other instead of crossing.
async function lockBoth(tx: Tx, { kept, absorbed }: Pair): Promise<void> {
  if (!isId(kept) || !isId(absorbed)) throw new NotFound()
  const found = await tx
    .selectFrom('organisation')
    .select(['id', 'fusionneeDans', 'archiveLe'])
    .where('id', 'in', [kept, absorbed])
    .orderBy('id')
    .forUpdate()
    .execute()
  if (found.length < 2) throw new NotFound()
  if (found.some((its) => its.fusionneeDans !== null || its.archiveLe !== null))
    throw new Refusal(
      'deja-fusionnee',
      'L’une des deux n’est plus dans l’annuaire : rechargez la liste des doublons.',
    )
}

async function refuseIfMergedSince(tx: Tx, kept: string): Promise<void> {
  const found = await tx
    .selectFrom('organisation')
    .select('fusionneeDans')
    .where('id', '=', kept)
    .forUpdate()
    .executeTakeFirst()
  if (found?.fusionneeDans)
    throw new Refusal(
      'fusion-recouverte',
      'L’organisation gardée a elle-même été fusionnée depuis : annulez d’abord cette fusion plus récente.',
    )
}

async function setMergedInto(tx: Tx, actor: Actor, id: string, into: string | null): Promise<void> {
  await tx
    .updateTable('organisation')
    .set((eb) => ({ fusionneeDans: into, version: eb('version', '+', 1), modifieLe: new Date() }))
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
}

/** What the kept organisation does not know and the other does. A period is never completed: it may be the reason of the duplicate. */
function missingIn(kept: StoredOrganisation, absorbed: StoredOrganisation): Partial<OrganisationInput> {
  const keys = fieldKeys.filter((key) => key !== 'debut' && key !== 'fin')
  const missing = keys.filter((key) => kept[key] === null && absorbed[key] !== null)
  return Object.fromEntries(missing.map((key) => [key, absorbed[key]]))
}

/** The completed fields that still hold what the merge wrote. */
function emptiedAgain(
  kept: StoredOrganisation,
  completed: Record<string, unknown>,
): Partial<OrganisationInput> {
  const same = fieldKeys.filter((key) => key in completed && kept[key] === completed[key])
  return Object.fromEntries(same.map((key) => [key, null]))
}

async function tellBoth(
  tx: Tx,
  actor: Actor,
  operation: string,
  { kept, absorbed }: { kept: StoredOrganisation; absorbed: StoredOrganisation },
): Promise<void> {
  for (const [its, other] of [
    [kept, absorbed],
    [absorbed, kept],
  ] as const) {
    const changements = {
      fusion: operation.endsWith('fusionner')
        ? { avant: null, apres: other.nom }
        : { avant: other.nom, apres: null },
    }
    await writeJournal(tx, actor, {
      operation,
      entite: 'organisation',
      entiteId: its.id,
      titre: its.nom,
      changements,
    })
  }
}
