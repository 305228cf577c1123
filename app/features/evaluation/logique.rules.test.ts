import { expect, test } from 'vitest'
import { type Arrow, type Box, gapsOf, refusalOfArrow } from './logique.rules.ts'
import { tallLayout, wideLayout, wrap } from './logique-picture.rules.ts'

const boxes: Box[] = [
  { id: 'm', etage: 'moyens', texte: 'Deux médiatrices' },
  {
    id: 'a',
    etage: 'activites',
    texte: 'Permanences de santé dans les centres sociaux des quartiers prioritaires',
  },
  { id: 'b', etage: 'activites', texte: 'Ateliers' },
  { id: 'r', etage: 'realisations', texte: '300 personnes reçues' },
  { id: 'e', etage: 'effets', texte: 'Droits ouverts' },
  { id: 'i', etage: 'impacts', texte: 'Moins de renoncement aux soins' },
]
const arrow = (deId: string, versId: string): Arrow => ({
  id: `${deId}${versId}`,
  deId,
  versId,
  hypothese: 'Les gens viennent.',
  solidite: 'a_verifier',
})
const arrows = [
  arrow('m', 'a'),
  arrow('m', 'b'),
  arrow('a', 'r'),
  arrow('b', 'r'),
  arrow('r', 'e'),
  arrow('e', 'i'),
]

test('an arrow only goes to a later column', () => {
  expect(refusalOfArrow(boxes, { deId: 'm', versId: 'i' })).toBeNull()
  expect(refusalOfArrow(boxes, { deId: 'i', versId: 'm' })).toContain('étage suivant')
  expect(refusalOfArrow(boxes, { deId: 'a', versId: 'b' })).toContain('étage suivant')
  expect(refusalOfArrow(boxes, { deId: 'm', versId: 'absente' })).toContain('plus dans le modèle')
})

test('a model says what it lacks: an empty column, a box that leads nowhere, one that nothing leads to', () => {
  expect(gapsOf(boxes, arrows)).toEqual([])
  const gaps = gapsOf(
    boxes.filter((its) => its.id !== 'i'),
    arrows.filter((its) => its.id !== 'mb' && its.id !== 'ei'),
  )
  expect(gaps).toEqual([
    'L’étage « Impacts » est vide.',
    '« Droits ouverts » ne mène à rien : à quoi sert-elle ?',
    'Rien ne mène à « Ateliers » : d’où vient-elle ?',
  ])
})

test.each([
  ['wide', wideLayout],
  ['tall', tallLayout],
])('in the %s picture no box covers another, all is inside, marks are apart', (_, layout) => {
  const picture = layout(boxes, arrows)
  expect(picture.boxes).toHaveLength(boxes.length)
  for (const one of picture.boxes) {
    expect(one.x + one.width).toBeLessThanOrEqual(picture.width)
    expect(one.y + one.height).toBeLessThanOrEqual(picture.height)
    for (const other of picture.boxes.filter((its) => its !== one)) {
      const apart =
        one.x + one.width <= other.x ||
        other.x + other.width <= one.x ||
        one.y + one.height <= other.y ||
        other.y + other.height <= one.y
      expect(apart, `${one.id} ${other.id}`).toBe(true)
    }
  }
  expect(picture.arrows.map((its) => its.rank)).toEqual([1, 2, 3, 4, 5, 6])
  for (const one of picture.arrows)
    for (const other of picture.arrows.filter((its) => its.rank > one.rank))
      expect(Math.hypot(one.mark.x - other.mark.x, one.mark.y - other.mark.y)).toBeGreaterThan(15)
})

test('words are never cut', () => {
  expect(wrap('Permanences de santé dans les centres', 16)).toEqual([
    'Permanences de',
    'santé dans les',
    'centres',
  ])
  expect(wrap('anticonstitutionnellement', 10)).toEqual(['anticonstitutionnellement'])
})
