import { expect, test } from 'vitest'
import type { Chiffre } from '#app/features/observatoire/index.ts'
import { chooseChiffres, silenceOf } from './croisement.rules.ts'

function chiffre(
  indicateur: string,
  value: number | null,
  status: 'normal' | 'secret' | 'indisponible',
): Chiffre {
  const cell = { value, status, text: '', periode: '2021', why: null, origin: null, source: null }
  return {
    indicateur,
    label: indicateur,
    unit: '%',
    cells: [{ lieu: 'commune:59606', nom: 'Valenciennes', cell }],
  }
}

test('a masked figure speaks after those that are shown, an absent one does not', () => {
  const all = [chiffre('A', null, 'secret'), chiffre('B', null, 'indisponible'), chiffre('C', 12, 'normal')]
  expect(chooseChiffres(all).map(({ indicateur }) => indicateur)).toEqual(['C', 'A'])
})

test('who is silent on an axis', () => {
  expect([silenceOf(2, 1), silenceOf(2, 0), silenceOf(0, 1), silenceOf(0, 0)]).toEqual([
    'aucun',
    'terrain',
    'chiffres',
    'tous',
  ])
})
