import { expect, test } from 'vitest'
import { bubbleRadius, choroplethOf, type MappedPlace, readMapChoice } from './carte.rules.ts'

function place(
  code: string,
  value: number | null,
  status: 'normal' | 'secret' | 'indisponible',
): MappedPlace {
  const cell = { value, status, text: '', periode: '2021', why: null, origin: null, source: null }
  return { code, nom: code, cell }
}

const places = [
  place('a', 10, 'normal'),
  place('b', 20, 'normal'),
  place('c', 30, 'normal'),
  place('d', 40, 'normal'),
  place('e', null, 'secret'),
  place('f', null, 'secret'),
  place('g', null, 'indisponible'),
]

test('a secret place is hatched and counted apart, never put in the lowest class', () => {
  const { tones, legend } = choroplethOf(places, {
    unit: '%',
    choice: { method: 'quantiles', count: 2, bounds: [], symboles: 'auto' },
  })
  expect(tones).toEqual({ a: 1, b: 1, c: 2, d: 2, e: 'secret', f: 'secret', g: 'none' })
  expect(legend.map(({ words }) => words)).toEqual([
    'de 10\u00a0% à 25\u00a0% (2)',
    'de 25\u00a0% à 40\u00a0% (2)',
    'secret statistique (2)',
    'sans chiffre (1)',
  ])
})

test('chosen thresholds are read from the address, five classes at most, nonsense left aside', () => {
  const choice = readMapChoice(new URLSearchParams('methode=manuelle&seuils=15;25,5;x;35;36;37;38'))
  expect(choice).toMatchObject({ method: 'manuelle', bounds: [15, 25.5, 35, 36] })
  const none = readMapChoice(new URLSearchParams('methode=manuelle&seuils='))
  expect(none).toMatchObject({ method: 'quantiles', bounds: [] })
  expect(readMapChoice(new URLSearchParams('classes=900&methode=hasard'))).toMatchObject({
    method: 'quantiles',
    count: 5,
  })
})

test('a map without any number has only its blanks in the legend', () => {
  const { legend } = choroplethOf(places.slice(4), {
    unit: '%',
    choice: { method: 'jenks', count: 5, bounds: [], symboles: 'auto' },
  })
  expect(legend.map(({ tone }) => tone)).toEqual(['secret', 'none'])
})

test('counts are circles whose area, not radius, follows the value', () => {
  expect(
    choroplethOf(places, {
      unit: 'personnes',
      choice: { method: 'quantiles', count: 3, bounds: [], symboles: 'auto' },
    }).symbols,
  ).toBe(true)
  expect(bubbleRadius(100, 400, 20)).toBe(10)
  expect(bubbleRadius(0, 400, 20)).toBe(0)
})

test('maps side by side share their classes, each with its own counts', () => {
  const choice = { method: 'quantiles', count: 2, bounds: [], symboles: 'auto' } as const
  const older = [place('a', 50, 'normal'), place('b', 60, 'normal')]
  const among = [10, 20, 30, 40, 50, 60]
  const [now, before] = [places, older].map((list) =>
    choroplethOf(list, { unit: '%', choice: { ...choice, bounds: [] }, among }),
  )
  expect(now?.tones).toMatchObject({ a: 1, d: 2 })
  expect(before?.tones).toEqual({ a: 2, b: 2 })
  expect(before?.legend.map(({ words }) => words.replace(/.*\((\d+)\)$/, '$1'))).toEqual(['0', '2'])
})

test('circles or tints are a choice of the reader', () => {
  const circles = readMapChoice(new URLSearchParams('symboles=cercles'))
  expect(choroplethOf(places, { unit: '%', choice: circles }).symbols).toBe(true)
  const flat = readMapChoice(new URLSearchParams('symboles=aplats'))
  expect(choroplethOf(places, { unit: 'personnes', choice: flat }).symbols).toBe(false)
})
