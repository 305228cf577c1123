import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Refusal } from '#app/lib/errors.ts'
import { insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { mustEvaluate } from './referentiel.commands.server.ts'
import { getIndicateurSuivi } from './suivi.queries.server.ts'
import type { IndicateurSuiviInput, ValeurInput } from './suivi.schema.ts'
import { indicateurSuiviSpec } from './suivi.specs.ts'

/** Follows an indicator for a document. @returns its id */
export async function createIndicateurSuivi(
  tx: Tx,
  actor: Actor,
  documentId: string,
  given: { input: IndicateurSuiviInput; exemple?: boolean },
): Promise<string> {
  mustEvaluate(actor)
  mustHaveWholeReference(given.input)
  return insertEntity(tx, actor, indicateurSuiviSpec, {
    values: given.input,
    extra: { documentId, exemple: given.exemple ?? false },
  })
}

/** Changes what an indicator is; its values stay. */
export async function updateIndicateurSuivi(
  tx: Tx,
  actor: Actor,
  documentId: string,
  change: { id: string; version: number; input: IndicateurSuiviInput },
): Promise<void> {
  mustEvaluate(actor)
  await getIndicateurSuivi(tx, actor, documentId, change.id)
  mustHaveWholeReference(change.input)
  await updateEntity(tx, actor, indicateurSuiviSpec, { ...change, changes: change.input })
}

function mustHaveWholeReference({ referenceAnnee, referenceValeur }: IndicateurSuiviInput): void {
  if ((referenceAnnee === null) !== (referenceValeur === null))
    throw new Refusal(
      'reference-incomplete',
      'Donnez l’année et la valeur de référence, ou aucune des deux.',
      {
        field: referenceAnnee === null ? 'referenceAnnee' : 'referenceValeur',
      },
    )
}

/** Stops following an indicator; its values stay in the journal and in the questions that quoted it. */
export async function archiveIndicateurSuivi(
  tx: Tx,
  actor: Actor,
  documentId: string,
  id: string,
): Promise<void> {
  mustEvaluate(actor)
  const { nom } = await getIndicateurSuivi(tx, actor, documentId, id)
  await tx
    .updateTable('indicateurSuivi')
    .set({ archiveLe: new Date() })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await writeJournal(tx, actor, {
    operation: 'indicateur_suivi.archiver',
    entite: 'indicateur_suivi',
    entiteId: id,
    titre: nom,
  })
}

/** Writes the target and the value of a year, with who said it and when; both empty takes the year out. */
export async function saveValeur(
  tx: Tx,
  actor: Actor,
  documentId: string,
  given: { indicateurId: string; input: ValeurInput; now: Date },
): Promise<void> {
  mustEvaluate(actor)
  const indicateur = await getIndicateurSuivi(tx, actor, documentId, given.indicateurId)
  if (indicateur.calcul && given.input.observe !== null)
    throw new Refusal(
      'indicateur-calcule',
      'Maillage compte cet indicateur lui-même : ne donnez que des cibles.',
      {
        field: 'observe',
      },
    )
  await writeYear(tx, actor, { ...given, nom: indicateur.nom, par: actor.nom })
}

/** The year as it is written, by a person of the team or by the organisation that delivers. */
export async function writeYear(
  tx: Tx,
  actor: Actor,
  given: { indicateurId: string; nom: string; input: ValeurInput; par: string; now: Date },
): Promise<void> {
  const { indicateurId, input, now } = given
  const { annee, cible, observe, note } = input
  const before = await tx
    .selectFrom('indicateurAnnee')
    .select(['cible', 'observe'])
    .where('indicateurId', '=', indicateurId)
    .where('annee', '=', annee)
    .executeTakeFirst()
  if (cible === null && observe === null)
    await tx
      .deleteFrom('indicateurAnnee')
      .where('territoireId', '=', actor.territoireId)
      .where('indicateurId', '=', indicateurId)
      .where('annee', '=', annee)
      .execute()
  else
    await sql`insert into indicateur_annee (territoire_id, indicateur_id, annee, cible, observe, note, saisi_par, saisi_le)
      values (${actor.territoireId}, ${indicateurId}, ${annee}, ${cible}, ${observe}, ${note}, ${observe === null ? '' : given.par}, ${observe === null ? null : now})
      on conflict (territoire_id, indicateur_id, annee) do update set cible = excluded.cible, observe = excluded.observe,
        note = excluded.note, saisi_par = excluded.saisi_par, saisi_le = excluded.saisi_le`.execute(tx)
  await writeJournal(tx, actor, {
    operation: 'indicateur_suivi.modifier',
    entite: 'indicateur_suivi',
    entiteId: indicateurId,
    titre: given.nom,
    changements: {
      [`cible ${annee}`]: { avant: before?.cible ?? null, apres: cible },
      [`observé ${annee}`]: { avant: before?.observe ?? null, apres: observe },
    },
  })
}
