import fc from 'fast-check'
import { expect, test } from 'vitest'
import { problem } from '#app/features/publications/api.schema.ts'
import { partnerItems } from '#app/features/publications/api-partenaires.schema.ts'
import { porteeCodes } from '#app/features/publications/jeton.schema.ts'
import { operations } from '#app/features/publications/openapi.ts'
import { asPersona, base, expectAccessible, expectQuiet, takePictures, url } from './browser.ts'
import { DEMO_SLUG, FOREIGN_SLUG } from './instance.ts'
import { visitorAs } from './visitor.ts'

const api = `${url}/api/v1`
const direction = await visitorAs('direction')

async function aJeton(portees: ReadonlyArray<string>): Promise<string> {
  const form = new URLSearchParams({ nom: 'Outil d’essai', expireLe: inThirtyDays(), intention: 'creer' })
  for (const portee of portees) form.append('portees', portee)
  const answer = await direction.post(`${base}/publications/jetons`, form)
  const [jeton] = /mlg_[\w-]{43}/.exec(await answer.text()) ?? []
  if (!jeton) throw new Error(`No key was made: ${answer.status}`)
  return jeton
}

function inThirtyDays(): string {
  return new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
}

let client = 0
/** Each call from an address of its own, so that the limit of one is not the limit of all. */
function call(address: string, options: { method?: string; jeton?: string; etag?: string } = {}) {
  client += 1
  const headers = new Headers({ 'x-forwarded-for': `100.64.${(client >> 8) % 256}.${client % 256}` })
  if (options.jeton !== undefined) headers.set('authorization', `Bearer ${options.jeton}`)
  if (options.etag) headers.set('if-none-match', options.etag)
  const method = options.method ?? 'GET'
  return fetch(address, { method, headers, redirect: 'manual', ...(/^P/.test(method) ? { body: 'x' } : {}) })
}

const whole = await aJeton(porteeCodes)
const partners = `${api}/territoires/${DEMO_SLUG}/partenaires`

test.each(porteeCodes)(
  'with a key, each of the %s is what the schema says, one by one too',
  async (portee) => {
    const answer = await call(`${partners}/${portee}?taille=200`, { jeton: whole })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toContain('private')
    const page = await answer.json()
    expect(page.total).toBeGreaterThan(0)
    for (const item of page.donnees) expect(partnerItems[portee].parse(item)).toEqual(item)
    const [first] = page.donnees
    const one = await call(`${partners}/${portee}/${first.id}`, { jeton: whole })
    expect(await one.json()).toEqual(first)
    const etag = answer.headers.get('etag') ?? ''
    expect((await call(`${partners}/${portee}?taille=200`, { jeton: whole, etag })).status).toBe(304)
  },
)

test('a key reads more than the public: fiches that are not on the portal', async () => {
  const page = await (await call(`${partners}/fiches?taille=200`, { jeton: whole })).json()
  const hidden = page.donnees.filter((its: { publiee: boolean }) => !its.publiee)
  expect(hidden.length).toBeGreaterThan(0)
  expect(page.donnees.length).toBeGreaterThan(hidden.length)
  const open = await (await call(`${api}/territoires/${DEMO_SLUG}/actions?taille=200`)).text()
  for (const { code } of hidden) expect(open).not.toContain(`"code":"${code}"`)
})

test('nothing said by a key names a person or an address to write to', async () => {
  for (const portee of porteeCodes) {
    const text = await (await call(`${partners}/${portee}?taille=200`, { jeton: whole })).text()
    expect(text, portee).not.toMatch(/courriel|telephone|personne|@/)
  }
})

test('a key opens its scopes, its territory, and nothing once taken back', async () => {
  const jeton = await aJeton(['organisations'])
  const status = async (path: string) => (await call(`${api}/territoires/${path}`, { jeton })).status
  expect(await status(`${DEMO_SLUG}/partenaires/organisations`)).toBe(200)
  expect(await status(`${DEMO_SLUG}/partenaires/fiches`)).toBe(403)
  expect(await status(`${FOREIGN_SLUG}/partenaires/organisations`)).toBe(401)
  expect(await status('nulle-part/partenaires/organisations')).toBe(401)
  const page = await (await direction.get(`${base}/publications/jetons`)).text()
  expect(page).not.toContain(jeton)
  const [, row = ''] = page.split(jeton.slice(0, 10))
  const [, id = ''] = /name="id" value="([^"]+)"/.exec(row) ?? []
  await direction.post(`${base}/publications/jetons`, { intention: 'revoquer', id })
  expect(await status(`${DEMO_SLUG}/partenaires/organisations`)).toBe(401)
})

const words = fc.oneof(
  fc.constantFrom(DEMO_SLUG, FOREIGN_SLUG, 'ptcs-2015', 'aa-00', '%00', '..', '__proto__', '1e309', '-1'),
  fc.constantFrom("' or 1=1 --", '{"$gt":1}', '\u202e', 'é'.repeat(300), '59606', '2016-13-45', '0x10'),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer().map(String),
  fc.double().map(String),
  fc.uuid(),
)

const keys = fc.option(
  fc.oneof(fc.constant(whole), fc.constant(`mlg_${'a'.repeat(43)}`), fc.base64String()),
  {
    nil: undefined,
  },
)

const methods = fc.oneof(
  { weight: 6, arbitrary: fc.constant('GET') },
  { weight: 2, arbitrary: fc.constantFrom('HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE') },
)

test.each(operations.map((its) => [its.id, its] as const))(
  'whatever is asked of %s, by any method and with any key, it never fails and a refusal is a problem',
  async (_, operation) => {
    const names = [...Object.keys(operation.query?.shape ?? {}), 'inconnu']
    const asked = fc.record({
      method: methods,
      jeton: keys,
      right: fc.boolean(),
      params: fc.array(words, { minLength: 2, maxLength: 2 }),
      query: fc.array(fc.tuple(fc.constantFrom(...names), words), { maxLength: 4 }),
    })
    await fc.assert(
      fc.asyncProperty(asked, async ({ method, jeton, right, params, query }) => {
        let at = 0
        const path = operation.path.replaceAll(/\{(\w+)\}/g, (_its, name) =>
          name === 'territoire' && right ? DEMO_SLUG : encodeURIComponent(params[at++] || 'x'),
        )
        const search = new URLSearchParams(query).toString()
        await expectSaid(`${api}${path}${search ? `?${search}` : ''}`, method, jeton)
      }),
      { numRuns: 60 },
    )
  },
)

async function expectSaid(address: string, method: string, jeton: string | undefined): Promise<void> {
  const answer = await call(address, { method, ...(jeton === undefined ? {} : { jeton }) })
  const said = `${method} ${address} : ${answer.status}`
  expect([200, 204, 304, 400, 401, 403, 404, 405], said).toContain(answer.status)
  if (answer.status < 400) return
  expect(answer.headers.get('content-type'), said).toContain('application/problem+json')
  if (method === 'HEAD') return
  const body = await answer.json()
  expect(problem.parse(body), said).toEqual(body)
  expect(body.status, said).toBe(answer.status)
}

test.each(['/%', '/%zz', '/territoires/%c3%28', '/nulle/part/du/tout', '', '/territoires/x/partenaires'])(
  'an address that leads nowhere, « %s », is a problem and not a page',
  async (path) => {
    const answer = await call(`${api}${path}`)
    expect([400, 404]).toContain(answer.status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  },
)

test('a browser of another site may ask before it reads, with a key', async () => {
  const answer = await call(`${partners}/fiches`, { method: 'OPTIONS' })
  expect(answer.status).toBe(204)
  expect(answer.headers.get('access-control-allow-headers')).toContain('Authorization')
})

test('a key is made, shown once, and taken back on its page', async () => {
  const page = await asPersona('direction')
  await page.goto(`${base}/publications`)
  await page.getByRole('link', { name: 'Accès des outils' }).click()
  await page.getByRole('heading', { level: 1, name: 'Jetons d’accès' }).waitFor()
  await page.getByLabel('À qui, pour quoi').fill('Tableau de bord de la CAF')
  await page.getByLabel('Subventions décidées').check()
  await page.getByRole('button', { name: 'Créer le jeton' }).click()
  const shown = await page.locator('code.secret').textContent()
  expect(shown).toMatch(/^mlg_/)
  await takePictures(page, 'jetons')
  await expectAccessible(page)
  await page.reload()
  await page.getByRole('row', { name: /Tableau de bord de la CAF/ }).waitFor()
  expect(await page.content()).not.toContain(shown)
  await page.getByRole('button', { name: 'Révoquer : Tableau de bord de la CAF' }).click()
  await page.getByText('Le jeton est révoqué').waitFor()
  expectQuiet(page)
})

test('a tool is subscribed, an address inside is refused, and its log says what came', async () => {
  const page = await asPersona('direction')
  await page.goto(`${base}/publications/abonnements`)
  await page.getByLabel('Quel outil, de qui').fill('Site d’essai')
  await page.getByLabel('Une fiche action est créée').check()
  await page.getByLabel('Adresse à prévenir').fill('https://127.0.0.1/maillage')
  await page.getByRole('button', { name: 'Abonner cet outil' }).click()
  await page.getByText('Cette adresse est privée').first().waitFor()
  await page.getByLabel('Adresse à prévenir').fill('https://outil.exemple.invalid/maillage')
  await page.getByRole('button', { name: 'Abonner cet outil' }).click()
  await page.locator('code.secret').waitFor()
  expect(await page.locator('code.secret').textContent()).toMatch(/^whsec_/)
  await takePictures(page, 'abonnements')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Site d’essai' }).click()
  await page.getByRole('button', { name: 'Envoyer un essai' }).click()
  await page.getByRole('row', { name: /^Essai \d/ }).waitFor()
  await takePictures(page, 'abonnement')
  await expectAccessible(page)
  expectQuiet(page)
})
