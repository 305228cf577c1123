import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import {
  answerConvocation,
  cancelSeance,
  convokeSeance,
  getConvocation,
} from './convocations.commands.server.ts'
import { aBody, anInstance, aPoint, came, DEBUT, JOUR, NOW, sending } from './gouvernance.factory.ts'
import { createInstance, endSiege, updateInstance } from './instances.commands.server.ts'
import { getInstance, listInstances, listSilentInstances, loadSeats } from './instances.queries.server.ts'
import {
  addPoint,
  createSeance,
  holdSeance,
  setPresences,
  updateSeance,
  writeNotes,
} from './seances.commands.server.ts'
import { getSeance, listConvocations } from './seances.queries.server.ts'

const { db } = await openTestDatabase()

test('an enlarged body has the members of its base, and follows it when a seat there begins or ends', async () => {
  const { actor, run, instanceId, association } = await aBody(db)
  await run(async (tx) => {
    const enlarged = await createInstance(
      tx,
      actor,
      anInstance({ nom: 'Élargi', nature: 'copil_elargi', elargitId: instanceId }),
    )
    const names = async (at: string) =>
      (await loadSeats(tx, isoDate(at)))(enlarged).map((seat) => [seat.nom, seat.origine])
    expect(await names('2016-01-01')).toEqual([
      ['Association d’essai', 'heritage'],
      ['Partenaire d’essai', 'heritage'],
    ])
    const seat = (await loadSeats(tx, DEBUT))(instanceId).find((its) => its.organisationId === association)
    await endSiege(tx, actor, seat?.id ?? '', isoDate('2017-01-01'))
    expect(await names('2016-12-31')).toHaveLength(2)
    expect(await names('2017-01-01')).toEqual([['Partenaire d’essai', 'heritage']])
  })
})

test('the communes of a perimeter sit by right, and only while they are in it', async () => {
  const { actor, run, territoire } = await aBody(db)
  await run(async (tx) => {
    const perimetreId = newId()
    const territoireId = territoire.id
    await tx.insertInto('perimetre').values({ territoireId, id: perimetreId, nom: 'Dix-huit' }).execute()
    await tx
      .insertInto('perimetreCommune')
      .values({ territoireId, perimetreId, communeCode: '59606', debut: '2016-01-01' })
      .execute()
    const id = await createInstance(tx, actor, anInstance({ nom: 'Communes', perimetreId }))
    const origins = async (at: string) => (await loadSeats(tx, isoDate(at)))(id).map((seat) => seat.origine)
    expect(await origins('2015-12-31')).toEqual([])
    const communes = await tx
      .selectFrom('organisation')
      .select('id')
      .where('communeCode', '=', '59606')
      .where('nature', '=', 'commune')
      .execute()
    expect(await origins('2016-01-01')).toEqual(communes.map(() => 'commune'))
  })
})

test('a body cannot enlarge itself, even through another', async () => {
  const { actor, run, instanceId } = await aBody(db)
  await run(async (tx) => {
    const second = await createInstance(tx, actor, anInstance({ nom: 'Second', elargitId: instanceId }))
    const { exemple: _, id, version, ...first } = await getInstance(tx, actor, instanceId)
    await expect(
      updateInstance(tx, actor, id, { version, input: { ...first, elargitId: second } }),
    ).rejects.toMatchObject({ code: 'boucle' })
  })
})

test('a body without a meeting is silent on the day read, and no longer once one is held', async () => {
  const { actor, run, instanceId, association } = await aBody(db)
  await run(async (tx) => {
    const names = async (at: string) =>
      (await listSilentInstances(tx, actor, isoDate(at))).map((its) => its.id)
    expect(await names('2015-06-01')).toEqual([])
    expect(await names('2017-09-30')).toEqual([instanceId])
    const id = await createSeance(
      tx,
      actor,
      { instanceId },
      {
        titre: 'Première',
        jour: isoDate('2017-09-01'),
        heure: '09:00',
        dureeMinutes: 60,
        lieu: '',
        visio: '',
      },
    )
    await setPresences(tx, actor, id, came({ [association]: 'present' }))
    await holdSeance(tx, actor, id, isoDate('2017-09-02'))
    expect(await names('2017-09-30')).toEqual([])
    expect(await names('2017-08-31')).toEqual([instanceId])
    const [line] = await listInstances(tx, actor, isoDate('2017-09-30'))
    expect(line).toMatchObject({
      membres: 2,
      pulse: { tenues: 1, derniere: '2017-09-01' },
      affluence: [{ jour: '2017-09-01', part: 0.5 }],
    })
  })
})

test('a seat that ended the day of the meeting is not called', async () => {
  const { actor, run, seance, instanceId, association, partner } = await aBody(db)
  const id = await seance()
  await run(async (tx) => {
    const seat = (await loadSeats(tx, JOUR))(instanceId).find((its) => its.organisationId === association)
    await endSiege(tx, actor, seat?.id ?? '', JOUR)
    await addPoint(tx, actor, id, aPoint())
    await convokeSeance(tx, actor, id, sending)
    expect((await listConvocations(tx, id)).map((its) => its.organisationId)).toEqual([partner])
  })
})

/** The mails waiting for a territory, with their calendar file read by another library than the one that wrote it. */
async function mailsOf(territoireId: string) {
  const rows = await db
    .selectFrom('courriel')
    .select(['destinataire', 'objet', 'texte', 'pieces'])
    .where('territoireId', '=', territoireId)
    .orderBy('id')
    .execute()
  return rows.map((row) => {
    const [piece] = JSON.parse(JSON.stringify(row.pieces)) as Array<{ content: string; contentType: string }> // the column is JSON of our own
    const calendar = new ICAL.Component(ICAL.parse(Buffer.from(piece?.content ?? '', 'base64').toString()))
    const event = calendar.getFirstSubcomponent('vevent')
    return {
      ...row,
      type: piece?.contentType,
      method: calendar.getFirstPropertyValue('method'),
      uid: event?.getFirstPropertyValue('uid'),
      sequence: event?.getFirstPropertyValue('sequence'),
      status: event?.getFirstPropertyValue('status'),
      start: new ICAL.Event(event ?? new ICAL.Component('vevent')).startDate.toJSDate().toISOString(),
      link: row.texte.match(/convocation\/(\S+)/)?.[1],
    }
  })
}

test('a meeting is called, moved, cancelled: one calendar entry follows, with the same identity and a growing number', async () => {
  const { actor, run, seance, territoire } = await aBody(db)
  const id = await seance(isoDate('2026-03-28'))
  await run(async (tx) => {
    await expect(convokeSeance(tx, actor, id, sending)).rejects.toMatchObject({ code: 'sans-ordre-du-jour' })
    await addPoint(tx, actor, id, aPoint({ titre: 'Bilan' }))
    expect(await convokeSeance(tx, actor, id, sending)).toEqual({ sent: 2, withoutAddress: [] })
    const { version, ...rest } = await getSeance(tx, actor, id)
    // The clocks change in the night of the 28th to the 29th: the hour stays the one of Paris.
    await updateSeance(tx, actor, id, { version, input: { ...rest, jour: isoDate('2026-03-30') } })
    await convokeSeance(tx, actor, id, sending)
    await cancelSeance(tx, actor, id, { motif: 'Élections.', sending })
  })
  const mails = await mailsOf(territoire.id)
  expect(mails).toHaveLength(6)
  expect(mails.map((its) => [its.method, its.sequence, its.status])).toEqual([
    ...Array(2).fill(['REQUEST', 1, 'CONFIRMED']),
    ...Array(2).fill(['REQUEST', 2, 'CONFIRMED']),
    ...Array(2).fill(['CANCEL', 3, 'CANCELLED']),
  ])
  expect(new Set(mails.map((its) => its.uid)).size).toBe(1)
  expect(mails[0]?.start).toBe('2026-03-28T13:30:00.000Z')
  expect(mails[2]?.start).toBe('2026-03-30T12:30:00.000Z')
  expect(mails[0]?.texte).toContain('1. Bilan')
  expect(mails[4]?.texte).toContain('Élections.')
  expect(mails[0]?.type).toContain('method=REQUEST')
})

test('the link of a convocation answers without an account, again if one changes one’s mind, and no more once it is over', async () => {
  const { actor, run, seance, territoire, association } = await aBody(db)
  const id = await seance()
  await run(async (tx) => {
    await addPoint(tx, actor, id, aPoint())
    await convokeSeance(tx, actor, id, sending)
  })
  const [mail] = await mailsOf(territoire.id)
  const jeton = mail?.link ?? ''
  expect(await getConvocation(db, jeton, NOW)).toMatchObject({ titre: 'Séance', isOpen: true, reponse: null })
  await answerConvocation(db, jeton, { reponse: 'oui', message: '', now: NOW })
  await answerConvocation(db, jeton, { reponse: 'suppleant', message: 'Ma collègue viendra.', now: NOW })
  const [answered] = await run((tx) => listConvocations(tx, id))
  expect(answered).toMatchObject({
    organisationId: association,
    reponse: 'suppleant',
    message: 'Ma collègue viendra.',
  })
  const dayAfter = new Date('2026-03-11T09:00:00Z')
  await expect(
    answerConvocation(db, jeton, { reponse: 'non', message: '', now: dayAfter }),
  ).rejects.toMatchObject({ code: 'trop-tard' })
  await expect(getConvocation(db, 'forge', NOW)).rejects.toThrow('Ce lien n’est pas connu')
})

test('two note-takers who started from the same text are both kept', async () => {
  const { actor, run, seance } = await aBody(db)
  const id = await seance()
  await run(async (tx) => {
    const pointId = await addPoint(tx, actor, id, aPoint())
    await writeNotes(tx, actor, pointId, { base: '', notes: 'Le premier.' })
    const merged = await writeNotes(tx, actor, pointId, { base: '', notes: 'La seconde.' })
    expect(merged.split('\n').toSorted()).toEqual(['La seconde.', 'Le premier.'])
  })
})

test('whoever only reads neither steers nor holds', async () => {
  const { as, instanceId, association } = await aBody(db)
  const reader = await as('partenaire', association)
  await asActor(db, reader, async (tx) => {
    expect((await getInstance(tx, reader, instanceId)).nom).toBe('Comité')
    await expect(createInstance(tx, reader, anInstance())).rejects.toThrow(Forbidden)
    await expect(
      createSeance(
        tx,
        reader,
        { instanceId },
        { titre: 'S', jour: JOUR, heure: '09:00', dureeMinutes: 60, lieu: '', visio: '' },
      ),
    ).rejects.toThrow(Forbidden)
  })
  const carrier = await as('porteur', association)
  await asActor(db, carrier, async (tx) => {
    await expect(getInstance(tx, carrier, instanceId)).rejects.toThrow()
  })
})
