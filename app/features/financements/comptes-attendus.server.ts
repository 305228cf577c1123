import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { newId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { reportDueDate } from './dossier.rules.ts'

const granted = sql`coalesce(l.decide_droit_commun_centimes, 0) + coalesce(l.decide_specifique_centimes, 0) > 0`

/** A granted dossier owes a financial report; one to which nothing is granted any more, and that wrote nothing, owes none. */
export async function expectReports(tx: Tx, actor: Actor, dossierIds: ReadonlyArray<string>): Promise<void> {
  if (dossierIds.length === 0) return
  const { rows } = await sql<{ id: string; exercice: number; isGranted: boolean }>`
    select d.id, a.exercice, exists (select from ligne l where l.territoire_id = d.territoire_id and l.dossier_id = d.id and ${granted}) as is_granted
    from dossier d join appel_a_projets a on a.territoire_id = d.territoire_id and a.id = d.appel_id
    where d.territoire_id = ${actor.territoireId} and d.id = any(${dossierIds}::uuid[])`.execute(tx)
  const owing = rows.filter((its) => its.isGranted)
  if (owing.length > 0)
    await tx
      .insertInto('compteRendu')
      .values(
        owing.map(({ id, exercice }) => ({
          territoireId: actor.territoireId,
          id: newId(),
          dossierId: id,
          exercice,
          echeance: reportDueDate(exercice),
        })),
      )
      .onConflict((conflict) => conflict.columns(['territoireId', 'dossierId', 'exercice']).doNothing())
      .execute()
  const free = rows.filter((its) => !its.isGranted).map((its) => its.id)
  await sql`delete from compte_rendu where territoire_id = ${actor.territoireId} and dossier_id = any(${free}::uuid[]) and etat = 'a_rendre'`.execute(
    tx,
  )
}

export interface LateReport {
  id: string
  action: string
  exercice: number
  echeance: IsoDate
}

/** The reports a carrier owes and has not given, past their day: shown when it asks again. */
export async function listLateReports(tx: Tx, porteurId: string, today: IsoDate): Promise<LateReport[]> {
  const { rows } = await sql<LateReport>`
    select r.id, d.titre as action, r.exercice, r.echeance from compte_rendu r
    join dossier d on d.territoire_id = r.territoire_id and d.id = r.dossier_id and d.archive_le is null
    where r.territoire_id = territoire_courant() and d.porteur_id = ${porteurId}
      and r.etat in ('a_rendre', 'brouillon', 'a_corriger') and r.echeance < ${today} order by r.echeance, d.titre`.execute(
    tx,
  )
  return rows
}

/** Whether a funder granted something to a dossier. */
export async function isGranted(tx: Tx, dossierId: string): Promise<boolean> {
  const { rows } =
    await sql`select from ligne l where l.territoire_id = territoire_courant() and l.dossier_id = ${dossierId} and ${granted} limit 1`.execute(
      tx,
    )
  return rows.length > 0
}
