import ICAL from 'ical.js'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Tx } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { listAgenda, readFeed, renewFeed, withdrawFeed } from './agenda.server.ts'
import { convokeSeance } from './convocations.commands.server.ts'
import { anInstance, aPoint, aSeat } from './gouvernance.factory.ts'
import { addSiege, createInstance } from './instances.commands.server.ts'
import { sendReleve } from './releve.commands.server.ts'
import {
  addPoint,
  addSuite,
  closeSuite,
  createSeance,
  holdSeance,
  setPresences,
} from './seances.commands.server.ts'
import { countLateSuites, listAllSuites } from './suites.queries.server.ts'

const { db } = await openTestDatabase()
const JOUR = isoDate('2026-03-10')
const BEFORE = new Date('2026-02-01T09:00:00Z')
const AFTER = new Date('2026-03-11T09:00:00Z')
const publicUrl = 'https://maillage.invalid'
const sendingAt = (now: Date) => ({ publicUrl, from: 'maillage@exemple.invalid', now })

/** A meeting called on a day, of a body where the association has an address and the partner none. */
async function aMeeting() {
  const world = await aFicheWorld(db)
  const actor = world.direction
  const run = <Result>(work: (tx: Tx) => Promise<Result>) => asActor(db, actor, work)
  const seanceId = await run(async (tx) => {
    await tx
      .updateTable('organisation')
      .set({ courriel: 'membre@exemple.invalid' })
      .where('id', '=', world.association)
      .execute()
    const instanceId = await createInstance(tx, actor, anInstance())
    for (const organisationId of [world.association, world.partner])
      await addSiege(tx, actor, { instanceId }, aSeat(organisationId))
    const id = await createSeance(
      tx,
      actor,
      { instanceId },
      { titre: 'Séance d’essai', jour: JOUR, heure: '14:30', dureeMinutes: 90, lieu: '', visio: '' },
    )
    await addPoint(tx, actor, id, aPoint({ nature: 'discussion', dureeMinutes: null }))
    await convokeSeance(tx, actor, id, sendingAt(BEFORE))
    return id
  })
  return { ...world, actor, run, seanceId }
}

test('the record goes once to each member with an address, with its PDF, and only after the meeting', async () => {
  const { actor, run, seanceId, association, territoire } = await aMeeting()
  await run(async (tx) => {
    await expect(sendReleve(tx, actor, seanceId, sendingAt(AFTER))).rejects.toThrow(Refusal)
    await setPresences(tx, actor, seanceId, new Map([[association, 'present' as const]]))
    await holdSeance(tx, actor, seanceId, isoDate('2026-03-11'))
    const report = await sendReleve(tx, actor, seanceId, sendingAt(AFTER))
    expect(report).toEqual({ sent: 1, withoutAddress: ['Partenaire d’essai'] })
  })
  const mails = await db
    .selectFrom('courriel')
    .select(['destinataire', 'objet', 'pieces'])
    .where('territoireId', '=', territoire.id)
    .where('objet', 'like', 'Relevé%')
    .execute()
  expect(mails.map((its) => its.destinataire)).toEqual(['membre@exemple.invalid'])
  const [piece] = JSON.parse(JSON.stringify(mails[0]?.pieces))
  expect(Buffer.from(piece.content, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
})

test('what meetings left to do is late the day after its date, and no more once it is done', async () => {
  const { actor, run, seanceId, association } = await aMeeting()
  await run(async (tx) => {
    const suite = {
      texte: 'Écrire aux maires',
      organisationId: association,
      echeance: isoDate('2026-04-01'),
      pointId: null,
    }
    const id = await addSuite(tx, actor, seanceId, suite)
    expect(await countLateSuites(tx, actor, isoDate('2026-04-01'))).toBe(0)
    expect(await countLateSuites(tx, actor, isoDate('2026-04-02'))).toBe(1)
    const late = await listAllSuites(tx, actor, { etat: 'retard', today: isoDate('2026-04-02') })
    expect(late.map((its) => [its.texte, its.instance])).toEqual([['Écrire aux maires', 'Comité']])
    await closeSuite(tx, actor, id, 'faite')
    expect(await countLateSuites(tx, actor, isoDate('2026-04-02'))).toBe(0)
    expect(await listAllSuites(tx, actor, { etat: 'closes', today: JOUR })).toHaveLength(1)
  })
})

test('the secret address opens the meetings of its person until it is replaced, withdrawn, or the role ends', async () => {
  const { actor, run, seanceId } = await aMeeting()
  await sql`insert into auth_user (id, name, email, "emailVerified")
    values (${actor.compteId}, 'Direction', ${`${actor.compteId}@exemple.invalid`}, true)`.execute(db)
  await db
    .updateTable('personne')
    .set({ compteId: actor.compteId })
    .where('id', '=', actor.personneId)
    .execute()
  const given = { now: BEFORE, publicUrl }
  const first = await run((tx) => renewFeed(tx, actor))
  const calendar = new ICAL.Component(ICAL.parse(await readFeed(db, first, given)))
  const [event] = calendar.getAllSubcomponents('vevent').map((its) => new ICAL.Event(its))
  expect([event?.summary, event?.uid]).toEqual(['Séance d’essai', `seance-${seanceId}@maillage`])
  expect(event?.startDate.toJSDate().toISOString()).toBe('2026-03-10T13:30:00.000Z')
  const second = await run((tx) => renewFeed(tx, actor))
  await expect(readFeed(db, first, given)).rejects.toThrow(NotFound)
  expect(await readFeed(db, second, given)).toContain('Séance d’essai')
  await db
    .updateTable('affectation')
    .set({ fin: '2026-01-31' })
    .where('personneId', '=', actor.personneId)
    .execute()
  await expect(readFeed(db, second, given)).rejects.toThrow(NotFound)
  await db.updateTable('affectation').set({ fin: null }).where('personneId', '=', actor.personneId).execute()
  expect(await readFeed(db, second, given)).toContain('Séance d’essai')
  await run((tx) => withdrawFeed(tx, actor))
  await expect(readFeed(db, second, given)).rejects.toThrow(NotFound)
})

test('a member sees the meetings it is called to and no other; a carrier sees no agenda', async () => {
  const { as, association } = await aMeeting()
  const member = await as('partenaire', association)
  await asActor(db, member, async (tx) => {
    expect((await listAgenda(tx, member, JOUR)).map((its) => its.titre)).toEqual(['Séance d’essai'])
  })
  const stranger = await as('partenaire')
  await asActor(db, stranger, async (tx) => {
    expect(await listAgenda(tx, stranger, JOUR)).toEqual([])
  })
  const carrier = await as('porteur', association)
  await asActor(db, carrier, async (tx) => {
    await expect(listAgenda(tx, carrier, JOUR)).rejects.toThrow(Forbidden)
  })
})
