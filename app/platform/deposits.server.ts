import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tx } from '#app/db/connection.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { discardDraft, findDraft, saveDraft } from './drafts.server.ts'
import type { Actor } from './permissions.ts'
import type { ReceivedFile, UploadLimits } from './uploads.server.ts'

/** A file brought for an import, waiting between its rehearsal and its confirmation: seen by who brought it only. */
export interface Deposit {
  id: string
  file: ReceivedFile
}

const MAX_BYTES = 30_000_000

/** Where a file to import is written while it waits, and how large it may be. */
export function depositLimits(dataDir: string): UploadLimits {
  return { folder: join(dataDir, 'depots'), maxBytes: MAX_BYTES }
}

/** Keeps a received file until it is confirmed or forgotten. `entite` names the import. @returns the id of the deposit */
export async function keepDeposit(
  tx: Tx,
  actor: Actor,
  entite: string,
  given: { file: ReceivedFile; now: Date },
): Promise<string> {
  const id = newId()
  const { path, name, size, sha256 } = given.file
  const form = new FormData()
  form.set('entite', entite)
  form.set('entiteId', id)
  form.set('valeurs', JSON.stringify({ path: [path], name: [name], size: [String(size)], sha256: [sha256] }))
  await saveDraft(tx, actor, form, given.now)
  return id
}

/** The file that waits under this id, or NotFound. */
export async function getDeposit(tx: Tx, actor: Actor, entite: string, id: string): Promise<Deposit> {
  const draft = isId(id) ? await findDraft(tx, actor, { entite, entiteId: id }) : null
  const [path, name, size, sha256] = ['path', 'name', 'size', 'sha256'].map((key) => draft?.values[key]?.[0])
  if (!path || !name || !sha256) throw new NotFound()
  return { id, file: { path, name, size: Number(size), sha256 } }
}

/** Forgets a deposit and its file. */
export async function forgetDeposit(tx: Tx, actor: Actor, entite: string, deposit: Deposit): Promise<void> {
  await discardDraft(tx, actor, { entite, entiteId: deposit.id })
  await rm(deposit.file.path, { force: true })
}
