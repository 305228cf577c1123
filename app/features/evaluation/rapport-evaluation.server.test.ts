import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { renderDocument } from '#app/platform/documents/documents.server.ts'
import { renderHtml } from '#app/platform/documents/html.ts'
import type { Actor, Role } from '#app/platform/permissions.ts'
import { aConstatEvaluation, aQuestion } from './evaluation.factory.ts'
import { openEvaluation } from './evaluation-page.server.ts'
import {
  addRecommandation,
  createRapportEvaluation,
  followRecommandation,
  giveAvis,
  reopenRapport,
  signRapport,
  submitRapport,
  updateRapportEvaluation,
} from './rapport-evaluation.commands.server.ts'
import { getRapportEvaluation, listRecommandations } from './rapport-evaluation.queries.server.ts'
import { runRapportIntent } from './rapport-evaluation-intents.server.ts'
import { loadPublicEvaluation, openRapportDocument } from './rapport-evaluation-page.server.ts'
import { createConstatEvaluation, createQuestion } from './referentiel.commands.server.ts'

const { db } = await openTestDatabase()
const today = isoDate('2026-11-23')
const deadline = isoDate('2026-12-10')
const after = isoDate('2026-12-11')

const texts = {
  nature: 'mi_parcours' as const,
  titre: 'Évaluation à mi-parcours',
  introduction: '',
  synthese: 'Les actions touchent surtout des personnes déjà suivies.',
  limites: '',
}

const asRole = (actor: Actor, role: Role): Actor => ({
  ...actor,
  affectations: actor.affectations.map((its) => ({ ...its, role })),
})

async function aRapport() {
  const world = await aFicheWorld(db)
  const { direction } = world
  const run = <Result>(work: Parameters<typeof asActor<Result>>[2], actor = direction) =>
    asActor(db, actor, work)
  const organisationId = direction.affectations[0]?.organisationId ?? ''
  const made = await run(async (tx) => {
    const document = await openEvaluation(tx, direction, 'D1')
    const id = await createQuestion(tx, direction, document.id, { input: aQuestion(organisationId) })
    const question = { documentId: document.id, id }
    const constatId = await createConstatEvaluation(tx, direction, question, { input: aConstatEvaluation() })
    const rapportId = await createRapportEvaluation(tx, direction, document.id, { input: texts })
    return { document, rapportId, constatId }
  })
  const target = { document: made.document, rapportId: made.rapportId, today }
  const input = {
    texte: 'Demander l’adresse des participants à tous les porteurs.',
    constatId: made.constatId,
    organisationId,
    echeance: isoDate('2027-03-31'),
    etat: 'a_faire' as const,
    suite: '',
  }
  const recommend = () => run((tx) => addRecommandation(tx, direction, target, { input }))
  return { direction, run, target, input, recommend, organisationId, documentId: made.document.id }
}

test('a report without recommendation is not submitted; complete, it goes to the partners and is signed after their day', async () => {
  const { direction, run, target, recommend } = await aRapport()
  const submit = () => run((tx) => submitRapport(tx, direction, target, deadline))
  await expect(submit()).rejects.toThrow('aucune recommandation')
  await recommend()
  await submit()
  await expect(run((tx) => signRapport(tx, direction, target))).rejects.toThrow('10/12/2026')
  await run((tx) => signRapport(tx, direction, { ...target, today: after }))
  const kept = await run((tx) =>
    tx
      .selectFrom('rapportEvaluation')
      .select(['etat', 'valideLe', 'contenu'])
      .where('id', '=', target.rapportId)
      .executeTakeFirstOrThrow(),
  )
  expect(kept).toMatchObject({ etat: 'valide', valideLe: '2026-12-11', contenu: { title: texts.titre } })
})

test('submitting a report writes once to each signatory that has an address and names the others', async () => {
  const { direction, run, target, recommend, organisationId, documentId } = await aRapport()
  await recommend()
  const { territoireId } = direction
  await run(async (tx) => {
    await tx
      .updateTable('organisation')
      .set({ courriel: 'avis@exemple.invalid' })
      .where('id', '=', organisationId)
      .execute()
    await tx
      .insertInto('signataire')
      .values({ territoireId, id: newId(), documentId, organisationId })
      .execute()
  })
  const form = new FormData()
  form.set('geste', 'soumettre')
  form.set('avisAvant', deadline)
  const publicUrl = 'https://maillage.exemple.invalid'
  const at = today
  const said = await run((tx) =>
    runRapportIntent({ tx, actor: direction, at, today, form, target, publicUrl }),
  )
  expect(said).toMatch(/: 1\scourriel dans la boîte d’envoi\./)
  const sent = await run((tx) =>
    tx
      .selectFrom('courriel')
      .select(['destinataire', 'texte'])
      .where('territoireId', '=', territoireId)
      .execute(),
  )
  expect(sent.map(({ destinataire }) => destinataire)).toEqual(['avis@exemple.invalid'])
  expect(sent[0]?.texte).toContain(`/rapports/${target.rapportId}`)
})

test('what was signed is printed again word for word when the recommendations move on', async () => {
  const { direction, run, target, recommend } = await aRapport()
  const id = await recommend()
  await run((tx) => submitRapport(tx, direction, target, deadline))
  await run((tx) => signRapport(tx, direction, { ...target, today: after }))
  const params = { code: 'D1', id: target.rapportId }
  const print = () => run((tx) => openRapportDocument(tx, direction, { params, today: after }))
  const before = renderHtml(await print())
  const input = { etat: 'faite' as const, suite: 'Modèle de feuille envoyé.' }
  await run((tx) => followRecommandation(tx, direction, target, { id, version: 1, input }))
  expect(renderHtml(await print())).toBe(before)
  const [line] = await run((tx) => listRecommandations(tx, direction, target.rapportId))
  expect(line).toMatchObject({ etat: 'faite', suite: 'Modèle de feuille envoyé.' })
})

test('the document says the answer, its strength with the rule, its limits and what to do; it exists as DOCX and PDF', async () => {
  const { direction, run, target, recommend } = await aRapport()
  await recommend()
  const params = { code: 'D1', id: target.rapportId }
  const document = await run((tx) => openRapportDocument(tx, direction, { params, today }))
  const html = renderHtml(document).replaceAll('\u00a0', ' ')
  for (const words of [
    'En partie. ',
    'Preuve faible',
    'Les adresses ne sont pas toutes connues.',
    '1 réponse à preuve faible',
    'Aucune étude d’impact',
    'Demander l’adresse des participants',
    'Document de travail',
  ])
    expect(html).toContain(words)
  expect((await renderDocument(document, 'docx')).length).toBeGreaterThan(1_000)
  expect((await renderDocument(document, 'pdf')).length).toBeGreaterThan(1_000)
})

test('an organisation gives its own opinion only, while it is asked; a reserve says in what', async () => {
  const { direction, run, target, recommend, organisationId } = await aRapport()
  const partner = asRole(direction, 'partenaire')
  const give = (input: Parameters<typeof giveAvis>[3]) =>
    run((tx) => giveAvis(tx, partner, target, input), partner)
  const favorable = { organisationId, sens: 'favorable' as const, texte: '' }
  await expect(give(favorable)).rejects.toThrow('pas soumis')
  await recommend()
  await run((tx) => submitRapport(tx, direction, target, deadline))
  await expect(give({ ...favorable, organisationId: target.rapportId })).rejects.toThrow(Forbidden)
  await expect(give({ ...favorable, sens: 'avec_reserves' })).rejects.toThrow('Dites en quoi')
  await give(favorable)
  await give({ ...favorable, sens: 'avec_reserves', texte: 'Il manque les jeunes.' })
  const rows = await run((tx) =>
    tx.selectFrom('rapportEvaluationAvis').select('sens').where('rapportId', '=', target.rapportId).execute(),
  )
  expect(rows).toEqual([{ sens: 'avec_reserves' }])
  await run((tx) => reopenRapport(tx, direction, target))
  const { avis, etat } = await run((tx) =>
    getRapportEvaluation(tx, direction, target.document.id, target.rapportId),
  )
  expect({ avis, etat }).toEqual({ avis: 1, etat: 'brouillon' })
})

test('texts of a submitted report are kept; only the direction signs; another document does not see it', async () => {
  const { direction, run, target, recommend, documentId } = await aRapport()
  await recommend()
  await run((tx) => submitRapport(tx, direction, target, deadline))
  const change = { id: target.rapportId, version: 2, input: { ...texts, synthese: 'Tout va bien.' } }
  await expect(run((tx) => updateRapportEvaluation(tx, direction, documentId, change))).rejects.toThrow(
    'plus un brouillon',
  )
  const officer = asRole(direction, 'charge_mission')
  await expect(run((tx) => signRapport(tx, officer, { ...target, today: after }), officer)).rejects.toThrow(
    Forbidden,
  )
  await expect(
    run((tx) => getRapportEvaluation(tx, direction, target.rapportId, target.rapportId)),
  ).rejects.toThrow(NotFound)
})

test('only a signed report may be shown to everybody: its words as signed, its recommendations as they stand', async () => {
  const { direction, run, target, recommend } = await aRapport()
  const id = await recommend()
  await run((tx) => submitRapport(tx, direction, target, deadline))
  const load = () => run((tx) => loadPublicEvaluation(tx, direction, target.rapportId))
  await expect(load()).rejects.toThrow('une fois signé')
  await run((tx) => signRapport(tx, direction, { ...target, today: after }))
  const input = { etat: 'en_cours' as const, suite: '' }
  await run((tx) => followRecommandation(tx, direction, target, { id, version: 1, input }))
  const { contenu, document } = await load()
  expect(contenu).toMatchObject({ signeLe: '2026-12-11', recommandations: [{ etat: 'En cours' }] })
  expect(JSON.stringify(document)).toContain('À faire')
})
