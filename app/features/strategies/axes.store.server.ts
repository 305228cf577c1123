import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import type { AxeNode } from './axe.rules.ts'

/** `libre`: no document was ever signed on it; `echu`: only documents that are over; `signe`: one is in force. */
export interface TreeState {
  kind: 'libre' | 'echu' | 'signe'
  documents: string[]
}

/** Whether the words of a tree may be changed without an amendment. */
export async function treeStateOf(tx: Tx, arbreId: string, today: IsoDate): Promise<TreeState> {
  const documents = await tx
    .selectFrom('documentCadre')
    .select(['titre', 'etat', 'fin'])
    .where('arbreId', '=', arbreId)
    .where('archiveLe', 'is', null)
    .where('etat', '<>', 'redaction')
    .orderBy('debut')
    .execute()
  const living = documents.filter((its) => its.etat !== 'echu' && (its.fin === null || its.fin > today))
  if (living.length > 0) return { kind: 'signe', documents: living.map((its) => its.titre) }
  return { kind: documents.length > 0 ? 'echu' : 'libre', documents: documents.map((its) => its.titre) }
}

/** The nodes of the trees as they were worded on a day. */
export async function listNodes(
  tx: Tx,
  given: { at: IsoDate; arbreId?: string | undefined },
): Promise<AxeNode[]> {
  return tx
    .selectFrom('axe as a')
    .innerJoin('axeVersion as v', (join) =>
      join.onRef('v.territoireId', '=', 'a.territoireId').onRef('v.axeId', '=', 'a.id'),
    )
    .select(['a.id', 'a.arbreId', 'a.parentId', 'a.rang', 'v.numero', 'v.titre', 'v.court', 'v.texte'])
    .where('a.archiveLe', 'is', null)
    .where('v.debut', '<=', given.at)
    .where((eb) => eb.or([eb('v.fin', 'is', null), eb('v.fin', '>', given.at)]))
    .$if(given.arbreId !== undefined, (query) => query.where('a.arbreId', '=', given.arbreId ?? ''))
    .orderBy('a.arbreId')
    .orderBy('a.rang')
    .execute()
}

/** The places of a tree, whatever the date, in order. */
export async function placesOf(
  tx: Tx,
  arbreId: string,
): Promise<Array<{ id: string; parentId: string | null }>> {
  if (!isId(arbreId)) throw new NotFound()
  const known = await tx.selectFrom('arbre').select('id').where('id', '=', arbreId).executeTakeFirst()
  if (!known) throw new NotFound()
  return tx
    .selectFrom('axe')
    .select(['id', 'parentId'])
    .where('arbreId', '=', arbreId)
    .where('archiveLe', 'is', null)
    .orderBy('rang')
    .orderBy('id')
    .execute()
}

/** The version of an axis that has no end. */
export async function mustHaveOpenVersion(tx: Tx, axeId: string) {
  const open = await tx
    .selectFrom('axeVersion')
    .select(['id', 'numero', 'titre', 'court', 'texte', sql<IsoDate>`debut`.as('debut')])
    .where('axeId', '=', axeId)
    .where('fin', 'is', null)
    .executeTakeFirst()
  if (!open) throw new NotFound()
  return open
}
