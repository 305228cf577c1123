import { expect, test } from 'vitest'
import { adjustedRand } from './adjusted-rand.ts'
import { randomIndex, seededRandom } from './random.ts'
import { type Profile, similarPlaces } from './similar-places.ts'
import { mean, standardDeviation, standardise } from './standardise.ts'
import { typology } from './typology.ts'

const incomes = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]

test('scores agree with R', () => {
  // stats/reference/descriptive.R
  expect(standardDeviation(incomes)).toBeCloseTo(6435.92837471366, 8)
  const scores = standardise(incomes)
  expect(scores[0]).toBeCloseTo(-0.95053885683931, 10)
  expect(scores[9]).toBeCloseTo(2.42426563684282, 10)
})

test('missing values stay missing and count in neither mean nor deviation', () => {
  expect(standardise([1, null, 3])).toEqual([-1 / Math.SQRT2, null, 1 / Math.SQRT2])
  expect(standardise([4, 4, null])).toEqual([0, 0, null])
  expect(standardise([4])).toEqual([0])
  expect(standardise([])).toEqual([])
  expect(mean([])).toBeNaN()
})

const place = (code: string, ...values: (number | null)[]): Profile => ({ code, values })

test('the nearest places are those that look alike, whatever the units', () => {
  const places = [
    place('a', 10, 20_000),
    place('b', 11, 20_500),
    place('c', 30, 35_000),
    place('d', 12, 34_000),
  ]
  const { nearest } = similarPlaces(places, 'a', { count: 2 })
  expect(nearest.map(({ code }) => code)).toEqual(['b', 'd'])
  const inCents = places.map(({ code, values }) => place(code, values[0] ?? null, (values[1] ?? 0) * 100))
  expect(similarPlaces(inCents, 'a', { count: 2 }).nearest[0]?.distance).toBeCloseTo(
    nearest[0]?.distance ?? 0,
    10,
  )
})

test('distance is the same both ways, zero between twins, and its parts add up', () => {
  const places = [place('a', 1, 2, 3), place('b', 1, 2, 3), place('c', 4, 0, 9)]
  const distance = (from: string, to: string) =>
    similarPlaces(places, from, { count: 9 }).nearest.find(({ code }) => code === to)
  expect(distance('a', 'b')?.distance).toBe(0)
  expect(distance('a', 'c')?.distance).toBeCloseTo(distance('c', 'a')?.distance ?? 0, 12)
  expect(distance('a', 'c')?.contributions.reduce<number>((sum, part) => sum + (part ?? 0), 0)).toBeCloseTo(1)
})

test('a missing value neither brings closer nor pushes apart, and too few in common is not comparable', () => {
  const places = [
    place('a', 1, 1, 1),
    place('b', 3, 3, 3),
    place('c', 3, 3, null),
    place('d', 3, null, null),
    place('e', null, null, null),
  ]
  const { nearest, notComparable } = similarPlaces(places, 'a', { count: 9 })
  expect(nearest.map(({ code, shared }) => [code, shared])).toEqual([
    ['b', 3],
    ['c', 2],
  ])
  expect(notComparable).toEqual(['d', 'e'])
  expect(nearest[1]?.contributions[2]).toBeNull()
})

test('a weight of zero takes an indicator out', () => {
  const places = [place('a', 1, 0), place('b', 2, 0), place('c', 1, 50)]
  const { nearest } = similarPlaces(places, 'a', { count: 1, weights: [1, 0] })
  expect(nearest[0]).toMatchObject({ code: 'c', distance: 0 })
  expect(() => similarPlaces(places, 'z', { count: 1 })).toThrow(RangeError)
})

test('the adjusted Rand index agrees with published values', () => {
  // The example of scikit-learn's documentation (0.57), and stats/reference/descriptive.R.
  expect(adjustedRand([0, 0, 1, 2], [0, 0, 1, 1])).toBeCloseTo(0.571428571428572, 12)
  expect(adjustedRand([1, 1, 1, 2, 2, 2], [1, 1, 2, 2, 3, 3])).toBeCloseTo(0.242424242424242, 12)
  expect(adjustedRand([0, 0, 1, 1], [5, 5, 3, 3])).toBe(1)
  expect(adjustedRand([0, 0], [0, 0])).toBe(1)
  expect(() => adjustedRand([0], [0, 1])).toThrow(RangeError)
})

const blob = (name: string, x: number, y: number, spread: number) => {
  const random = seededRandom(name.charCodeAt(0))
  return Array.from({ length: 20 }, (_, index) =>
    place(`${name}${index}`, x + random() * spread, y + random() * spread),
  )
}

test('groups that exist are found, and hold when places are resampled', () => {
  const places = [...blob('a', 0, 0, 1), ...blob('b', 10, 0, 1), ...blob('c', 0, 10, 1).slice(0, 10)]
  const found = typology(places, { groups: 3, seed: 1 })
  expect(found.groups.map(({ members }) => members.length)).toEqual([20, 20, 10])
  expect(found.groups.map(({ members }) => new Set(members.map((code) => code[0])).size)).toEqual([1, 1, 1])
  expect(found.stability).toBeGreaterThan(0.95)
  expect(found.explained).toBeGreaterThan(0.9)
})

test('groups cut in a cloud without groups do not hold, and it shows', () => {
  const random = seededRandom(99)
  const cloud = Array.from({ length: 60 }, (_, index) => place(`p${index}`, random(), random(), random()))
  expect(typology(cloud, { groups: 5, seed: 1 }).stability).toBeLessThan(0.7)
})

test('the same seed gives the same groups, and places with a gap are in none', () => {
  const places = [...blob('a', 0, 0, 5), ...blob('b', 4, 4, 5), place('z', 1, null)]
  const [first, second] = [typology(places, { groups: 2, seed: 7 }), typology(places, { groups: 2, seed: 7 })]
  expect(second).toEqual(first)
  expect(first.unclassified).toEqual(['z'])
  expect(first.groups.flatMap(({ members }) => members)).toHaveLength(40)
})

test('fewer different places than groups make fewer groups', () => {
  const twins = [place('a', 1), place('b', 1), place('c', 2)]
  expect(typology(twins, { groups: 5, seed: 1, resamples: 5 }).groups.map(({ members }) => members)).toEqual([
    ['a', 'b'],
    ['c'],
  ])
  expect(typology([place('a', 1), place('b', 1)], { groups: 3, seed: 1 }).groups).toHaveLength(1)
  expect(typology([place('a', null)], { groups: 3, seed: 1 }).groups).toEqual([])
  expect(randomIndex(() => 0.999999999, 3)).toBe(2)
})
