import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Tx } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { getCible, listCibles } from './cibles.server.ts'
import {
  answerInvitation,
  closeWaiting,
  getInvitation,
  inviteCommunes,
} from './invitations.commands.server.ts'
import type { DeclarationInput } from './participation.schema.ts'
import { declareParticipation } from './participations.commands.server.ts'
import { listDeclaredAt, listHistory, listInvitations } from './participations.queries.server.ts'

const { db } = await openTestDatabase()

const NOW = new Date('2026-11-24T09:00:00Z')
const TODAY = isoDate('2026-11-24')
const CODE = '59606'

const aDeclaration = (given: Partial<DeclarationInput> = {}): DeclarationInput => ({
  niveau: 'associee',
  pourquoi: 'Le conseil en a parlé.',
  debut: TODAY,
  ...given,
})

/** A territory with the town hall of Valenciennes, its référent, and the référent of another commune. */
async function aTownHall() {
  const world = await aFicheWorld(db)
  const territoireId = world.territoire.id
  const [hall, other] = [newId(), newId()]
  await db
    .insertInto('organisation')
    .values([
      {
        territoireId,
        id: hall,
        nom: 'Commune de Valenciennes',
        nature: 'commune',
        communeCode: CODE,
        courriel: 'mairie@exemple.invalid',
      },
      { territoireId, id: other, nom: 'Commune voisine', nature: 'commune' },
    ])
    .execute()
  const referent = await world.as('referent_commune', hall)
  const stranger = await world.as('referent_commune', other)
  const run = <Result>(work: (tx: Tx) => Promise<Result>, actor: Actor = world.direction) =>
    asActor(db, actor, work)
  const cible = await run((tx) => getCible(tx, world.direction, world.axes[0], TODAY))
  const declare = (input: DeclarationInput, actor: Actor = referent) =>
    run((tx) => declareParticipation(tx, actor, { communeCode: CODE, cible }, input), actor)
  return { ...world, referent, stranger, run, cible, declare }
}

/** The secret of the last link that was mailed. */
async function lastJeton(territoireId: string): Promise<string> {
  const { rows } = await sql<{
    texte: string
  }>`select texte from courriel where territoire_id = ${territoireId} order by id desc limit 1`.execute(db)
  return /participer\/(\S+)/.exec(rows[0]?.texte ?? '')?.[1] ?? ''
}

const invite = (world: Awaited<ReturnType<typeof aTownHall>>, communeCodes: string[] = [CODE]) =>
  world.run((tx) =>
    inviteCommunes(
      tx,
      world.direction,
      { cible: world.cible, input: { niveau: 'engagee', message: 'Venez.', communeCodes } },
      { publicUrl: 'https://exemple.invalid', now: NOW },
    ),
  )

test('a commune says its part, changes its mind, and both stay readable at their date', async () => {
  const { run, cible, declare } = await aTownHall()
  await declare(aDeclaration({ niveau: 'informee', debut: isoDate('2025-01-01') }))
  await declare(aDeclaration({ niveau: 'pilote' }))
  await run(async (tx) => {
    const levels = async (day: string) => (await listDeclaredAt(tx, isoDate(day))).map((its) => its.niveau)
    expect([await levels('2024-12-31'), await levels('2025-06-01'), await levels('2026-11-24')]).toEqual([
      [],
      ['informee'],
      ['pilote'],
    ])
    expect(await listHistory(tx, CODE, cible.id)).toMatchObject([
      { niveau: 'pilote', fin: null },
      { niveau: 'informee', fin: '2026-11-24' },
    ])
  })
})

test('said again the same day, the words are corrected; said before what was said, they are refused', async () => {
  const { run, cible, declare } = await aTownHall()
  await declare(aDeclaration())
  await declare(aDeclaration({ niveau: 'engagee' }))
  expect(await run((tx) => listHistory(tx, CODE, cible.id))).toMatchObject([{ niveau: 'engagee' }])
  await expect(declare(aDeclaration({ debut: isoDate('2020-01-01') }))).rejects.toMatchObject({
    code: 'saisie-invalide',
  })
})

test('nobody speaks for another commune, nor about what is not there', async () => {
  const { stranger, direction, run, declare, as } = await aTownHall()
  await expect(declare(aDeclaration(), stranger)).rejects.toThrow(Forbidden)
  await expect(declare(aDeclaration(), await as('charge_mission'))).rejects.toThrow(Forbidden)
  await expect(run((tx) => getCible(tx, direction, newId(), TODAY))).rejects.toThrow(NotFound)
  const foreign = await aTownHall()
  await expect(run((tx) => getCible(tx, direction, foreign.cible.id, TODAY))).rejects.toThrow(NotFound)
})

test('an invitation is answered once from its link, at the level the commune chooses', async () => {
  const world = await aTownHall()
  expect(await invite(world)).toEqual({ envoyees: 1, sansAdresse: [] })
  const jeton = await lastJeton(world.territoire.id)
  expect(await getInvitation(db, jeton)).toMatchObject({
    genre: 'axe',
    nom: '1. Premier axe',
    niveau: 'engagee',
  })
  const input = { niveau: 'associee', pourquoi: 'Nous viendrons.' } as const
  await answerInvitation(db, jeton, { input, now: NOW })
  await expect(answerInvitation(db, jeton, { input, now: NOW })).rejects.toMatchObject({
    code: 'deja-repondu',
  })
  await expect(getInvitation(db, 'forge')).rejects.toThrow(NotFound)
  await world.run(async (tx) => {
    expect(await listInvitations(tx, CODE)).toMatchObject([{ reponse: 'autre' }])
    expect(await listHistory(tx, CODE, null)).toMatchObject([
      { niveau: 'associee', declarant: 'Commune de Valenciennes (lien)' },
    ])
  })
})

test('a link that is over answers nothing any more', async () => {
  const world = await aTownHall()
  await invite(world)
  const jeton = await lastJeton(world.territoire.id)
  const input = { niveau: 'pas_concernee', pourquoi: 'Pas cette année.' } as const
  await expect(
    answerInvitation(db, jeton, { input, now: new Date('2027-03-01T09:00:00Z') }),
  ).rejects.toMatchObject({ code: 'trop-tard' })
})

test('what a commune says on its screen answers the invitation that waited', async () => {
  const world = await aTownHall()
  await invite(world)
  const id = await world.declare(aDeclaration({ niveau: 'pas_concernee' }))
  await world.run((tx) =>
    closeWaiting(
      tx,
      world.referent,
      { communeCode: CODE, cible: world.cible.id },
      { niveau: 'pas_concernee', participationId: id, now: NOW },
    ),
  )
  expect(await world.run((tx) => listInvitations(tx, CODE))).toMatchObject([{ reponse: 'declinee' }])
})

test('a commune of elsewhere is not invited, and only the team invites', async () => {
  const world = await aTownHall()
  await expect(invite(world, ['75056'])).rejects.toMatchObject({ code: 'saisie-invalide' })
  await expect(
    world.run(
      (tx) =>
        inviteCommunes(
          tx,
          world.referent,
          { cible: world.cible, input: { niveau: 'pilote', message: '', communeCodes: [CODE] } },
          { publicUrl: 'https://exemple.invalid', now: NOW },
        ),
      world.referent,
    ),
  ).rejects.toThrow(Forbidden)
})

test('a carrier is not told of bodies or bids it does not read', async () => {
  const { run, as } = await aTownHall()
  const carrier = await as('porteur')
  const genres = await run((tx) => listCibles(tx, carrier, TODAY), carrier)
  expect(new Set(genres.map((its) => its.genre))).toEqual(new Set(['axe']))
})
