import { expect, test } from 'vitest'
import { gapWords, stabilitySentence } from './typologie.rules.ts'

test('groups that another sample would undo are said unstable, and what to do', () => {
  expect(stabilitySentence(0.92)).toContain('Groupes stables (92 %)')
  expect(stabilitySentence(0.6)).toContain('assez stables')
  expect(stabilitySentence(0.3)).toMatch(/instables \(30 %\).*moins de groupes/)
  expect(stabilitySentence(Number.NaN)).toContain('Trop peu')
})

test('a gap is said with its side and its size', () => {
  expect([0.1, -0.1, 0.5, -1, 2.4].map(gapWords)).toEqual([
    'proche de la moyenne',
    'proche de la moyenne',
    'un peu au-dessus',
    'nettement en dessous',
    'très au-dessus',
  ])
})
