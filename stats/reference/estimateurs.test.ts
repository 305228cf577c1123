import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { gapOf } from './comparisons.ts'
import { allComparisons, estimateursPage } from './estimateurs-page.ts'

const comparisons = allComparisons()

test('every estimator is within its tolerance of its reference', () => {
  expect(comparisons.length).toBeGreaterThan(150)
  expect(comparisons.filter((row) => !(gapOf(row) <= row.tolerance))).toEqual([])
})

test('closed forms are held to 1e-8, exact programmes to 1e-6; what is rounded, drawn or searched is named', () => {
  const loose = comparisons.filter(({ tolerance }) => tolerance > 1e-6)
  expect(loose.map(({ estimator, figure }) => [estimator, figure])).toEqual([
    ['Callaway et Sant’Anna (dr, jamais traités)', 'test des effets avant, p (R l’arrondit)'],
    ['SDID, trois États traités', 'erreur type, 2 000 tirages'],
    ['Rambachan et Roth, valeur de rupture', 'rupture, par dichotomie'],
    ['Contrôle synthétique à prédicteurs, V imbriqué', 'effet'],
  ])
})

test('the page of the docs is the one computed today', () => {
  expect(readFileSync('docs/estimateurs.md', 'utf8')).toBe(estimateursPage(comparisons))
})
