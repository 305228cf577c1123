import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { openTestDatabase } from '#app/db/test-database.ts'
import { anActor, aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { newId } from '#app/lib/ids.ts'
import { callAuth } from '#app/platform/auth-call.server.ts'
import { ensureCompte, findCompteByEmail, hashPassword } from '#app/platform/comptes.server.ts'
import { readConfig } from '#app/platform/config.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { assemble } from '#app/platform/services.server.ts'
import { signIn, verifySecondFactor } from '#app/platform/sign-in.server.ts'
import { MOST_FAILURES } from '#app/platform/sign-in-guard.server.ts'
import { changePassword, confirmSecondFactor, listSessions, prepareSecondFactor } from './moi.server.ts'

const database = await openTestDatabase()
const { db } = database
const config = readConfig({ MAILLAGE_URL: 'http://maillage.invalid', MAILLAGE_SECRET: 's'.repeat(40) })
const services = assemble({ config, database, now: () => new Date() })

const PASSWORD = 'une phrase assez longue'
const empreinte = await hashPassword(PASSWORD)

async function anAccount(): Promise<string> {
  const courriel = `${newId()}@exemple.invalid`
  await ensureCompte(db, { courriel, nom: 'Essai', empreinte })
  return courriel
}

let addresses = 0
function anAddress(): string {
  addresses += 1
  return `192.0.2.${addresses}`
}

function from(address: string, cookie = ''): Request {
  return new Request('http://maillage.invalid/connexion', {
    headers: { 'x-maillage-client-ip': address, cookie },
  })
}

function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((its) => its.split(';')[0])
    .join('; ')
}

const enter = (courriel: string, motDePasse: string, address: string) =>
  signIn(services, from(address), { courriel, motDePasse, suite: '/' })

/** What an authentication application shows at this instant (RFC 6238). */
function totp(uri: string, at: number = Date.now()): string {
  const secret = base32(new URL(uri).searchParams.get('secret') ?? '')
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

function base32(text: string): Buffer {
  const bits = [...text]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

test('one address that tries passwords is stopped, good password included; another address is not', async () => {
  const courriel = await anAccount()
  const attacker = anAddress()
  const codes: string[] = []
  for (let attempt = 0; attempt < 12; attempt += 1)
    codes.push(
      await enter(courriel, `faux mot de passe ${attempt}`, attacker).then(
        () => 'entré',
        (error: { code: string }) => error.code,
      ),
    )
  expect(codes.filter((code) => code === 'identifiants')).toHaveLength(10)
  await expect(enter(courriel, PASSWORD, attacker)).rejects.toMatchObject({ code: 'trop-de-tentatives' })
  expect((await enter(courriel, PASSWORD, anAddress())).status).toBe(302)
})

test('an account that many addresses try is held, its good password too; its owner and the managers are told once', async () => {
  const territoire = await aTerritoire(db)
  const courriel = await anAccount()
  const hold = async (actor: Actor, account: string) => {
    const compteId = await findCompteByEmail(db, account)
    await db.updateTable('personne').set({ compteId }).where('id', '=', actor.personneId).execute()
  }
  const manager = await anAccount()
  await hold(await anActor(db, territoire, { role: 'direction' }), manager)
  await hold(await anActor(db, territoire, { role: 'partenaire' }), courriel)
  const codes: string[] = []
  for (let attempt = 0; attempt < MOST_FAILURES + 2; attempt += 1)
    codes.push(
      await enter(courriel.toUpperCase(), 'faux mot de passe', anAddress()).then(
        () => 'entré',
        (error: { code: string }) => error.code,
      ),
    )
  expect(codes.filter((code) => code === 'identifiants')).toHaveLength(MOST_FAILURES)
  expect(codes.slice(-2)).toEqual(['compte-retenu', 'compte-retenu'])
  await expect(enter(courriel, PASSWORD, anAddress())).rejects.toMatchObject({ code: 'compte-retenu' })
  const told = await db
    .selectFrom('courriel')
    .select('destinataire')
    .where('objet', 'like', 'Des essais%')
    .execute()
  expect(told.map((its) => its.destinataire).toSorted()).toEqual([courriel, manager].toSorted())
  const later = new Date(Date.now() + 16 * 60_000)
  const after = assemble({ config, database, now: () => later })
  expect(
    (await signIn(after, from(anAddress()), { courriel, motDePasse: PASSWORD, suite: '/' })).status,
  ).toBe(302)
  expect((await enter(courriel, PASSWORD, anAddress())).status).toBe(302)
})

test('an address without an account is held in the same words', async () => {
  const unknown = `${newId()}@exemple.invalid`
  for (let attempt = 0; attempt < MOST_FAILURES; attempt += 1)
    await expect(enter(unknown, 'faux mot de passe', anAddress())).rejects.toMatchObject({
      code: 'identifiants',
    })
  await expect(enter(unknown, PASSWORD, anAddress())).rejects.toMatchObject({ code: 'compte-retenu' })
})

test('with a second factor the password alone opens nothing; a code does, a code kept aside does once', async () => {
  const courriel = await anAccount()
  const first = from(anAddress(), cookieOf(await enter(courriel, PASSWORD, anAddress())))
  const { totpURI, backupCodes } = await prepareSecondFactor(services, first, PASSWORD)
  await expect(confirmSecondFactor(services, first, '000000')).rejects.toMatchObject({ code: 'code-refuse' })
  await confirmSecondFactor(services, first, totp(totpURI))

  const begun = async () => from(anAddress(), cookieOf(await enter(courriel, PASSWORD, anAddress())))
  const half = await begun()
  expect(await services.auth.api.getSession({ headers: half.headers })).toBeNull()
  await expect(verifySecondFactor(services, half, { code: '123456', suite: '/' })).rejects.toMatchObject({
    code: 'code-refuse',
  })

  const code = backupCodes[0] ?? ''
  const whole = await verifySecondFactor(services, await begun(), { code, suite: '/t/ici' })
  expect([whole.status, whole.headers.get('location')]).toEqual([302, '/t/ici'])
  expect(
    await services.auth.api.getSession({ headers: new Headers({ cookie: cookieOf(whole) }) }),
  ).not.toBeNull()
  await expect(verifySecondFactor(services, await begun(), { code, suite: '/' })).rejects.toMatchObject({
    code: 'code-refuse',
  })
  const withPhone = await verifySecondFactor(services, await begun(), {
    code: totp(totpURI, Date.now() + 30_000),
    suite: '/',
  })
  expect(withPhone.status).toBe(302)
})

async function resetLink(courriel: string): Promise<string> {
  await callAuth(services, from(anAddress()), { path: '/request-password-reset', body: { email: courriel } })
  const mail = await db
    .selectFrom('courriel')
    .select('texte')
    .where('destinataire', '=', courriel)
    .executeTakeFirst()
  return /\/connexion\/mot-de-passe\/([\w-]+)/.exec(mail?.texte ?? '')?.[1] ?? ''
}

test('a forgotten password is replaced by a link that works once and signs the other devices out', async () => {
  const courriel = await anAccount()
  const device = from(anAddress(), cookieOf(await enter(courriel, PASSWORD, anAddress())))
  expect(await listSessions(services, device)).toHaveLength(1)
  const body = { token: await resetLink(courriel), newPassword: 'une autre phrase assez longue' }
  const change = () => callAuth(services, from(anAddress()), { path: '/reset-password', body })
  expect((await change()).status).toBe(200)
  expect((await change()).status).toBe(400)
  expect(await services.auth.api.getSession({ headers: device.headers })).toBeNull()
  await expect(enter(courriel, PASSWORD, anAddress())).rejects.toMatchObject({ code: 'identifiants' })
  expect((await enter(courriel, body.newPassword, anAddress())).status).toBe(302)
})

test('whoever changes a password, by a link or on the screen, its owner is told', async () => {
  const courriel = await anAccount()
  const told = async () =>
    (await db.selectFrom('courriel').select('objet').where('destinataire', '=', courriel).execute()).filter(
      (its) => its.objet === 'Votre mot de passe Maillage a changé',
    ).length
  const body = { token: await resetLink(courriel), newPassword: 'une autre phrase assez longue' }
  await callAuth(services, from(anAddress()), { path: '/reset-password', body })
  expect(await told()).toBe(1)
  const device = from(anAddress(), cookieOf(await enter(courriel, body.newPassword, anAddress())))
  const form = new FormData()
  form.set('actuel', body.newPassword)
  form.set('motDePasse', 'encore une autre phrase')
  form.set('confirmation', 'encore une autre phrase')
  await changePassword(services, device, form)
  expect(await told()).toBe(2)
})

test('asking for the password of an unknown address sends nothing', async () => {
  expect(await resetLink('inconnue@exemple.invalid')).toBe('')
})

test('nobody signs up alone', async () => {
  const body = { email: 'seule@exemple.invalid', password: PASSWORD, name: 'Seule' }
  const answer = await callAuth(services, from(anAddress()), { path: '/sign-up/email', body })
  expect(answer.status).toBe(400)
})
