import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tx } from '#app/db/connection.server.ts'
import { Refusal } from '#app/lib/errors.ts'
import { attachFile, checkedType, getFile } from './files.server.ts'
import { type RouteArgs, read, refused, servicesContext, statusOf, type Visit, visit } from './http.server.ts'
import { writeJournal } from './journal.server.ts'
import type { Actor } from './permissions.ts'
import { type ReceivedFile, receiveUpload, type UploadLimits } from './uploads.server.ts'

/** The record a file hangs on, as the journal names it. */
export interface FileOwner {
  entite: string
  id: string
  titre: string
}

/** The largest file attached to a record, in bytes. */
const MAX_FILE_BYTES = 50_000_000

export function attachedLimits(dataDir: string): UploadLimits {
  return { folder: join(dataDir, 'depots'), maxBytes: MAX_FILE_BYTES }
}

/** Attaches a received file to a record, its type told by its content. The caller has checked the right to. */
export async function addAttached(
  tx: Tx,
  actor: Actor,
  owner: FileOwner,
  received: { file: ReceivedFile | null; dataDir: string },
): Promise<void> {
  const { file, dataDir } = received
  if (!file)
    throw new Refusal('fichier-absent', 'Choisissez un fichier qui n’est pas vide.', { field: 'fichier' })
  const mime = await checkedType(file)
  await attachFile(tx, actor, { entite: owner.entite, entiteId: owner.id, file, mime, dataDir })
  const changements = { nom: { avant: null, apres: file.name }, sha256: { avant: null, apres: file.sha256 } }
  await say(tx, actor, owner, { verb: 'ajouter', changements })
}

/** Takes a file off a record; the bytes stay in the data folder. The caller has checked the right to. */
export async function removeAttached(tx: Tx, actor: Actor, owner: FileOwner, id: string): Promise<void> {
  const file = await getFile(tx, { entite: owner.entite, entiteId: owner.id, id })
  await tx
    .updateTable('fichier')
    .set({ archiveLe: new Date() })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await say(tx, actor, owner, { verb: 'retirer', changements: { nom: { avant: file.nom, apres: null } } })
}

type Changes = Parameters<typeof writeJournal>[2]['changements']

function say(tx: Tx, actor: Actor, owner: FileOwner, what: { verb: string; changements: Changes }) {
  return writeJournal(tx, actor, {
    operation: `${owner.entite}.fichier.${what.verb}`,
    entite: owner.entite,
    entiteId: owner.id,
    titre: owner.titre,
    changements: what.changements,
  })
}

/**
 * The action of a page that receives one file: the right to write (`mustWrite`) is checked before the first byte
 * is read, no transaction waits for the network, and nothing of a refused file is left.
 */
export async function receiveAttached(
  args: RouteArgs,
  mustWrite: (visit: Visit) => Promise<unknown>,
  keep: (visit: Visit, received: { file: ReceivedFile | null; dataDir: string }) => Promise<Response>,
) {
  const { dataDir } = args.context.get(servicesContext).config
  await read(args, mustWrite)
  try {
    const { file } = await receiveUpload(args.request, attachedLimits(dataDir))
    try {
      return await visit(args, (its) => keep(its, { file, dataDir }))
    } finally {
      if (file) await rm(file.path, { force: true })
    }
  } catch (error) {
    if (error instanceof Refusal) return refused(error, new FormData())
    throw statusOf(error)
  }
}
