import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'

export type Encoding = 'utf-8' | 'cp1252' | 'utf-16le' | 'utf-16be' | 'mixte'

/** What the bytes of a text say about themselves once all of them were seen. */
export interface EncodingFacts {
  encoding: Encoding
  hasBom: boolean
  /** Replacement characters (U+FFFD) already in the file: accents lost before it came to us. */
  lostCharacters: number
  hasNul: boolean
}

/**
 * Finds the encoding from all the bytes, fed piece by piece. A byte order mark is a hint, not a proof: text that is
 * not valid UTF-8 is read as CP1252 whatever its mark says. ISO-8859-1 is read as CP1252, its superset in practice.
 */
export class EncodingDetector {
  private tail = Buffer.alloc(0)
  private first = true
  private valid = true
  private bom: 'utf-8' | 'utf-16le' | 'utf-16be' | null = null
  private lost = 0
  private nulsEven = 0
  private nulsOdd = 0
  private bytes = 0
  private goodSequences = 0
  private badBytes = 0

  push(chunk: Buffer): void {
    if (this.first) this.readBom(chunk)
    this.countNuls(chunk)
    this.bytes += chunk.length
    const joined = this.tail.length > 0 ? Buffer.concat([this.tail, chunk]) : chunk
    const cut = completeUtf8Length(joined)
    this.tail = Buffer.from(joined.subarray(cut))
    this.check(joined.subarray(0, cut))
  }

  end(): EncodingFacts {
    this.check(this.tail)
    const hasNul = this.nulsEven + this.nulsOdd > 0
    return {
      encoding: this.decide(),
      hasBom: this.bom !== null,
      lostCharacters: this.valid ? this.lost : 0,
      hasNul,
    }
  }

  private readBom(chunk: Buffer): void {
    this.first = false
    if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) this.bom = 'utf-8'
    else if (chunk[0] === 0xff && chunk[1] === 0xfe) this.bom = 'utf-16le'
    else if (chunk[0] === 0xfe && chunk[1] === 0xff) this.bom = 'utf-16be'
  }

  private countNuls(chunk: Buffer): void {
    for (let at = chunk.indexOf(0); at !== -1; at = chunk.indexOf(0, at + 1)) {
      if ((this.bytes + at) % 2 === 0) this.nulsEven++
      else this.nulsOdd++
      if (this.nulsEven + this.nulsOdd > 10_000) return
    }
  }

  private check(piece: Buffer): void {
    if (piece.length === 0) return
    const good = isUtf8(piece)
    if (good) {
      for (let at = piece.indexOf('\ufffd'); at !== -1; at = piece.indexOf('\ufffd', at + 3)) this.lost++
    } else this.valid = false
    if (!this.valid) this.countSequences(piece)
  }

  private countSequences(piece: Buffer): void {
    for (let at = 0; at < piece.length; ) {
      const length = sequenceLength(piece, at)
      if (length > 1) this.goodSequences++
      if (length === 0) this.badBytes++
      at += Math.max(length, 1)
    }
  }

  private decide(): Encoding {
    if (this.bom === 'utf-16le' || this.bom === 'utf-16be') return this.bom
    const nuls = this.nulsEven + this.nulsOdd
    if (nuls > this.bytes / 5) return this.nulsOdd > this.nulsEven ? 'utf-16le' : 'utf-16be'
    if (this.valid) return 'utf-8'
    return this.goodSequences > this.badBytes * 2 ? 'mixte' : 'cp1252'
  }
}

/** Length of the valid UTF-8 sequence at this place: 1 for ASCII, 0 when the byte starts none. */
function sequenceLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0
  if (lead < 0x80) return 1
  const length = lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0
  if (length === 0 || lead >= 0xf5 || at + length > bytes.length) return 0
  return isUtf8(bytes.subarray(at, at + length)) ? length : 0
}

/** How many bytes can be judged now: a sequence cut by the end of the piece waits for the next one. */
function completeUtf8Length(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) {
      const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return wanted > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

/** Decodes a whole text, the byte order mark removed. */
export function decodeText(bytes: Buffer, encoding: Encoding): string {
  const text = encoding === 'mixte' ? decodeMixed(bytes) : decodePlain(bytes, encoding)
  return text.startsWith('\ufeff') ? text.slice(1) : text
}

function decodePlain(bytes: Buffer, encoding: Exclude<Encoding, 'mixte'>): string {
  // A mark before text that is not UTF-8 would come out as "ï»¿".
  const body = encoding === 'cp1252' && hasUtf8Bom(bytes) ? bytes.subarray(3) : bytes
  return iconv.decode(body, encoding === 'cp1252' ? 'win1252' : encoding)
}

function hasUtf8Bom(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
}

/** Valid UTF-8 sequences as UTF-8, every other byte as CP1252: files glued together from two sources. */
export function decodeMixed(bytes: Buffer): string {
  let text = ''
  let from = 0
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    if (length === 0) {
      text += bytes.toString('utf8', from, at) + iconv.decode(bytes.subarray(at, at + 1), 'win1252')
      from = at + 1
    }
    at += Math.max(length, 1)
  }
  return text + bytes.toString('utf8', from)
}

/** Turns pieces of bytes in this encoding into pieces of UTF-8 bytes, never holding more than one piece. */
export async function* toUtf8(pieces: AsyncIterable<Buffer>, encoding: Encoding): AsyncIterable<Buffer> {
  if (encoding === 'mixte') {
    yield* mixedToUtf8(pieces)
    return
  }
  const decoder = iconv.getDecoder(encoding === 'cp1252' ? 'win1252' : encoding)
  let first = true
  for await (const piece of pieces) {
    const body = first && encoding === 'cp1252' && hasUtf8Bom(piece) ? piece.subarray(3) : piece
    const text = decoder.write(body)
    if (text !== '') yield Buffer.from(first && text.startsWith('\ufeff') ? text.slice(1) : text)
    first = first && text === ''
  }
  const rest = decoder.end()
  if (rest) yield Buffer.from(rest)
}

async function* mixedToUtf8(pieces: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let tail = Buffer.alloc(0)
  for await (const piece of pieces) {
    const joined = Buffer.concat([tail, piece])
    const cut = joined.lastIndexOf(0x0a) + 1
    tail = Buffer.from(joined.subarray(cut))
    if (cut > 0) yield Buffer.from(decodeMixed(joined.subarray(0, cut)))
  }
  if (tail.length > 0) yield Buffer.from(decodeMixed(tail))
}
