import type { Tx } from '#app/db/connection.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { visibleTo } from './organisations.queries.server.ts'

/** The organisations a person may read, as answers of a form. */
export async function listOrganisationChoices(tx: Tx, actor: Actor) {
  return tx
    .selectFrom('organisation as e')
    .select(['e.id as value', 'e.nom as label'])
    .where('e.archiveLe', 'is', null)
    .where('e.fusionneeDans', 'is', null)
    .where(visibleTo(actor))
    .orderBy('e.nom')
    .execute()
}
