import { expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { addDays, isoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { webhookKey } from '#app/platform/envois.server.ts'
import { evenementCodes } from '#app/platform/evenements.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { unseal } from '#app/platform/seal.server.ts'
import {
  createAbonnement,
  renewSecret,
  replayEnvoi,
  sendTest,
  setAbonnementEtat,
  updateAbonnement,
} from './abonnements.commands.server.ts'
import { listAbonnements, loadAbonnement } from './abonnements.queries.server.ts'
import { porteeCodes } from './jeton.schema.ts'
import { createJeton, findOpenJeton, listJetons, revokeJeton } from './jetons.server.ts'

const { db } = await openTestDatabase()
const today = isoDate('2026-11-24')
const now = new Date('2026-11-24T09:00:00Z')
const means = { secret: 'un secret d’installation', allowPrivate: false }
const tool = {
  nom: 'Site de la ville',
  url: 'https://outil.exemple.fr/maillage',
  evenements: ['fiche.creee' as const],
}

const make = (actor: Actor, expireLe = addDays(today, 30)) =>
  asActor(db, actor, (tx) =>
    createJeton(tx, actor, { input: { nom: 'Outil', portees: ['fiches', 'decisions'], expireLe }, today }),
  )
const open = (actor: Actor, jeton: string, day = today, at = now) =>
  asActor(db, actor, (tx) => findOpenJeton(tx, jeton, { today: day, now: at }))

test('a key opens its own territory until its last day, and only its fingerprint is kept', async () => {
  const { direction } = await aFicheWorld(db)
  const elsewhere = await aFicheWorld(db)
  const jeton = await make(direction)
  expect(jeton).toMatch(/^mlg_[\w-]{43}$/)
  expect(await open(direction, jeton)).toMatchObject({ portees: ['fiches', 'decisions'] })
  expect(await open(direction, jeton, addDays(today, 30))).not.toBeNull()
  expect(await open(direction, jeton, addDays(today, 31))).toBeNull()
  expect(await open(elsewhere.direction, jeton)).toBeNull()
  expect(await open(direction, `${jeton}x`)).toBeNull()
  const [row] = await db.selectFrom('jetonAcces').selectAll().execute()
  expect(JSON.stringify(row)).not.toContain(jeton)
  const journal = await db
    .selectFrom('journal')
    .select('changements')
    .where('entite', '=', 'jeton_acces')
    .execute()
  expect(JSON.stringify(journal)).not.toContain(jeton)
})

test('the use of a key is seen, and a key taken back opens nothing', async () => {
  const { direction } = await aFicheWorld(db)
  const jeton = await make(direction)
  await open(direction, jeton)
  const list = () => asActor(db, direction, (tx) => listJetons(tx, direction, today))
  const [row] = await list()
  expect(row).toMatchObject({ etat: 'valable', dernierUsageLe: now })
  const revoke = () => asActor(db, direction, (tx) => revokeJeton(tx, direction, row?.id ?? '', now))
  await revoke()
  await expect(revoke()).rejects.toBeInstanceOf(NotFound)
  expect(await open(direction, jeton)).toBeNull()
  expect(await list()).toMatchObject([{ etat: 'revoque' }])
})

test('a key is never for the past nor for longer than a year', async () => {
  const { direction } = await aFicheWorld(db)
  await expect(make(direction, addDays(today, -1))).rejects.toMatchObject({ code: 'expire-passee' })
  await expect(make(direction, addDays(today, 400))).rejects.toMatchObject({ code: 'expire-loin' })
})

test('the database accepts every scope and no other', async () => {
  const { direction } = await aFicheWorld(db)
  const insert = (portees: ReadonlyArray<string>) =>
    db
      .insertInto('jetonAcces')
      .values({
        territoireId: direction.territoireId,
        id: newId(),
        nom: 'x',
        portees: JSON.stringify(portees),
        empreinte: newId().replaceAll('-', '').repeat(2),
        indice: 'mlg_',
        expireLe: today,
      })
      .execute()
  await insert(porteeCodes)
  await expect(insert(['personnes'])).rejects.toMatchObject({ code: '23514' })
})

test('only the direction opens the territory to tools', async () => {
  const world = await aFicheWorld(db)
  for (const role of ['charge_mission', 'finances', 'instructeur', 'partenaire', 'porteur'] as const) {
    const actor = await world.as(role)
    await expect(make(actor), role).rejects.toBeInstanceOf(Forbidden)
    const subscribe = asActor(db, actor, (tx) => createAbonnement(tx, actor, { input: tool, means }))
    await expect(subscribe, role).rejects.toBeInstanceOf(Forbidden)
    await expect(
      asActor(db, actor, (tx) => listAbonnements(tx, actor)),
      role,
    ).rejects.toBeInstanceOf(Forbidden)
  }
})

test('a subscription keeps its secret encrypted, and a new one replaces it', async () => {
  const { direction } = await aFicheWorld(db)
  const { id, secret } = await asActor(db, direction, (tx) =>
    createAbonnement(tx, direction, { input: tool, means }),
  )
  const kept = async () =>
    (await db.selectFrom('abonnement').select('secretChiffre').where('id', '=', id).executeTakeFirstOrThrow())
      .secretChiffre
  expect(await kept()).not.toContain(secret.slice(6))
  expect(unseal(webhookKey(means.secret), await kept(), id)).toBe(secret)
  expect(unseal(webhookKey(means.secret), await kept(), newId())).toBeNull()
  const renewed = await asActor(db, direction, (tx) => renewSecret(tx, direction, id, means))
  expect(unseal(webhookKey(means.secret), await kept(), id)).toBe(renewed)
})

test.each([
  ['http://outil.exemple.fr/', 'adresse-non-chiffree'],
  ['https://localhost/x', 'adresse-privee'],
  ['https://10.0.0.1/', 'adresse-privee'],
  ['https://[::1]/', 'adresse-privee'],
  ['https://2130706433/', 'adresse-privee'],
  ['https://imprimante.local/', 'adresse-privee'],
])('%s is refused as it is typed', async (url, code) => {
  const { direction } = await aFicheWorld(db)
  const create = asActor(db, direction, (tx) =>
    createAbonnement(tx, direction, { input: { ...tool, url }, means }),
  )
  await expect(create).rejects.toMatchObject({ code, field: 'url' })
})

test('a trial and a replay wait in the queue; a stopped tool is refused both', async () => {
  const { direction } = await aFicheWorld(db)
  const act = <Result>(work: (tx: Parameters<Parameters<typeof asActor>[2]>[0]) => Promise<Result>) =>
    asActor(db, direction, work)
  const { id } = await act((tx) => createAbonnement(tx, direction, { input: tool, means }))
  await act((tx) => sendTest(tx, direction, id))
  const [first] = (await act((tx) => loadAbonnement(tx, direction, id))).envois
  await act((tx) => replayEnvoi(tx, direction, { id, envoiId: first?.id ?? '' }))
  const { envois } = await act((tx) => loadAbonnement(tx, direction, id))
  expect(envois).toMatchObject([
    { evenement: 'essai', rejoueDe: first?.id, corps: first?.corps },
    { evenement: 'essai', rejoueDe: null },
  ])
  const unknown = act((tx) => replayEnvoi(tx, direction, { id, envoiId: newId() }))
  await expect(unknown).rejects.toBeInstanceOf(NotFound)
  await act((tx) => setAbonnementEtat(tx, direction, id, 'arrete'))
  await expect(act((tx) => sendTest(tx, direction, id))).rejects.toMatchObject({ code: 'abonnement-arrete' })
  expect(await act((tx) => listAbonnements(tx, direction))).toMatchObject([{ etat: 'arrete', attente: 2 }])
})

test('a subscription is corrected, all its events survive save and reload', async () => {
  const { direction } = await aFicheWorld(db)
  const { id } = await asActor(db, direction, (tx) => createAbonnement(tx, direction, { input: tool, means }))
  const input = { ...tool, nom: 'Autre outil', evenements: evenementCodes.toSorted() }
  await asActor(db, direction, (tx) => updateAbonnement(tx, direction, id, { input, version: 1, means }))
  const { abonnement } = await asActor(db, direction, (tx) => loadAbonnement(tx, direction, id))
  expect(abonnement).toMatchObject({ ...input, version: 2 })
})
