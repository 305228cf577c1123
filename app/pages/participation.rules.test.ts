import { expect, test } from 'vitest'
import { askedIn, type CommuneLine, chosenLines, invitationsToMake } from './participation.rules.ts'

const line = (code: string, given: Partial<CommuneLine> = {}): CommuneLine => ({
  code,
  nom: code,
  lieu: 'rurale',
  population: 100,
  cellules: { a: { niveau: null, faits: 0 } },
  ...given,
})

const asked = (query: string) => askedIn(new URLSearchParams(query))

test('an address that asks for nonsense asks for nothing', () => {
  expect(asked('genre=x&lieu=y&annee=deux&tri=score')).toMatchObject({
    genre: 'axe',
    lieu: null,
    annee: null,
    tri: 'nom',
  })
})

test('lines are ordered by name or by population, never by how much a commune takes part', () => {
  const lines = [
    line('A', { population: 10 }),
    line('B', { population: 90, cellules: { a: { niveau: 'pilote', faits: 9 } } }),
  ]
  expect(chosenLines(lines, asked('')).map((its) => its.code)).toEqual(['A', 'B'])
  expect(chosenLines(lines, asked('tri=population')).map((its) => its.code)).toEqual(['B', 'A'])
  expect(chosenLines(lines, asked('absentes=oui')).map((its) => its.code)).toEqual(['A'])
})

test('what remains to be offered is said as a sentence, by kind of commune', () => {
  const seen = { a: { niveau: null, faits: 3 } }
  const lines = [line('A'), line('B'), line('C', { cellules: seen }), line('D', { lieu: 'qpv' })]
  expect(invitationsToMake(lines, 'instance').map((its) => its.phrase.replaceAll('\u00a0', ' '))).toEqual([
    '2 communes rurales ne sont encore dans aucune instance.',
    '1 commune avec un quartier prioritaire n’est encore dans aucune instance.',
  ])
})
