/** A minimal legacy workbook (BIFF8 in a compound file) for tests: text and number cells only. */
export function anXls(sheets: Array<{ name: string; rows: Array<Array<string | number | null>> }>): Buffer {
  const bodies = sheets.map((sheet) => Buffer.concat([bof(0x10), ...cells(sheet.rows), record(0x0a)]))
  const bounds = sheets.map((sheet) => 8 + sheet.name.length + 4)
  const globals = bof(5).length + bounds.reduce((sum, size) => sum + size, 0) + 4
  let offset = globals
  const boundSheets = sheets.map((sheet, at) => {
    const head = Buffer.alloc(8)
    head.writeUInt32LE(offset, 0)
    head[6] = sheet.name.length
    offset += bodies[at]?.length ?? 0
    return record(0x85, Buffer.concat([head, Buffer.from(sheet.name, 'latin1')]))
  })
  return compoundFile(Buffer.concat([bof(5), ...boundSheets, record(0x0a), ...bodies]))
}

function record(id: number, body: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(id, 0)
  head.writeUInt16LE(body.length, 2)
  return Buffer.concat([head, body])
}

function bof(type: number): Buffer {
  const body = Buffer.alloc(16)
  body.writeUInt16LE(0x0600, 0)
  body.writeUInt16LE(type, 2)
  return record(0x809, body)
}

function cells(rows: Array<Array<string | number | null>>): Buffer[] {
  return rows.flatMap((row, at) =>
    row.flatMap((value, column) => (value === null ? [] : [cell(at, column, value)])),
  )
}

function cell(row: number, column: number, value: string | number): Buffer {
  const place = Buffer.alloc(6)
  place.writeUInt16LE(row, 0)
  place.writeUInt16LE(column, 2)
  if (typeof value === 'number') {
    const number = Buffer.alloc(8)
    number.writeDoubleLE(value, 0)
    return record(0x203, Buffer.concat([place, number]))
  }
  const length = Buffer.alloc(3)
  length.writeUInt16LE(value.length, 0)
  length[2] = 1
  return record(0x204, Buffer.concat([place, length, Buffer.from(value, 'utf16le')]))
}

const SECTOR = 512
const END = 0xfffffffe
const FREE = 0xffffffff

/** One stream named Workbook, padded above the size kept in the mini stream. */
function compoundFile(stream: Buffer): Buffer {
  const size = Math.max(Math.ceil(stream.length / SECTOR) * SECTOR, 8 * SECTOR)
  const body = Buffer.concat([stream, Buffer.alloc(size - stream.length)])
  const sectors = size / SECTOR
  const fat = Buffer.alloc(SECTOR, 0xff)
  fat.writeUInt32LE(0xfffffffd, 0)
  fat.writeUInt32LE(END, 4)
  for (let at = 0; at < sectors; at++) fat.writeUInt32LE(at === sectors - 1 ? END : at + 3, (at + 2) * 4)
  const directory = Buffer.concat([
    entry('Root Entry', { type: 5, child: 1, start: END, size: 0 }),
    entry('Workbook', { type: 2, child: FREE, start: 2, size }),
    Buffer.alloc(256),
  ])
  return Buffer.concat([fileHeader(), fat, directory, body])
}

function fileHeader(): Buffer {
  const header = Buffer.alloc(SECTOR, 0)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header)
  header.writeUInt16LE(0x3e, 24)
  header.writeUInt16LE(3, 26)
  header.writeUInt16LE(0xfffe, 28)
  header.writeUInt16LE(9, 30)
  header.writeUInt16LE(6, 32)
  header.writeUInt32LE(1, 44)
  header.writeUInt32LE(1, 48)
  header.writeUInt32LE(4096, 56)
  header.writeUInt32LE(END, 60)
  header.writeUInt32LE(END, 68)
  header.fill(0xff, 76)
  header.writeUInt32LE(0, 76)
  return header
}

function entry(name: string, facts: { type: number; child: number; start: number; size: number }): Buffer {
  const bytes = Buffer.alloc(128)
  Buffer.from(name, 'utf16le').copy(bytes)
  bytes.writeUInt16LE((name.length + 1) * 2, 64)
  bytes[66] = facts.type
  bytes[67] = 1
  bytes.writeUInt32LE(FREE, 68)
  bytes.writeUInt32LE(FREE, 72)
  bytes.writeUInt32LE(facts.child, 76)
  bytes.writeUInt32LE(facts.start, 116)
  bytes.writeUInt32LE(facts.size, 120)
  return bytes
}
