import type { Tx } from '#app/db/connection.server.ts'
import { listInstanceChoices } from '#app/features/gouvernance/index.server.ts'
import { listDocumentsAt } from '#app/features/strategies/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'

/** The documents that can still be written, and the bodies that may contribute. */
export async function listDemarcheChoices(tx: Tx, actor: Actor, today: IsoDate) {
  const documents = await listDocumentsAt(tx, actor, today)
  return {
    documents: documents
      .filter((its) => its.etatAt !== 'echu' && its.arbreId !== null)
      .map(({ id, titre }) => ({ value: id, label: titre })),
    instances: await listInstanceChoices(tx, actor),
  }
}
