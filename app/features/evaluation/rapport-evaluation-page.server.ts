import type { Tx } from '#app/db/connection.server.ts'
import { listOrganisationChoices } from '#app/features/organisations/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { type DocumentInput, parseDocument } from '#app/platform/documents/document.schema.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { openEvaluation } from './evaluation-page.server.ts'
import { rapportEvaluationDocument } from './rapport-evaluation.document.ts'
import {
  getRapportEvaluation,
  keptContent,
  listRecommandations,
  loadMatter,
} from './rapport-evaluation.queries.server.ts'
import { limitsOf, missingBeforeAvis, refusalToSign } from './rapport-evaluation.rules.ts'
import { rapportNatures, recommandationEtats } from './rapport-evaluation.schema.ts'

interface Opened {
  params: { code: string; id: string }
  today: IsoDate
}

/** A report on the screen: where it stands, what stops it, its recommendations and opinions. */
export async function openRapport(tx: Tx, actor: Actor, { params, today }: Opened) {
  const document = await openEvaluation(tx, actor, params.code)
  const { rapport, questions, avis, recommandations } = await loadMatter(tx, actor, {
    document,
    rapportId: params.id,
    today,
  })
  const constats = questions.flatMap((its) => its.constats)
  const standing = { ...rapport, constats: constats.length, recommandations: recommandations.length }
  const organisations = await listOrganisationChoices(tx, actor)
  const aviseFor = organisations.filter((its) =>
    can(actor, 'evaluation.aviser', { organisationIds: [its.value] }),
  )
  return {
    rapport,
    avis,
    recommandations,
    today,
    limites: limitsOf(questions),
    constats: constats.map(({ id, titre, reponse, force }) => ({ id, titre, reponse, force })),
    missing: missingBeforeAvis(standing),
    signRefusal: refusalToSign(standing, today),
    organisations,
    aviseFor,
    canEdit: can(actor, 'evaluation.modifier'),
    canSign: can(actor, 'evaluation.valider'),
  }
}

export type RapportPage = Awaited<ReturnType<typeof openRapport>>

/** The report as a document: as it was signed, else as it would be today. */
export async function openRapportDocument(tx: Tx, actor: Actor, { params, today }: Opened) {
  const document = await openEvaluation(tx, actor, params.code)
  const { id } = await getRapportEvaluation(tx, actor, document.id, params.id)
  const kept = await keptContent(tx, id)
  if (kept === null)
    return parseDocument(
      rapportEvaluationDocument(await loadMatter(tx, actor, { document, rapportId: id, today })),
    )
  // What was signed is printed again word for word; parseDocument checks it as it would any input.
  return parseDocument(kept as DocumentInput)
}

/** A signed report as everybody may read it. @throws NotFound, Refusal while it is not signed */
export async function loadPublicEvaluation(tx: Tx, actor: Actor, id: string) {
  const owner = isId(id) ? await ownerOf(tx, id) : undefined
  if (!owner) throw new NotFound()
  const rapport = await getRapportEvaluation(tx, actor, owner.id, id)
  const { etat, valideLe, titre, nature, synthese, exemple } = rapport
  if (etat !== 'valide' || !valideLe)
    throw new Refusal('rapport-non-signe', 'Un rapport d’évaluation se publie une fois signé.')
  const recommandations = await listRecommandations(tx, actor, id)
  return {
    // What was signed is copied word for word: it was checked when it was kept.
    document: (await keptContent(tx, id)) as DocumentInput,
    contenu: {
      titre,
      nature: rapportNatures[nature],
      document: owner.titre,
      signeLe: valideLe,
      synthese,
      recommandations: recommandations.map(({ texte, organisation, echeance, etat: standing }) => ({
        texte,
        organisation,
        echeance,
        etat: recommandationEtats[standing],
      })),
      exemple,
    },
  }
}

function ownerOf(tx: Tx, id: string) {
  return tx
    .selectFrom('rapportEvaluation as r')
    .innerJoin('documentCadre as d', 'd.id', 'r.documentId')
    .select(['d.id', 'd.titre'])
    .where('r.id', '=', id)
    .executeTakeFirst()
}
