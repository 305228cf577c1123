import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cleanHtml, concerneOf, readAides } from './aide-import.ts'

const names = {
  epci: ['CA Valenciennes Métropole'],
  communes: ['Anzin', 'Condé-sur-l’Escaut'],
  departement: 'Nord',
  region: 'Hauts-de-France',
}

test('the text of a source keeps its structure and loses whatever could act', () => {
  const dirty = `<h2 onclick="x()">Titre</h2><p style="color:red">Un <strong>mot</strong><script>alert(1)</script></p>
    <img src=x onerror=alert(1)><a href="javascript:alert(1)">ici</a><a href="https://exemple.fr" target="_top">là</a><svg><a xlink:href="//mal"/></svg>`
  const clean = cleanHtml(dirty)
  expect(clean).toContain('<h3>Titre</h3>')
  expect(clean).toContain('<strong>mot</strong>')
  expect(clean).toContain('<a href="https://exemple.fr" rel="noopener noreferrer nofollow">là</a>')
  expect(clean).not.toMatch(/script|onerror|onclick|style|<img|<svg|javascript|target/)
})

test.each([
  ['France', 'Pays', 'oui'],
  ['Europe', 'Continent', 'oui'],
  ['Hauts-de-France', 'Région', 'oui'],
  ['Bretagne', 'Région', 'non'],
  ['Nord', 'Département', 'oui'],
  ['ANZIN', 'Commune', 'oui'],
  ["Condé-sur-l'Escaut (59153)", 'Commune', 'oui'],
  ['CA Valenciennes Métropole', 'EPCI', 'oui'],
  ['CU de Dunkerque', 'EPCI', 'non'],
  ['Communes du Massif central', 'Ad-hoc', 'a_verifier'],
  ['', '', 'a_verifier'],
])('the perimeter « %s » (%s) concerns the territory: %s', (perimetre, echelle, expected) => {
  expect(concerneOf(perimetre, echelle, names)).toBe(expected)
})

test('a page of the API is read, an unreadable aid is told by its rank, the next page is known', () => {
  const page: { results: unknown[]; next: string | null } = JSON.parse(
    readFileSync('seed/demo/exemple-aides.json', 'utf8'),
  )
  const { aides, refused, next } = readAides(
    {
      ...page,
      results: [...page.results, { id: 'x', perimeter: '' }],
      next: 'https://exemple.fr/api/aids/?page=2',
    },
    names,
  )
  expect(aides).toHaveLength(6)
  expect(aides.map((its) => its.concerne)).toEqual(['oui', 'oui', 'oui', 'a_verifier', 'oui', 'non'])
  expect(aides[0]?.aide).toMatchObject({ submission_deadline: '2027-01-15', subvention_rate_upper_bound: 70 })
  expect(refused).toEqual([{ rank: 7, message: expect.stringContaining('name') }])
  expect(next).toContain('page=2')
})

test('a document that holds no aid is refused, the list of themes of the same API included', () => {
  expect(() =>
    readAides({ count: 1, next: null, results: [{ id: 1, name: 'Eau', categories: [] }] }, names),
  ).toThrow(/Aides-territoires/)
  expect(() => readAides('bonjour', names)).toThrow(/Aides-territoires/)
})
