import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import type { Chiffre } from '#app/features/observatoire/index.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { contribute, endOfAppel, getAppel, listPlacesOf, signedJeton } from './contributions.server.ts'
import { aConstat, aDiagnostic, anObservation } from './diagnostic.factory.ts'
import {
  closeAppel,
  createAppel,
  createConstat,
  createDiagnostic,
  freezeChiffres,
  moveDiagnostic,
  renewDiagnostic,
  updateConstat,
  updateDiagnostic,
  voteConstat,
} from './diagnostics.commands.server.ts'
import {
  getConstat,
  getDiagnostic,
  listAppels,
  listConstats,
  listDiagnostics,
  listLieux,
} from './diagnostics.queries.server.ts'
import {
  createObservation,
  mergeObservation,
  replyToObservation,
  updateObservation,
} from './observations.commands.server.ts'
import {
  getObservation,
  listEtiquettes,
  listObservationChoices,
  listObservations,
  listReponses,
} from './observations.queries.server.ts'

const { db } = await openTestDatabase()
const today = isoDate('2026-11-23')
const secret = 'un-secret-d-essai'

async function aWorld() {
  const world = await aFicheWorld(db)
  const as =
    (actor: Actor) =>
    <Result>(work: Parameters<typeof asActor<Result>>[2]) =>
      asActor(db, actor, work)
  return { world, direction: world.direction, run: as(world.direction), as }
}

async function journalOf(id: string) {
  const rows = await db
    .selectFrom('journal')
    .select('operation')
    .where('entiteId', '=', id)
    .orderBy('id')
    .execute()
  return rows.map(({ operation }) => operation)
}

test('every field of an observation survives save and reload, with its tags tidied and its journal line', async () => {
  const { world, direction, run } = await aWorld()
  const input = anObservation({ axeId: world.axes[0], qpvs: [world.qpv], etiquettes: 'santé, Sante ; dents' })
  const id = await run((tx) => createObservation(tx, direction, { input, confirmed: false }))
  expect(await run((tx) => getObservation(tx, direction, id))).toEqual({
    ...input,
    etiquettes: 'santé, dents',
    id,
    version: 1,
    organisationId: world.territoire.epciId,
  })
  expect(await journalOf(id)).toEqual(['observation.creer'])
})

test('a text about someone is held back, and leaves nothing behind, until who writes says nobody is recognisable', async () => {
  const { direction, run } = await aWorld()
  const input = anObservation({ texte: 'Mme Durand attend un rendez-vous depuis six mois.' })
  const held = run((tx) => createObservation(tx, direction, { input, confirmed: false }))
  await expect(held).rejects.toMatchObject({ code: 'personne-reconnaissable', field: 'texte' })
  expect((await run((tx) => listObservations(tx, direction, { page: 1 }))).total).toBe(0)
  await run((tx) => createObservation(tx, direction, { input, confirmed: true }))
  expect((await run((tx) => listObservations(tx, direction, { page: 1 }))).total).toBe(1)
})

test('a partner corrects what its organisation wrote, not what others wrote', async () => {
  const { world, direction, run, as } = await aWorld()
  const partner = await world.as('partenaire', world.partner)
  const theirs = await run((tx) =>
    createObservation(tx, direction, { input: anObservation(), confirmed: false }),
  )
  const own = await as(partner)((tx) =>
    createObservation(tx, partner, { input: anObservation(), confirmed: false }),
  )
  const change = { version: 1, input: anObservation({ depuis: 'depuis un an' }), confirmed: false }
  await as(partner)((tx) => updateObservation(tx, partner, own, change))
  await expect(as(partner)((tx) => updateObservation(tx, partner, theirs, change))).rejects.toThrow(Forbidden)
  const carrier = await world.as('porteur', world.association)
  await expect(as(carrier)((tx) => getObservation(tx, carrier, own))).rejects.toThrow(NotFound)
})

test('the list is narrowed by words, place, axis and tag', async () => {
  const { world, direction, run } = await aWorld()
  const inputs = [
    anObservation({ axeId: world.axes[0], communes: [], qpvs: [world.qpv], etiquettes: 'dents' }),
    anObservation({
      texte: 'Le bus ne passe plus après 19 heures.',
      communes: ['59559'],
      etiquettes: 'transport',
    }),
  ]
  for (const input of inputs) await run((tx) => createObservation(tx, direction, { input, confirmed: false }))
  const found = async (filter: Omit<Parameters<typeof listObservations>[2], 'page'>) =>
    (await run((tx) => listObservations(tx, direction, { ...filter, page: 1 }))).rows.map(
      ({ etiquettes }) => etiquettes,
    )
  expect(await found({ q: 'bus' })).toEqual(['transport'])
  expect(await found({ lieu: `qpv:${world.qpv}` })).toEqual(['dents'])
  expect(await found({ lieu: 'commune:59559' })).toEqual(['transport'])
  expect(await found({ axeId: world.axes[0] })).toEqual(['dents'])
  expect(await found({ etiquette: 'dents' })).toEqual(['dents'])
  expect(await run((tx) => listEtiquettes(tx, direction))).toEqual(['dents', 'transport'])
})

test('an answer speaks of the same places; merging two observations carries answers and findings over', async () => {
  const { direction, run } = await aWorld()
  const write = (texte: string) =>
    run((tx) => createObservation(tx, direction, { input: anObservation({ texte }), confirmed: false }))
  const [kept, double] = [
    await write('Les délais dépassent six mois.'),
    await write('Six mois pour un dentiste.'),
  ]
  const input = anObservation({ communes: [], texte: 'Même constat à la permanence.' })
  await run((tx) => replyToObservation(tx, direction, double, { input, confirmed: false }))
  const diagnostic = await run((tx) => createDiagnostic(tx, direction, aDiagnostic()))
  await run((tx) =>
    createConstat(tx, direction, diagnostic, { input: aConstat({ observations: [kept, double] }) }),
  )
  await run((tx) => mergeObservation(tx, direction, double, kept))
  const answers = await run((tx) => listReponses(tx, direction, kept))
  expect(answers.map(({ communeNoms }) => communeNoms)).toEqual([['Valenciennes']])
  const [constat] = await run((tx) => listConstats(tx, direction, diagnostic))
  expect(constat?.observations.map(({ id }) => id)).toEqual([kept])
  expect((await run((tx) => listObservations(tx, direction, { page: 1 }))).rows.map(({ id }) => id)).toEqual([
    kept,
  ])
  expect(await journalOf(double)).toEqual(['observation.creer', 'observation.fusionner'])
})

test('a diagnosis and its findings survive save and reload; a stale version is refused', async () => {
  const { world, direction, run } = await aWorld()
  const input = aDiagnostic({ axeId: world.axes[1], qpvs: [world.qpv] })
  const id = await run((tx) => createDiagnostic(tx, direction, input))
  expect(await run((tx) => getDiagnostic(tx, direction, id))).toMatchObject({
    ...input,
    etat: 'brouillon',
    axeNumero: '2',
  })
  await run((tx) => updateDiagnostic(tx, direction, id, { version: 1, input: { ...input, annee: 2025 } }))
  await expect(
    run((tx) => updateDiagnostic(tx, direction, id, { version: 1, input: { ...input, annee: 2024 } })),
  ).rejects.toMatchObject({ code: 'conflit' })
  const observation = await run((tx) =>
    createObservation(tx, direction, { input: anObservation(), confirmed: false }),
  )
  const finding = aConstat({ observations: [observation], accord: 'desaccord', lecture: 'À creuser.' })
  const constat = await run((tx) => createConstat(tx, direction, id, { input: finding }))
  expect(await run((tx) => getConstat(tx, direction, id, constat))).toEqual({
    ...finding,
    id: constat,
    version: 1,
  })
  expect(await run((tx) => listLieux(tx, input))).toMatchObject([
    { niveau: 'qpv', code: world.qpv },
    { niveau: 'commune', code: '59606', nom: 'Valenciennes' },
    { niveau: 'epci' },
  ])
  expect(await run((tx) => listObservationChoices(tx, direction, input))).toHaveLength(1)
})

test('figures and field are not said to meet without a figure and an observation', async () => {
  const { direction, run } = await aWorld()
  const id = await run((tx) => createDiagnostic(tx, direction, aDiagnostic()))
  const refused = run((tx) => createConstat(tx, direction, id, { input: aConstat({ accord: 'accord' }) }))
  await expect(refused).rejects.toMatchObject({ code: 'accord-impossible', field: 'accord' })
  expect(await run((tx) => listConstats(tx, direction, id))).toEqual([])
})

test('a draft is for those who write it; once shared, partners read it and vote, each once', async () => {
  const { world, direction, run, as } = await aWorld()
  const partner = await world.as('partenaire', world.partner)
  const id = await run((tx) => createDiagnostic(tx, direction, aDiagnostic()))
  const first = await run((tx) => createConstat(tx, direction, id, { input: aConstat() }))
  const second = await run((tx) => createConstat(tx, direction, id, { input: aConstat({ titre: 'Second' }) }))
  await expect(as(partner)((tx) => getDiagnostic(tx, partner, id))).rejects.toThrow(NotFound)
  await expect(run((tx) => voteConstat(tx, direction, id, { id: first, priorite: 1 }))).rejects.toMatchObject(
    { code: 'vote-ferme' },
  )
  await run((tx) => moveDiagnostic(tx, direction, id, 'partage'))
  await as(partner)((tx) => voteConstat(tx, partner, id, { id: second, priorite: 3 }))
  await as(partner)((tx) => voteConstat(tx, partner, id, { id: second, priorite: 2 }))
  await run((tx) => voteConstat(tx, direction, id, { id: first, priorite: 1 }))
  const list = await as(partner)((tx) => listConstats(tx, partner, id))
  expect(list.map(({ titre, points, voix, mine }) => [titre, points, voix, mine])).toEqual([
    ['Second', 2, 1, 2],
    ['On renonce à se soigner', 1, 1, null],
  ])
  await expect(as(partner)((tx) => createConstat(tx, partner, id, { input: aConstat() }))).rejects.toThrow(
    Forbidden,
  )
})

const chiffre: Chiffre = {
  indicateur: 'POV60',
  label: 'Taux de pauvreté',
  unit: '%',
  cells: [
    {
      lieu: 'commune:59606',
      nom: 'Valenciennes',
      cell: {
        value: 25,
        status: 'normal',
        text: '25 %',
        periode: '2021',
        why: null,
        origin: 'publie',
        source: null,
      },
    },
  ],
}

test('a diagnosis is validated once read and frozen; it changes no more, and is taken up another year', async () => {
  const { direction, run } = await aWorld()
  const id = await run((tx) => createDiagnostic(tx, direction, aDiagnostic()))
  const input = aConstat({ accord: 'terrain_muet', lecture: 'Rien n’est remonté.' })
  const constat = await run((tx) => createConstat(tx, direction, id, { input }))
  await run((tx) => moveDiagnostic(tx, direction, id, 'partage'))
  const early = run((tx) => moveDiagnostic(tx, direction, id, 'valide'))
  await expect(early).rejects.toMatchObject({ code: 'diagnostic-incomplet' })
  await run((tx) => freezeChiffres(tx, direction, id, { byConstat: new Map([[constat, [chiffre]]]), today }))
  await run((tx) => moveDiagnostic(tx, direction, id, 'valide'))
  const [frozen] = await run((tx) => listConstats(tx, direction, id))
  expect(frozen).toMatchObject({ chiffresFiges: [chiffre], figesLe: today })
  const late = run((tx) => updateConstat(tx, direction, id, { id: constat, version: 1, input }))
  await expect(late).rejects.toMatchObject({ code: 'diagnostic-valide' })
  const next = await run((tx) => renewDiagnostic(tx, direction, id, 2027))
  const [again] = await run((tx) => listConstats(tx, direction, next))
  expect(again).toMatchObject({
    reprendId: constat,
    accord: 'a_lire',
    lecture: '',
    chiffresFiges: null,
    points: 0,
  })
  expect((await run((tx) => listDiagnostics(tx, direction))).map(({ annee }) => annee)).toEqual([2027, 2026])
  await expect(run((tx) => renewDiagnostic(tx, direction, id, 2026))).rejects.toMatchObject({
    code: 'annee-passee',
  })
})

test('other figures than those frozen live again', async () => {
  const { direction, run } = await aWorld()
  const id = await run((tx) => createDiagnostic(tx, direction, aDiagnostic()))
  const constat = await run((tx) => createConstat(tx, direction, id, { input: aConstat() }))
  await run((tx) => freezeChiffres(tx, direction, id, { byConstat: new Map([[constat, [chiffre]]]), today }))
  await run((tx) =>
    updateConstat(tx, direction, id, {
      id: constat,
      version: 1,
      input: aConstat({ indicateurs: ['MEDIAN_INC'] }),
    }),
  )
  expect(await run((tx) => listConstats(tx, direction, id))).toMatchObject([
    { chiffresFiges: null, figesLe: null },
  ])
})

test('a link opens the diagnosis to who has no account, for its places only, until it is over or closed', async () => {
  const { world, direction, run } = await aWorld()
  const id = await run((tx) => createDiagnostic(tx, direction, aDiagnostic({ axeId: world.axes[1] })))
  const { jeton, empreinte } = signedJeton(secret)
  const expireLe = endOfAppel(today, 10)
  const appel = await run((tx) =>
    createAppel(tx, direction, id, { destinataire: 'Centre social d’essai', empreinte, expireLe }),
  )
  const asked = { secret, jeton, now: new Date('2026-12-03T20:00:00Z') }
  expect(await getAppel(db, asked)).toMatchObject({ diagnosticId: id, destinataire: 'Centre social d’essai' })
  expect((await listPlacesOf(db, await getAppel(db, asked))).communes).toEqual([
    { value: '59606', label: 'Valenciennes' },
  ])
  const { axeId: _axe, ...values } = anObservation({ communes: ['59606', '59559'] })
  const input = { ...values, contributeur: 'Médiatrice santé' }
  const observation = await contribute(db, asked, { input, confirmed: false })
  expect(await run((tx) => getObservation(tx, direction, observation))).toMatchObject({
    communes: ['59606'],
    axeId: world.axes[1],
    organisationId: null,
  })
  expect(await run((tx) => listAppels(tx, id))).toMatchObject([{ recues: 1 }])
  await expect(getAppel(db, { ...asked, now: new Date('2026-12-05T00:00:00Z') })).rejects.toThrow(NotFound)
  await expect(getAppel(db, { ...asked, jeton: `${jeton.slice(0, -2)}xx` })).rejects.toThrow(NotFound)
  await expect(getAppel(db, { ...asked, secret: 'un-autre-secret' })).rejects.toThrow(NotFound)
  await run((tx) => closeAppel(tx, direction, id, { id: appel, now: asked.now }))
  await expect(contribute(db, asked, { input, confirmed: false })).rejects.toThrow(NotFound)
})

test('a contribution about someone recognisable writes nothing', async () => {
  const { direction, run } = await aWorld()
  const id = await run((tx) => createDiagnostic(tx, direction, aDiagnostic()))
  const { jeton, empreinte } = signedJeton(secret)
  await run((tx) =>
    createAppel(tx, direction, id, {
      destinataire: 'Centre social',
      empreinte,
      expireLe: endOfAppel(today, 1),
    }),
  )
  const { axeId: _axe, ...values } = anObservation({ texte: 'Monsieur Martin ne sort plus.' })
  const asked = { secret, jeton, now: new Date('2026-11-23T20:00:00Z') }
  const refused = contribute(db, asked, { input: { ...values, contributeur: 'Voisine' }, confirmed: false })
  await expect(refused).rejects.toMatchObject({ code: 'personne-reconnaissable' })
  expect((await run((tx) => listObservations(tx, direction, { page: 1 }))).total).toBe(0)
})
