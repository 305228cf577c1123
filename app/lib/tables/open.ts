import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, open as openFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '#app/lib/errors.ts'
import { extractMember, gunzipTo, listMembers, type Member, WORKBOOK_LIMITS } from './archive.ts'
import { csvRows } from './csv.ts'
import { type Delimiter, findDelimiter } from './delimiter.ts'
import { decodeText, toUtf8 } from './encoding.ts'
import { findObjects, objectRows, readJson } from './json.ts'
import type { ReportLine, Row } from './report.ts'
import { type Content, sniffFile } from './sniff.ts'
import { openSheets, type WorkbookKind } from './workbook.ts'

export interface CsvPlace {
  path: string
  delimiter: Delimiter
  lineFeeds: number
  hasQuotes: boolean
  /** Line of the first record, for a piece cut out of a larger file: it has no header of its own. */
  firstLine?: number
}

/** One table found in a file: a delimited text, a sheet, or a list of objects. */
export interface Table {
  /** Name to show: the file or the member of the archive, and the sheet when there is one. */
  name: string
  file: string
  sheet: string | null
  kind: 'csv' | 'classeur' | 'json'
  /** Size of the text or of the file the table is in. */
  bytes: number
  /** For a delimited text: the same text in UTF-8, ready for a faster reader. */
  csv: CsvPlace | null
  /** For JSON: the document as it is. */
  document: unknown
  flags: ReportLine[]
  rows: () => AsyncGenerator<Row>
}

export interface OpenedFile {
  path: string
  name: string
  size: number
  sha256: string
  tables: Table[]
  /** Parquet files found, which only the statistical store can read. */
  parquets: string[]
  flags: ReportLine[]
  /** Removes the temporary copies. */
  close: () => Promise<void>
}

/** Opens any file people bring: text, workbook, JSON, or an archive of these. Refuses the rest with a way out. */
export async function openTables(path: string, options: { tempFolder?: string } = {}): Promise<OpenedFile> {
  const content = await sniffFile(path)
  const folder = await mkdtemp(join(options.tempFolder ?? tmpdir(), 'lecture-'))
  const opened: OpenedFile = {
    path,
    name: content.name,
    size: content.size,
    sha256: content.sha256,
    tables: [],
    parquets: [],
    flags: [],
    close: () => rm(folder, { recursive: true, force: true }),
  }
  try {
    await collect(content, content.name, { folder, depth: 0, opened })
    if (opened.tables.length + opened.parquets.length === 0) throw nothingFound(opened)
    return opened
  } catch (error) {
    await opened.close()
    throw error
  }
}

interface Collecting {
  folder: string
  depth: number
  opened: OpenedFile
}

async function collect(content: Content, label: string, to: Collecting): Promise<void> {
  if (content.kind === 'texte') to.opened.tables.push(await csvTable(content, label, to.folder))
  else if (content.kind === 'json') to.opened.tables.push(await jsonTable(content, label))
  else if (content.kind === 'parquet') to.opened.parquets.push(content.path)
  else if (content.kind === 'ole') await collectWorkbook(content.path, label, { kind: 'xls', to })
  else if (content.kind === 'gzip') await collectGzip(content, label, to)
  else await collectZip(content, label, to)
}

async function collectGzip(content: Content, label: string, to: Collecting): Promise<void> {
  const folder = await mkdtemp(join(to.folder, 'gz-'))
  const inner = await sniffFile(await gunzipTo(content.path, folder))
  await collect(inner, label.replace(/\.gz$/i, ''), { ...to, folder })
}

async function collectZip(content: Content, label: string, to: Collecting): Promise<void> {
  const members = await listMembers(content.path)
  const workbook = workbookKind(members)
  if (workbook) {
    await listMembers(content.path, WORKBOOK_LIMITS)
    await collectWorkbook(content.path, label, { kind: workbook, to })
    return
  }
  if (members.some((member) => member.name.startsWith('word/') || member.name.startsWith('ppt/'))) {
    const sentence = `Le fichier ${label} est un document de texte ou de présentation, pas un tableau : demandez le classeur d’origine.`
    throw new Refusal('contenu-inattendu', sentence)
  }
  if (to.depth > 1)
    throw new Refusal('archive-imbriquee', `L’archive ${label} en contient d’autres en cascade.`)
  for (const member of members) await collectMember(content.path, member, to)
}

async function collectMember(archive: string, member: Member, to: Collecting): Promise<void> {
  const folder = await mkdtemp(join(to.folder, 'zip-'))
  const target = join(folder, basename(member.name) || 'contenu')
  await extractMember(archive, member.name, target)
  try {
    await collect(await sniffFile(target), member.name, { ...to, folder, depth: to.depth + 1 })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const message = `« ${member.name} » n’est pas lu : ${error.message}`
    to.opened.flags.push({ line: null, column: null, code: `membre-${error.code}`, message })
  }
}

function workbookKind(members: Member[]): WorkbookKind | null {
  const names = new Set(members.map((member) => member.name))
  if (names.has('xl/workbook.bin')) return 'xlsb'
  if (names.has('xl/workbook.xml')) return 'xlsx'
  return names.has('content.xml') && names.has('mimetype') ? 'ods' : null
}

async function collectWorkbook(path: string, label: string, from: { kind: WorkbookKind; to: Collecting }) {
  for (const source of await openSheets(path, from.kind)) {
    from.to.opened.tables.push({
      name: `${label} — ${source.sheet}`,
      file: label,
      sheet: source.sheet,
      kind: 'classeur',
      bytes: from.to.opened.size,
      csv: null,
      document: null,
      flags: [],
      rows: source.rows,
    })
  }
}

async function jsonTable(content: Content, label: string): Promise<Table> {
  const document = await readJson(content.path, content.encoding)
  const objects = findObjects(document) ?? []
  const common = {
    name: label,
    file: label,
    sheet: null,
    bytes: content.size,
    csv: null,
    flags: encodingFlags(content),
  }
  return { ...common, kind: 'json', document, rows: () => objectRows(objects) }
}

const SAMPLE_BYTES = 1 << 20

async function csvTable(content: Content, label: string, folder: string): Promise<Table> {
  const path = content.encoding === 'utf-8' ? content.path : await transcode(content, folder)
  const { delimiter } = findDelimiter(await headText(path))
  const csv = { path, delimiter, lineFeeds: content.lineFeeds, hasQuotes: content.hasQuotes }
  const rows = () => csvRows({ path, delimiter, encoding: 'utf-8' })
  const flags = encodingFlags(content)
  return {
    name: label,
    file: label,
    sheet: null,
    kind: 'csv',
    bytes: content.size,
    csv,
    document: null,
    flags,
    rows,
  }
}

async function transcode(content: Content, folder: string): Promise<string> {
  const target = join(folder, `${basename(content.path)}.utf8`)
  const bytes: AsyncIterable<Buffer> = createReadStream(content.path, { highWaterMark: 1 << 20 })
  await pipeline(toUtf8(bytes, content.encoding), createWriteStream(target))
  return target
}

async function headText(path: string): Promise<string> {
  const file = await openFile(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0)
    return decodeText(buffer.subarray(0, bytesRead), 'utf-8')
  } finally {
    await file.close()
  }
}

function encodingFlags(content: Content): ReportLine[] {
  const flags: ReportLine[] = []
  const add = (code: string, message: string) => flags.push({ line: null, column: null, code, message })
  if (content.lostCharacters > 0) {
    const many = content.lostCharacters > 1 ? `${content.lostCharacters} caractères` : 'un caractère'
    add(
      'accents-perdus',
      `Les accents sont déjà perdus dans le fichier (${many} illisibles) : ils ne sont pas devinés.`,
    )
  }
  if (content.encoding === 'cp1252')
    add('encodage-cp1252', 'Texte lu en Windows-1252 (CP1252), converti en UTF-8.')
  if (content.encoding === 'cp1252' && content.hasBom) {
    add('marque-trompeuse', 'Le fichier s’annonce en UTF-8 mais ne l’est pas : il est lu en Windows-1252.')
  }
  if (content.encoding === 'mixte')
    add('encodage-mixte', 'Le fichier mélange UTF-8 et Windows-1252 : les deux sont lus.')
  return flags
}

function nothingFound(opened: OpenedFile): Refusal {
  const why = opened.flags.map((flag) => flag.message).join(' ')
  const sentence = `${opened.name} ne contient aucun tableau lisible. ${why}`.trim()
  return new Refusal('aucun-tableau', sentence, { details: opened.flags })
}
