import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { newId } from '#app/lib/ids.ts'
import { sumCentimes } from '#app/lib/money.ts'
import type { Attribution, AttributionsRead } from './attribution.schema.ts'

/** A file of subsidies that was read, and who brings it. */
export interface ReadFile {
  fichier: string
  sha256: string
  tableau: string
  /** Who attributes, when the file does not say it. */
  attribuant: string
  read: AttributionsRead
}

export interface WrittenImport {
  id: string
  /** Imports of the very same file that this one replaces. */
  replaced: number
}

const AT_ONCE = 500

/** Writes an import and its rows; the same file imported before is replaced, never counted twice. */
export async function writeAttributions(
  tx: Tx,
  author: { territoireId: string; nom: string },
  file: ReadFile,
): Promise<WrittenImport> {
  const id = newId()
  const { read } = file
  const { rows: earlier } = await sql<{ id: string }>`
    update import_attributions set annule_le = now(), annule_par = ${author.nom}
    where territoire_id = ${author.territoireId} and sha256 = ${file.sha256} and annule_le is null and remplace_par is null
    returning id`.execute(tx)
  await tx
    .insertInto('importAttributions')
    .values({
      territoireId: author.territoireId,
      id,
      fichier: file.fichier,
      sha256: file.sha256,
      tableau: file.tableau,
      lignesLues: read.lignesLues,
      lignesGardees: read.attributions.length,
      montantCentimes: sumCentimes(read.attributions.map((its) => its.montantCentimes ?? 0)),
      remarques: JSON.stringify(read.flags),
      attribuant: file.attribuant,
      importePar: author.nom,
    })
    .execute()
  for (let at = 0; at < read.attributions.length; at += AT_ONCE) {
    const rows = read.attributions.slice(at, at + AT_ONCE).map((its) => withAuthority(its, file.attribuant))
    await writeRows(tx, { territoireId: author.territoireId, importId: id }, rows)
  }
  await sql`update import_attributions set remplace_par = ${id}, annule_le = null, annule_par = null
    where territoire_id = ${author.territoireId} and id = any(${earlier.map((row) => row.id)}::uuid[])`.execute(
    tx,
  )
  return { id, replaced: earlier.length }
}

function withAuthority(attribution: Attribution, attribuant: string): Attribution {
  return attribution.nomAttribuant === '' ? { ...attribution, nomAttribuant: attribuant } : attribution
}

async function writeRows(
  tx: Tx,
  of: { territoireId: string; importId: string },
  rows: ReadonlyArray<Attribution>,
): Promise<void> {
  const values = rows.map(({ autres, ...its }) => ({
    ...its,
    ...of,
    id: newId(),
    autres: JSON.stringify(autres),
  }))
  await tx.insertInto('attribution').values(values).execute()
}

/** Sets an import aside: its rows are no longer read anywhere. What it had replaced is read again. */
export async function setImportAside(
  tx: Tx,
  author: { territoireId: string; nom: string },
  id: string,
): Promise<void> {
  await sql`update import_attributions set annule_le = now(), annule_par = ${author.nom}
    where territoire_id = ${author.territoireId} and id = ${id}`.execute(tx)
  await sql`update import_attributions set remplace_par = null
    where territoire_id = ${author.territoireId} and remplace_par = ${id}`.execute(tx)
}
