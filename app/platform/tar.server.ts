import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, stat } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Refusal } from '#app/lib/errors.ts'

/**
 * Archives as `tar` makes them (ustar), compressed by gzip: `tar tzf` reads them. Only plain files, no owner, no date
 * but the first, so that the same content gives the same archive.
 */

const BLOCK = 512

/** Writes these files of a folder in an archive readable by its owner only. */
export async function packTar(path: string, folder: string, names: ReadonlyArray<string>): Promise<void> {
  await pipeline(
    Readable.from(blocksOf(folder, names)),
    createGzip(),
    createWriteStream(path, { mode: 0o600 }),
  )
}

async function* blocksOf(folder: string, names: ReadonlyArray<string>): AsyncGenerator<Buffer> {
  for (const name of names) {
    const { size } = await stat(join(folder, name))
    yield header(name, size)
    for await (const piece of createReadStream(join(folder, name))) yield Buffer.from(piece)
    yield Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)
  }
  yield Buffer.alloc(BLOCK * 2)
}

function header(name: string, size: number): Buffer {
  const cut = name.length <= 100 ? -1 : name.lastIndexOf('/', 154)
  const [prefix, base] = cut < 0 ? ['', name] : [name.slice(0, cut), name.slice(cut + 1)]
  if (Buffer.byteLength(base) > 100 || Buffer.byteLength(prefix) > 155)
    throw new Refusal('nom-trop-long', `Ce nom de fichier est trop long pour être sauvegardé : ${name}`)
  const block = Buffer.alloc(BLOCK)
  block.write(base, 0)
  block.write('0000600\0', 100)
  block.write('0000000\0', 108)
  block.write('0000000\0', 116)
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  block.write('00000000000\0', 136)
  block.write('        ', 148)
  block.write('0', 156)
  block.write('ustar\0', 257)
  block.write('00', 263)
  block.write(prefix, 345)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

/** Takes the files of an archive out into a folder. @throws Refusal when it is not one of ours, or is cut */
export async function unpackTar(path: string, folder: string): Promise<string[]> {
  try {
    return await extract(path, folder)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw unreadable()
  }
}

async function extract(path: string, folder: string): Promise<string[]> {
  const source = new Blocks(createReadStream(path).pipe(createGunzip()))
  const names: string[] = []
  for (;;) {
    const block = await source.read(BLOCK)
    if (block.every((byte) => byte === 0)) return names
    const { name, size } = parseHeader(block)
    await mkdir(dirname(join(folder, name)), { recursive: true })
    const file = await open(join(folder, name), 'wx', 0o600)
    try {
      for (let left = size; left > 0; ) {
        const piece = await source.read(Math.min(left, 1 << 20))
        await file.write(piece)
        left -= piece.length
      }
    } finally {
      await file.close()
    }
    await source.read((BLOCK - (size % BLOCK)) % BLOCK)
    names.push(name)
  }
}

function parseHeader(block: Buffer): { name: string; size: number } {
  const text = (from: number, length: number): string =>
    block
      .subarray(from, from + length)
      .toString('utf8')
      .split('\0')[0] ?? ''
  if (text(257, 5) !== 'ustar' || text(156, 1) !== '0') throw unreadable()
  const name = [text(345, 155), text(0, 100)].filter(Boolean).join('/')
  // An archive never writes outside the folder it is opened in.
  if (name.startsWith('/') || normalize(name).startsWith('..')) throw unreadable()
  return { name, size: Number.parseInt(text(124, 12), 8) }
}

function unreadable(): Refusal {
  return new Refusal(
    'sauvegarde-illisible',
    'Ce fichier n’est pas une sauvegarde de Maillage, ou il est coupé.',
  )
}

/** Reads a stream by exact lengths. */
class Blocks {
  readonly #pieces: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)

  constructor(stream: AsyncIterable<Buffer>) {
    this.#pieces = stream[Symbol.asyncIterator]()
  }

  async read(length: number): Promise<Buffer> {
    while (this.#rest.length < length) {
      const next = await this.#pieces.next()
      if (next.done) throw unreadable()
      this.#rest = Buffer.concat([this.#rest, next.value])
    }
    const taken = this.#rest.subarray(0, length)
    this.#rest = this.#rest.subarray(length)
    return taken
  }
}
