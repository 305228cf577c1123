import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { apiItems } from '#app/features/publications/api.schema.ts'
import { operations } from '#app/features/publications/openapi.ts'
import { natureOfPath } from '#app/features/publications/public.schema.ts'
import { url } from './browser.ts'
import { DEMO_SLUG, FOREIGN_SLUG } from './instance.ts'

const api = `${url}/api/v1`
const demo = `${api}/territoires/${DEMO_SLUG}`

let client = 0
/** Each call from an address of its own, so that the limit of one is not the limit of all. */
function call(address: string, headers: Record<string, string> = {}): Promise<Response> {
  client += 1
  return fetch(address, { headers: { 'x-forwarded-for': `203.0.113.${client % 250}`, ...headers } })
}

/** Texts people and robots put in addresses. */
const nasty = [
  DEMO_SLUG,
  FOREIGN_SLUG,
  'ptcs-2015',
  'aa-00',
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  '99999999999999999999',
  "' or 1=1 --",
  '"; drop table publication; --',
  '../../etc/passwd',
  '%00',
  '%2e%2e%2f',
  '<script>',
  '{{7*7}}',
  'é'.repeat(500),
  '😀',
  'null',
  'constructor',
  '__proto__',
  '59606',
  '2A004',
  '00000000-0000-7000-8000-000000000000',
]

const pick = (seed: number): string => nasty[seed % nasty.length] ?? ''

test.each(operations.map((its) => [its.id, its] as const))(
  'whatever is asked of %s, the answer is one the description announces',
  async (_, operation) => {
    for (let seed = 0; seed < nasty.length * 2; seed++) {
      const path = operation.path.replaceAll(/\{(\w+)\}/g, (_its, name) =>
        name === 'territoire' && seed % 2 === 0 ? DEMO_SLUG : encodeURIComponent(pick(seed * 7 + 3)) || 'x',
      )
      const query = operation.query
        ? `?${Object.keys(operation.query.shape)
            .map((name, at) => `${name}=${encodeURIComponent(pick(seed * 5 + at * 3))}`)
            .join('&')}`
        : `?inconnu=${encodeURIComponent(pick(seed))}`
      const answer = await call(`${api}${path}${query}`)
      expect(operation.portee ? [401] : [200, 400, 404], `${path}${query}`).toContain(answer.status)
      const type = answer.headers.get('content-type') ?? ''
      if (answer.status === 200) expect(type).toContain(operation.type)
      else expect(await answer.text(), path).toMatch(/"status":4\d\d|introuvable/i)
    }
  },
)

test.each(['documents', 'actions', 'experiences'])(
  'each of the published %s is what the schema says',
  async (chemin) => {
    const page = await (await call(`${demo}/${chemin}`)).json()
    expect(page.total).toBeGreaterThan(0)
    const nature = natureOfPath(chemin) ?? 'fiche'
    for (const item of page.donnees) {
      expect(apiItems[nature].parse(item)).toEqual(item)
      const one = await call(`${demo}/${chemin}/${item.adresse}`)
      expect(await one.json()).toEqual(item)
    }
  },
)

interface Column {
  name: string
  type: string
}

const cellOf: Record<string, RegExp> = {
  string: /^/,
  integer: /^-?\d+$/,
  number: /^-?\d+(\.\d+)?$/,
  boolean: /^(oui|non)$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  datetime: /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/,
}

test.each(['documents', 'actions', 'experiences', 'rapports', 'evaluations'])(
  'each cell of %s.csv is of the type its Table Schema announces, and its key is unique',
  async (chemin) => {
    const schema: { fields: Column[]; primaryKey: string[]; missingValues: string[] } = await (
      await call(`${demo}/export/${chemin}.schema.json`)
    ).json()
    const csv = await (await call(`${demo}/export/${chemin}.csv`)).text()
    const rows: string[][] = parse(csv, { bom: true, delimiter: ';' })
    const [head, ...lines] = rows
    expect(head).toEqual(schema.fields.map(({ name }) => name))
    const wrong = lines.flatMap((line) =>
      schema.fields.flatMap(({ name, type }, at) => {
        const cell = line[at] ?? ''
        return schema.missingValues.includes(cell) || cellOf[type]?.test(cell) ? [] : [`${name} : ${cell}`]
      }),
    )
    expect(wrong).toEqual([])
    const keys = lines.map((line) => line[(head ?? []).indexOf(schema.primaryKey[0] ?? '')])
    expect(new Set(keys).size).toBe(lines.length)
  },
)

test('pages follow one another without a gap, and the last has no next', async () => {
  const seen: string[] = []
  let next: string | null = `${demo}/actions?taille=3`
  while (next) {
    const page: { donnees: Array<{ adresse: string }>; suivante: string | null; total: number } = await (
      await call(next)
    ).json()
    seen.push(...page.donnees.map(({ adresse }) => adresse))
    if (!page.suivante) expect(seen).toHaveLength(page.total)
    next = page.suivante
  }
  expect(new Set(seen).size).toBe(seen.length)
})

test('an answer not changed is not sent again, and other sites may read it', async () => {
  const first = await call(`${demo}/actions`)
  const etag = first.headers.get('etag') ?? ''
  expect(first.headers.get('access-control-allow-origin')).toBe('*')
  expect((await call(`${demo}/actions`, { 'if-none-match': etag })).status).toBe(304)
  expect((await call(`${demo}/actions?commune=59606`, { 'if-none-match': etag })).status).toBe(200)
})

test('a wrong parameter is a problem that says which', async () => {
  const answer = await call(`${demo}/actions?page=zero&commune=Valenciennes&rien=1`)
  expect(answer.status).toBe(400)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(await answer.json()).toMatchObject({ status: 400, detail: expect.stringContaining('rien') })
})

test('who asks too much is told to wait, and nobody else is', async () => {
  const headers = { 'x-forwarded-for': '203.0.113.254' }
  const answers = await Promise.all(
    Array.from({ length: 125 }, () => fetch(`${api}/territoires`, { headers })),
  )
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(5)
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await call(`${api}/territoires`)).status).toBe(200)
})

test('a territory whose portal is closed gives nothing', async () => {
  for (const path of ['documents', 'actions', 'experiences', 'catalogue.jsonld', 'export/actions.csv'])
    expect((await call(`${api}/territoires/${FOREIGN_SLUG}/${path}`)).status, path).toBe(404)
})
