import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { ancestorsOf, inReadingOrder } from './axe.rules.ts'
import { listNodes, placesOf, treeStateOf } from './axes.store.server.ts'
import { documentsVisibleTo } from './documents.queries.server.ts'
import { listEngagements } from './engagements.queries.server.ts'

/** All that the page of an axis shows, as it was worded on a day, apart from what later features hang on it. */
export async function loadAxe(
  tx: Tx,
  actor: Actor,
  id: string,
  { at, today }: { at: IsoDate; today: IsoDate },
) {
  if (!isId(id) || !can(actor, 'strategie.lire')) throw new NotFound()
  const axe = await tx
    .selectFrom('axe')
    .select(['id', 'arbreId', 'parentId', 'version'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!axe) throw new NotFound()
  const versions = await listVersions(tx, id)
  const nodes = inReadingOrder(await listNodes(tx, { at, arbreId: axe.arbreId }))
  const places = await placesOf(tx, axe.arbreId)
  const current = nodes.find((node) => node.id === id) ?? null
  const below = nodes.filter((node) => node.id !== id && ancestorsOf(places, node.id).includes(id))
  const above = ancestorsOf(places, id).slice(1).reverse()
  const canEdit = can(actor, 'strategie.modifier', { axeIds: ancestorsOf(places, id) })
  return {
    at,
    axe,
    current,
    versions,
    isOpen: versions.some((its) => its.fin === null),
    depth: above.length,
    below,
    crumbs: above.flatMap((its) => nodes.find((node) => node.id === its) ?? []),
    documents: await documentsOfAxe(tx, actor, [id, ...above]),
    engagements: await listEngagements(tx, actor, {
      axeIds: [id, ...below.map((its) => its.id)],
      at,
      page: 1,
    }),
    state: await treeStateOf(tx, axe.arbreId, today),
    canEdit,
    parents: canEdit ? nodes.filter((node) => !ancestorsOf(places, node.id).includes(id)) : [],
  }
}

export type AxePage = Awaited<ReturnType<typeof loadAxe>>

function listVersions(tx: Tx, axeId: string) {
  return tx
    .selectFrom('axeVersion as v')
    .leftJoin('avenant as a', 'a.id', 'v.avenantId')
    .leftJoin('documentCadre as d', 'd.id', 'a.documentId')
    .select(['v.id', 'v.numero', 'v.titre', 'v.court', 'v.texte', 'v.debut', 'v.fin'])
    .select(['a.numero as avenantNumero', 'd.code as documentCode', 'd.titre as documentTitre'])
    .where('v.axeId', '=', axeId)
    .orderBy('v.debut', 'desc')
    .execute()
}

function documentsOfAxe(tx: Tx, actor: Actor, axeIds: ReadonlyArray<string>) {
  return tx
    .selectFrom('documentCadre as e')
    .select(['e.code', 'e.titre', 'e.debut', 'e.fin', 'e.etat', 'e.dateSignature', 'e.finInitiale'])
    .where(documentsVisibleTo(actor))
    .where('e.archiveLe', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('documentAxe as da')
          .select('da.axeId')
          .whereRef('da.documentId', '=', 'e.id')
          .where('da.axeId', 'in', [...axeIds]),
      ),
    )
    .orderBy('e.debut')
    .execute()
}
