import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { listAxeChoices, listDocumentChoices } from '#app/features/strategies/index.server.ts'
import { listPerimetreChoices } from '#app/features/territoires/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { listInstanceChoices } from './instances.queries.server.ts'

/** The answers of the form of a body. */
export async function listChoices(tx: Tx, actor: Actor, given: { at: IsoDate; butNot?: string }) {
  return {
    documents: await listDocumentChoices(tx, actor),
    instances: await listInstanceChoices(tx, actor, given.butNot),
    perimetres: await listPerimetreChoices(tx),
    axes: await listAxeChoices(tx, actor, given.at),
    qpv: await tx
      .selectFrom('qpv')
      .select(['code as value', sql<string>`nom || ' (' || code || ')'`.as('label')])
      .orderBy('nom')
      .orderBy('code')
      .execute(),
  }
}

export type InstanceChoices = Awaited<ReturnType<typeof listChoices>>

/** The people of the directory as answers of a form, with the organisation they act for. */
export async function listPersonneChoices(tx: Tx) {
  return tx
    .selectFrom('personne as p')
    .select(['p.id as value', 'p.nom as label'])
    .where('p.archiveLe', 'is', null)
    .orderBy('p.nom')
    .execute()
}
