import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { formatCount } from '#app/lib/text.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { canEditAppels } from './financements.permissions.ts'

const rapport = z.object({ appelId: z.string(), appelCree: z.boolean() })

/**
 * Undoes an import: its dossiers leave with their lines, unless something came after (an act, a payment, a report, a
 * change). The call and the organisations it made leave when nothing else uses them.
 */
export async function undoProgrammation(
  tx: Tx,
  actor: Actor,
  lotId: string,
): Promise<{ undone: number; left: number }> {
  if (!canEditAppels(actor)) throw new Forbidden()
  const lot = isId(lotId)
    ? await tx
        .selectFrom('importLot')
        .select(['nomFichier', 'rapport', 'crees', 'annuleLe'])
        .where('id', '=', lotId)
        .where('entite', '=', 'dossier')
        .forUpdate()
        .executeTakeFirst()
    : undefined
  if (!lot) throw new NotFound()
  if (lot.annuleLe) throw new Refusal('deja-annule', 'Cet import a déjà été annulé.')
  const { appelId, appelCree } = rapport.parse(lot.rapport)
  const gone = await removeUntouched(tx, actor, lotId)
  const { rows: kept } =
    await sql`select from dossier where territoire_id = ${actor.territoireId} and import_lot_id = ${lotId}`.execute(
      tx,
    )
  if (appelCree) await removeEmptyAppel(tx, actor, appelId)
  await archiveUnused(tx, actor, z.array(z.string()).parse(lot.crees))
  await tx
    .updateTable('importLot')
    .set({ annuleLe: new Date() })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', lotId)
    .execute()
  await writeJournal(tx, actor, {
    operation: 'appel.annuler',
    entite: 'appel',
    entiteId: appelId,
    titre: `l’import de ${lot.nomFichier} : ${formatCount(gone, 'dossier retiré', 'dossiers retirés')}`,
  })
  return { undone: gone, left: kept.length }
}

async function removeUntouched(tx: Tx, actor: Actor, lotId: string): Promise<number> {
  const { rows } = await sql<{
    id: string
  }>`delete from dossier d where d.territoire_id = ${actor.territoireId} and d.import_lot_id = ${lotId} and d.version = 1
    and not exists (select from acte a where a.territoire_id = d.territoire_id and a.dossier_id = d.id)
    and not exists (select from compte_rendu c where c.territoire_id = d.territoire_id and c.dossier_id = d.id)
    and not exists (select from ligne l where l.territoire_id = d.territoire_id and l.dossier_id = d.id
      and (l.version > 1 or exists (select from versement v where v.territoire_id = l.territoire_id and v.ligne_id = l.id)))
    returning d.id`.execute(tx)
  return rows.length
}

async function removeEmptyAppel(tx: Tx, actor: Actor, appelId: string): Promise<void> {
  await sql`delete from appel_a_projets a where a.territoire_id = ${actor.territoireId} and a.id = ${appelId}
    and not exists (select from dossier d where d.territoire_id = a.territoire_id and d.appel_id = a.id)
    and not exists (select from simulation s where s.territoire_id = a.territoire_id and s.appel_id = a.id)`.execute(
    tx,
  )
}

async function archiveUnused(tx: Tx, actor: Actor, ids: ReadonlyArray<string>): Promise<void> {
  if (ids.length === 0) return
  await sql`update organisation o set archive_le = now() where o.territoire_id = ${actor.territoireId} and o.id = any(${ids}::uuid[]) and o.version = 1
    and not exists (select from dossier d where d.territoire_id = o.territoire_id and d.porteur_id = o.id)
    and not exists (select from ligne l where l.territoire_id = o.territoire_id and l.financeur_id = o.id)
    and not exists (select from fiche f where f.territoire_id = o.territoire_id and f.porteur_id = o.id)`.execute(
    tx,
  )
}
