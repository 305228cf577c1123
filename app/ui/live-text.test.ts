import { expect, test } from 'vitest'
import { caretAfter } from './live-text.ts'

test('the caret stays after the same words when others write before it', () => {
  expect(caretAfter('un deux', 'zéro un deux', 7)).toBe(12)
})

test('the caret does not move when others write after it', () => {
  expect(caretAfter('un deux', 'un deux trois', 2)).toBe(2)
})

test('the caret never leaves the text when what was before it is taken away', () => {
  expect(caretAfter('un deux trois', 'un', 8)).toBe(2)
})
