import type { Tx } from '#app/db/connection.server.ts'
import { indicateurs, themeLabels } from '#app/features/observatoire/index.ts'
import { listOrganisationChoices } from '#app/features/organisations/index.server.ts'
import type { getDocumentByCode } from '#app/features/strategies/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import {
  evaluationVisibleTo,
  listDocumentAxes,
  listDocumentEngagements,
} from './referentiel.queries.server.ts'

type StoredDocument = Awaited<ReturnType<typeof getDocumentByCode>>

/** The answers of the form of a question. */
export async function listQuestionChoices(
  tx: Tx,
  actor: Actor,
  given: { document: StoredDocument; today: IsoDate },
) {
  const { document } = given
  const axes = await listDocumentAxes(tx, actor, given)
  const engagements = await listDocumentEngagements(tx, document.id)
  return {
    axes: axes.map((axe) => ({ value: axe.id, label: `${axe.numero}. ${axe.titre}` })),
    engagements: engagements.map((its) => ({
      value: its.id,
      label: shorten(its.texte),
      group: its.organisation,
    })),
    indicateurs: await listSuiviChoices(tx, actor, document.id),
    organisations: await listOrganisationChoices(tx, actor),
  }
}

/** The indicators followed for a document, as answers. */
async function listSuiviChoices(tx: Tx, actor: Actor, documentId: string) {
  return tx
    .selectFrom('indicateurSuivi as e')
    .select(['e.id as value', 'e.nom as label'])
    .where('e.documentId', '=', documentId)
    .where(evaluationVisibleTo(actor))
    .orderBy('e.nom')
    .execute()
}

/** What a finding may rest on: studies already computed, shared diagnoses, indicators followed, figures of the observatory. */
export async function listConstatChoices(tx: Tx, actor: Actor, documentId: string) {
  const etudes = await tx
    .selectFrom('etude')
    .select(['id as value', 'titre as label'])
    .where('figeeLe', 'is not', null)
    .orderBy('figeeLe', 'desc')
    .execute()
  const diagnostics = await tx
    .selectFrom('diagnostic')
    .select(['id as value', 'titre', 'annee'])
    .where('archiveLe', 'is', null)
    .where('etat', '<>', 'brouillon')
    .orderBy('annee', 'desc')
    .orderBy('titre')
    .execute()
  return {
    etudes,
    diagnostics: diagnostics.map(({ value, titre, annee }) => ({ value, label: `${titre} (${annee})` })),
    indicateurs: await listSuiviChoices(tx, actor, documentId),
    chiffres: indicateurs.map(({ id, label, theme }) => ({
      value: id,
      label: `${label} (${themeLabels[theme].toLowerCase()})`,
    })),
  }
}

function shorten(texte: string): string {
  return texte.length > 110 ? `${texte.slice(0, 109)}…` : texte
}
