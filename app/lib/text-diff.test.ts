import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DiffPiece, diffTexts } from './text-diff.ts'

const only = (pieces: DiffPiece[], left: DiffPiece['kind']): string =>
  pieces
    .filter(({ kind }) => kind !== left)
    .map(({ text }) => text)
    .join('')

test('a word replaced is shown removed then added, what surrounds it unchanged', () => {
  expect(diffTexts('Le bilan est bon.', 'Le bilan est mitigé.')).toEqual([
    { kind: 'same', text: 'Le bilan est ' },
    { kind: 'removed', text: 'bon' },
    { kind: 'added', text: 'mitigé' },
    { kind: 'same', text: '.' },
  ])
})

test('both texts are found again in their comparison, whatever they are', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const pieces = diffTexts(before, after)
      expect(only(pieces, 'added')).toBe(before)
      expect(only(pieces, 'removed')).toBe(after)
    }),
  )
})
