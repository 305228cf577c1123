import { expect, inject, test } from 'vitest'
import { FOREIGN_DIRECTOR, FOREIGN_SLUG } from './instance.ts'

const url = inject('url')

interface Sent {
  path: string
  form?: Record<string, string>
  headers?: Record<string, string>
}

/** One request as any program can make it; each test comes from an address of its own. */
function send({ path, form, headers = {} }: Sent): Promise<Response> {
  const given = { origin: url, ...headers }
  return form
    ? fetch(url + path, {
        method: 'POST',
        headers: given,
        body: new URLSearchParams(form),
        redirect: 'manual',
      })
    : fetch(url + path, { headers: given, redirect: 'manual' })
}

const from = (last: number) => ({ 'x-forwarded-for': `203.0.113.${last}` })
const cookieOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((its) => its.split(';')[0])
    .join('; ')

const signIn = (headers: Record<string, string>, suite = '/') =>
  send({ path: '/connexion', form: { ...FOREIGN_DIRECTOR, suite }, headers })

test('a page runs its own scripts only, cannot be framed, and tells nothing to other sites', async () => {
  const { headers } = await send({ path: '/connexion' })
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/script-src [^;]*'nonce-/)
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*/)
  expect(policy).toContain("frame-ancestors 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toMatch(/same-origin|no-referrer|strict-origin/)
})

test('two pages never share the nonce of their scripts', async () => {
  const nonces = await Promise.all(
    [1, 2].map(async () => {
      const { headers } = await send({ path: '/connexion' })
      return /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1]
    }),
  )
  expect(nonces[0]).toBeTruthy()
  expect(nonces[0]).not.toBe(nonces[1])
})

test('the cookie of a session is closed to scripts and to other sites, and each sign-in makes a new one', async () => {
  const first = await signIn(from(1))
  expect(first.status).toBe(302)
  for (const cookie of first.headers.getSetCookie()) {
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=(Lax|Strict)/i)
  }
  const fixed = cookieOf(first)
  const second = await signIn({ ...from(1), cookie: fixed })
  expect(cookieOf(second)).not.toBe('')
  expect(cookieOf(second)).not.toBe(fixed)
})

test('a session that was signed out opens nothing any more', async () => {
  const cookie = cookieOf(await signIn(from(2)))
  expect((await send({ path: `/t/${FOREIGN_SLUG}`, headers: { cookie } })).status).toBe(200)
  await send({ path: '/deconnexion', form: {}, headers: { cookie } })
  const after = await send({ path: `/t/${FOREIGN_SLUG}`, headers: { cookie } })
  expect([after.status, after.headers.get('location')?.startsWith('/connexion')]).toEqual([302, true])
})

test('a form sent from another site changes nothing', async () => {
  const cookie = cookieOf(await signIn(from(3)))
  for (const origin of ['https://ailleurs.exemple', 'null']) {
    const answer = await send({
      path: `/t/${FOREIGN_SLUG}/perimetres/nouveau`,
      form: { nom: 'Forgé' },
      headers: { cookie, origin },
    })
    expect(answer.status, origin).toBeGreaterThanOrEqual(400)
    expect(answer.status, origin).toBeLessThan(500)
  }
})

test('after the sign-in one stays here, whatever the address asked for', async () => {
  for (const [rank, suite] of [
    'https://ailleurs.exemple',
    '//ailleurs.exemple',
    '/\\ailleurs.exemple',
    'javascript:alert(1)',
  ].entries()) {
    const answer = await signIn(from(10 + rank), suite)
    expect(answer.status).toBe(302)
    const target = new URL(answer.headers.get('location') ?? '', url)
    expect(target.origin, suite).toBe(url)
  }
})

test('an unknown address and a wrong password get the same answer', async () => {
  const [unknown, wrong] = await Promise.all(
    ['personne@ailleurs.invalid', FOREIGN_DIRECTOR.courriel].map(async (courriel, rank) => {
      const answer = await send({
        path: '/connexion',
        form: { courriel, motDePasse: 'pas le bon mot de passe', suite: '/' },
        headers: from(20 + rank),
      })
      const body = (await answer.text())
        .replaceAll(courriel, 'X')
        .replaceAll(/nonce="[^"]*"|nonce\\?",\\?"[^"\\]*/g, '')
      return { status: answer.status, body: body.length }
    }),
  )
  expect(unknown).toEqual(wrong)
})

test('many wrong passwords from one place are held back', async () => {
  let held = 0
  for (let rank = 0; rank < 25; rank += 1) {
    const form = { courriel: `essai${rank}@ailleurs.invalid`, motDePasse: 'mauvais mot de passe', suite: '/' }
    const answer = await send({ path: '/connexion', form, headers: from(40) })
    expect(answer.status).toBe(422)
    if ((await answer.text()).includes('Trop d’essais')) held += 1
  }
  expect(held).toBeGreaterThan(5)
})

test.each([
  '/t/%2e%2e/%2e%2e/etc/passwd',
  '/assets/../../package.json',
  '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
  '/..%5c..%5cpackage.json',
])('no file of the machine is read by an address: %s', async (path) => {
  const answer = await send({ path })
  expect(answer.status).not.toBe(200)
  expect(await answer.text()).not.toMatch(/root:|"dependencies"/)
})
