import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { type Actor, can } from '#app/platform/permissions.ts'

/** Refuses whoever may not write sheets. */
export function mustWrite(actor: Actor): void {
  if (!can(actor, 'publications.rediger')) throw new Forbidden()
}

/** What was read over is no longer what the sheet says. */
export async function backToDraft(tx: Tx, { territoireId }: Actor, id: string): Promise<void> {
  await tx
    .updateTable('experience')
    .set({ etat: 'brouillon', reluePar: null, relueLe: null })
    .where('territoireId', '=', territoireId)
    .where('id', '=', id)
    .where('etat', '<>', 'brouillon')
    .execute()
}
