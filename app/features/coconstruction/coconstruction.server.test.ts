import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openTestDatabase } from '#app/db/test-database.ts'
import { isoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { contributeByLink, listAppels, openAppel, remindAppel, voteByLink } from './appels.commands.server.ts'
import { vote } from './contributions.commands.server.ts'
import { listContributions } from './contributions.queries.server.ts'
import { aDemarche } from './demarche.factory.ts'
import { createDemarche, updateDemarche } from './demarches.commands.server.ts'
import { getDemarche, listDemarches } from './demarches.queries.server.ts'
import { aWorkshop, NOW, TODAY } from './workshop.factory.ts'

const { db } = await openTestDatabase()

const sending = { now: NOW, today: TODAY, publicUrl: 'https://exemple.invalid' }

const linkIn = async (territoireId: string): Promise<string> => {
  const { rows } = await sql<{
    texte: string
  }>`select texte from courriel where territoire_id = ${territoireId} order by cree_le desc, id desc limit 1`.execute(
    db,
  )
  return /contribution\/([\w-]+)/.exec(rows[0]?.texte ?? '')?.[1] ?? ''
}

test('in preparation a démarche is for who leads it; open, for the members of its groups and nobody else without a right', async () => {
  const { run, member, stranger, id, move } = await aWorkshop(db, 'preparation')
  expect(await run((tx) => listDemarches(tx, member), member)).toEqual([])
  await expect(run((tx) => getDemarche(tx, member, id), member)).rejects.toThrow(NotFound)
  await move('contributions')
  expect(await run((tx) => listDemarches(tx, member), member)).toHaveLength(1)
  expect(await run((tx) => listDemarches(tx, stranger), stranger)).toEqual([])
  await expect(run((tx) => getDemarche(tx, stranger, id), stranger)).rejects.toThrow(NotFound)
})

test('an expired document, a document without axes and dates in disorder are refused, each with its sentence', async () => {
  const { run, direction, document, groupe } = await aWorkshop(db, 'preparation')
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
  const { run, direction, id, document, groupe, territoire, versionNow } = await aWorkshop(db)
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
  const { write, stranger, partner, direction, run, id } = await aWorkshop(db)
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
  const { write, groupe, as, association, run, member, id } = await aWorkshop(db)
  const partner = await as('partenaire', association)
  await db.updateTable('siege').set({ fin: '2026-11-24' }).where('instanceId', '=', groupe).execute()
  await expect(write({}, partner)).rejects.toMatchObject({ code: 'sans-siege' })
  await expect(run((tx) => getDemarche(tx, member, id), member)).rejects.toThrow(NotFound)
})

test('each voice has its dots for an axis, three at most on one idea, and may move them', async () => {
  const world = await aWorkshop(db)
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
  const points = new Map((await world.all()).map((its) => [its.id, its.points]))
  expect([points.get(a), points.get(b), points.get(c)]).toEqual([2, 2, 1])
})

test('a call writes once to each address; its link writes and votes without an account, until its day and its phase', async () => {
  const world = await aWorkshop(db)
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
  const [one] = await world.all()
  expect(one).toMatchObject({ axeId: axes[0], parLien: true, auteur: 'Directrice' })
  await voteByLink(db, jeton, { id: one?.id ?? '', points: 2, now: NOW })
  expect((await world.all())[0]?.points).toBe(2)
  const late = { ...said, now: new Date('2026-12-11T00:00:00Z') }
  await expect(contributeByLink(db, jeton, late)).rejects.toMatchObject({ code: 'appel-clos' })
  await world.move('redaction')
  await expect(contributeByLink(db, jeton, said)).rejects.toMatchObject({ code: 'appel-clos' })
  await expect(contributeByLink(db, 'inconnu', said)).rejects.toThrow(NotFound)
})

test('a reminder goes to the silent ones only, once a day, and its link replaces the first', async () => {
  const world = await aWorkshop(db)
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
