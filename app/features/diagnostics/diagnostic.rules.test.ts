import { expect, test } from 'vitest'
import { byPriority, missingToValidate, pairConstats, refusalOfAccord } from './diagnostic.rules.ts'

test.each([
  ['accord', 1, 1, true],
  ['accord', 0, 2, false],
  ['desaccord', 1, 0, false],
  ['chiffres_muets', 0, 1, true],
  ['chiffres_muets', 3, 0, false],
  ['terrain_muet', 1, 0, true],
  ['terrain_muet', 1, 1, false],
  ['a_lire', 0, 0, true],
] as const)(
  '« %s » with %i figure(s) and %i observation(s) can be said: %s',
  (accord, indicateurs, observations, ok) => {
    expect(refusalOfAccord({ accord, indicateurs, observations }) === null).toBe(ok)
  },
)

const read = { titre: 'Délais', accord: 'accord', lecture: 'Trop longs.', figesLe: '2026-11-23' } as const

test('a diagnosis is validated when each finding is read and its figures are frozen', () => {
  expect(missingToValidate([read])).toBeNull()
  expect(missingToValidate([])).toContain('au moins un constat')
  expect(missingToValidate([{ ...read, lecture: '' }])).toContain('« Délais »')
  expect(missingToValidate([{ ...read, figesLe: null }])).toContain('Figez')
})

test('the findings with the most dots come first, the others keep their order', () => {
  const list = [
    { id: 'a', points: 1, rang: 1 },
    { id: 'b', points: 5, rang: 2 },
    { id: 'c', points: 1, rang: 0 },
  ]
  expect(byPriority(list).map(({ id }) => id)).toEqual(['b', 'c', 'a'])
})

test('findings of two years are paired by what they take up, then by title; the others stand alone', () => {
  const before = [
    { id: 'a', titre: 'Délais', reprendId: null },
    { id: 'b', titre: 'Transport', reprendId: null },
    { id: 'c', titre: 'Dents', reprendId: null },
  ]
  const after = [
    { id: 'd', titre: 'Délais chez le généraliste', reprendId: 'a' },
    { id: 'e', titre: 'Dents', reprendId: null },
    { id: 'f', titre: 'Psychologues', reprendId: null },
  ]
  const pairs = pairConstats(before, after)
  expect(pairs.map((pair) => [pair.before?.id ?? null, pair.after?.id ?? null])).toEqual([
    ['a', 'd'],
    ['c', 'e'],
    [null, 'f'],
    ['b', null],
  ])
})
