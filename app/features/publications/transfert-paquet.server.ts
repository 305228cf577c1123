import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Zip, ZipPassThrough } from 'fflate'
import { Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { slugify } from '#app/lib/text.ts'
import type { Document } from '#app/platform/documents/document.schema.ts'
import { documentTypes, renderDocument } from '#app/platform/documents/documents.server.ts'
import { type SedaFile, type SedaTransfer, sedaManifest } from '#app/platform/documents/seda.ts'
import { filesFolder } from '#app/platform/files.server.ts'
import type { ReceivedFile } from '#app/platform/uploads.server.ts'

/** A file kept with the record, as the files table has it. */
export interface KeptFile {
  nom: string
  typeMime: string
  sha256: string
  chemin: string
  deposeLe: Date
}

/** All that a package is made of. */
export interface Matter {
  document: Document
  files: ReadonlyArray<KeptFile>
  transfer: Omit<SedaTransfer, 'files'>
}

interface Entry extends SedaFile {
  from: { bytes: Uint8Array } | { path: string }
}

/**
 * Writes the package of a transfer (manifest, text of the document, its files) into the data folder. Files travel in
 * streams: memory holds the text of the document and one piece of a file. To be removed or moved by who asked.
 * @returns the file, and the SHA-512 of its manifest
 * @throws Refusal when a kept file is missing or is not what was received
 */
export async function writePaquet(
  matter: Matter,
  dataDir: string,
): Promise<{ file: ReceivedFile; empreinte: string; pieces: number }> {
  const entries = [await textEntry(matter), ...(await keptEntries(matter.files, dataDir))]
  const manifest = Buffer.from(sedaManifest({ ...matter.transfer, files: entries }))
  const folder = join(dataDir, 'depots')
  await mkdir(folder, { recursive: true })
  const path = join(folder, newId())
  const target = await open(path, 'wx')
  try {
    const { size, sha256 } = await zipTo(target, manifest, entries)
    const name = `${slugify(matter.transfer.identifier, 80)}.zip`
    const empreinte = createHash('sha512').update(manifest).digest('hex')
    return { file: { path, name, size, sha256 }, empreinte, pieces: entries.length }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await target.close()
  }
}

async function textEntry({ document, transfer }: Matter): Promise<Entry> {
  const bytes = await renderDocument(document, 'pdf')
  return {
    uri: 'content/1.pdf',
    name: `${slugify(document.title, 80)}.pdf`,
    title: `${document.kind} : ${document.title}`,
    mime: documentTypes.pdf,
    bytes: bytes.byteLength,
    sha512: createHash('sha512').update(bytes).digest('hex'),
    lastModified: transfer.date,
    from: { bytes },
  }
}

async function keptEntries(files: ReadonlyArray<KeptFile>, dataDir: string): Promise<Entry[]> {
  const entries: Entry[] = []
  for (const [index, file] of files.entries()) {
    const path = join(filesFolder(dataDir), file.chemin)
    const { sha256, sha512 } = await digestsOf(path, file.nom)
    if (sha256 !== file.sha256) throw altered(file.nom)
    const extension = /\.([A-Za-z0-9]{1,8})$/.exec(file.nom)?.[0] ?? ''
    entries.push({
      uri: `content/${index + 2}${extension.toLowerCase()}`,
      name: file.nom,
      title: file.nom,
      mime: file.typeMime,
      bytes: (await stat(path)).size,
      sha512,
      lastModified: file.deposeLe,
      from: { path },
    })
  }
  return entries
}

async function digestsOf(path: string, nom: string) {
  const [short, long] = [createHash('sha256'), createHash('sha512')]
  try {
    for await (const chunk of createReadStream(path)) {
      short.update(chunk)
      long.update(chunk)
    }
  } catch {
    throw new Refusal(
      'fichier-perdu',
      `« ${nom} » n’est plus dans le dossier de données : retirez-le ou déposez-le de nouveau.`,
    )
  }
  return { sha256: short.digest('hex'), sha512: long.digest('hex') }
}

const altered = (nom: string): Refusal =>
  new Refusal(
    'fichier-altere',
    `« ${nom} » n’est plus le fichier qui avait été déposé : rien n’a été préparé.`,
  )

/** Stored, not deflated: what people attach is compressed already. */
async function zipTo(target: FileHandle, manifest: Uint8Array, entries: ReadonlyArray<Entry>) {
  const hash = createHash('sha256')
  const waiting: Uint8Array[] = []
  let size = 0
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    waiting.push(chunk)
  })
  const drain = async (): Promise<void> => {
    for (const chunk of waiting.splice(0)) {
      hash.update(chunk)
      size += chunk.byteLength
      await target.write(chunk)
    }
  }
  const whole = async (name: string, bytes: Uint8Array): Promise<void> => {
    const part = new ZipPassThrough(name)
    zip.add(part)
    part.push(bytes, true)
    await drain()
  }
  await whole('manifest.xml', manifest)
  for (const { uri, from } of entries) {
    if ('bytes' in from) {
      await whole(uri, from.bytes)
      continue
    }
    const part = new ZipPassThrough(uri)
    zip.add(part)
    for await (const chunk of createReadStream(from.path)) {
      part.push(new Uint8Array(chunk))
      await drain()
    }
    part.push(new Uint8Array(0), true)
    await drain()
  }
  zip.end()
  await drain()
  return { size, sha256: hash.digest('hex') }
}
