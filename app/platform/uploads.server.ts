import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import busboy, { type BusboyFileStream } from '@fastify/busboy'
import { Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { formatNumber } from '#app/lib/numbers.ts'

/** A file that came with a form, already on the disk, told by what arrived and not by what was announced. */
export interface ReceivedFile {
  path: string
  /** The name the person gave it, without folders. */
  name: string
  size: number
  sha256: string
}

export interface Received {
  form: FormData
  file: ReceivedFile | null
}

export interface UploadLimits {
  /** Where the file is written while it arrives. */
  folder: string
  maxBytes: number
}

/**
 * Reads a form that carries one file, writing the file to the disk as it arrives: memory does not grow with it.
 * Too large a file is refused with 413 as soon as it is known; nothing of it is left.
 * @throws Refusal
 */
export async function receiveUpload(request: Request, limits: UploadLimits): Promise<Received> {
  const type = request.headers.get('content-type') ?? ''
  if (!request.body || !type.startsWith('multipart/form-data'))
    throw new Refusal(
      'pas-un-formulaire',
      'Cet envoi n’est pas un formulaire avec un fichier : passez par l’écran.',
    )
  await mkdir(limits.folder, { recursive: true })
  const form = new FormData()
  const files: Array<Promise<ReceivedFile & { isTooLarge: boolean }>> = []
  const parser = new busboy({
    headers: { 'content-type': type },
    limits: { fileSize: limits.maxBytes, files: 1, fields: 200, fieldSize: 1_000_000 },
  })
  parser.on('field', (name, value) => form.append(name, value))
  parser.on('file', (_field, stream, name) => {
    if (name) files.push(keep(stream, name, limits.folder))
    else stream.resume()
  })
  try {
    await pipeline(Readable.fromWeb(request.body as import('node:stream/web').ReadableStream), parser) // same stream, typed twice by DOM and Node
  } catch {
    await Promise.allSettled(files)
    throw new Refusal('envoi-interrompu', 'L’envoi s’est interrompu avant la fin : recommencez.')
  }
  const file = (await Promise.all(files))[0]
  if (!file || file.size === 0) return { form, file: await nothing(file) }
  if (file.isTooLarge) {
    await rm(file.path, { force: true })
    throw tooLarge(limits.maxBytes)
  }
  return { form, file }
}

async function nothing(file: ReceivedFile | undefined): Promise<null> {
  if (file) await rm(file.path, { force: true })
  return null
}

async function keep(stream: BusboyFileStream, name: string, folder: string) {
  const path = join(folder, newId())
  const hash = createHash('sha256')
  let size = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      size += chunk.length
      done(null, chunk)
    },
  })
  await pipeline(stream, measure, createWriteStream(path))
  return { path, name: baseName(name), size, sha256: hash.digest('hex'), isTooLarge: stream.truncated }
}

/** Without folders nor control characters, at most 200 characters, its extension kept. */
function baseName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const clean = last.replace(/[\u0000-\u001f\u007f]/g, '').trim() || 'fichier'
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(clean)?.[0] ?? ''
  return clean.length <= 200 ? clean : clean.slice(0, 200 - extension.length) + extension
}

function tooLarge(maxBytes: number): Refusal {
  const megabytes = formatNumber(Math.round(maxBytes / 1_000_000))
  return new Refusal(
    'fichier-trop-gros',
    `Ce fichier dépasse ${megabytes} Mo : réduisez-le, ou déposez-le ailleurs et notez ici son adresse.`,
    { field: 'fichier' },
  )
}
