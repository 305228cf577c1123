import { createReadStream } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sheet } from '#data/sources/contract.ts'

/** From this size, a wide file is read piece by piece: its cells would not fit in the memory allowed. */
const LARGE_BYTES = 100 * 1024 * 1024
const PIECE_BYTES = 24 * 1024 * 1024

/** True for a large delimited text whose lines can be cut apart without looking for quotes. */
export function isLarge(sheet: Sheet): boolean {
  const { csv, bytes } = sheet.table
  return csv !== null && !csv.hasQuotes && bytes > LARGE_BYTES && sheet.header.line > 0
}

/** The same table in pieces of whole lines, each in a file of its own that is gone when the next one comes. */
export async function* piecesOf(sheet: Sheet, folder: string): AsyncGenerator<Sheet> {
  const { csv } = sheet.table
  if (!csv) return
  const path = join(folder, 'morceau.csv')
  let firstLine = sheet.header.line + 1
  for await (const lines of wholeLines(csv.path, sheet.header.line)) {
    await writeFile(path, lines.bytes)
    const piece = { ...csv, path, firstLine, lineFeeds: lines.count }
    yield { ...sheet, table: { ...sheet.table, csv: piece } }
    firstLine += lines.count
  }
  await rm(path, { force: true })
}

interface Lines {
  bytes: Buffer
  count: number
}

/** Pieces of about 24 MB that end with a line, the first `skip` lines left out. */
async function* wholeLines(path: string, skip: number): AsyncGenerator<Lines> {
  let pending: Buffer[] = []
  let size = 0
  let left = skip
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 22 })) {
    let piece: Buffer = chunk
    while (left > 0 && piece.length > 0) {
      const end = piece.indexOf(10)
      piece = end < 0 ? Buffer.alloc(0) : piece.subarray(end + 1)
      if (end >= 0) left--
    }
    pending.push(piece)
    size += piece.length
    if (size < PIECE_BYTES) continue
    const bytes = Buffer.concat(pending)
    const cut = bytes.lastIndexOf(10) + 1
    if (cut > 0) yield counted(bytes.subarray(0, cut))
    pending = [bytes.subarray(cut)]
    size = bytes.length - cut
  }
  const rest = Buffer.concat(pending)
  if (rest.length > 0) yield counted(rest)
}

function counted(bytes: Buffer): Lines {
  let count = 0
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count++
  return { bytes, count }
}
