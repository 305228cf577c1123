import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { createAvenant, proposeAxe } from './avenants.commands.server.ts'
import { updateAxe } from './axes.commands.server.ts'
import { mustHaveOpenVersion } from './axes.store.server.ts'

export interface Carried {
  documentId: string
  /** What the document changes, for the amendment. */
  objet: string
  /** The new text of each axis. */
  textes: ReadonlyMap<string, string>
  today: IsoDate
}

/**
 * Gives axes new texts, their numbers and titles kept: in the axes themselves from the first day of a document that
 * is being drafted, else as the proposals of a new amendment. @returns the id of the amendment, or null
 */
export async function carryTexts(tx: Tx, actor: Actor, carried: Carried): Promise<string | null> {
  const { documentId, objet, textes, today } = carried
  if (!isId(documentId)) throw new NotFound()
  const document = await tx
    .selectFrom('documentCadre')
    .select(['etat', 'debut'])
    .where('id', '=', documentId)
    .executeTakeFirst()
  if (!document) throw new NotFound()
  const isDraft = document.etat === 'redaction'
  const avenantId = isDraft ? null : await createAvenant(tx, actor, documentId, { objet, decisionSource: '' })
  for (const [axeId, texte] of textes) {
    const { numero, titre, court } = await mustHaveOpenVersion(tx, axeId)
    const input = { numero, titre, court, texte }
    if (avenantId) await proposeAxe(tx, actor, avenantId, { axeId, ...input, retrait: false })
    else {
      const version = await versionOf(tx, axeId)
      await updateAxe(tx, actor, axeId, { version, input, debut: document.debut, today })
    }
  }
  return avenantId
}

async function versionOf(tx: Tx, axeId: string): Promise<number> {
  const { rows } = await sql<{
    version: number
  }>`select version from axe where territoire_id = territoire_courant() and id = ${axeId}`.execute(tx)
  return rows[0]?.version ?? 0
}
