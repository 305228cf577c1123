import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { type Appel, getAppelById } from './appels.queries.server.ts'
import { type ExaminedAppel, type Missing, missingBeforeDeposit } from './dossier.rules.ts'
import type { Dossier } from './dossiers.queries.server.ts'

/** What still stands between a dossier and its submission, on the rules of its call. */
export async function examine(
  tx: Tx,
  dossier: Dossier,
  asked: { appel?: Appel; today: IsoDate },
): Promise<Missing[]> {
  const appel = asked.appel ?? (await getAppelById(tx, dossier.appelId))
  const rules: ExaminedAppel = {
    ...appel,
    perimetreCommunes: await communesOf(tx, appel.perimetreId, asked.today),
  }
  return missingBeforeDeposit({ ...dossier, hasRib: await hasRib(tx, dossier.porteurId) }, rules)
}

async function communesOf(tx: Tx, perimetreId: string | null, at: IsoDate): Promise<string[] | null> {
  if (!perimetreId) return null
  const { rows } = await sql<{ code: string }>`select commune_code as code from perimetre_commune
    where territoire_id = territoire_courant() and perimetre_id = ${perimetreId} and debut <= ${at} and (fin is null or fin > ${at})`.execute(
    tx,
  )
  return rows.map((its) => its.code)
}

async function hasRib(tx: Tx, organisationId: string): Promise<boolean> {
  const { rows } = await sql`select from organisation_rib
    where territoire_id = territoire_courant() and organisation_id = ${organisationId}`.execute(tx)
  return rows.length > 0
}
