import { Validator } from '@seriousme/openapi-schema-validator'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { apiItems } from './api.schema.ts'
import { catalogue } from './catalogue.ts'
import { csvDump, dictionary, tableSchema } from './dumps.ts'
import { jsonLdOf } from './json-ld.ts'
import { openApi, operations } from './openapi.ts'
import { type PublicFiche, publicNatures } from './public.schema.ts'

const fiche: PublicFiche = {
  code: 'F-1',
  titre: '=HYPERLINK("x") ; « épicerie »',
  resume: 'Deux\nlignes </script>',
  etat: 'En cours',
  axe: '1. Axe',
  porteur: 'Association',
  porteurSiret: null,
  operateurs: ['A', 'B'],
  partenaires: [],
  financeurs: ['CAF'],
  communes: [{ code: '59606', nom: 'Valenciennes' }],
  quartiers: [],
  publicVise: '',
  debut: '2017-01-01',
  fin: null,
  budgetEuros: 1200.5,
  exemple: true,
}
const published = {
  adresse: 'f-1',
  url: 'https://exemple.fr/p/x/actions/f-1',
  edition: 2,
  publieLe: '2017-09-15T08:00:00.000Z',
}

test('the OpenAPI document is valid 3.1 for an independent validator', async () => {
  const answer = await new Validator().validate({ ...openApi('https://exemple.fr/api/v1') })
  expect(answer.errors ?? []).toEqual([])
  expect(answer.valid).toBe(true)
})

test('the document describes each operation once, its answers and its errors, with every reference resolved', () => {
  const text = JSON.stringify(openApi('https://exemple.fr/api/v1'))
  const ids = operations.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(text).toContain(`"operationId":"${id}"`)
  const { components } = JSON.parse(text)
  for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g))
    expect(components.schemas).toHaveProperty(name ?? '')
  expect(text).not.toContain('$defs')
})

test('a dump is read back with its lists, and no cell is a formula', () => {
  const csv = csvDump('fiche', [{ ...fiche, ...published }])
  const [row] = parse(csv, { bom: true, columns: true, delimiter: ';' }) as Array<Record<string, string>>
  expect(row?.titre).toBe(`'${fiche.titre}`)
  expect(row).toMatchObject({
    operateurs: 'A | B',
    communes: '59606 Valenciennes',
    budgetEuros: '1200.5',
    exemple: 'oui',
    fin: '',
  })
  expect(Object.keys(row ?? {})).toEqual(Object.keys(apiItems.fiche.shape))
})

test.each(['document', 'fiche', 'experience'] as const)(
  'the Table Schema of %s names each column of its dump',
  (nature) => {
    const { fields } = tableSchema(nature) as { fields: Array<{ name: string; type: string }> }
    expect(fields.map(({ name }) => name)).toEqual(Object.keys(apiItems[nature].shape))
    expect(fields.find(({ name }) => name === 'exemple')?.type).toBe('boolean')
    expect(fields.find(({ name }) => name === 'edition')?.type).toBe('integer')
  },
)

test('the data dictionary says what each column of each dump is, in words', () => {
  const rows = parse(dictionary(), { bom: true, columns: true, delimiter: ';' }) as Array<
    Record<string, string>
  >
  const natures = Object.keys(apiItems) as Array<keyof typeof apiItems> // keys of the record
  expect(rows.map(({ fichier, colonne }) => `${fichier} ${colonne}`)).toEqual(
    natures.flatMap((nature) =>
      Object.keys(apiItems[nature].shape).map((name) => `${publicNatures[nature].chemin}.csv ${name}`),
    ),
  )
  expect(rows.filter(({ description }) => !description)).toEqual([])
  const types = ['string', 'integer', 'number', 'boolean', 'date', 'datetime']
  expect(rows.filter(({ type }) => !types.includes(type ?? ''))).toEqual([])
})

test('the catalogue gives each data set a licence and two ways to have it', () => {
  const its = catalogue({
    nom: 'X',
    portail: 'https://x/p/x',
    api: 'https://x/api/v1/territoires/x',
    counts: { fiche: 3 },
  })
  const { 'dcat:dataset': sets } = its as { 'dcat:dataset': Array<Record<string, unknown>> }
  expect(sets).toHaveLength(7)
  for (const set of sets) {
    expect(set['dct:license']).toContain('licence-ouverte')
    expect(set['dcat:distribution']).toHaveLength(2)
  }
})

test('an action is described to machines with its places and its funders', () => {
  const data = jsonLdOf({
    nature: 'fiche',
    contenu: fiche,
    published: { titre: fiche.titre, resume: '', ...published },
    issuer: 'X',
    url: published.url,
  })
  expect(data).toMatchObject({
    '@type': 'Project',
    datePublished: '2017-09-15',
    areaServed: [{ name: 'Valenciennes', identifier: '59606' }],
    funder: [{ name: 'CAF' }],
  })
})
