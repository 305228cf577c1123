import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { formatCount } from '#app/lib/text.ts'
import { writeJournals } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { emptyFiche, type FicheRecord } from './fiche.schema.ts'
import type { RehearsedImport } from './fiche-import.server.ts'
import type { ImportLine } from './fiche-rehearsal.server.ts'
import { formatCode, nextCodeNumber, updateFiche } from './fiches.commands.server.ts'
import { findStoredFiche } from './fiches.queries.server.ts'
import { insertFiches } from './fiches-bulk-write.server.ts'

export interface ImportedFile {
  name: string
  sha256: string
}

/** Writes a rehearsed import, all or nothing, and keeps what is needed to undo it. @returns the id of the import */
export async function confirmImport(
  tx: Tx,
  actor: Actor,
  rehearsed: RehearsedImport,
  file: ImportedFile,
): Promise<string> {
  if (!can(actor, 'fiches.importer')) throw new Forbidden()
  if (rehearsed.errors.length > 0)
    throw new Refusal(
      'import-a-corriger',
      `${formatCount(rehearsed.errors.length, 'cellule est', 'cellules sont')} à corriger avant d’importer : rien n’a été écrit.`,
    )
  const lotId = newId()
  const crees = await createAll(tx, actor, rehearsed.lines)
  const modifies = await updateAll(tx, actor, rehearsed.lines)
  await tx
    .insertInto('importLot')
    .values({
      territoireId: actor.territoireId,
      id: lotId,
      entite: 'fiche',
      nomFichier: file.name,
      sha256: file.sha256,
      rapport: JSON.stringify({ lignes: rehearsed.lines.length }),
      crees: JSON.stringify(crees),
      modifies: JSON.stringify(modifies),
      faitPar: actor.personneId,
    })
    .execute()
  return lotId
}

async function createAll(tx: Tx, actor: Actor, lines: ReadonlyArray<ImportLine>): Promise<string[]> {
  const fresh = lines.filter((line) => line.kind === 'nouvelle')
  let next = fresh.some((line) => !line.code) ? await nextCodeNumber(tx) : 1
  const given = new Set(lines.map((line) => line.code))
  const codeOf = (line: ImportLine): string => {
    if (line.code) return line.code
    while (given.has(formatCode(next))) next++
    return formatCode(next++)
  }
  const created = fresh.map((line) => {
    const values: FicheRecord = { ...emptyFiche, etat: 'idee', motifEtat: '', exemple: false, ...line.values }
    return { id: newId(), values: { ...values, code: codeOf(line) } }
  })
  await insertFiches(tx, actor, created)
  return created.map(({ id }) => id)
}

interface Modified {
  id: string
  /** The version the import left; undone only if it is still that one. */
  version: number
  avant: Partial<FicheRecord>
  /** It was archived before. */
  reprise: boolean
}

async function updateAll(tx: Tx, actor: Actor, lines: ReadonlyArray<ImportLine>): Promise<Modified[]> {
  const done: Modified[] = []
  for (const line of lines) {
    if (!line.known || line.kind === 'identique') continue
    const { id, version } = line.known
    if (line.kind === 'reprise') await setArchivedAll(tx, actor, { ids: [id], isArchived: false })
    const { etat: _etat, motifEtat: _motif, exemple: _exemple, ...input } = line.values
    const hasChanges = Object.keys(input).length > 0
    if (hasChanges) await updateFiche(tx, actor, id, { version, input, operation: 'fiche.importer' })
    const avant = Object.fromEntries(Object.entries(line.changes).map(([key, change]) => [key, change.avant]))
    done.push({ id, version: version + (hasChanges ? 1 : 0), avant, reprise: line.kind === 'reprise' })
  }
  return done
}

const modified = z.array(
  z.object({
    id: z.string(),
    version: z.number(),
    avant: z.record(z.string(), z.unknown()),
    reprise: z.boolean(),
  }),
)

/**
 * Undoes an import: what it created goes to the archive, what it changed takes its former values. A fiche changed
 * since is left as it is and counted.
 */
export async function undoImport(
  tx: Tx,
  actor: Actor,
  lotId: string,
): Promise<{ undone: number; left: number }> {
  if (!can(actor, 'fiches.importer')) throw new Forbidden()
  const lot = isId(lotId)
    ? await tx
        .selectFrom('importLot')
        .select(['crees', 'modifies', 'annuleLe'])
        .where('id', '=', lotId)
        .where('entite', '=', 'fiche')
        .forUpdate()
        .executeTakeFirst()
    : undefined
  if (!lot) throw new NotFound()
  if (lot.annuleLe) throw new Refusal('deja-annule', 'Cet import a déjà été annulé.')
  const crees = z.array(z.string()).parse(lot.crees)
  const untouched = await tx
    .selectFrom('fiche')
    .select('id')
    .where('id', 'in', crees.length > 0 ? crees : [lotId])
    .where('version', '=', 1)
    .where('archiveLe', 'is', null)
    .execute()
  const ids = untouched.map(({ id }) => id)
  await setArchivedAll(tx, actor, { ids, isArchived: true })
  const modifies = modified.parse(lot.modifies)
  let restored = 0
  for (const change of modifies) if (await putBack(tx, actor, change)) restored++
  await tx
    .updateTable('importLot')
    .set({ annuleLe: new Date() })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', lotId)
    .execute()
  const undone = ids.length + restored
  return { undone, left: crees.length + modifies.length - undone }
}

async function putBack(tx: Tx, actor: Actor, change: z.infer<typeof modified>[number]): Promise<boolean> {
  const fiche = await findStoredFiche(tx, actor, change.id)
  if (!fiche || fiche.version !== change.version) return false
  if (Object.keys(change.avant).length > 0)
    await updateFiche(tx, actor, change.id, {
      version: change.version,
      input: change.avant,
      operation: 'fiche.importer',
    })
  if (change.reprise) await setArchivedAll(tx, actor, { ids: [change.id], isArchived: true })
  return true
}

async function setArchivedAll(
  tx: Tx,
  actor: Actor,
  given: { ids: string[]; isArchived: boolean },
): Promise<void> {
  if (given.ids.length === 0) return
  const { rows } = await sql<{ id: string; titre: string }>`
    update fiche set archive_le = ${given.isArchived ? sql`now()` : null} where territoire_id = ${actor.territoireId} and id = any(${given.ids}::uuid[])
    returning id, code || ' ' || titre as titre`.execute(tx)
  const operation = given.isArchived ? 'fiche.archiver' : 'fiche.desarchiver'
  await writeJournals(
    tx,
    actor,
    rows.map(({ id, titre }) => ({ operation, entite: 'fiche', entiteId: id, titre })),
  )
}
