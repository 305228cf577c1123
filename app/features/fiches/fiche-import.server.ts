import { rm } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { undoNeutralise } from '#app/lib/tables/csv-write.ts'
import { type Cell, findHeader, openTables, type ReportLine, type Row } from '#app/lib/tables/index.ts'
import { discardDraft, findDraft, saveDraft } from '#app/platform/drafts.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { ReceivedFile } from '#app/platform/uploads.server.ts'
import { ficheFields } from './fiche.fields.ts'
import { canCreateFiche, canEditFiche } from './fiche.permissions.ts'
import { fieldKeys } from './fiche-cells.ts'
import { listRecordsWithArchived } from './fiche-export.server.ts'
import { loadReferences } from './fiche-references.server.ts'
import {
  guessMapping,
  type ImportLine,
  type KnownFiche,
  type Mapping,
  rehearse,
} from './fiche-rehearsal.server.ts'

/** The most rows one import takes. */
export const MAX_ROWS = 20_000
const HEADER_ROWS = 30

/** A file brought for an import, waiting for its rehearsal: known to the person who brought it only. */
export interface Deposit {
  id: string
  file: ReceivedFile
}

const key = (id: string) => ({ entite: 'import_fiches', entiteId: id })

/** Keeps a received spreadsheet until it is confirmed or forgotten. @returns the id of the deposit */
export async function depositFile(tx: Tx, actor: Actor, file: ReceivedFile, now: Date): Promise<string> {
  const id = newId()
  const form = new FormData()
  form.set('entite', 'import_fiches')
  form.set('entiteId', id)
  const { path, name, size, sha256 } = file
  const values = { path: [path], name: [name], size: [String(size)], sha256: [sha256] }
  form.set('valeurs', JSON.stringify(values))
  await saveDraft(tx, actor, form, now)
  return id
}

export async function getDeposit(tx: Tx, actor: Actor, id: string): Promise<Deposit> {
  const draft = isId(id) ? await findDraft(tx, actor, key(id)) : null
  const [path, name, size, sha256] = ['path', 'name', 'size', 'sha256'].map((its) => draft?.values[its]?.[0])
  if (!path || !name || !sha256) throw new NotFound()
  return { id, file: { path, name, size: Number(size), sha256 } }
}

/** Forgets a deposit and its file. */
export async function forgetDeposit(tx: Tx, actor: Actor, deposit: Deposit): Promise<void> {
  await discardDraft(tx, actor, key(deposit.id))
  await rm(deposit.file.path, { force: true })
}

export interface ReadTable {
  columns: string[]
  rows: Row[]
  flags: ReportLine[]
}

/** The first table of the file: its columns and its rows. Needs no database. */
export async function readTable(path: string): Promise<ReadTable> {
  const opened = await openTables(path)
  try {
    const table = opened.tables[0]
    if (!table) throw new Refusal('aucun-tableau', 'Ce fichier ne contient aucun tableau lisible.')
    const rows: Row[] = []
    for await (const row of table.rows()) {
      rows.push(table.kind === 'csv' ? { ...row, cells: row.cells.map(undone) } : row)
      if (rows.length > MAX_ROWS + HEADER_ROWS)
        throw new Refusal(
          'trop-de-lignes',
          `Ce fichier a plus de ${MAX_ROWS} lignes : partagez-le en plusieurs.`,
        )
    }
    const header = findHeader(rows.slice(0, HEADER_ROWS))
    return {
      columns: header.columns,
      rows: rows.filter((row) => row.line > header.line),
      flags: [...opened.flags, ...table.flags, ...header.flags],
    }
  } finally {
    await opened.close()
  }
}

function undone(cell: Cell): Cell {
  return typeof cell === 'string' ? undoNeutralise(cell) : cell
}

export interface RehearsedImport {
  columns: string[]
  mapping: Mapping
  lines: ImportLine[]
  errors: ReportLine[]
  flags: ReportLine[]
}

/** What the file would do, with a chosen mapping or the guessed one. Writes nothing. */
export async function rehearseImport(
  tx: Tx,
  actor: Actor,
  table: ReadTable,
  chosen: Mapping | null,
): Promise<RehearsedImport> {
  const mapping = chosen ?? guessMapping(table.columns)
  const known = await knownFiches(tx, actor)
  const references = await loadReferences(tx, actor)
  const { lines, errors } = rehearse(table.rows, { columns: table.columns, mapping, references, known })
  const all = [...errors, ...forbidden(actor, lines)].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
  if (mapping.titre === undefined)
    all.unshift({
      line: null,
      column: null,
      code: 'colonne',
      message: `Dites quelle colonne donne « ${ficheFields.titre.label} ».`,
    })
  return { columns: table.columns, mapping, lines, errors: all, flags: table.flags }
}

function forbidden(actor: Actor, lines: ReadonlyArray<ImportLine>): ReportLine[] {
  return lines
    .filter((line) => !mayWrite(actor, line))
    .map(({ line }) => ({
      line,
      column: null,
      code: 'droit',
      message: 'Votre rôle ne permet pas d’écrire cette fiche.',
    }))
}

function mayWrite(actor: Actor, line: ImportLine): boolean {
  if (line.kind === 'identique') return true
  if (!line.known) return canCreateFiche(actor, { ...blankTarget, ...line.values })
  return canEditFiche(actor, line.known) && canEditFiche(actor, { ...line.known, ...line.values })
}

const blankTarget = {
  axeId: null,
  autresAxeIds: [],
  communeCodes: [],
  portee: 'territoire' as const,
  porteurId: null,
  operateurIds: [],
  etat: 'idee' as const,
}

async function knownFiches(tx: Tx, actor: Actor): Promise<Map<string, KnownFiche>> {
  const rows = await listRecordsWithArchived(tx, actor)
  return new Map(rows.map((row) => [row.code, row]))
}

/** The mapping that a form asks for: one select a column, named by its rank. */
export function mappingOf(params: URLSearchParams | FormData): Mapping | null {
  const chosen: Mapping = {}
  let isAsked = false
  for (const [name, value] of params.entries()) {
    const rank = /^col-(\d{1,3})$/.exec(name)?.[1]
    if (rank === undefined) continue
    isAsked = true
    const field = fieldKeys.find((its) => its === value)
    if (field && chosen[field] === undefined) chosen[field] = Number(rank)
  }
  return isAsked ? chosen : null
}

/** The imports made lately, newest first. */
export function listImports(tx: Tx) {
  return tx
    .selectFrom('importLot as l')
    .leftJoin('personne as p', (join) =>
      join.onRef('p.territoireId', '=', 'l.territoireId').onRef('p.id', '=', 'l.faitPar'),
    )
    .select(['l.id', 'l.nomFichier', 'l.faitLe', 'l.annuleLe', 'p.nom as auteur'])
    .select(sql<number>`jsonb_array_length(l.crees)`.as('crees'))
    .select(sql<number>`jsonb_array_length(l.modifies)`.as('modifies'))
    .where('l.entite', '=', 'fiche')
    .orderBy('l.id', 'desc')
    .limit(10)
    .execute()
}
