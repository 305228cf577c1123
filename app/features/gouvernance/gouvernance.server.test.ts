import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import type { Tx } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFiche } from '#app/features/fiches/fiche.factory.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { createFiche, getFiche, moveFiche } from '#app/features/fiches/index.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import {
  answerConvocation,
  cancelSeance,
  convokeSeance,
  getConvocation,
} from './convocations.commands.server.ts'
import { decidePoint, setDeport } from './decisions.commands.server.ts'
import type { InstanceInput } from './instance.schema.ts'
import { addSiege, createInstance, endSiege, updateInstance } from './instances.commands.server.ts'
import { getInstance, listInstances, listSilentInstances, loadSeats } from './instances.queries.server.ts'
import type { DecisionInput, PointInput, Presence } from './seance.schema.ts'
import {
  addPoint,
  createSeance,
  holdSeance,
  setPresences,
  updateSeance,
  writeNotes,
} from './seances.commands.server.ts'
import { getSeance, listConvocations, listPoints } from './seances.queries.server.ts'

const { db } = await openTestDatabase()
const DEBUT = isoDate('2015-01-01')
const JOUR = isoDate('2026-03-10')
const NOW = new Date('2026-02-01T09:00:00Z')
const sending = { publicUrl: 'https://maillage.invalid', from: 'maillage@exemple.invalid', now: NOW }

const anInstance = (given: Partial<InstanceInput> = {}): InstanceInput => ({
  nom: 'Comité',
  nature: 'copil',
  objet: '',
  documentId: null,
  elargitId: null,
  perimetreId: null,
  qpvCode: null,
  axeIds: [],
  rythmeAnnuel: 2,
  quorumPourcent: null,
  debut: DEBUT,
  fin: null,
  source: '',
  ...given,
})

const aPoint = (given: Partial<PointInput> = {}): PointInput => ({
  titre: 'Un point',
  nature: 'decision',
  dureeMinutes: 15,
  presentation: '',
  ficheId: null,
  avenantId: null,
  simulationId: null,
  ...given,
})

const consensus: DecisionInput = {
  decision: 'Accord.',
  mode: 'consensus',
  pour: null,
  contre: null,
  abstention: null,
  ajourner: false,
}

const aSeat = (organisationId: string, given: { debut?: string; fin?: string } = {}) => ({
  organisationId,
  college: '',
  titulaireId: null,
  suppleantId: null,
  debut: isoDate(given.debut ?? '2015-01-01'),
  fin: given.fin ? isoDate(given.fin) : null,
})

/** A body with two associations that have an address, and what a test does in it as the direction. */
async function aBody(given: Partial<InstanceInput> = {}) {
  const world = await aFicheWorld(db)
  const actor: Actor = world.direction
  const run = <Result>(work: (tx: Tx) => Promise<Result>) => asActor(db, actor, work)
  const instanceId = await run(async (tx) => {
    await tx.updateTable('organisation').set({ courriel: 'contact@exemple.invalid' }).execute()
    const id = await createInstance(tx, actor, anInstance(given))
    for (const its of [world.association, world.partner])
      await addSiege(tx, actor, { instanceId: id }, aSeat(its))
    return id
  })
  const seance = (jour = JOUR) =>
    run((tx) =>
      createSeance(
        tx,
        actor,
        { instanceId },
        { titre: 'Séance', jour, heure: '14:30', dureeMinutes: 90, lieu: 'Salle', visio: '' },
      ),
    )
  return { ...world, actor, run, instanceId, seance }
}

const came = (entries: Record<string, Presence>) => new Map(Object.entries(entries))

test('an enlarged body has the members of its base, and follows it when a seat there begins or ends', async () => {
  const { actor, run, instanceId, association } = await aBody()
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
  const { actor, run, territoire } = await aBody()
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
  const { actor, run, instanceId } = await aBody()
  await run(async (tx) => {
    const second = await createInstance(tx, actor, anInstance({ nom: 'Second', elargitId: instanceId }))
    const { exemple: _, id, version, ...first } = await getInstance(tx, actor, instanceId)
    await expect(
      updateInstance(tx, actor, id, { version, input: { ...first, elargitId: second } }),
    ).rejects.toMatchObject({ code: 'boucle' })
  })
})

test('a body without a meeting is silent on the day read, and no longer once one is held', async () => {
  const { actor, run, instanceId, association } = await aBody()
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
  const { actor, run, seance, instanceId, association, partner } = await aBody()
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
  const { actor, run, seance, territoire } = await aBody()
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
  const { actor, run, seance, territoire, association } = await aBody()
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

test('an adopted decision validates the fiche in the same gesture, and is written on it as its source', async () => {
  const { actor, run, seance, axes, association } = await aBody()
  const id = await seance()
  const { id: ficheId, code } = await run(async (tx) => {
    const made = await createFiche(tx, actor, aFiche({ axeId: axes[0], porteurId: association }))
    const { version } = await getFiche(tx, actor, made.code)
    await moveFiche(tx, actor, made.id, { version, to: 'en_montage', motif: '', today: JOUR })
    return made
  })
  await run(async (tx) => {
    const pointId = await addPoint(tx, actor, id, aPoint({ ficheId }))
    await setPresences(tx, actor, id, came({ [association]: 'present' }))
    await expect(decidePoint(tx, actor, pointId, { input: consensus, today: NOW_DAY })).rejects.toMatchObject(
      { code: 'trop-tot' },
    )
    expect(await decidePoint(tx, actor, pointId, { input: consensus, today: JOUR })).toBe('adoptee')
    expect(await getFiche(tx, actor, code)).toMatchObject({ etat: 'validee' })
    const suivi = await tx
      .selectFrom('ficheSuivi')
      .select('texte')
      .where('ficheId', '=', ficheId)
      .executeTakeFirst()
    expect(suivi?.texte).toContain('Comité')
    await expect(decidePoint(tx, actor, pointId, { input: consensus, today: JOUR })).rejects.toMatchObject({
      code: 'deja-decide',
    })
  })
})

const NOW_DAY = isoDate('2026-02-01')

test('without its quorum a body does not decide; who steps out counts neither in the quorum nor in the votes', async () => {
  const { actor, run, seance, association, partner } = await aBody({ quorumPourcent: 60 })
  const id = await seance()
  await run(async (tx) => {
    const pointId = await addPoint(tx, actor, id, aPoint())
    const vote: DecisionInput = { ...consensus, mode: 'vote', pour: 2, contre: 0, abstention: 0 }
    await setPresences(tx, actor, id, came({ [association]: 'present', [partner]: 'excuse' }))
    await expect(decidePoint(tx, actor, pointId, { input: vote, today: JOUR })).rejects.toMatchObject({
      code: 'sans-quorum',
    })
    expect(await decidePoint(tx, actor, pointId, { input: { ...vote, ajourner: true }, today: JOUR })).toBe(
      'ajournee',
    )
    await setDeport(tx, actor, pointId, { organisationId: partner, motif: 'Porteur', retire: false })
    await expect(decidePoint(tx, actor, pointId, { input: vote, today: JOUR })).rejects.toMatchObject({
      code: 'voix',
    })
    expect(await decidePoint(tx, actor, pointId, { input: { ...vote, pour: 1 }, today: JOUR })).toBe(
      'adoptee',
    )
    const [point] = await listPoints(tx, id)
    expect(point).toMatchObject({
      resultat: 'adoptee',
      pour: 1,
      deports: [{ organisationId: partner, motif: 'Porteur' }],
    })
  })
})

test('two note-takers who started from the same text are both kept', async () => {
  const { actor, run, seance } = await aBody()
  const id = await seance()
  await run(async (tx) => {
    const pointId = await addPoint(tx, actor, id, aPoint())
    await writeNotes(tx, actor, pointId, { base: '', notes: 'Le premier.' })
    const merged = await writeNotes(tx, actor, pointId, { base: '', notes: 'La seconde.' })
    expect(merged.split('\n').toSorted()).toEqual(['La seconde.', 'Le premier.'])
  })
})

test('whoever only reads neither steers nor holds', async () => {
  const { as, instanceId, association } = await aBody()
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
