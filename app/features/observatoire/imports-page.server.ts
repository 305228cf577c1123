import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, NotFound, type Refusal } from '#app/lib/errors.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { listParam, textParam } from '#app/platform/search-params.ts'
import type { ReceivedFile } from '#app/platform/uploads.server.ts'
import { type ImportReport, importFile } from './import.server.ts'
import { listImports, type Manifest, openLac, undoImport } from './imports.server.ts'
import { parseMarks } from './marques.ts'
import type { Comma, ExtraMarks, UnknownText } from './valeurs.server.ts'

/** An import as its list and its page show it. */
export type ImportRow = Omit<Manifest, 'flags'> & {
  replacedBy: string | null
  flagged: number
  /** Brought by this territory: it may undo it. */
  isOwn: boolean
}

/** The name under which a file of data waits for its confirmation. */
export const DEPOSIT = 'observatoire'

/** A file of a whole country is large. */
export const MAX_BYTES = 1_200_000_000

/** The imports this territory reads, its own and those shared by all, the latest first. */
export async function listImportRows(dataDir: string, slug: string): Promise<ImportRow[]> {
  const all = await listImports(openLac(dataDir))
  return all
    .filter(({ territoire }) => !territoire || territoire === slug)
    .map(({ flags, ...one }) => ({ ...one, flagged: flags.length, isOwn: one.territoire === slug }))
    .reverse()
}

/** One import with its remarks, or NotFound: also when another territory brought it. */
export async function getImport(dataDir: string, slug: string, id: string) {
  const found = (await listImports(openLac(dataDir))).find((one) => one.id === id)
  if (!found || (found.territoire && found.territoire !== slug)) throw new NotFound()
  return { ...found, isOwn: found.territoire === slug }
}

/** What the person says of a file that the file does not say itself. */
export interface Lecture {
  millesime?: string | undefined
  marks?: ExtraMarks | undefined
  comma?: Comma | undefined
}

/** The same out of an address: `?millesime=2021&marque=-=indisponible&virgule=decimale`. @throws Refusal */
export function lectureOf(request: Request): Lecture {
  const marks = listParam(request, 'marque').filter((mark) => !mark.endsWith('='))
  const virgule = textParam(request, 'virgule')
  return {
    millesime: textParam(request, 'millesime'),
    marks: marks.length > 0 ? parseMarks(marks) : undefined,
    comma: virgule === 'decimale' || virgule === 'milliers' ? virgule : undefined,
  }
}

/** Why a file cannot be read, with the texts the person may explain. */
export interface RefusedReading {
  code: string
  message: string
  textes: string[]
}

const MOST_TEXTS = 12

export function refusalShown({ code, message, details }: Refusal): RefusedReading {
  const lines = code === 'textes-inconnus' && Array.isArray(details) ? details : []
  const textes = lines.flatMap((one: UnknownText) => one.texte)
  return { code, message, textes: [...new Set(textes)].slice(0, MOST_TEXTS) }
}

export interface Brought {
  dataDir: string
  slug: string
  file: ReceivedFile
  lecture: Lecture
  dryRun: boolean
}

/** Reads a file brought by a person under the name they gave it: only the rehearsal, or for good. */
export async function importBrought({
  dataDir,
  slug,
  file,
  lecture,
  dryRun,
}: Brought): Promise<ImportReport> {
  const folder = await mkdtemp(join(tmpdir(), 'depot-'))
  try {
    const path = join(folder, file.name)
    await symlink(resolve(file.path), path)
    return await importFile(openLac(dataDir), path, { territoire: slug, dryRun, ...lecture })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Only who may import brings a file, confirms it or undoes it. */
export function mustImport(actor: Actor): void {
  if (!can(actor, 'observatoire.importer')) throw new Forbidden()
}

/** Tells the journal of an import that is in the store, or that left it. */
export async function noteImport(
  tx: Tx,
  actor: Actor,
  operation: 'observatoire.importer' | 'observatoire.annuler',
  { id, file }: { id: string; file: string },
): Promise<void> {
  await writeJournal(tx, actor, {
    operation,
    entite: 'import',
    entiteId: id,
    titre: file,
    changements: {},
  })
}

/** Undoes an import of this territory; what is shared by all is undone from the command line. */
export async function undoOwnImport(dataDir: string, slug: string, id: string): Promise<Manifest> {
  const found = await getImport(dataDir, slug, id)
  if (!found.isOwn) throw new Forbidden()
  return undoImport(openLac(dataDir), id)
}
