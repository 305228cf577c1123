import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { fileTypeFromFile } from 'file-type'
import type { Tx } from '#app/db/connection.server.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { formatAlternatives } from '#app/lib/text.ts'
import type { Actor } from './permissions.ts'
import type { ReceivedFile } from './uploads.server.ts'

/** What people may attach: documents, tables, pictures, sound. Told by the content; the name must agree. */
const accepted: Record<string, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  csv: 'text/csv',
  txt: 'text/plain',
}

const aliases: Record<string, string> = { jpeg: 'jpg', md: 'txt' }
const texts = new Set(['csv', 'txt'])

/** Where the files of the data folder live, one folder a territory. */
export function filesFolder(dataDir: string): string {
  return join(dataDir, 'fichiers')
}

/** The type of a file, from its bytes. Refuses what is not accepted, and a name that says something else. */
export async function checkedType(file: ReceivedFile): Promise<string> {
  const extension = extensionOf(file.name)
  const found = await fileTypeFromFile(file.path)
  const actual = found?.ext ?? ((await isText(file.path)) ? 'texte' : null)
  const isRight = actual === 'texte' ? texts.has(extension) : actual === extension
  const mime = accepted[extension]
  if (mime && isRight) return mime
  const said = extension ? `.${extension}` : 'sans extension'
  const words = mime
    ? `Le contenu de « ${file.name} » n’est pas celui d’un fichier ${said} : enregistrez-le de nouveau dans son logiciel.`
    : `Les fichiers ${said} ne sont pas acceptés : déposez un fichier ${formatAlternatives(Object.keys(accepted).map((its) => `.${its}`))}.`
  throw new Refusal('type-refuse', words, { field: 'fichier' })
}

function extensionOf(name: string): string {
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return aliases[extension] ?? extension
}

async function isText(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0)
    return !buffer.subarray(0, bytesRead).includes(0)
  } finally {
    await file.close()
  }
}

export interface Attachment {
  entite: string
  entiteId: string
  file: ReceivedFile
  mime: string
  /** The data folder. */
  dataDir: string
}

/** Moves a received file to its place and records it. @returns its id */
export async function attachFile(tx: Tx, actor: Actor, attachment: Attachment): Promise<string> {
  const id = newId()
  const chemin = join(actor.territoireId, id.slice(-2), id)
  const target = join(filesFolder(attachment.dataDir), chemin)
  await mkdir(dirname(target), { recursive: true })
  await rename(attachment.file.path, target)
  try {
    await tx
      .insertInto('fichier')
      .values({
        territoireId: actor.territoireId,
        id,
        entite: attachment.entite,
        entiteId: attachment.entiteId,
        nom: attachment.file.name,
        typeMime: attachment.mime,
        tailleOctets: attachment.file.size,
        sha256: attachment.file.sha256,
        chemin,
        deposePar: actor.personneId,
      })
      .execute()
  } catch (error) {
    await rm(target, { force: true })
    throw error
  }
  return id
}

/** The files of a record, newest first. */
export function listFiles(tx: Tx, entite: string, entiteId: string) {
  return tx
    .selectFrom('fichier')
    .select(['id', 'nom', 'typeMime', 'tailleOctets', 'sha256', 'deposeLe'])
    .where('entite', '=', entite)
    .where('entiteId', '=', entiteId)
    .where('archiveLe', 'is', null)
    .orderBy('id', 'desc')
    .execute()
}

/** One file of a record, or NotFound. */
export async function getFile(tx: Tx, of: { entite: string; entiteId: string; id: string }) {
  const found = isId(of.id)
    ? await tx
        .selectFrom('fichier')
        .select(['id', 'nom', 'typeMime', 'tailleOctets', 'chemin'])
        .where('id', '=', of.id)
        .where('entite', '=', of.entite)
        .where('entiteId', '=', of.entiteId)
        .where('archiveLe', 'is', null)
        .executeTakeFirst()
    : undefined
  if (!found) throw new NotFound()
  return found
}

/** A file as a download: never shown inside the site, whatever it contains. */
export async function fileResponse(
  dataDir: string,
  file: { nom: string; typeMime: string; chemin: string },
): Promise<Response> {
  const path = join(filesFolder(dataDir), file.chemin)
  const facts = await stat(path).catch(() => null)
  if (!facts)
    throw new NotFound('Ce fichier n’est plus dans le dossier de données : prévenez l’administrateur.')
  return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, {
    // same stream, typed twice by DOM and Node
    headers: {
      'content-type': file.typeMime,
      'content-length': String(facts.size),
      'content-disposition': dispositionOf(file.nom),
    },
  })
}

/** A Content-Disposition that every browser reads, accents included. */
export function dispositionOf(name: string): string {
  const ascii = name
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\]/g, '_')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`
}
