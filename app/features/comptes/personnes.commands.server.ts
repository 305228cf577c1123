import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { getEntity, insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can, roleNames } from '#app/platform/permissions.ts'
import { impossiblePeriod, keepsADirection } from './affectation.rules.ts'
import type { AffectationInput, PersonneInput } from './personne.schema.ts'
import { affectationSpec, personneSpec } from './personne.spec.ts'

/** Corrects who a person is: by an administrator, or by itself. */
export async function updatePersonne(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: Partial<PersonneInput> },
): Promise<void> {
  await getEntity(tx, personneSpec, id)
  if (actor.personneId !== id && !can(actor, 'comptes.gerer')) throw new Forbidden()
  await updateEntity(tx, actor, personneSpec, { id, version: change.version, changes: change.input })
}

/** Gives a person one more role. @returns the id of the role held */
export async function addAffectation(
  tx: Tx,
  actor: Actor,
  personneId: string,
  input: AffectationInput,
): Promise<string> {
  if (!can(actor, 'comptes.gerer')) throw new Forbidden()
  await getEntity(tx, personneSpec, personneId)
  const problem = impossiblePeriod(input)
  if (problem) throw problem
  return insertEntity(tx, actor, affectationSpec, { values: input, extra: { personneId, etat: 'active' } })
}

/** Changes a role held: organisation, function, limits, period. */
export async function updateAffectation(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: AffectationInput; today: IsoDate },
): Promise<void> {
  await getEntity(tx, affectationSpec, id)
  if (!can(actor, 'comptes.gerer')) throw new Forbidden()
  const problem = impossiblePeriod(change.input)
  if (problem) throw problem
  await updateEntity(tx, actor, affectationSpec, { id, version: change.version, changes: change.input })
  await refuseWithoutDirection(tx, change.today)
}

/** Accepts a request to enter, with the role, the organisation and the period the administrator decides. */
export async function acceptDemande(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: AffectationInput },
): Promise<void> {
  const before = await lockAffectation(tx, actor, id)
  if (before.etat !== 'en_attente') throw alreadyDecided()
  const problem = impossiblePeriod(change.input)
  if (problem) throw problem
  await updateEntity(tx, actor, affectationSpec, { id, version: change.version, changes: change.input })
  await tx
    .updateTable('affectation')
    .set({ etat: 'active' })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await journalOf(tx, actor, {
    id,
    operation: 'affectation.accepter',
    titre: roleNames[change.input.role],
    avant: 'en_attente',
    apres: 'active',
  })
}

/** Refuses a request to enter. */
export async function refuseDemande(tx: Tx, actor: Actor, id: string): Promise<void> {
  const before = await lockAffectation(tx, actor, id)
  if (before.etat !== 'en_attente') throw alreadyDecided()
  await setEtat(tx, actor, id, 'refusee')
  await journalOf(tx, actor, {
    id,
    operation: 'affectation.refuser',
    titre: before.fonction,
    avant: before.etat,
    apres: 'refusee',
  })
}

/** Ends a role today; a role that had not begun never was. */
export async function endAffectation(tx: Tx, actor: Actor, id: string, today: IsoDate): Promise<void> {
  const before = await lockAffectation(tx, actor, id)
  if (before.etat !== 'active' || (before.fin && before.fin <= today))
    throw new Refusal('deja-fini', 'Ce rôle est déjà terminé : rechargez la page.')
  if (before.debut >= today) await setEtat(tx, actor, id, 'refusee')
  else
    await tx
      .updateTable('affectation')
      .set((eb) => ({ fin: today, version: eb('version', '+', 1), modifieLe: new Date() }))
      .where('territoireId', '=', actor.territoireId)
      .where('id', '=', id)
      .execute()
  await journalOf(tx, actor, {
    id,
    operation: 'affectation.terminer',
    titre: before.fonction,
    avant: before.fin,
    apres: today,
  })
  await refuseWithoutDirection(tx, today)
}

async function lockAffectation(tx: Tx, actor: Actor, id: string) {
  const found = isId(id)
    ? await tx
        .selectFrom('affectation')
        .select(['etat', 'debut', 'fin', 'fonction', 'role'])
        .where('territoireId', '=', actor.territoireId)
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
    : undefined
  if (!found) throw new NotFound()
  if (!can(actor, 'comptes.gerer')) throw new Forbidden()
  return found
}

async function setEtat(tx: Tx, actor: Actor, id: string, etat: 'active' | 'refusee'): Promise<void> {
  await tx
    .updateTable('affectation')
    .set((eb) => ({ etat, version: eb('version', '+', 1), modifieLe: new Date() }))
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
}

/** Undoes the whole change when nobody with an account could give roles any more. */
async function refuseWithoutDirection(tx: Tx, today: IsoDate): Promise<void> {
  const held = await tx
    .selectFrom('affectation as a')
    .innerJoin('personne as p', (join) =>
      join.onRef('p.territoireId', '=', 'a.territoireId').onRef('p.id', '=', 'a.personneId'),
    )
    .select(['a.id', 'a.role', 'a.etat', 'a.debut', 'a.fin'])
    .where('a.role', '=', 'direction')
    .where('p.archiveLe', 'is', null)
    .execute()
  if (!keepsADirection(held, today))
    throw new Refusal(
      'derniere-direction',
      'Il faut garder au moins une personne avec le rôle « Direction du projet » : donnez-le d’abord à quelqu’un d’autre.',
    )
}

function alreadyDecided(): Refusal {
  return new Refusal('deja-decide', 'Quelqu’un a déjà répondu à cette demande : rechargez la page.')
}

function journalOf(
  tx: Tx,
  actor: Actor,
  line: { id: string; operation: string; titre: string; avant: unknown; apres: unknown },
): Promise<void> {
  return writeJournal(tx, actor, {
    operation: line.operation,
    entite: 'affectation',
    entiteId: line.id,
    titre: line.titre,
    changements: { etat: { avant: line.avant, apres: line.apres } },
  })
}
