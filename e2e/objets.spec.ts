import { expect, test } from 'vitest'
import { DEMO_SLUG, FOREIGN_DIRECTOR, FOREIGN_SLUG } from './instance.ts'
import { listRoutes } from './site-map.ts'
import { type Visitor, visitorAs, visitorBySignIn } from './visitor.ts'

/*
 * Object by object: every record of the demonstration that a page leads to is tried by people who should not have it,
 * whatever its kind. The access matrix says which pages open for whom; this says which things do.
 */

const home = `/t/${DEMO_SLUG}`
const PER_ROUTE = 4
const MOST_PAGES = 600

const routes = listRoutes()
  .filter(({ pattern }) => pattern.startsWith('/t/:territoire'))
  // The most precise first: `/fiches/nouvelle` before `/fiches/:code`.
  .toSorted((a, b) => params(a.pattern) - params(b.pattern) || b.pattern.length - a.pattern.length)
  .map((route) => ({ ...route, regex: new RegExp(`^${route.pattern.replaceAll(/:\w+\??/g, '[^/]+')}$`) }))

function params(pattern: string): number {
  return pattern.split(':').length
}

const patternOf = (path: string): string | undefined => routes.find((its) => its.regex.test(path))?.pattern

/** Every address a person is led to from the home page, a few of each kind. */
async function reach(visitor: Visitor, perRoute: number): Promise<Set<string>> {
  const seen = new Set<string>([home])
  const counts = new Map<string, number>()
  const queue = [home]
  for (let path = queue.shift(); path !== undefined && seen.size < MOST_PAGES; path = queue.shift()) {
    const answer = await visitor.get(path)
    if (!answer.headers.get('content-type')?.startsWith('text/html') || answer.status !== 200) continue
    for (const found of (await answer.text()).matchAll(/href="(\/t\/[^"#?]+)/g)) {
      const next = (found[1] ?? '').replaceAll('&amp;', '&')
      const pattern = patternOf(next)
      if (!pattern || seen.has(next) || !next.startsWith(`${home}/`)) continue
      const count = counts.get(pattern) ?? 0
      if (count >= perRoute) continue
      counts.set(pattern, count + 1)
      seen.add(next)
      queue.push(next)
    }
  }
  return seen
}

const direction = await visitorAs('direction')
const addresses = [...(await reach(direction, PER_ROUTE))]
const objects = addresses.filter((path) => patternOf(path)?.replace('/t/:territoire', '').includes(':'))

test('the pages lead to things of many kinds', () => {
  expect(new Set(objects.map(patternOf)).size).toBeGreaterThan(60)
})

test('nothing of a territory opens under the name of another, nor for who works elsewhere', async () => {
  const stranger = await visitorBySignIn(FOREIGN_DIRECTOR)
  expect((await stranger.get(`/t/${FOREIGN_SLUG}`)).status).toBe(200)
  const opened: string[] = []
  for (const path of objects) {
    const elsewhere = path.replace(home, `/t/${FOREIGN_SLUG}`)
    const answers = await Promise.all([stranger.get(path), stranger.get(elsewhere)])
    for (const [at, { status }] of answers.entries())
      if (status < 400 && !sharedWithAll.test(path)) opened.push(`${status} ${at === 0 ? path : elsewhere}`)
    if (answers.some(({ status }) => status >= 500)) opened.push(`5xx ${path}`)
  }
  expect(opened).toEqual([])
})

// Kinds of acts, national grids, national figures: the same words in every territory.
const sharedWithAll = /\/(modeles|grilles|observatoire|calculables|produits|cooperation|registre)(\/|$)/

test('a form sent with the id of another territory writes nothing', async () => {
  const stranger = await visitorBySignIn(FOREIGN_DIRECTOR)
  const withAction = objects.filter((path) => routes.find((its) => its.regex.test(path))?.hasAction)
  expect(withAction.length).toBeGreaterThan(30)
  for (const path of withAction.filter((its) => !sharedWithAll.test(its))) {
    const { status } = await stranger.post(path.replace(home, `/t/${FOREIGN_SLUG}`), {
      intention: 'modifier',
    })
    expect(status, path).toBeGreaterThanOrEqual(400)
    expect(status, path).toBeLessThan(500)
  }
})

// What one does not even know to exist when it is another's.
const secret =
  /\/(financements\/dossiers|conventions\/(dossiers|actes|comptes-rendus)|appuis|candidatures)\/[^/]+(\/|$)/

test.each(['porteur', 'partenaire', 'commune-qpv', 'conseil-citoyen'] as const)(
  'what is not led to is not opened by its address: %s and the files of others',
  async (code) => {
    const visitor = await visitorAs(code)
    const own = [...(await reach(visitor, 60))].filter((path) => secret.test(path))
    const others = addresses.filter(
      (path) => secret.test(path) && !own.some((mine) => path === mine || path.startsWith(`${mine}/`)),
    )
    expect(others.length).toBeGreaterThan(3)
    const opened = (
      await Promise.all(others.map(async (path) => [path, (await visitor.get(path)).status] as const))
    ).filter(([, status]) => status < 400)
    expect(opened).toEqual([])
  },
)
