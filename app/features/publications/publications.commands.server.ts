import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import type { Visit } from '#app/platform/http.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { publicNatures } from './public.schema.ts'
import { type Snapshot, snapshotOf, type Target } from './snapshot.server.ts'

/** Refuses whoever may not show things to everybody. */
export function mustPublish(actor: Actor): void {
  if (!can(actor, 'publications.publier')) throw new Forbidden()
}

/** Copies a thing to the portal as it is now; published again, the copy is replaced and its edition counts one more. */
export async function publish(visit: Visit, target: Target, now: Date): Promise<void> {
  const { tx, actor } = visit
  mustPublish(actor)
  const snapshot = await snapshotOf(visit, target)
  await refuseTakenAddress(tx, target, snapshot)
  const edition = await saveSnapshot(tx, actor, target, { snapshot, now })
  await writeJournal(tx, actor, {
    operation: 'publication.publier',
    entite: 'publication',
    entiteId: target.id,
    titre: `${publicNatures[target.nature].un} : ${snapshot.titre}`,
    changements: { edition: { avant: edition > 1 ? edition - 1 : null, apres: edition } },
  })
}

async function saveSnapshot(
  tx: Tx,
  { territoireId, personneId }: Actor,
  { nature, id }: Target,
  { snapshot, now }: { snapshot: Snapshot; now: Date },
): Promise<number> {
  const { adresse, titre, resume, empreinte } = snapshot
  const copy = {
    adresse,
    titre,
    resume,
    empreinte,
    contenu: JSON.stringify(snapshot.contenu),
    texte: JSON.stringify(snapshot.texte),
    publieLe: now,
    publiePar: personneId,
    retireLe: null,
    modifieLe: now,
  }
  const { edition } = await tx
    .insertInto('publication')
    .values({ territoireId, id: newId(), nature, objetId: id, ...copy })
    .onConflict((conflict) =>
      conflict.columns(['territoireId', 'nature', 'objetId']).doUpdateSet((eb) => ({
        ...copy,
        edition: eb('publication.edition', '+', 1),
        version: eb('publication.version', '+', 1),
      })),
    )
    .returning('edition')
    .executeTakeFirstOrThrow()
  return edition
}

async function refuseTakenAddress(tx: Tx, { nature, id }: Target, { adresse }: Snapshot): Promise<void> {
  const other = await tx
    .selectFrom('publication')
    .select('titre')
    .where('nature', '=', nature)
    .where('adresse', '=', adresse)
    .where('objetId', '<>', id)
    .where('retireLe', 'is', null)
    .executeTakeFirst()
  if (other)
    throw new Refusal(
      'adresse-prise',
      `« ${other.titre} » est déjà publié à cette adresse : changez le titre ou la date.`,
    )
}

/** Takes a thing off the portal; the copy stays in the territory, for memory. */
export async function withdraw(tx: Tx, actor: Actor, { nature, id }: Target, now: Date): Promise<void> {
  mustPublish(actor)
  const withdrawn = await tx
    .updateTable('publication')
    .set({ retireLe: now })
    .where('territoireId', '=', actor.territoireId)
    .where('nature', '=', nature)
    .where('objetId', '=', id)
    .where('retireLe', 'is', null)
    .returning('titre')
    .executeTakeFirst()
  if (!withdrawn) throw new NotFound()
  await writeJournal(tx, actor, {
    operation: 'publication.retirer',
    entite: 'publication',
    entiteId: id,
    titre: `${publicNatures[nature].un} : ${withdrawn.titre}`,
  })
}
