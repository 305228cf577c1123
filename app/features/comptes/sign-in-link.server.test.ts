import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openTestDatabase } from '#app/db/test-database.ts'
import { newId } from '#app/lib/ids.ts'
import { ensureCompte, hashPassword } from '#app/platform/comptes.server.ts'
import { readConfig } from '#app/platform/config.server.ts'
import { assemble } from '#app/platform/services.server.ts'
import { askSignInLink, enterByLink } from '#app/platform/sign-in-link.server.ts'

const database = await openTestDatabase()
const { db } = database
const settings = { MAILLAGE_URL: 'http://maillage.invalid', MAILLAGE_SECRET: 's'.repeat(40) }
const now = () => new Date()
const config = readConfig({ ...settings, SMTP_URL: 'smtp://courriel.invalid' })
const services = assemble({ config, database, now })
const empreinte = await hashPassword('une phrase assez longue')

async function anAccount(): Promise<string> {
  const courriel = `${newId()}@exemple.invalid`
  await ensureCompte(db, { courriel, nom: 'Essai', empreinte })
  return courriel
}

let addresses = 0
function aRequest(): Request {
  addresses += 1
  return new Request('http://maillage.invalid/connexion/lien', {
    headers: { 'x-maillage-client-ip': `198.51.100.${addresses}` },
  })
}

async function mailsTo(courriel: string): Promise<string[]> {
  const mails = await db.selectFrom('courriel').select('texte').where('destinataire', '=', courriel).execute()
  return mails.map((mail) => mail.texte)
}

async function aLink(courriel: string): Promise<string> {
  await askSignInLink(services, aRequest(), { courriel, suite: '/t/ici' })
  const [text] = await mailsTo(courriel)
  return /\/connexion\/lien\/(\w+)\?suite=%2Ft%2Fici/.exec(text ?? '')?.[1] ?? ''
}

test('a link signs in once, and goes where the person was going', async () => {
  const jeton = await aLink(await anAccount())
  const enter = () => enterByLink(services, aRequest(), { jeton, suite: '/t/ici' })
  const answer = await enter()
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/t/ici'])
  const cookie = answer.headers.getSetCookie().join('; ')
  expect(await services.auth.api.getSession({ headers: new Headers({ cookie }) })).not.toBeNull()
  await expect(enter()).rejects.toMatchObject({ code: 'lien-perime' })
})

test('the password of the account still works after a link', async () => {
  const courriel = await anAccount()
  await enterByLink(services, aRequest(), { jeton: await aLink(courriel), suite: '/' })
  const { rows } = await sql<{ nombre: number }>`select count(*)::int as nombre from auth_account a
    join auth_user u on u.id = a."userId" where u.email = ${courriel} and a.password is not null`.execute(db)
  expect(rows[0]?.nombre).toBe(1)
})

test('an unknown address gets no mail and the same silence', async () => {
  await askSignInLink(services, aRequest(), { courriel: 'inconnue@exemple.invalid', suite: '/' })
  expect(await mailsTo('inconnue@exemple.invalid')).toEqual([])
})

test('an account with a second factor is told that a link is not enough, and an older link no longer enters', async () => {
  const courriel = await anAccount()
  const jeton = await aLink(courriel)
  await sql`update auth_user set "twoFactorEnabled" = true where email = ${courriel}`.execute(db)
  await expect(enterByLink(services, aRequest(), { jeton, suite: '/' })).rejects.toMatchObject({
    code: 'second-facteur',
  })
  const { rows } = await sql<{ nombre: number }>`select count(*)::int as nombre from auth_session s
    join auth_user u on u.id = s."userId" where u.email = ${courriel}`.execute(db)
  expect(rows[0]?.nombre).toBe(0)
  await askSignInLink(services, aRequest(), { courriel, suite: '/' })
  expect((await mailsTo(courriel)).filter((text) => text.includes('/connexion/lien/'))).toHaveLength(1)
})

test('where mail does not leave, no link is made: the outbox would hand keys to administrators', async () => {
  const silent = assemble({ config: readConfig(settings), database, now })
  await expect(
    askSignInLink(silent, aRequest(), { courriel: await anAccount(), suite: '/' }),
  ).rejects.toMatchObject({ code: 'sans-courriel' })
})

test('asking many links from one address is refused', async () => {
  const from = aRequest()
  const courriel = await anAccount()
  const asks = Array.from({ length: 8 }, () => () => askSignInLink(services, from, { courriel, suite: '/' }))
  const ends = []
  for (const ask of asks)
    ends.push(
      await ask().then(
        () => 'ok',
        (error: { code: string }) => error.code,
      ),
    )
  expect(ends.at(-1)).toBe('trop-de-tentatives')
})
