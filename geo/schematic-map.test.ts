import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { randomIndex, seededRandom } from '#stats/random.ts'
import { areaKm2, bboxOf, contains, positionsOf, signedArea } from './plane.ts'
import { type Centre, pointsInCell, schematicMap } from './schematic-map.ts'

const centre = (code: string, lon: number, lat: number): Centre => ({ code, nom: code, lon, lat })
const areasOf = (centres: Centre[]) => schematicMap(centres).features.map(({ geometry }) => areaKm2(geometry))

test('every commune has one cell, flagged schematic, in the order of codes', () => {
  const map = schematicMap([centre('b', 3.5, 50.3), centre('a', 3.6, 50.4), centre('c', 3.4, 50.35)])
  expect(map.features.map(({ properties }) => properties)).toEqual(
    ['a', 'b', 'c'].map((code) => ({ code, nom: code, schematique: true })),
  )
  expect(map.features.every(({ geometry }) => signedArea(geometry.coordinates[0] ?? []) > 0)).toBe(true)
})

test('the order of the centres changes nothing', () => {
  const random = seededRandom(2)
  const centres = Array.from({ length: 30 }, (_, index) => centre(`c${index}`, 3 + random(), 50 + random()))
  expect(schematicMap(centres.toReversed())).toEqual(schematicMap(centres))
})

test('cells cover the frame without overlapping', () => {
  const random = seededRandom(4)
  const { features } = schematicMap(
    Array.from({ length: 40 }, (_, index) => centre(`c${index}`, 3 + random() * 0.4, 50 + random() * 0.3)),
  )
  const box = bboxOf(features.flatMap(({ geometry }) => [...positionsOf(geometry)])) ?? [0, 0, 0, 0]
  for (let probe = 0; probe < 2000; probe++) {
    const point = [box[0] + random() * (box[2] - box[0]), box[1] + random() * (box[3] - box[1])] as const
    expect(features.filter(({ geometry }) => contains(geometry, point)).length).toBeLessThanOrEqual(1)
  }
})

test('a crowd of centres still gives cells that can be clicked', () => {
  const random = seededRandom(6)
  const crowded = Array.from({ length: 35 }, (_, index) =>
    index < 20
      ? centre(`c${index}`, 3.5 + random() * 0.02, 50.3 + random() * 0.02)
      : centre(`c${index}`, 3.3 + random() * 0.5, 50.1 + random() * 0.4),
  )
  const areas = areasOf(crowded)
  const mean = areas.reduce((sum, area) => sum + area, 0) / areas.length
  expect(Math.min(...areas)).toBeGreaterThan(mean * 0.4)
})

test('one centre, two, a line of them, and twins all have a cell', () => {
  expect(areasOf([])).toEqual([])
  expect(areasOf([centre('a', 3, 50)])[0]).toBeGreaterThan(1)
  for (const centres of [
    [centre('a', 3, 50), centre('b', 3.1, 50)],
    [0, 1, 2, 3].map((step) => centre(`c${step}`, 3 + step / 10, 50)),
    [centre('a', 3, 50), centre('b', 3, 50), centre('c', 3.2, 50.1)],
    [centre('a', 3, 50), centre('b', 3, 50), centre('c', 3, 50)],
  ]) {
    const areas = areasOf(centres)
    expect(areas).toHaveLength(centres.length)
    expect(Math.min(...areas)).toBeGreaterThan(0)
  }
})

test('no cell is broken, whatever the number of centres', () => {
  const random = seededRandom(8)
  for (let round = 0; round < 20; round++) {
    const count = 1 + randomIndex(random, 80)
    const areas = areasOf(
      Array.from({ length: count }, (_, index) => centre(`c${index}`, random(), 45 + random())),
    )
    expect(areas.every((area) => area > 0 && Number.isFinite(area))).toBe(true)
  }
})

test('symbols stand inside their cell, apart from each other', () => {
  const random = seededRandom(14)
  const map = schematicMap(
    Array.from({ length: 30 }, (_, index) => centre(`c${index}`, 3 + random() * 0.5, 50 + random() * 0.4)),
  )
  for (const { geometry, properties } of map.features) {
    for (const count of [1, 2, 4]) {
      const points = pointsInCell(map, properties.code, count)
      expect(points.every((point) => contains(geometry, point))).toBe(true)
      expect(new Set(points.map(String)).size).toBe(count)
    }
  }
  expect(pointsInCell(map, 'elsewhere', 2)).toEqual([])
})

const FACTS = '../shared/demo/valenciennes-communes.csv'

if (existsSync(FACTS))
  test('the thirty-five communes of Valenciennes are all legible', () => {
    const centres = readFileSync(FACTS, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(';'))
      .map(([code = '', nom = '', lon, lat]) => ({ code, nom, lon: Number(lon), lat: Number(lat) }))
    const areas = areasOf(centres)
    expect(areas).toHaveLength(35)
    expect(Math.max(...areas) / Math.min(...areas)).toBeLessThan(6)
  })
