import { join } from 'node:path'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { attachFile, checkedType, getFile } from '#app/platform/files.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { ReceivedFile, UploadLimits } from '#app/platform/uploads.server.ts'
import { canEditFiche } from './fiche.permissions.ts'
import { ficheSpec } from './fiche.spec.ts'
import type { StoredFiche } from './fiches.commands.server.ts'

/** The largest file attached to a fiche, in bytes. */
export const MAX_FILE_BYTES = 50_000_000

export function uploadLimits(dataDir: string): UploadLimits {
  return { folder: join(dataDir, 'depots'), maxBytes: MAX_FILE_BYTES }
}

/** Attaches a received file to a fiche, its type told by its content. */
export async function addFile(
  tx: Tx,
  actor: Actor,
  fiche: StoredFiche,
  received: { file: ReceivedFile | null; dataDir: string },
): Promise<void> {
  if (!canEditFiche(actor, fiche)) throw new Forbidden()
  const { file, dataDir } = received
  if (!file)
    throw new Refusal('fichier-absent', 'Choisissez un fichier qui n’est pas vide.', { field: 'fichier' })
  const mime = await checkedType(file)
  await attachFile(tx, actor, { entite: 'fiche', entiteId: fiche.id, file, mime, dataDir })
  await writeJournal(tx, actor, {
    operation: 'fiche.fichier.ajouter',
    entite: 'fiche',
    entiteId: fiche.id,
    titre: ficheSpec.titre(fiche),
    changements: { nom: { avant: null, apres: file.name }, sha256: { avant: null, apres: file.sha256 } },
  })
}

/** Takes a file off a fiche; the bytes stay in the data folder. */
export async function archiveFile(tx: Tx, actor: Actor, fiche: StoredFiche, id: string): Promise<void> {
  if (!canEditFiche(actor, fiche)) throw new Forbidden()
  const file = await getFile(tx, { entite: 'fiche', entiteId: fiche.id, id })
  await tx
    .updateTable('fichier')
    .set({ archiveLe: new Date() })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await writeJournal(tx, actor, {
    operation: 'fiche.fichier.retirer',
    entite: 'fiche',
    entiteId: fiche.id,
    titre: ficheSpec.titre(fiche),
    changements: { nom: { avant: file.nom, apres: null } },
  })
}
