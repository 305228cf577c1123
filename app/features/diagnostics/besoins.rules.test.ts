import { expect, test } from 'vitest'
import { type Analyse, couvertureOf, poured, resumeOf } from './besoins.rules.ts'

const communes = [
  { code: '59014', nom: 'Anzin' },
  { code: '59019', nom: 'Artres' },
  { code: '59606', nom: 'Valenciennes' },
]
const axes = [
  { id: 'sante', nom: 'Santé' },
  { id: 'emploi', nom: 'Emploi' },
]
const anAnalyse = (given: Partial<Analyse>): Analyse => ({
  id: 'a',
  titre: 'Analyse',
  annee: 2026,
  axeId: 'sante',
  commune: '59014',
  constats: 2,
  ...given,
})

test('a commune is read at its latest year, theme by theme; who said nothing and what nobody looked at are told', () => {
  const couverture = couvertureOf(
    [
      anAnalyse({ id: 'old', annee: 2020, constats: 9 }),
      anAnalyse({ id: 'new' }),
      anAnalyse({ id: 'empty', commune: '59606', axeId: 'emploi', constats: 0 }),
    ],
    { communes, axes },
  )
  expect(couverture.rows[0]?.cells).toEqual([
    { annee: 2026, constats: 2, analyses: [{ id: 'new', titre: 'Analyse' }] },
    null,
  ])
  expect(couverture.uncovered).toEqual(['Emploi'])
  expect(couverture.silent).toEqual(['Artres'])
  expect(couverture.kept.map(({ id }) => id)).toEqual(['new', 'empty'])
  expect(resumeOf(couverture)).toBe(
    'Versée depuis 2 analyse(s) de 2 commune(s) sur 3.\nThèmes sur lesquels aucune commune n’a de constat : Emploi.\nCommunes sans analyse : Artres.',
  )
})

test('an analysis that crosses the axes has its own column and does not cover any of them', () => {
  const { axes: columns, uncovered } = couvertureOf([anAnalyse({ axeId: null })], { communes, axes })
  expect(columns.map(({ nom }) => nom)).toEqual(['Santé', 'Emploi', 'Sans axe'])
  expect(uncovered).toEqual(['Santé', 'Emploi'])
})

test('a poured finding names its commune and keeps to the length of a title', () => {
  expect(poured('Anzin', 'On renonce')).toBe('Anzin : On renonce')
  expect(poured('Anzin', 'x'.repeat(300))).toHaveLength(200)
})
