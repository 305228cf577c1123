import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { newId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { BudgetLine } from './budget.rules.ts'
import type { CountRow, ResultRow } from './dossier-tables.ts'

export interface Tables {
  budget?: ReadonlyArray<BudgetLine>
  publics?: ReadonlyArray<CountRow>
  resultats?: ReadonlyArray<ResultRow>
}

/** Replaces the tables given; the others stay. */
export async function writeTables(tx: Tx, actor: Actor, dossierId: string, tables: Tables): Promise<void> {
  const of: Of = { territoireId: actor.territoireId, dossierId }
  if (tables.budget) await writeBudget(tx, of, tables.budget)
  if (tables.publics) await writePublics(tx, of, tables.publics)
  if (tables.resultats) await writeResultats(tx, of, tables.resultats)
}

interface Of {
  territoireId: string
  dossierId: string
}

function clear(tx: Tx, table: 'dossier_budget' | 'dossier_public' | 'dossier_resultat', of: Of) {
  return sql`delete from ${sql.table(table)} where territoire_id = ${of.territoireId} and dossier_id = ${of.dossierId}`.execute(
    tx,
  )
}

async function writeBudget(tx: Tx, of: Of, lines: ReadonlyArray<BudgetLine>): Promise<void> {
  await clear(tx, 'dossier_budget', of)
  const rows = lines.map(({ compte, libelle, financeurId, montantCentimes }, rang) => ({
    ...of,
    id: newId(),
    compte,
    libelle,
    financeurId,
    montantCentimes,
    rang,
  }))
  if (rows.length > 0) await tx.insertInto('dossierBudget').values(rows).execute()
}

async function writePublics(tx: Tx, of: Of, counts: ReadonlyArray<CountRow>): Promise<void> {
  await clear(tx, 'dossier_public', of)
  const rows = counts.map(({ tranche, femmes, hommes, dontQpv }) => ({
    ...of,
    tranche,
    femmes,
    hommes,
    dontQpv,
  }))
  if (rows.length > 0) await tx.insertInto('dossierPublic').values(rows).execute()
}

async function writeResultats(tx: Tx, of: Of, results: ReadonlyArray<ResultRow>): Promise<void> {
  await clear(tx, 'dossier_resultat', of)
  const rows = results.map(({ indicateur, unite, cible }, rang) => ({
    ...of,
    id: newId(),
    indicateur,
    unite,
    cible,
    rang,
  }))
  if (rows.length > 0) await tx.insertInto('dossierResultat').values(rows).execute()
}
