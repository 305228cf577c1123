import { expect, test } from 'vitest'
import { gridShare, isDisputed } from './grille.rules.ts'

test('the grid weighs its criteria and leaves out what nobody marked', () => {
  const grid = [
    { poids: 3, noteMax: 5, notes: [{ note: 5 }, { note: 3 }] },
    { poids: 1, noteMax: 10, notes: [{ note: 0 }] },
    { poids: 9, noteMax: 5, notes: [] },
  ]
  expect(gridShare(grid)).toBeCloseTo(0.6)
  expect(gridShare([])).toBeNull()
})

test('a disagreement is two marks far apart', () => {
  expect(isDisputed({ noteMax: 5, notes: [{ note: 1 }, { note: 3 }] })).toBe(true)
  expect(isDisputed({ noteMax: 5, notes: [{ note: 3 }, { note: 4 }] })).toBe(false)
  expect(isDisputed({ noteMax: 5, notes: [{ note: 1 }] })).toBe(false)
})
