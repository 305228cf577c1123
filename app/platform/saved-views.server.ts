import type { Tx } from '#app/db/connection.server.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import type { Actor } from './permissions.ts'

export interface SavedView {
  id: string
  nom: string
  parametres: string
  partagee: boolean
  mienne: boolean
}

/** The views of a list that this person kept, and those shared by others. */
export async function listSavedViews(tx: Tx, actor: Actor, page: string): Promise<SavedView[]> {
  const rows = await tx
    .selectFrom('vueEnregistree')
    .select(['id', 'nom', 'parametres', 'partagee', 'personneId'])
    .where('page', '=', page)
    .where((eb) => eb.or([eb('personneId', '=', actor.personneId), eb('partagee', '=', true)]))
    .orderBy('nom')
    .execute()
  return rows.map(({ personneId, ...row }) => ({ ...row, mienne: personneId === actor.personneId }))
}

/** Keeps the filters of a list under a name; the same name again replaces one's own. */
export async function saveView(
  tx: Tx,
  actor: Actor,
  view: { page: string; nom: string; parametres: string; partagee: boolean },
): Promise<void> {
  const nom = view.nom.trim()
  if (nom === '' || nom.length > 80)
    throw new Refusal('nom-de-vue', 'Donnez à cette vue un nom de 80 caractères au plus.', { field: 'nom' })
  await tx
    .deleteFrom('vueEnregistree')
    .where('territoireId', '=', actor.territoireId)
    .where('personneId', '=', actor.personneId)
    .where('page', '=', view.page)
    .where('nom', '=', nom)
    .execute()
  await tx
    .insertInto('vueEnregistree')
    .values({
      ...view,
      nom,
      parametres: view.parametres.slice(0, 2_000),
      territoireId: actor.territoireId,
      personneId: actor.personneId,
      id: newId(),
    })
    .execute()
}

/** Forgets one of one's own views. */
export async function removeView(tx: Tx, actor: Actor, id: string): Promise<void> {
  const removed = isId(id)
    ? await tx
        .deleteFrom('vueEnregistree')
        .where('territoireId', '=', actor.territoireId)
        .where('personneId', '=', actor.personneId)
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!removed?.numDeletedRows) throw new NotFound()
}
