import { parseHTML } from 'linkedom'
import { expect, test } from 'vitest'
import type { Tx } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { blankFiche, createFiche } from '#app/features/fiches/index.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { parseDocument } from '#app/platform/documents/document.schema.ts'
import { renderHtml } from '#app/platform/documents/html.ts'
import { writeParts } from '#app/platform/ecrits/write-parts.server.ts'
import { publish } from './publications.commands.server.ts'
import { rapportDocument } from './rapport.document.ts'
import { rapportEcrit } from './rapport.ecrit.server.ts'
import { consult, createRapport, debate, receiveAvis } from './rapports.commands.server.ts'
import { getRapport, loadRapport } from './rapports.queries.server.ts'

const { db } = await openTestDatabase()
const today = isoDate('2017-09-01')
const now = new Date('2017-09-15T08:00:00Z')
const texts = {
  orientations: 'O',
  situation: '5 femmes et 4 hommes',
  actions: 'A',
  perspectives: 'P',
  articulation: 'V',
  dsu: 'Sans objet',
}

async function aReport(given: Partial<typeof texts> = texts) {
  const world = await aFicheWorld(db)
  const { direction } = world
  const run = <Result>(work: (tx: Tx) => Promise<Result>) => asActor(db, direction, work)
  const fiche = {
    ...blankFiche,
    titre: 'Bus santé',
    code: 'F-1',
    porteurId: world.territoire.epciId,
    documentIds: [world.document],
  }
  await run((tx) =>
    createFiche(
      tx,
      direction,
      { ...fiche, debut: isoDate('2016-01-01'), fin: isoDate('2017-01-01') },
      { etat: 'terminee' },
    ),
  )
  const id = await run((tx) => createRapport(tx, direction, { document: 'D1', annee: 2016, texts: given }))
  const load = () => run((tx) => loadRapport(tx, direction, id, today))
  const ask = (echeance: string, organisationIds = [world.association, world.partner]) =>
    run((tx) =>
      consult(tx, direction, id, {
        input: { organisationIds, envoyeLe: isoDate('2017-06-01'), echeance: isoDate(echeance) },
        today,
      }),
    )
  return { world, direction, run, id, load, ask }
}

test('the report has the headings of the decree in its order, with the actions of its year', async () => {
  const { load } = await aReport()
  const document = parseDocument(rapportDocument(await load(), { issuer: 'X', date: today }))
  const { document: page } = parseHTML(renderHtml(document))
  expect([...page.querySelectorAll('h2')].map((its) => its.textContent)).toEqual([
    'Sommaire',
    'Principales orientations du contrat de ville et projet de territoire',
    'Évolution de la situation dans les quartiers prioritaires',
    'Actions menées au bénéfice des habitants au titre de l’année écoulée',
    'Perspectives d’évolution et améliorations nécessaires',
    'Articulation entre les volets social, urbain et économique',
    'Développement social urbain dans les communes bénéficiaires de la DSU',
  ])
  expect(page.querySelector('caption')?.textContent).toBe(
    'Actions de l’intercommunalité et des communes, 2016',
  )
  expect(page.body.textContent).toContain('Bus santé')
})

test('a draft is not submitted with a part missing, nor with less than a month to answer', async () => {
  const { ask } = await aReport({ ...texts, articulation: '' })
  await expect(ask('2017-07-15')).rejects.toThrow('articulation')
  const whole = await aReport()
  await expect(whole.ask('2017-06-30')).rejects.toMatchObject({ field: 'echeance' })
  expect((await whole.load()).rapport.etat).toBe('redaction')
})

test('submitted, the text no longer changes; silence is favourable; answers are annexed; then comes the debate', async () => {
  const { run, direction, id, load, ask } = await aReport()
  await ask('2017-07-15')
  await expect(
    run((tx) =>
      writeParts(tx, direction, rapportEcrit, { id, typed: [{ cle: 'dsu', base: '', typed: 'autre' }], now }),
    ),
  ).rejects.toMatchObject({ code: 'texte-ferme' })
  const { avis } = await load()
  expect(avis.map(({ etat }) => etat)).toEqual(['tacite', 'tacite'])
  const tooEarly = { debattuLe: isoDate('2017-07-01'), suites: '' }
  await expect(run((tx) => debate(tx, direction, id, { input: tooEarly, today }))).rejects.toThrow(
    'encore attendus',
  )
  const input = { sens: 'reserve' as const, recuLe: isoDate('2017-07-04'), texte: 'Plus de moyens.' }
  await run((tx) => receiveAvis(tx, direction, id, { avisId: avis[0]?.id ?? '', input, today }))
  await expect(
    run((tx) => publish({ tx, actor: direction, at: today, today }, { nature: 'rapport', id }, now)),
  ).rejects.toThrow('débattu')
  await run((tx) =>
    debate(tx, direction, id, { input: { debattuLe: isoDate('2017-08-30'), suites: 'Étudié.' }, today }),
  )
  await run((tx) => publish({ tx, actor: direction, at: today, today }, { nature: 'rapport', id }, now))
  const [copy] = await run((tx) => tx.selectFrom('publication').select(['texte', 'contenu']).execute())
  const html = renderHtml(parseDocument(Object(copy?.texte).complet))
  for (const words of [
    'Plus de moyens.',
    'Réputé favorable (sans réponse)',
    'Favorable avec réserves, reçu le 04/07/2017',
    'Étudié.',
  ])
    expect(html).toContain(words)
})

test('an opinion cannot come before it was asked, and only who publishes submits', async () => {
  const { run, direction, id, load, ask, world } = await aReport()
  await ask('2017-07-15')
  const { avis } = await load()
  const early = { sens: 'favorable' as const, recuLe: isoDate('2017-05-31'), texte: '' }
  await expect(
    run((tx) => receiveAvis(tx, direction, id, { avisId: avis[0]?.id ?? '', input: early, today })),
  ).rejects.toMatchObject({ field: 'recuLe' })
  const ose = await world.as('animation_ose')
  const input = { organisationIds: [world.association], envoyeLe: today, echeance: isoDate('2017-10-01') }
  await expect(asActor(db, ose, (tx) => consult(tx, ose, id, { input, today }))).rejects.toThrow(Forbidden)
  const partner = await world.as('partenaire', world.partner)
  await expect(asActor(db, partner, (tx) => getRapport(tx, partner, id))).rejects.toThrow(NotFound)
})
