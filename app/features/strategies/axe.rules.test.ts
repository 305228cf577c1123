import { expect, test } from 'vitest'
import { diffWords, inReadingOrder, renumbered, wouldLoop } from './axe.rules.ts'

const node = (id: string, parentId: string | null, rang: number) => ({
  id,
  parentId,
  rang,
  arbreId: 'arbre',
  numero: '?',
  titre: id,
  court: '',
  texte: '',
})

const tree = [
  node('b', null, 2),
  node('a', null, 1),
  node('a2', 'a', 2),
  node('a1', 'a', 1),
  node('a1x', 'a1', 1),
]

test('the tree reads parents before children, in their order, with their depth', () => {
  expect(inReadingOrder(tree).map(({ id, depth }) => `${id}${depth}`)).toEqual([
    'a0',
    'a11',
    'a1x2',
    'a21',
    'b0',
  ])
})

test('renumbering counts each level again', () => {
  expect([...renumbered(inReadingOrder(tree)).values()]).toEqual(['1', '1.1', '1.1.1', '1.2', '2'])
})

test('a node cannot hang below itself, at any depth', () => {
  expect(wouldLoop(tree, 'a', 'a1x')).toBe(true)
  expect(wouldLoop(tree, 'a', 'a')).toBe(true)
  expect(wouldLoop(tree, 'a2', 'a1')).toBe(false)
})

test('a comparison of texts gives both back, to the letter', () => {
  const [before, after] = [
    'Proposer un parcours à chaque jeune repéré',
    'Proposer en un mois un parcours à chaque jeune',
  ]
  const pieces = diffWords(before, after)
  const keep = (kinds: string[]) =>
    pieces
      .filter((its) => kinds.includes(its.kind))
      .map((its) => its.text)
      .join('')
  expect(keep(['same', 'removed']).split(/\s+/)).toEqual(before.split(/\s+/))
  expect(keep(['same', 'added']).split(/\s+/)).toEqual(after.split(/\s+/))
  expect(pieces.some((its) => its.kind === 'added')).toBe(true)
})
