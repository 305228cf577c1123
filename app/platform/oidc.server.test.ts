import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { afterAll, expect, test } from 'vitest'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { anActor, aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { newId } from '#app/lib/ids.ts'
import { callAuth, cookiesOf } from './auth-call.server.ts'
import { ensureCompte, hashPassword } from './comptes.server.ts'
import { readConfig } from './config.server.ts'
import { findIdentityOf } from './identities.server.ts'
import { assemble } from './services.server.ts'

const database = await openTestDatabase()
const { db } = database
const HOME = 'http://maillage.invalid'

/** Who presents itself at the provider, and every userinfo answer it gave. */
const visitor = { sub: '', email: '' }
const userinfoTypes: string[] = []

const issuer = await startProvider()
const config = readConfig({
  MAILLAGE_URL: HOME,
  MAILLAGE_SECRET: 's'.repeat(40),
  OIDC_DISCOVERY_URL: `${issuer}/.well-known/openid-configuration`,
  OIDC_CLIENT_ID: 'maillage',
  OIDC_CLIENT_SECRET: 'secret-du-client-de-trente-deux-caracteres',
})
const services = assemble({ config, database, now: () => new Date() })

/** A real provider that behaves as ProConnect: confidential client, signed userinfo, its own names of scopes. */
async function startProvider(): Promise<string> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server listens on a port
  const address = `http://127.0.0.1:${port}`
  const provider = new Provider(address, providerSettings())
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/'))
      return void provider.interactionFinished(request, response, { login: { accountId: visitor.sub } })
    if (request.url?.startsWith('/me'))
      response.on('finish', () => userinfoTypes.push(String(response.getHeader('content-type'))))
    void answer(request, response)
  })
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return address
}

function providerSettings() {
  return {
    clients: [
      {
        client_id: 'maillage',
        client_secret: 'secret-du-client-de-trente-deux-caracteres',
        redirect_uris: [`${HOME}/api/auth/callback/oidc`],
        token_endpoint_auth_method: 'client_secret_post',
        userinfo_signed_response_alg: 'RS256',
      },
    ],
    scopes: ['openid', 'given_name', 'usual_name', 'email', 'siret'],
    claims: {
      openid: ['sub'],
      email: ['email'],
      given_name: ['given_name'],
      usual_name: ['usual_name'],
      siret: ['siret'],
    },
    features: { jwtUserinfo: { enabled: true }, devInteractions: { enabled: false } },
    pkce: { required: () => false },
    cookies: { keys: ['une clef de cookie pour les tests'] },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({
        sub,
        email: visitor.email,
        given_name: 'Camille',
        usual_name: 'Exemple',
        siret: '20000017200018',
      }),
    }),
    loadExistingGrant: async (context: GrantContext) => {
      const { client, session } = context.oidc
      const grant = new context.oidc.provider.Grant({
        clientId: client.clientId,
        accountId: session.accountId,
      })
      grant.addOIDCScope('openid given_name usual_name email siret')
      await grant.save()
      return grant
    },
  }
}

interface GrantContext {
  oidc: {
    client: { clientId: string }
    session: { accountId: string }
    provider: {
      Grant: new (its: object) => { addOIDCScope: (scope: string) => void; save: () => Promise<string> }
    }
  }
}

function cookiesIn(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((its) => its.split(';')[0])
    .join('; ')
}

/** Leaves for the provider. @returns where it sends, and what this site asks the browser to remember */
async function leave(): Promise<{ url: URL; cookie: string }> {
  const body = {
    provider: 'oidc',
    callbackURL: '/territoires',
    errorCallbackURL: '/connexion',
    disableRedirect: true,
  }
  const answer = await callAuth(services, new Request(HOME), { path: '/sign-in/social', body })
  const { url }: { url: string } = await answer.json()
  return { url: new URL(url), cookie: cookiesIn(cookiesOf(answer)) }
}

/** Follows the provider as a browser does, until it sends back here. */
async function atTheProvider(from: URL): Promise<URL> {
  const jar = new Map<string, string>()
  let url = from
  while (url.origin === issuer) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const [name = '', value = ''] of answer.headers
      .getSetCookie()
      .map((its) => its.split(';')[0]?.split(/=(.*)/) ?? []))
      jar.set(name, value)
    const location = answer.headers.get('location')
    if (!location) throw new Error(`${answer.status} ${await answer.text()}`)
    url = new URL(location, url)
  }
  return url
}

/** The whole way there and back. @returns the last redirect, and the account signed in, if any */
async function signInAs(who: { sub: string; email: string }) {
  Object.assign(visitor, who)
  const { url, cookie } = await leave()
  const back = await atTheProvider(url)
  const answer = await services.auth.handler(new Request(back, { headers: { cookie } }))
  const session = await services.auth.api.getSession({
    headers: new Headers({ cookie: cookiesIn(answer.headers) }),
  })
  return { location: answer.headers.get('location') ?? '', user: session?.user ?? null }
}

test('the request carries long state and nonce, and no parameter that ProConnect does not know', async () => {
  const { url } = await leave()
  expect([...url.searchParams.keys()].sort()).toEqual([
    'client_id',
    'nonce',
    'redirect_uri',
    'response_type',
    'scope',
    'state',
  ])
  expect(url.searchParams.get('state')?.length).toBeGreaterThanOrEqual(32)
  expect(url.searchParams.get('nonce')?.length).toBeGreaterThanOrEqual(32)
  expect(url.searchParams.get('scope')?.split(' ').sort()).toEqual([
    'email',
    'given_name',
    'openid',
    'siret',
    'usual_name',
  ])
})

test('somebody new gets an account from a signed userinfo, and no territory', async () => {
  const { location, user } = await signInAs({ sub: newId(), email: 'nouvelle@exemple.invalid' })
  expect(location).toBe('/territoires')
  expect(user).toMatchObject({ email: 'nouvelle@exemple.invalid', name: 'Camille Exemple' })
  expect(userinfoTypes.at(-1)).toContain('application/jwt')
  expect(await findIdentityOf(db, user?.id ?? '')).toMatchObject({ siret: '20000017200018' })
  expect(
    await db
      .selectFrom('personne')
      .select('id')
      .where('compteId', '=', user?.id ?? '')
      .execute(),
  ).toEqual([])
})

test('the same sub is the same account, whatever its address has become', async () => {
  const sub = newId()
  const first = await signInAs({ sub, email: 'avant@exemple.invalid' })
  const second = await signInAs({ sub, email: 'apres@exemple.invalid' })
  expect(second.user?.id).toBe(first.user?.id)
})

async function aKnownPerson() {
  const territoire = await aTerritoire(db)
  const director = await anActor(db, territoire, { role: 'direction' })
  const member = await anActor(db, territoire, { role: 'partenaire' })
  const courriel = `${newId()}@exemple.invalid`
  const compteId = await ensureCompte(db, {
    courriel,
    nom: 'Connue',
    empreinte: await hashPassword('une phrase assez longue'),
  })
  await db.updateTable('personne').set({ compteId }).where('id', '=', member.personneId).execute()
  return { director, courriel, compteId }
}

test('a new sub with the address of an account does not open it before an administrator says so', async () => {
  const { director, courriel, compteId } = await aKnownPerson()
  const who = { sub: newId(), email: courriel }
  const before = await signInAs(who)
  expect(before.user).toBeNull()
  expect(before.location).toMatch(/\/connexion\?.*error=account_not_linked/)
  await asActor(db, director, (tx) =>
    tx.updateTable('identiteSso').set({ liaison: 'acceptee' }).where('sub', '=', who.sub).execute(),
  )
  expect((await signInAs(who)).user?.id).toBe(compteId)
})

test('an administrator of elsewhere neither sees nor accepts the request', async () => {
  const { courriel } = await aKnownPerson()
  const who = { sub: newId(), email: courriel }
  await signInAs(who)
  const elsewhere = await anActor(db, await aTerritoire(db), { role: 'direction' })
  const changed = await asActor(db, elsewhere, (tx) =>
    tx.updateTable('identiteSso').set({ liaison: 'acceptee' }).where('sub', '=', who.sub).executeTakeFirst(),
  )
  expect(Number(changed.numUpdatedRows)).toBe(0)
  expect((await signInAs(who)).user).toBeNull()
})

test('a forged state opens nothing', async () => {
  Object.assign(visitor, { sub: newId(), email: 'forge@exemple.invalid' })
  const { url, cookie } = await leave()
  const back = await atTheProvider(url)
  back.searchParams.set('state', 'x'.repeat(32))
  const answer = await services.auth.handler(new Request(back, { headers: { cookie } }))
  expect(answer.headers.get('location')).toMatch(/error=/)
  expect(cookiesIn(answer.headers)).not.toContain('session_token')
})
