import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Tx } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { adoptAvenant } from '#app/features/strategies/index.server.ts'
import { type IsoDate, isoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { contributeByLink, listAppels, openAppel, remindAppel, voteByLink } from './appels.commands.server.ts'
import { answerAvis, carryText, consult, receiveAvis } from './consultation.commands.server.ts'
import { addContribution, setAside, vote, withdrawContribution } from './contributions.commands.server.ts'
import { listContributions, listOrigins, listPassages } from './contributions.queries.server.ts'
import { aContribution, aDemarche } from './demarche.factory.ts'
import type { DemarcheEtat } from './demarche.words.ts'
import { createDemarche, moveDemarche, updateDemarche } from './demarches.commands.server.ts'
import { getDemarche, listAvis, listDemarches } from './demarches.queries.server.ts'
import {
  addPassage,
  movePassage,
  removePassage,
  startFromCurrent,
  updatePassage,
} from './redaction.commands.server.ts'

const { db } = await openTestDatabase()

const TODAY = isoDate('2026-11-24')
const NOW = new Date('2026-11-24T09:00:00Z')
const sending = { now: NOW, today: TODAY, publicUrl: 'https://exemple.invalid' }

/** A document in writing, a transversal group where one association sits, and a démarche in a phase. */
async function aWorkshop(etat: DemarcheEtat = 'contributions') {
  const world = await aFicheWorld(db)
  const territoireId = world.territoire.id
  const groupe = newId()
  for (const axeId of world.axes)
    await db.insertInto('documentAxe').values({ territoireId, documentId: world.document, axeId }).execute()
  await db
    .updateTable('organisation')
    .set({ courriel: 'contact@exemple.invalid' })
    .where('id', '=', world.association)
    .execute()
  await db
    .insertInto('instance')
    .values({ territoireId, id: groupe, nom: 'Jeunesse', nature: 'groupe_transversal', debut: '2020-01-01' })
    .execute()
  await db
    .insertInto('siege')
    .values({
      territoireId,
      id: newId(),
      instanceId: groupe,
      organisationId: world.association,
      debut: '2020-01-01',
    })
    .execute()
  const member = await world.as('porteur', world.association)
  const stranger = await world.as('porteur', world.partner)
  const run = <Result>(work: (tx: Tx) => Promise<Result>, actor: Actor = world.direction) =>
    asActor(db, actor, work)
  const id = await run((tx) =>
    createDemarche(tx, world.direction, aDemarche({ documentId: world.document, groupes: [groupe] })),
  )
  const versionNow = async () => (await run((tx) => getDemarche(tx, world.direction, id))).version
  const move = async (to: DemarcheEtat) => {
    const version = await versionNow()
    await run((tx) => moveDemarche(tx, world.direction, id, { version, to }))
  }
  const road: DemarcheEtat[] = ['contributions', 'redaction']
  for (const to of road.slice(0, road.indexOf(etat) + 1)) await move(to)
  const write = (given: Partial<ReturnType<typeof aContribution>> = {}, actor: Actor = member) =>
    run(
      (tx) =>
        addContribution(tx, actor, id, {
          input: aContribution({
            axeId: world.axes[0],
            instanceId: groupe,
            organisationId: world.association,
            ...given,
          }),
          confirmed: true,
          today: TODAY,
          now: NOW,
        }),
      actor,
    )
  return { ...world, id, groupe, member, stranger, run, move, write, versionNow }
}

async function sign(documentId: string, debut: string): Promise<void> {
  await db
    .updateTable('documentCadre')
    .set({ etat: 'en_vigueur', debut, dateSignature: debut })
    .where('id', '=', documentId)
    .execute()
}

const linkIn = async (territoireId: string): Promise<string> => {
  const { rows } = await sql<{
    texte: string
  }>`select texte from courriel where territoire_id = ${territoireId} order by cree_le desc, id desc limit 1`.execute(
    db,
  )
  return /contribution\/([\w-]+)/.exec(rows[0]?.texte ?? '')?.[1] ?? ''
}

const allOf = (world: Awaited<ReturnType<typeof aWorkshop>>) =>
  world.run((tx) => listContributions(tx, world.id, { voice: { personneId: world.direction.personneId } }))

test('in preparation a démarche is for who leads it; open, for the members of its groups and nobody else without a right', async () => {
  const { run, member, stranger, id, move } = await aWorkshop('preparation')
  expect(await run((tx) => listDemarches(tx, member), member)).toEqual([])
  await expect(run((tx) => getDemarche(tx, member, id), member)).rejects.toThrow(NotFound)
  await move('contributions')
  expect(await run((tx) => listDemarches(tx, member), member)).toHaveLength(1)
  expect(await run((tx) => listDemarches(tx, stranger), stranger)).toEqual([])
  await expect(run((tx) => getDemarche(tx, stranger, id), stranger)).rejects.toThrow(NotFound)
})

test('an expired document, a document without axes and dates in disorder are refused, each with its sentence', async () => {
  const { run, direction, document, groupe } = await aWorkshop('preparation')
  const open = (given: Partial<Parameters<typeof aDemarche>[0]>) =>
    run((tx) =>
      createDemarche(tx, direction, aDemarche({ documentId: document, groupes: [groupe], ...given })),
    )
  const disorder = { contributionsAu: isoDate('2027-03-01'), redactionAu: isoDate('2027-02-01') }
  await expect(open(disorder)).rejects.toMatchObject({
    fieldErrors: { redactionAu: [expect.stringContaining('précédente')] },
  })
  await expect(open({ documentId: newId() })).rejects.toMatchObject({
    fieldErrors: { documentId: [expect.any(String)] },
  })
  await expect(open({ groupes: [newId()] })).rejects.toMatchObject({
    fieldErrors: { groupes: [expect.any(String)] },
  })
  await db.updateTable('documentCadre').set({ etat: 'echu' }).where('id', '=', document).execute()
  await expect(open({})).rejects.toMatchObject({
    fieldErrors: { documentId: [expect.stringContaining('échu')] },
  })
})

test('the document of a démarche no longer changes once people write for it', async () => {
  const { run, direction, id, document, groupe, territoire, versionNow } = await aWorkshop()
  const other = newId()
  const { rows } = await sql<{
    arbre_id: string
  }>`select arbre_id from document_cadre where id = ${document}`.execute(db)
  const arbreId = (rows[0] as unknown as { arbreId: string }).arbreId
  await db
    .insertInto('documentCadre')
    .values({
      territoireId: territoire.id,
      id: other,
      code: 'D2',
      nature: 'ptcs',
      titre: 'Autre',
      debut: '2027-01-01',
      arbreId,
    })
    .execute()
  const version = await versionNow()
  const change = (documentId: string) =>
    run((tx) =>
      updateDemarche(tx, direction, id, { version, input: aDemarche({ documentId, groupes: [groupe] }) }),
    )
  await expect(change(other)).rejects.toMatchObject({ fieldErrors: { documentId: [expect.any(String)] } })
  await change(document)
})

test('a member writes for the groups where it sits and in its own name only', async () => {
  const { write, stranger, partner, direction, run, id } = await aWorkshop()
  await write()
  await expect(write({ organisationId: partner })).rejects.toMatchObject({
    fieldErrors: { organisationId: [expect.any(String)] },
  })
  await expect(write({ instanceId: null })).rejects.toMatchObject({
    fieldErrors: { instanceId: [expect.any(String)] },
  })
  await expect(write({}, stranger)).rejects.toThrow(NotFound)
  await write({ auteur: 'Atelier du 12 mars', organisationId: null }, direction)
  expect(
    await run((tx) => listContributions(tx, id, { voice: { personneId: direction.personneId } })),
  ).toHaveLength(2)
})

test('a seat that ended gives no more voice', async () => {
  const { write, groupe } = await aWorkshop()
  await db.updateTable('siege').set({ fin: '2026-11-24' }).where('instanceId', '=', groupe).execute()
  await expect(write()).rejects.toMatchObject({ code: 'sans-siege' })
})

test('each voice has its dots for an axis, three at most on one idea, and may move them', async () => {
  const world = await aWorkshop()
  const { run, member, id, write } = world
  const [a, b, c] = [await write(), await write({ nature: 'diagnostic' }), await write()]
  const give = (contribution: string, points: number) =>
    run((tx) => vote(tx, member, id, { id: contribution, points, today: TODAY }), member)
  await give(a, 3)
  await give(b, 2)
  await expect(give(c, 1)).rejects.toMatchObject({ code: 'points' })
  await expect(give(c, 4)).rejects.toMatchObject({ code: 'points' })
  await give(a, 2)
  await give(c, 1)
  const points = new Map((await allOf(world)).map((its) => [its.id, its.points]))
  expect([points.get(a), points.get(b), points.get(c)]).toEqual([2, 2, 1])
})

test('a call writes once to each address; its link writes and votes without an account, until its day and its phase', async () => {
  const world = await aWorkshop()
  const { run, direction, id, groupe, axes, territoire } = world
  const input = {
    axeId: axes[0],
    question: 'Que manque-t-il aux jeunes ?',
    echeance: isoDate('2026-12-10'),
    groupes: [groupe],
    adresses: 'contact@exemple.invalid\nCentre social, csc@exemple.invalid',
  }
  const sent = await run((tx) => openAppel(tx, direction, id, { input, sending }))
  expect(sent).toEqual({ envoyes: 2, sansAdresse: [] })
  const jeton = await linkIn(territoire.id)
  const said = {
    input: {
      axeId: null,
      nature: 'proposition' as const,
      texte: 'Ouvrir le gymnase le soir.',
      auteur: 'Directrice',
    },
    confirmed: true,
    now: NOW,
  }
  await contributeByLink(db, jeton, said)
  const [one] = await allOf(world)
  expect(one).toMatchObject({ axeId: axes[0], parLien: true, auteur: 'Directrice' })
  await voteByLink(db, jeton, { id: one?.id ?? '', points: 2, now: NOW })
  expect((await allOf(world))[0]?.points).toBe(2)
  const late = { ...said, now: new Date('2026-12-11T00:00:00Z') }
  await expect(contributeByLink(db, jeton, late)).rejects.toMatchObject({ code: 'appel-clos' })
  await world.move('redaction')
  await expect(contributeByLink(db, jeton, said)).rejects.toMatchObject({ code: 'appel-clos' })
  await expect(contributeByLink(db, 'inconnu', said)).rejects.toThrow(NotFound)
})

test('a reminder goes to the silent ones only, once a day, and its link replaces the first', async () => {
  const world = await aWorkshop()
  const { run, direction, id, groupe, territoire } = world
  const input = {
    axeId: null,
    question: 'Que manque-t-il aux jeunes ?',
    echeance: isoDate('2026-12-10'),
    groupes: [groupe],
    adresses: 'csc@exemple.invalid',
  }
  await run((tx) => openAppel(tx, direction, id, { input, sending }))
  const first = await linkIn(territoire.id)
  await contributeByLink(db, first, {
    input: { axeId: null, nature: 'diagnostic', texte: 'Les bus s’arrêtent à 20 h.', auteur: 'X' },
    confirmed: true,
    now: NOW,
  })
  const [appel] = await run((tx) => listAppels(tx, id))
  const remind = (day: string) =>
    run((tx) =>
      remindAppel(tx, direction, id, {
        appelId: appel?.id ?? '',
        sending: { ...sending, now: new Date(`${day}T09:00:00Z`), today: isoDate(day) },
      }),
    )
  expect(await remind('2026-11-26')).toBe(1)
  expect(await remind('2026-11-26')).toBe(0)
  expect(await remind('2026-11-28')).toBe(1)
  await expect(remind('2026-12-11')).rejects.toMatchObject({ code: 'appel-clos' })
})

test('the text is written passage by passage, cites what it comes from, and keeps its order', async () => {
  const world = await aWorkshop('redaction')
  const { run, direction, id, axes, move } = world
  await move('contributions')
  const contribution = await world.write()
  await move('redaction')
  const passage = (texte: string, citations: string[] = []) =>
    run((tx) => addPassage(tx, direction, id, { axeId: axes[0], input: { texte, citations } }))
  const first = await passage('Un.')
  const second = await passage('Deux.', [contribution])
  await run((tx) => movePassage(tx, direction, id, { id: second, direction: 'haut' }))
  const read = () => run((tx) => listPassages(tx, id, axes[0]))
  expect((await read()).map((its) => its.texte)).toEqual(['Deux.', 'Un.'])
  const stale = { id: first, version: 1, input: { texte: 'Un !', citations: [] } }
  await run((tx) => updatePassage(tx, direction, id, stale))
  await expect(run((tx) => updatePassage(tx, direction, id, stale))).rejects.toMatchObject({
    code: 'conflit',
  })
  const foreign = { id: first, version: 2, input: { texte: 'Un !', citations: [newId()] } }
  await expect(run((tx) => updatePassage(tx, direction, id, foreign))).rejects.toMatchObject({
    fieldErrors: { citations: [expect.any(String)] },
  })
  await run((tx) => removePassage(tx, direction, id, second))
  expect((await allOf(world))[0]?.traitement).toBe('a_traiter')
})

test('a draft starts from the words of today, paragraph by paragraph, once', async () => {
  const { run, direction, id, axes } = await aWorkshop('redaction')
  const start = () => run((tx) => startFromCurrent(tx, direction, id, { axeId: axes[0], today: TODAY }))
  await expect(start()).rejects.toMatchObject({ code: 'sans-texte' })
  await db.updateTable('axeVersion').set({ texte: 'Un.\n\nDeux.' }).where('axeId', '=', axes[0]).execute()
  expect(await start()).toBe(2)
  await expect(start()).rejects.toMatchObject({ code: 'deja-commence' })
})

test('a cited contribution cannot be set aside, nor taken back; one that is cited again is no longer set aside', async () => {
  const world = await aWorkshop()
  const { run, direction, member, id, axes, write } = world
  const contribution = await write()
  await run((tx) => setAside(tx, direction, id, { id: contribution, motifEcart: 'Déjà dans le CLS.' }))
  expect((await allOf(world))[0]?.traitement).toBe('non_reprise')
  await run((tx) =>
    addPassage(tx, direction, id, { axeId: axes[0], input: { texte: 'Un.', citations: [contribution] } }),
  )
  expect((await allOf(world))[0]).toMatchObject({ traitement: 'reprise', motifEcart: '' })
  await expect(
    run((tx) => setAside(tx, direction, id, { id: contribution, motifEcart: 'Trop tard.' })),
  ).rejects.toMatchObject({ code: 'citee' })
  await expect(run((tx) => withdrawContribution(tx, member, id, contribution), member)).rejects.toMatchObject(
    { code: 'citee' },
  )
})

/** A démarche with one passage that cites all there is. */
async function aDraft() {
  const world = await aWorkshop()
  const contribution = await world.write()
  const { run, direction, id, axes } = world
  await run((tx) =>
    addPassage(tx, direction, id, {
      axeId: axes[0],
      input: { texte: 'Les jeunes d’abord.', citations: [contribution] },
    }),
  )
  await world.move('redaction')
  const submit = async (
    given: { echeance?: IsoDate; silenceFavorable?: boolean; fondement?: string } = {},
  ) => {
    const version = await world.versionNow()
    await run((tx) =>
      consult(tx, direction, id, {
        version,
        input: {
          organisationIds: [world.partner],
          envoyeLe: TODAY,
          echeance: isoDate('2026-12-24'),
          silenceFavorable: true,
          fondement: 'décret 2015-1118',
          ...given,
        },
        today: TODAY,
        page: 'https://exemple.invalid',
      }),
    )
  }
  const carry = async (today: string) => {
    const version = await world.versionNow()
    await run((tx) =>
      carryText(tx, direction, id, { version, objet: 'Le texte des groupes.', today: isoDate(today) }),
    )
  }
  const answer = async (sens: 'favorable' | 'defavorable', texte: string, recuLe = '2026-12-01') => {
    const [avis] = await run((tx) => listAvis(tx, id, TODAY))
    await run((tx) =>
      receiveAvis(tx, direction, id, {
        avisId: avis?.id ?? '',
        version: avis?.version ?? 0,
        input: { sens, recuLe: isoDate(recuLe), texte },
        today: isoDate('2026-12-20'),
      }),
    )
    return avis?.id ?? ''
  }
  return { ...world, submit, carry, answer }
}

test('a draft is submitted complete, with a month at least, and silence counts only if a text says so', async () => {
  const { submit, write, move, run, direction, id } = await aDraft()
  await expect(submit({ echeance: isoDate('2026-12-23') })).rejects.toMatchObject({
    fieldErrors: { echeance: [expect.stringContaining('24/12/2026')] },
  })
  await expect(submit({ fondement: '' })).rejects.toMatchObject({
    fieldErrors: { fondement: [expect.any(String)] },
  })
  await move('contributions')
  const late = await write()
  await move('redaction')
  await expect(submit()).rejects.toMatchObject({
    code: 'projet-incomplet',
    message: expect.stringMatching(/1.contribution attend/),
  })
  await run((tx) => setAside(tx, direction, id, { id: late, motifEcart: 'Hors du document.' }))
  await submit()
  const avis = await run((tx) => listAvis(tx, id, isoDate('2026-12-25')))
  expect(avis).toMatchObject([{ tour: 1, etat: 'tacite' }])
})

test('the text is carried once each opinion came or its time ran out, and reservations were answered', async () => {
  const { submit, carry, answer, run, direction, id, axes } = await aDraft()
  await expect(carry('2026-12-25')).rejects.toMatchObject({
    message: expect.stringContaining('n’a pas été soumis'),
  })
  await submit()
  await expect(carry('2026-12-24')).rejects.toMatchObject({
    message: expect.stringContaining('encore attendus'),
  })
  await expect(answer('defavorable', '')).rejects.toMatchObject({
    fieldErrors: { texte: [expect.any(String)] },
  })
  await expect(answer('favorable', '', '2026-11-01')).rejects.toMatchObject({
    fieldErrors: { recuLe: [expect.any(String)] },
  })
  const avisId = await answer('defavorable', 'Rien sur les transports.')
  await expect(carry('2026-12-20')).rejects.toMatchObject({ message: expect.stringContaining('réserves') })
  await run((tx) =>
    answerAvis(tx, direction, id, { avisId, version: 2, suite: 'Renvoyé au plan de mobilité.' }),
  )
  await carry('2026-12-20')
  const { rows } = await sql<{
    texte: string
  }>`select texte from axe_version where axe_id = ${axes[0]}`.execute(db)
  expect(rows).toEqual([{ texte: 'Les jeunes d’abord.' }])
  expect(await run((tx) => listOrigins(tx, direction, axes[0]))).toMatchObject([
    { passages: 1, cites: 1, contributions: 1, groupes: ['Jeunesse'] },
  ])
})

test('carried to a document in force, the text is an amendment; it is where the axis comes from once adopted', async () => {
  const { submit, carry, run, direction, id, axes, document } = await aDraft()
  await sign(document, '2015-01-01')
  await submit()
  await carry('2026-12-25')
  const { avenantId, avenant } = await run((tx) => getDemarche(tx, direction, id))
  expect(avenant).toEqual({ numero: 1, etat: 'redaction' })
  expect(await run((tx) => listOrigins(tx, direction, axes[0]))).toEqual([])
  await run((tx) =>
    adoptAvenant(tx, direction, avenantId ?? '', { day: isoDate('2027-01-10'), decisionSource: 'Comité' }),
  )
  expect(await run((tx) => listOrigins(tx, direction, axes[0]))).toHaveLength(1)
})

test('each act leaves its line in the journal', async () => {
  const { submit, carry, id } = await aDraft()
  await submit()
  await carry('2026-12-25')
  const { rows } = await sql<{
    operation: string
  }>`select distinct operation from journal where entite_id = ${id} order by operation`.execute(db)
  expect(rows.map((its) => its.operation)).toEqual(
    ['avancer', 'contribuer', 'creer', 'rediger', 'soumettre'].map((its) => `demarche.${its}`),
  )
})
