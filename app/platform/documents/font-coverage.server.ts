import { readFileSync } from 'node:fs'

/** Whether a font draws a character: read in the table `cmap` of the file (format 12, or 4 for the first plane). */
export function fontCoverage(path: string): (codePoint: number) => boolean {
  const file = readFileSync(path)
  const ranges = rangesOf(file, tableOffset(file, 'cmap'))
  return (codePoint) => ranges.some(([first, last]) => codePoint >= first && codePoint <= last)
}

function tableOffset(file: Buffer, tag: string): number {
  const count = file.readUInt16BE(4)
  for (let index = 0; index < count; index++) {
    const record = 12 + index * 16
    if (file.toString('latin1', record, record + 4) === tag) return file.readUInt32BE(record + 8)
  }
  throw new Error(`No table ${tag} in this font`)
}

function rangesOf(file: Buffer, cmap: number): Array<[number, number]> {
  const count = file.readUInt16BE(cmap + 2)
  const offsets = Array.from(
    { length: count },
    (_, index) => cmap + file.readUInt32BE(cmap + 4 + index * 8 + 4),
  )
  const full = offsets.find((offset) => file.readUInt16BE(offset) === 12)
  if (full !== undefined) return groups(file, full)
  const basic = offsets.find((offset) => file.readUInt16BE(offset) === 4)
  if (basic === undefined) throw new Error('No character map we can read in this font')
  return segments(file, basic)
}

function groups(file: Buffer, offset: number): Array<[number, number]> {
  const count = file.readUInt32BE(offset + 12)
  return Array.from({ length: count }, (_, index) => {
    const group = offset + 16 + index * 12
    return [file.readUInt32BE(group), file.readUInt32BE(group + 4)]
  })
}

function segments(file: Buffer, offset: number): Array<[number, number]> {
  const bytes = file.readUInt16BE(offset + 6)
  return Array.from({ length: bytes / 2 }, (_, index): [number, number] => [
    file.readUInt16BE(offset + 16 + bytes + index * 2),
    file.readUInt16BE(offset + 14 + index * 2),
  ]).filter(([first]) => first !== 0xffff)
}
