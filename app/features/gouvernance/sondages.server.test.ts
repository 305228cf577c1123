import ICAL from 'ical.js'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openTestDatabase } from '#app/db/test-database.ts'
import { isoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { convokeSeance } from './convocations.commands.server.ts'
import { aBody, aPoint, aSeat, NOW, sending } from './gouvernance.factory.ts'
import { addSiege } from './instances.commands.server.ts'
import { loadSeats } from './instances.queries.server.ts'
import { addPoint } from './seances.commands.server.ts'
import { getSeance } from './seances.queries.server.ts'
import type { Dispo } from './sondage.words.ts'
import {
  abandonPoll,
  answerPoll,
  answerPollByLink,
  chooseSlot,
  openPoll,
  remindPoll,
} from './sondages.commands.server.ts'
import { countPollsToAnswer, findPoll, standingOf } from './sondages.queries.server.ts'

const { db } = await openTestDatabase()

const TODAY = isoDate('2026-02-01')
const at = (day: string) => new Date(`${day}T09:00:00Z`)

// Two days before and one day after clocks change, the same hour on the wall.
const slots = [
  { jour: isoDate('2026-03-27'), heure: '14:30' },
  { jour: isoDate('2026-03-30'), heure: '14:30' },
]

/** A body of two members, a meeting in preparation, and its poll. */
async function aPoll() {
  const body = await aBody(db)
  const { run, actor, territoire } = body
  const id = await body.seance()
  const open = () =>
    run((tx) => openPoll(tx, actor, id, { slots, echeance: isoDate('2026-02-10'), message: '', sending }))
  const report = await open()
  const links = async (): Promise<string[]> => {
    const { rows } = await sql<{
      texte: string
    }>`select texte from courriel where territoire_id = ${territoire.id} and objet like '%quelle date%' or territoire_id = ${territoire.id} and objet like 'Quelle date%' order by cree_le, id`.execute(
      db,
    )
    return rows.map((its) => /sondage\/([\w-]+)/.exec(its.texte)?.[1] ?? '')
  }
  const read = async () => {
    const poll = await run((tx) => findPoll(tx, id))
    if (!poll) throw new Error('The poll was opened above.')
    return poll
  }
  const answers = async (said: readonly Dispo[]) =>
    new Map((await read()).options.map((its, rank) => [its.id, said[rank] ?? 'non'] as const))
  return { ...body, id, open, report, links, read, answers }
}

test('each member is asked once and answers by its link, as often as it likes until the date is chosen', async () => {
  const { report, links, answers, read, run, actor, id } = await aPoll()
  expect(report).toEqual({ sent: 2, withoutAddress: [] })
  const [first = '', second = ''] = await links()
  await answerPollByLink(db, first, {
    reponses: await answers(['oui', 'non']),
    message: 'Le matin non',
    now: NOW,
  })
  await answerPollByLink(db, first, { reponses: await answers(['non', 'oui']), message: '', now: NOW })
  await answerPollByLink(db, second, { reponses: await answers(['si_besoin', 'oui']), message: '', now: NOW })
  const poll = await read()
  const { best } = standingOf(poll)
  expect(best).toEqual([poll.options[1]?.id])
  await run((tx) => chooseSlot(tx, actor, id, { optionId: best[0] ?? '', today: TODAY }))
  const seance = await run((tx) => getSeance(tx, actor, id))
  expect([seance.jour, seance.heure]).toEqual(['2026-03-30', '14:30'])
  const late = { reponses: await answers(['oui', 'oui']), message: '', now: NOW }
  await expect(answerPollByLink(db, first, late)).rejects.toMatchObject({
    code: 'sondage-clos',
    message: expect.stringContaining('30 mars 2026'),
  })
})

test('a poll across the change to summer time keeps the hour on the wall, and calendars get the right instant', async () => {
  const { read, run, actor, id, territoire } = await aPoll()
  const instants: string[] = []
  await run((tx) => addPoint(tx, actor, id, aPoint()))
  for (const option of (await read()).options) {
    await sql`update sondage set etat = 'ouvert', retenue_id = null where seance_id = ${id}`.execute(db)
    await run((tx) => chooseSlot(tx, actor, id, { optionId: option.id, today: TODAY }))
    await run((tx) => convokeSeance(tx, actor, id, sending))
    const { rows } = await sql<{
      pieces: Array<{ content: string }>
    }>`select pieces from courriel where territoire_id = ${territoire.id} and jsonb_array_length(pieces::jsonb) > 0 order by cree_le desc, id desc limit 1`.execute(
      db,
    )
    const text = Buffer.from(rows[0]?.pieces[0]?.content ?? '', 'base64').toString()
    const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')
    instants.push(new ICAL.Event(event ?? undefined).startDate.toJSDate().toISOString())
  }
  expect(instants).toEqual(['2026-03-27T13:30:00.000Z', '2026-03-30T12:30:00.000Z'])
})

test('past its last day a link answers no more; unknown or replaced, it opens nothing', async () => {
  const { links, answers, run, actor, id } = await aPoll()
  const [first = ''] = await links()
  const late = { reponses: await answers(['oui', 'oui']), message: '', now: at('2026-02-11') }
  await expect(answerPollByLink(db, first, late)).rejects.toMatchObject({ code: 'sondage-clos' })
  await expect(answerPollByLink(db, 'inconnu', late)).rejects.toThrow(NotFound)
  expect(await run((tx) => remindPoll(tx, actor, id, { ...sending, now: at('2026-02-05') }))).toBe(2)
  await expect(answerPollByLink(db, first, { ...late, now: at('2026-02-05') })).rejects.toThrow(NotFound)
})

test('a reminder goes to the silent ones only, once a day', async () => {
  const { links, answers, run, actor, id } = await aPoll()
  const [first = ''] = await links()
  await answerPollByLink(db, first, { reponses: await answers(['oui', 'oui']), message: '', now: NOW })
  const remind = (day: string) => run((tx) => remindPoll(tx, actor, id, { ...sending, now: at(day) }))
  expect(await remind('2026-02-05')).toBe(1)
  expect(await remind('2026-02-05')).toBe(0)
  expect(await remind('2026-02-07')).toBe(1)
})

test('an answer to some of the dates only is refused, and a stranger answers for nobody', async () => {
  const { links, read, run, id, as, answers, association, partner } = await aPoll()
  const [first = ''] = await links()
  const poll = await read()
  const half = new Map([[poll.options[0]?.id ?? '', 'oui' as const]])
  await expect(answerPollByLink(db, first, { reponses: half, message: '', now: NOW })).rejects.toMatchObject({
    code: 'reponse-incomplete',
  })
  const member = await as('partenaire', association)
  const membreOf = (organisationId: string) =>
    poll.membres.find((its) => its.organisationId === organisationId)?.id ?? ''
  const answer = { reponses: await answers(['oui', 'non']), message: '', now: NOW }
  const waiting = () => run((tx) => countPollsToAnswer(tx, member, TODAY))
  expect(await waiting()).toEqual({ nombre: 1, cle: id })
  await run((tx) => answerPoll(tx, member, id, { membreId: membreOf(association), answer }))
  expect(await waiting()).toEqual({ nombre: 0, cle: null })
  await expect(
    run((tx) => answerPoll(tx, member, id, { membreId: membreOf(partner), answer })),
  ).rejects.toThrow()
  expect((await read()).membres.filter((its) => its.reponduLe)).toHaveLength(1)
})

test('one poll at a time; given up, another may be opened', async () => {
  const { open, run, actor, id, links } = await aPoll()
  await expect(open()).rejects.toMatchObject({ code: 'deja-ouvert' })
  await run((tx) => abandonPoll(tx, actor, id))
  const [first = ''] = await links()
  await expect(
    answerPollByLink(db, first, { reponses: new Map(), message: '', now: NOW }),
  ).rejects.toMatchObject({ code: 'sondage-clos' })
  expect(await open()).toMatchObject({ sent: 2 })
})

test('an organisation that sits in two colleges is one member: asked once, both colleges named; twice in one is refused', async () => {
  const { run, actor, instanceId, association, id, open } = await aPoll()
  await run((tx) => abandonPoll(tx, actor, id))
  const sit = (college: string) =>
    run((tx) => addSiege(tx, actor, { instanceId }, { ...aSeat(association), college }))
  await sit('Habitants')
  await sit('Associations')
  await expect(sit('Habitants')).rejects.toMatchObject({ code: 'siege-pris' })
  const seats = await run((tx) => loadSeats(tx, TODAY))
  const own = seats(instanceId).filter((its) => its.organisationId === association)
  expect(own).toHaveLength(1)
  expect(own[0]?.college.split(', ').toSorted()).toEqual(['Associations', 'Habitants'])
  expect(await open()).toMatchObject({ sent: 2 })
})

test('a seat emptied the day of the first date is not asked', async () => {
  const { run, actor, id, open, instanceId, association } = await aPoll()
  await run((tx) => abandonPoll(tx, actor, id))
  await sql`update siege set fin = '2026-03-27' where instance_id = ${instanceId} and organisation_id = ${association}`.execute(
    db,
  )
  expect(await open()).toMatchObject({ sent: 1 })
})
