import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { addAttached, type FileOwner, removeAttached } from '#app/platform/attached.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { ReceivedFile } from '#app/platform/uploads.server.ts'
import { canEditFiche } from './fiche.permissions.ts'
import { ficheSpec } from './fiche.spec.ts'
import type { StoredFiche } from './fiches.commands.server.ts'

/** Attaches a received file to a fiche. */
export function addFile(
  tx: Tx,
  actor: Actor,
  fiche: StoredFiche,
  received: { file: ReceivedFile | null; dataDir: string },
): Promise<void> {
  return addAttached(tx, actor, ownerOf(actor, fiche), received)
}

/** Takes a file off a fiche. */
export function archiveFile(tx: Tx, actor: Actor, fiche: StoredFiche, id: string): Promise<void> {
  return removeAttached(tx, actor, ownerOf(actor, fiche), id)
}

function ownerOf(actor: Actor, fiche: StoredFiche): FileOwner {
  if (!canEditFiche(actor, fiche)) throw new Forbidden()
  return { entite: 'fiche', id: fiche.id, titre: ficheSpec.titre(fiche) }
}
