import { expect, test } from 'vitest'
import type { Tx } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { addToFiche, blankFiche, createFiche } from '#app/features/fiches/index.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { renderHtml } from '#app/platform/documents/html.ts'
import { renderPdf } from '#app/platform/documents/pdf.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { produce } from './produits.server.ts'

const { db } = await openTestDatabase()
const today = isoDate('2017-09-01')

const visiting =
  (actor: Actor) =>
  <Result>(
    work: (visit: { tx: Tx; actor: Actor; at: typeof today; today: typeof today }) => Promise<Result>,
  ) =>
    asActor(db, actor, (tx) => work({ tx, actor, at: today, today }))

async function aFiche(etat: 'idee' | 'en_cours') {
  const world = await aFicheWorld(db)
  const run = visiting(world.direction)
  const values = {
    ...blankFiche,
    nature: 'programme' as const,
    titre: 'Action <b>',
    code: 'F-1',
    axeId: world.axes[0],
    porteurId: world.association,
  }
  const { id } = await run(({ tx }) =>
    createFiche(
      tx,
      world.direction,
      { ...values, documentIds: [world.document], budgetCentimes: 1_500_000 },
      { etat },
    ),
  )
  return { world, run, id }
}

const textOf = (html: string): string =>
  html
    .replace(/<style>.*<\/style>/s, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[\u00a0\u202f]/g, ' ')

test('a fiche action tells the carrier, the axis and the budget, in the three formats', async () => {
  const { run } = await aFiche('en_cours')
  const document = await run((visit) => produce(visit, 'fiche-action', 'F-1'))
  const html = textOf(renderHtml(document))
  for (const words of ['Action &lt;b&gt;', 'Association d’essai', 'Premier axe', '15 000 €'])
    expect(html.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(words)
  expect(renderPdf(document).subarray(0, 5).toString()).toBe('%PDF-')
})

test('a bilan without a figure says « non mesuré », with one it shows it beside its target', async () => {
  const { run, world, id } = await aFiche('en_cours')
  const bilan = () => run(async (visit) => textOf(renderHtml(await produce(visit, 'fiche-bilan', 'F-1'))))
  expect(await bilan()).toContain('Non mesuré')
  await run(async ({ tx }) => {
    await addToFiche(tx, world.direction, id, {
      kind: 'resultat',
      values: { indicateur: 'Jeunes rappelés', unite: 'jeunes', sens: 'hausse', valeurInitiale: 10 },
    })
    const resultat = await tx
      .selectFrom('ficheResultat')
      .select('id')
      .where('ficheId', '=', id)
      .executeTakeFirstOrThrow()
    const annee = {
      territoireId: world.territoire.id,
      resultatId: resultat.id,
      annee: 2017,
      cible: 50,
      observe: 42,
    }
    await tx.insertInto('ficheResultatAnnee').values(annee).execute()
  })
  const told = await bilan()
  expect(told).not.toContain('Non mesuré')
  expect(told).toMatch(/2017\s+50\s+42\s+-8/)
})

test('who may not read a fiche does not get its document', async () => {
  const { world } = await aFiche('idee')
  const partner = await world.as('partenaire', world.partner)
  await expect(visiting(partner)((visit) => produce(visit, 'fiche-action', 'F-1'))).rejects.toThrow(NotFound)
  await expect(visiting(partner)((visit) => produce(visit, 'rien', 'F-1'))).rejects.toThrow(NotFound)
})

test('the page for elected members holds on one page and never counts an action of a programme twice', async () => {
  const { run, world, id } = await aFiche('en_cours')
  await run(({ tx }) =>
    createFiche(
      tx,
      world.direction,
      {
        ...blankFiche,
        titre: 'Partie',
        code: 'F-2',
        axeId: world.axes[0],
        parentId: id,
        budgetCentimes: 500_000,
      },
      { etat: 'en_cours' },
    ),
  )
  const document = await run((visit) => produce(visit, 'tableau-de-bord', 'territoire'))
  const html = textOf(renderHtml(document)).replaceAll(/[\u00a0\u202f]/g, ' ')
  expect(html).toContain('15 000 €')
  expect(html).not.toContain('20 000 €')
  expect(
    renderPdf(document)
      .toString('latin1')
      .match(/\/Type ?\/Page\b/g),
  ).toHaveLength(1)
})

test('a framework document shows what the law asks only when it is a contrat de ville', async () => {
  const { run, world } = await aFiche('en_cours')
  const told = () => run(async (visit) => textOf(renderHtml(await produce(visit, 'document-cadre', 'D1'))))
  expect(await told()).not.toContain('article 6')
  await db
    .updateTable('documentCadre')
    .set({ nature: 'contrat_de_ville' })
    .where('id', '=', world.document)
    .execute()
  expect(await told()).toContain('1 fiche action')
})
