import { expect, test } from 'vitest'
import type { Tx } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { calculCodes } from './calculables.ts'
import { countYears, type Scope } from './calculs.server.ts'
import { aLivraison, anIndicateur } from './evaluation.factory.ts'
import { openEvaluation } from './evaluation-page.server.ts'
import { askLivraison, createLivraison, receiveLivraison, remindLate } from './livraisons.commands.server.ts'
import { createIndicateurSuivi, saveValeur } from './suivi.commands.server.ts'
import { listLivraisons, listSuivi } from './suivi.queries.server.ts'

const { db } = await openTestDatabase()
const today = isoDate('2026-11-23')
const now = new Date('2026-11-23T10:00:00Z')
const letter = { today, publicUrl: 'https://exemple.invalid', documentTitre: 'Projet', code: 'D1' }

async function aSuivi() {
  const world = await aFicheWorld(db)
  const as =
    (actor: Actor) =>
    <Result>(work: Parameters<typeof asActor<Result>>[2]) =>
      asActor(db, actor, work)
  const { direction } = world
  const suiviOf = (actor: Actor) => async (tx: Tx) =>
    listSuivi(tx, actor, { document: await openEvaluation(tx, actor, 'D1'), today })
  return { world, direction, run: as(direction), as, suiviOf }
}

const scope = (documentId: string): Scope => ({ annees: [2015, 2026], axeIds: null, documentId, today })

async function aFiche(
  tx: Tx,
  actor: Actor,
  given: { axeId: string; debut: string; fin: string; etat?: 'en_cours' | 'idee' },
) {
  const id = newId()
  await tx
    .insertInto('fiche')
    .values({
      territoireId: actor.territoireId,
      id,
      code: `F-${id.slice(-6)}`,
      titre: 'Action d’essai',
      etat: 'en_cours',
      budgetCentimes: 1_000_000,
      beneficiairesPrevus: 50,
      ...given,
    })
    .execute()
  return id
}

test('a typed value is kept with its author and its date, and moves the light', async () => {
  const { world, direction, run, suiviOf } = await aSuivi()
  const id = await run((tx) =>
    createIndicateurSuivi(tx, direction, world.document, { input: anIndicateur(world.association) }),
  )
  const save = (annee: number, cible: number | null, observe: number | null) =>
    run((tx) =>
      saveValeur(tx, direction, world.document, {
        indicateurId: id,
        input: { annee, cible, observe, note: 'Enquête' },
        now,
      }),
    )
  const standing = async () => (await run(suiviOf(direction)))[0]?.standing
  expect((await standing())?.feu).toBe('sans_cible')
  await save(2020, 50, null)
  expect((await standing())?.feu).toBe('pas_assez')
  await save(2018, null, 43)
  expect(await standing()).toMatchObject({ feu: 'vert', cible: 42 })
  const [line] = await run(suiviOf(direction))
  expect(line?.annees.find((its) => its.annee === 2018)).toMatchObject({
    observe: 43,
    saisiPar: direction.nom,
  })
  await save(2018, null, null)
  expect((await standing())?.feu).toBe('pas_assez')
})

test('what Maillage counts follows the actions by itself, on the axis asked with all below it', async () => {
  const { world, direction, run, suiviOf } = await aSuivi()
  const [first, second] = world.axes
  const input = anIndicateur(world.association, {
    calcul: 'ACT_COUNT',
    axeId: first,
    referenceAnnee: null,
    referenceValeur: null,
  })
  const id = await run(async (tx) => {
    const created = await createIndicateurSuivi(tx, direction, world.document, { input })
    await aFiche(tx, direction, { axeId: first, debut: '2016-05-01', fin: '2018-01-01' })
    await aFiche(tx, direction, { axeId: first, debut: '2017-01-01', fin: '2019-02-01' })
    await aFiche(tx, direction, { axeId: second, debut: '2017-01-01', fin: '2019-02-01' })
    await aFiche(tx, direction, { axeId: first, debut: '2017-01-01', fin: '2018-01-01', etat: 'idee' })
    return created
  })
  const [line] = await run(suiviOf(direction))
  expect(line?.calcules.map((its) => [its.annee, its.valeur])).toEqual([
    [2016, 1],
    [2017, 2],
    [2018, 1],
    [2019, 1],
  ])
  await run(async (tx) => {
    await expect(
      saveValeur(tx, direction, world.document, {
        indicateurId: id,
        input: { annee: 2017, cible: null, observe: 9, note: '' },
        now,
      }),
    ).rejects.toMatchObject({ code: 'indicateur-calcule' })
  })
})

test('shares and costs are counted on what says them', async () => {
  const { world, direction, run } = await aSuivi()
  const counted = await run(async (tx) => {
    const fiche = await aFiche(tx, direction, {
      axeId: world.axes[0],
      debut: '2016-01-01',
      fin: '2017-01-01',
    })
    await aFiche(tx, direction, { axeId: world.axes[0], debut: '2016-01-01', fin: '2017-01-01' })
    await tx
      .insertInto('ficheQpv')
      .values({ territoireId: direction.territoireId, ficheId: fiche, qpvCode: world.qpv })
      .execute()
    return {
      qpv: await countYears(tx, 'ACT_QPV_SHARE', scope(world.document)),
      cost: await countYears(tx, 'EUR_PER_BENEF', scope(world.document)),
      evaluable: await countYears(tx, 'EVAL_COVERAGE', scope(world.document)),
    }
  })
  expect(counted.qpv).toEqual([{ annee: 2016, valeur: 50, base: 2 }])
  expect(counted.cost).toEqual([{ annee: 2016, valeur: 200, base: 2 }])
  expect(counted.evaluable).toEqual([{ annee: 2016, valeur: 0, base: 2 }])
})

test.each(calculCodes)('%s says nothing of a territory that wrote nothing', async (code) => {
  const { world, run } = await aSuivi()
  expect(await run((tx) => countYears(tx, code, scope(world.document)))).toEqual([])
})

test('deliveries are asked by mail, reminded when late, never twice in a week, and counted on time or not', async () => {
  const { world, direction, run } = await aSuivi()
  const id = await run((tx) =>
    createLivraison(tx, direction, world.document, { input: aLivraison(world.partner) }),
  )
  const target = { documentId: world.document, id }
  const asked = { ...letter, today: isoDate('2026-10-01') }
  await run((tx) => askLivraison(tx, direction, target, asked))
  await run(async (tx) => {
    await expect(
      askLivraison(tx, direction, target, { ...asked, today: isoDate('2026-10-05') }),
    ).rejects.toMatchObject({
      code: 'relance-trop-tot',
    })
  })
  expect(await run((tx) => remindLate(tx, direction, world.document, letter))).toBe(1)
  expect(await run((tx) => remindLate(tx, direction, world.document, letter))).toBe(0)
  const mails = await run((tx) =>
    tx
      .selectFrom('courriel')
      .select(['destinataire', 'objet'])
      .where('territoireId', '=', direction.territoireId)
      .orderBy('id')
      .execute(),
  )
  expect(mails.map((its) => [its.destinataire, its.objet])).toEqual([
    ['statistiques@exemple.invalid', 'Données attendues pour le suivi, Projet'],
    ['statistiques@exemple.invalid', 'Relance : données attendues pour le suivi, Projet'],
  ])
  expect(await run((tx) => countYears(tx, 'DATA_DELIVERY', scope(world.document)))).toEqual([
    { annee: 2026, valeur: 0, base: 1 },
  ])
})

test('an organisation delivers its own data with their value, and nobody else’s', async () => {
  const { world, direction, run, as, suiviOf } = await aSuivi()
  const { indicateurId, own, other } = await run(async (tx) => {
    const indicateur = await createIndicateurSuivi(tx, direction, world.document, {
      input: anIndicateur(world.partner),
    })
    const input = aLivraison(world.partner, { indicateurId: indicateur })
    return {
      indicateurId: indicateur,
      own: await createLivraison(tx, direction, world.document, { input }),
      other: await createLivraison(tx, direction, world.document, { input: aLivraison(world.association) }),
    }
  })
  const partner = await world.as('partenaire', world.partner)
  const valeur = { annee: 2025, observe: 36, note: 'Fichier du service' }
  await as(partner)(async (tx) => {
    await receiveLivraison(tx, partner, { documentId: world.document, id: own }, { today, now, valeur })
    await expect(
      receiveLivraison(tx, partner, { documentId: world.document, id: other }, { today, now, valeur: null }),
    ).rejects.toThrow(Forbidden)
    await expect(
      saveValeur(tx, partner, world.document, { indicateurId, input: { ...valeur, cible: null }, now }),
    ).rejects.toThrow(Forbidden)
  })
  const [line] = await run(suiviOf(direction))
  expect(line?.annees).toMatchObject([
    { annee: 2025, observe: 36, saisiPar: `${partner.nom} (Partenaire d’essai)` },
  ])
  const received = (await run((tx) => listLivraisons(tx, direction, world.document))).find(
    (its) => its.id === own,
  )
  expect(received).toMatchObject({ recueLe: today })
})
