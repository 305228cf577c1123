import { expect, test } from 'vitest'
import { type DemoPersona, demoPersonas } from '#app/platform/demo.ts'
import type { Row } from './access/roles.ts'
import { accessMatrix } from './access.matrix.ts'
import { DEMO_SLUG, FOREIGN_SLUG } from './instance.ts'
import { listRoutes, type SiteRoute } from './site-map.ts'
import { anonymous, type Visitor, visitorAs } from './visitor.ts'

type Code = DemoPersona['code']

const routes = listRoutes()
const people = new Map<Code, Visitor>(
  await Promise.all(demoPersonas.map(async ({ code }) => [code, await visitorAs(code)] as const)),
)
const nobody = anonymous()

function person(code: Code): Visitor {
  const found = people.get(code)
  if (!found) throw new Error(`${code} is not signed in.`)
  return found
}

const rowOf = (route: SiteRoute): Row => accessMatrix[route.pattern] ?? { reads: [] }
const includes = (list: Row['reads'], code: Code): boolean => list === 'public' || list.includes(code)

async function addressOf(route: SiteRoute, slug: string = DEMO_SLUG): Promise<string> {
  const params: Record<string, string> = { territoire: slug }
  for (const [name, value] of Object.entries(rowOf(route).params ?? {}))
    params[name] =
      typeof value === 'string' ? value : await linkOn(withParams(value.linkedFrom, params), value.pattern)
  return withParams(route.pattern, params)
}

function withParams(pattern: string, params: Record<string, string>): string {
  return pattern.replace(/:(\w+)\??/g, (_, name: string) => params[name] ?? `sans-${name}`)
}

const links = new Map<string, Promise<string>>()

function linkOn(page: string, pattern: RegExp): Promise<string> {
  const key = `${page} ${pattern}`
  const found = links.get(key) ?? findLink(page, pattern)
  links.set(key, found)
  return found
}

async function findLink(page: string, pattern: RegExp): Promise<string> {
  const html = await (await person('direction').get(`/t/${DEMO_SLUG}${page}`)).text()
  const value = pattern.exec(html)?.[1]
  if (!value) throw new Error(`The page ${page} shows no link like ${pattern}.`)
  return value
}

test('every route has a row, every row a route, and every action says who may use it', () => {
  const patterns = routes.map((route) => route.pattern)
  expect(patterns.filter((pattern) => !(pattern in accessMatrix))).toEqual([])
  expect(Object.keys(accessMatrix).filter((pattern) => !patterns.includes(pattern))).toEqual([])
  expect(routes.filter((route) => route.hasAction && !rowOf(route).writes).map((its) => its.pattern)).toEqual(
    [],
  )
})

const byPattern = (chosen: SiteRoute[]) => chosen.map((route) => [route.pattern, route] as const)

const ordinary = routes.filter((route) => rowOf(route).always === undefined)

test.each(byPattern(ordinary))('%s opens for those of its row and for nobody else', async (_, route) => {
  const address = await addressOf(route)
  const answers = await Promise.all(
    demoPersonas.map(async ({ code }) => [code, kindOf(await person(code).get(address))] as const),
  )
  const expected = demoPersonas.map(({ code }) => {
    return [code, includes(rowOf(route).reads, code) ? 'opened' : 'refused']
  })
  expect(answers).toEqual(expected)
})

test.each(byPattern(ordinary.filter((route) => rowOf(route).reads !== 'public')))(
  '%s sends a visitor to the sign-in page, data requests included',
  async (_, route) => {
    const address = await addressOf(route)
    expect(await answerOf(nobody.get(address))).toMatch(/^302 \/connexion/)
    if (route.hasAction) expect(await answerOf(nobody.post(address))).toMatch(/^302 \/connexion/)
    if (address === '/') return
    const data = await nobody.get(`${address}.data`)
    expect([data.status, await data.text()]).toEqual([202, expect.stringContaining('/connexion')])
  },
)

test.each(byPattern(routes.filter((route) => route.hasAction)))(
  '%s accepts no form from those who may not write',
  async (_, route) => {
    const address = await addressOf(route)
    const writes = rowOf(route).writes ?? []
    for (const { code } of demoPersonas.filter((its) => !includes(writes, its.code))) {
      const { status } = await person(code).post(address)
      expect(status, code).toBeGreaterThanOrEqual(400)
      expect(status, code).toBeLessThan(500)
    }
  },
)

test.each(byPattern(routes.filter((route) => route.pattern.startsWith('/t/'))))(
  '%s of a foreign territory answers as one that does not exist',
  async (_, route) => {
    const [foreign, absent] = await Promise.all(
      [FOREIGN_SLUG, 'nulle-part'].map(async (slug) => {
        const answer = await person('direction').get(await addressOf(route, slug))
        return { status: answer.status, body: neutral(await answer.text(), slug) }
      }),
    )
    expect(foreign?.status).toBe(404)
    expect(foreign).toEqual(absent)
  },
)

test.each(byPattern(routes.filter((route) => rowOf(route).always !== undefined)))(
  '%s answers the same to everybody',
  async (_, route) => {
    const address = await addressOf(route)
    const statuses = await Promise.all(
      [nobody, ...people.values()].map(async (its) => (await its.get(address)).status),
    )
    expect(new Set(statuses)).toEqual(new Set([rowOf(route).always]))
  },
)

/** A page, a file, or a redirect elsewhere than to the sign-in page; 403 and 404 are the two refusals. */
function kindOf(answer: Response): 'opened' | 'refused' | string {
  const { status } = answer
  if (status === 403 || status === 404) return 'refused'
  const goesToSignIn = answer.headers.get('location')?.startsWith('/connexion?') ?? false
  return (status === 200 || status === 302) && !goesToSignIn ? 'opened' : `unexpected ${status}`
}

async function answerOf(asked: Promise<Response>): Promise<string> {
  const answer = await asked
  return `${answer.status} ${answer.headers.get('location') ?? ''}`
}

/** The page without what differs at each answer. */
function neutral(html: string, slug: string): string {
  return html
    .replaceAll(/nonce="[^"]*"/g, '')
    .replaceAll(/nonce\\?",\\?"[^"\\]*/g, '')
    .replaceAll(slug, 'SLUG')
}
