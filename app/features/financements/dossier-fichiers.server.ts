import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { attachFile, checkedType } from '#app/platform/files.server.ts'
import {
  type RouteArgs,
  read,
  redirectWith,
  refused,
  servicesContext,
  statusOf,
  visit,
} from '#app/platform/http.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { type ReceivedFile, receiveUpload } from '#app/platform/uploads.server.ts'
import { getAppelById } from './appels.queries.server.ts'
import { dossierSpec } from './dossier.spec.ts'
import { lockDossier } from './dossier-steps.commands.server.ts'
import { type Dossier, getDossier } from './dossiers.queries.server.ts'
import { canCarry } from './financements.permissions.ts'

const MAX_BYTES = 20_000_000

type Args = RouteArgs & { params: { id: string } }

export interface NewPiece {
  file: ReceivedFile
  appelPieceId: string | null
  dataDir: string
}

/** Joins a document to a dossier; in place of the one before for a document the call asks for. */
export async function addPiece(tx: Tx, actor: Actor, id: string, given: NewPiece): Promise<void> {
  const dossier = await lockDossier(tx, actor, id)
  if (!canCarry(actor, dossier)) throw new Forbidden()
  if (!isOpenToPieces(dossier))
    throw new Refusal('dossier-fige', 'Ce dossier n’attend plus de pièce.', { field: 'fichier' })
  const { file, appelPieceId, dataDir } = given
  const appel = await getAppelById(tx, dossier.appelId)
  if (appelPieceId && !appel.pieces.some((its) => its.id === appelPieceId)) throw new NotFound()
  const mime = await checkedType(file)
  const fichierId = await attachFile(tx, actor, { entite: 'dossier', entiteId: id, file, mime, dataDir })
  if (appelPieceId)
    await sql`delete from dossier_piece where territoire_id = ${actor.territoireId} and dossier_id = ${id}
      and appel_piece_id = ${appelPieceId}`.execute(tx)
  await tx
    .insertInto('dossierPiece')
    .values({ territoireId: actor.territoireId, id: newId(), dossierId: id, appelPieceId, fichierId })
    .execute()
  await writeJournal(tx, actor, {
    operation: 'dossier.piece.ajouter',
    entite: 'dossier',
    entiteId: id,
    titre: dossierSpec.titre(dossier),
    changements: { nom: { avant: null, apres: file.name }, sha256: { avant: null, apres: file.sha256 } },
  })
}

/** Before the submission, and after it while a document is asked for. */
function isOpenToPieces({ etat }: Pick<Dossier, 'etat'>): boolean {
  return etat === 'brouillon' || etat === 'incomplet'
}

/** Whether a form carries a file. */
export function carriesFile(request: Request): boolean {
  return request.headers.get('content-type')?.startsWith('multipart/form-data') ?? false
}

/** Receives a document. The right is checked before the first byte is read, and no transaction waits for the network. */
export async function receivePiece(args: Args) {
  const { dataDir } = args.context.get(servicesContext).config
  await read(args, async ({ tx, actor }) => {
    const dossier = await getDossier(tx, actor, args.params.id)
    if (!canCarry(actor, dossier)) throw new Forbidden()
  })
  let received: ReceivedFile | null = null
  try {
    const { form, file } = await receiveUpload(args.request, {
      folder: join(dataDir, 'depots'),
      maxBytes: MAX_BYTES,
    })
    received = file
    if (!file) throw new Refusal('fichier-absent', 'Choisissez un fichier qui n’est pas vide.')
    return await visit(args, async ({ tx, actor }) => {
      const appelPieceId = String(form.get('appelPieceId') ?? '') || null
      await addPiece(tx, actor, args.params.id, { file, appelPieceId, dataDir })
      const { etat } = await getDossier(tx, actor, args.params.id)
      const page = `/t/${actor.territoireSlug}/financements/dossiers/${args.params.id}`
      return redirectWith(etat === 'brouillon' ? `${page}/pieces` : page, `Reçu : ${file.name}.`)
    })
  } catch (error) {
    if (error instanceof Refusal) return refused(error, new FormData())
    throw statusOf(error)
  } finally {
    if (received) await rm(received.path, { force: true })
  }
}

/** A document of a dossier, for who may read the dossier: kept by this one, or by the permanent file it leans on. */
export async function getPieceFile(tx: Tx, actor: Actor, of: { id: string; fichierId: string }) {
  const dossier = await getDossier(tx, actor, of.id)
  const { rows } = isId(of.fichierId)
    ? await sql<{ nom: string; typeMime: string; chemin: string }>`
        select f.nom, f.type_mime, f.chemin from dossier_piece p
        join fichier f on f.territoire_id = p.territoire_id and f.id = p.fichier_id
        where p.territoire_id = territoire_courant() and p.dossier_id = ${dossier.id} and f.id = ${of.fichierId}
          and f.archive_le is null`.execute(tx)
    : { rows: [] }
  if (!rows[0]) throw new NotFound()
  return rows[0]
}
