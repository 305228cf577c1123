import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Tx } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { type IsoDate, isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { AppuiInput } from './appui.schema.ts'
import {
  answerByLink,
  answerOnScreen,
  askAppui,
  closeAppui,
  getAsked,
  linkSuite,
  logTime,
  removeTime,
  sortAppui,
} from './appuis.commands.server.ts'
import { countAppuisToRate, getAppui, listAppuis, listLoad, listYear } from './appuis.queries.server.ts'

const { db } = await openTestDatabase()

const NOW = new Date('2026-11-24T09:00:00Z')
const TODAY = isoDate('2026-11-24')
const page = 'https://exemple.invalid/appui'

/** A territory with a post of the team, an association that asks, and another. */
async function aDesk() {
  const world = await aFicheWorld(db)
  const territoireId = world.territoire.id
  const poste = newId()
  await db
    .updateTable('organisation')
    .set({ courriel: 'contact@exemple.invalid' })
    .where('id', '=', world.association)
    .execute()
  await db
    .insertInto('poste')
    .values({
      territoireId,
      id: poste,
      intitule: 'Animatrice',
      organisationId: world.association,
      debut: '2020-01-01',
    })
    .execute()
  await sql`insert into poste_etp (territoire_id, poste_id, annee, etp) values (${territoireId}, ${poste}, 2026, 0.5)`.execute(
    db,
  )
  const asker = await world.as('porteur', world.association)
  const stranger = await world.as('porteur', world.partner)
  const run = <Result>(work: (tx: Tx) => Promise<Result>, actor: Actor = world.direction) =>
    asActor(db, actor, work)
  const ask = (given: Partial<AppuiInput> = {}, actor: Actor = asker) =>
    run(
      (tx) =>
        askAppui(
          tx,
          actor,
          {
            organisationId: world.association,
            nature: 'montage',
            objet: 'Un dossier à écrire',
            description: '',
            pourLe: null,
            communeCode: '59606',
            axeId: null,
            ...given,
          },
          { now: NOW },
        ),
      actor,
    )
  const takeOn = (id: string) =>
    run((tx) =>
      sortAppui(tx, world.direction, id, {
        version: 1,
        input: { decision: 'acceptee', motif: '', posteId: poste, joursPrevus: 5 },
        page,
      }),
    )
  return { ...world, poste, asker, stranger, run, ask, takeOn }
}

test('those who answer requests are told of a new one, who asks is not', async () => {
  const { ask, direction, asker } = await aDesk()
  const id = await ask()
  const told = await db
    .selectFrom('notification')
    .select(['personneId', 'lien'])
    .where('lien', '=', `/appuis/${id}`)
    .execute()
  expect(told.map((its) => its.personneId)).toContain(direction.personneId)
  expect(told.map((its) => its.personneId)).not.toContain(asker.personneId)
})

test('a request is read by the team and by who asked, and by nobody else', async () => {
  const { asker, stranger, direction, run, ask } = await aDesk()
  const id = await ask()
  expect(await run((tx) => getAppui(tx, direction, id))).toMatchObject({
    etat: 'deposee',
    commune: 'Valenciennes',
  })
  expect(await run((tx) => listAppuis(tx, asker, { etat: null, nature: null }), asker)).toHaveLength(1)
  expect(await run((tx) => listAppuis(tx, stranger, { etat: null, nature: null }), stranger)).toEqual([])
  await expect(run((tx) => getAppui(tx, stranger, id), stranger)).rejects.toThrow(NotFound)
  await expect(ask({}, stranger)).rejects.toThrow(Forbidden)
  await expect(ask({ communeCode: '75056' })).rejects.toMatchObject({ code: 'saisie-invalide' })
})

test('a request is taken on by somebody, or sent back with why; the answer goes by mail', async () => {
  const { territoire, direction, asker, poste, run, ask } = await aDesk()
  const id = await ask()
  const sort = (input: Partial<Parameters<typeof sortAppui>[3]['input']>, actor: Actor = direction) =>
    run(
      (tx) =>
        sortAppui(tx, actor, id, {
          version: 1,
          input: { decision: 'acceptee', motif: '', posteId: null, joursPrevus: null, ...input },
          page,
        }),
      actor,
    )
  await expect(sort({})).rejects.toMatchObject({ code: 'saisie-invalide' })
  await expect(sort({ decision: 'declinee' })).rejects.toMatchObject({ code: 'saisie-invalide' })
  await expect(sort({ posteId: poste }, asker)).rejects.toThrow(Forbidden)
  await sort({ decision: 'reorientee', motif: 'Voyez le centre de gestion.' })
  await expect(sort({ posteId: poste })).rejects.toMatchObject({ code: 'conflit' })
  const { rows } = await sql<{
    texte: string
  }>`select texte from courriel where territoire_id = ${territoire.id} order by id desc limit 1`.execute(db)
  expect(rows[0]?.texte).toContain('Voyez le centre de gestion.')
})

test('time is given on a request under way, day by day, and weighs on a post against its time', async () => {
  const { direction, poste, run, ask, takeOn } = await aDesk()
  const id = await ask()
  const log = (jour: string, jours: number) =>
    run((tx) =>
      logTime(tx, direction, id, {
        input: { posteId: poste, jour: isoDate(jour), jours, note: '' },
        today: TODAY,
      }),
    )
  await expect(log('2026-11-02', 1)).rejects.toMatchObject({ code: 'pas-en-cours' })
  await takeOn(id)
  await expect(log('2026-12-25', 1)).rejects.toMatchObject({ code: 'saisie-invalide' })
  await log('2026-11-02', 1.5)
  await log('2026-11-03', 0.5)
  expect(await run((tx) => listLoad(tx, 2026))).toMatchObject([
    { etp: 0.5, donnes: 2, prevus: 3, enCours: 1 },
  ])
  const { temps } = await run((tx) => getAppui(tx, direction, id))
  await run((tx) => removeTime(tx, direction, id, temps[0]?.id ?? ''))
  expect(await run((tx) => listLoad(tx, 2026))).toMatchObject([{ donnes: 1.5, prevus: 3.5 }])
})

test('who asked reads of what came of it only what it reads elsewhere; a post that is not of the team is refused', async () => {
  const { direction, asker, association, partner, territoire, run, ask, takeOn } = await aDesk()
  const id = await ask()
  const forged = { decision: 'acceptee', motif: '', posteId: newId(), joursPrevus: null } as const
  await expect(
    run((tx) => sortAppui(tx, direction, id, { version: 1, input: forged, page })),
  ).rejects.toMatchObject({ code: 'saisie-invalide' })
  await takeOn(id)
  for (const [code, porteurId] of [
    ['F-1', association],
    ['F-2', partner],
  ])
    await sql`insert into fiche (territoire_id, id, code, titre, porteur_id, etat) values (${territoire.id}, ${newId()}, ${code}, 'Fiche', ${porteurId}, 'idee')`.execute(
      db,
    )
  await run(async (tx) => {
    await linkSuite(tx, direction, id, { sorte: 'fiche', cle: 'F-1' })
    await linkSuite(tx, direction, id, {
      sorte: 'fiche',
      cle: 'https://exemple.fr/t/x/fiches/F-2?au=2026-01-01',
    })
    await expect(linkSuite(tx, direction, id, { sorte: 'fiche', cle: 'F-2' })).rejects.toMatchObject({
      code: 'saisie-invalide',
    })
  })
  const seen = await run((tx) => getAppui(tx, asker, id), asker)
  expect(seen.suites.map((its) => its.titre)).toEqual(['F-1 Fiche'])
  expect((await run((tx) => getAppui(tx, direction, id))).suites).toHaveLength(2)
})

test('an end says what it gave, and its one question is answered once, by link or on the screen', async () => {
  const { territoire, direction, asker, run, ask, takeOn } = await aDesk()
  const id = await ask()
  await takeOn(id)
  await expect(
    run((tx) => linkSuite(tx, direction, id, { sorte: 'fiche', cle: 'INCONNU' })),
  ).rejects.toMatchObject({
    code: 'saisie-invalide',
  })
  await run((tx) =>
    closeAppui(tx, direction, id, {
      version: 2,
      resultat: 'Un dossier déposé.',
      now: NOW,
      publicUrl: 'https://exemple.invalid',
    }),
  )
  const { rows } = await sql<{
    texte: string
  }>`select texte from courriel where territoire_id = ${territoire.id} order by id desc limit 1`.execute(db)
  const jeton = /appui\/(\S+)/.exec(rows[0]?.texte ?? '')?.[1] ?? ''
  expect(await getAsked(db, jeton, NOW)).toMatchObject({ resultat: 'Un dossier déposé.' })
  await expect(getAsked(db, 'forge', NOW)).rejects.toThrow(NotFound)
  await expect(getAsked(db, jeton, new Date('2027-06-01T09:00:00Z'))).rejects.toThrow(NotFound)
  const input = { satisfaction: 'beaucoup', satisfactionMot: '' } as const
  const toRate = (who: Actor, day: IsoDate) => run((tx) => countAppuisToRate(tx, who, day), who)
  expect(await toRate(asker, TODAY)).toBe(1)
  expect(await toRate(direction, TODAY)).toBe(0)
  expect(await toRate(asker, isoDate('2027-06-01'))).toBe(0)
  await answerByLink(db, jeton, { input, now: NOW })
  expect(await toRate(asker, TODAY)).toBe(0)
  await expect(answerByLink(db, jeton, { input, now: NOW })).rejects.toMatchObject({ code: 'deja-repondu' })
  await expect(run((tx) => answerOnScreen(tx, asker, id, { input, now: NOW }), asker)).rejects.toMatchObject({
    code: 'deja-repondu',
  })
  expect(await run((tx) => listYear(tx, 2026))).toMatchObject([
    { nature: 'montage', demandes: 1, terminees: 1, reponses: 1, satisfaites: 1 },
  ])
})
