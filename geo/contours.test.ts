import { existsSync, readFileSync } from 'node:fs'
import { geoConicConformal } from 'd3-geo'
import { expect, test } from 'vitest'
import { type CodeCommune, codeCommune } from './codes.ts'
import { parseContours, parseIrisContours, parseQpvContours } from './contours.ts'
import {
  areaKm2,
  bboxOf,
  centroid,
  contains,
  distanceKm,
  labelPoint,
  polygonsOf,
  positionsOf,
  type Surface,
  signedArea,
} from './plane.ts'
import { parseQpvPoints } from './qpv-points.ts'
import { drawMap } from './svg-map.ts'
import { neighboursOf, simplifyTogether } from './topology.ts'

const square = (x: number, y: number, size = 1): number[][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
]
const feature = (code: string, coordinates: unknown, type = 'Polygon') => ({
  type: 'Feature',
  properties: { code, nom: `Commune ${code}` },
  geometry: { type, coordinates },
})
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features })

// Two squares side by side, a third above the first, and an island.
const four = parseContours(
  collection(
    feature('59001', [square(3, 50)]),
    feature('59002', [square(4, 50)]),
    feature('59003', [square(3, 51)]),
    feature('59004', [square(7, 50)]),
  ),
).contours

test('a contour is read whatever the spelling of its code, and turns counter-clockwise', () => {
  const { contours, problems } = parseContours(
    collection({
      type: 'Feature',
      properties: { INSEE_COM: 1004, NOM_COM: 'Ambérieu ' },
      geometry: { type: 'Polygon', coordinates: [square(5, 45).toReversed()] },
    }),
  )
  expect(problems).toEqual([])
  expect(contours[0]).toMatchObject({ code: '01004', nom: 'Ambérieu' })
  expect(
    contours[0] && polygonsOf(contours[0].surface).map((rings) => rings.map((ring) => signedArea(ring) > 0)),
  ).toEqual([[true]])
})

test('an open ring is closed, repeated vertices go, and a hole turns clockwise', () => {
  const open = [
    [3, 50],
    [3, 50],
    [4, 50],
    [4, 51],
    [3, 51],
  ]
  const { contours } = parseContours(collection(feature('59001', [open, square(3.2, 50.2, 0.1)])))
  const [outside, hole] = contours[0] ? (polygonsOf(contours[0].surface)[0] ?? []) : []
  expect(outside).toHaveLength(5)
  expect(outside?.[0]).toEqual(outside?.at(-1))
  expect(signedArea(hole ?? [])).toBeLessThan(0)
})

test('each bad feature is reported with its reason, and the others are kept', () => {
  const { contours, problems } = parseContours(
    collection(
      feature('59001', [square(3, 50)]),
      feature('59001', [square(3, 50)]),
      feature('QN05921M', [square(3, 50)]),
      feature('59002', [square(700_000, 6_600_000)]),
      feature('59003', [square(50, 3)]),
      feature('59004', [3, 50], 'Point'),
      feature('59005', [
        [
          [3, 50],
          [4, 50],
          [3, 50],
        ],
      ]),
      feature('59006', [
        [
          [3, 'x'],
          [4, 50],
          [4, 51],
        ],
      ]),
      null,
    ),
  )
  expect(contours.map(({ code }) => code)).toEqual(['59001'])
  const said = ['déjà', 'pas de code', 'Lambert-93', 'latitude', 'polygone', 'vide', 'anneaux', 'propriétés']
  said.forEach((word, index) => {
    expect(problems[index]).toEqual({ feature: index + 2, message: expect.stringContaining(word) })
  })
})

test('a file that is not contours is refused in a sentence', () => {
  for (const file of [null, [], { type: 'Feature' }, collection(), '<html>']) {
    expect(parseContours(file)).toEqual({
      contours: [],
      problems: [{ feature: 0, message: expect.any(String) }],
    })
  }
  const lambert = {
    ...collection(feature('59001', [square(3, 50)])),
    crs: { properties: { name: 'EPSG:2154' } },
  }
  expect(parseContours(lambert).problems[0]?.message).toContain('EPSG:4326')
})

test('a polygon whose outside is a line is nothing, holes included', () => {
  const line = [
    [3, 50],
    [4, 50],
    [3, 50],
    [3, 50],
  ]
  const { contours } = parseContours(
    collection(feature('59001', [[line, square(3.2, 50.2, 0.1)], [square(5, 50)]], 'MultiPolygon')),
  )
  expect(contours.map(({ surface }) => polygonsOf(surface).length)).toEqual([1])
  expect(contours[0] && bboxOf(positionsOf(contours[0].surface))).toEqual([5, 50, 6, 51])
})

test('QPV and IRIS are read by their own codes', () => {
  const place = (properties: object) => ({
    properties,
    geometry: { type: 'Polygon', coordinates: [square(3, 50)] },
  })
  const qpv = parseQpvContours(
    collection(place({ code_qp: 'QP059021', nom_qp: 'Rives' }), place({ code_qp: '59606' })),
  )
  expect(qpv.contours.map(({ code, nom }) => [code, nom])).toEqual([['QP059021', 'Rives']])
  expect(qpv.problems).toEqual([
    { feature: 2, message: 'Ce contour n’a pas de code de quartier prioritaire lisible (59606).' },
  ])
  expect(
    parseIrisContours(collection(place({ CODE_IRIS: '596060401', NOM_IRIS: '' }))).contours[0],
  ).toMatchObject({
    code: '596060401',
    nom: '596060401',
  })
})

test('neighbours share a border; touching at a corner or being far away is not enough', () => {
  const neighbours = neighboursOf(four)
  const around = (code: string) => [...(neighbours.get(codeCommune(code))?.keys() ?? [])].sort()
  expect(around('59001')).toEqual(['59002', '59003'])
  expect(around('59002')).toEqual(['59001'])
  expect(around('59004')).toEqual([])
  expect(neighbours.get(codeCommune('59001'))?.get(codeCommune('59002'))).toBeCloseTo(111.195, 1)
})

test('area, centre and inside of simple shapes are right, holes taken off', () => {
  const ring: Surface = { type: 'Polygon', coordinates: [square(0, 0), square(0.4, 0.4, 0.2).toReversed()] }
  // The area of a one-degree cell at the equator, less 4 %.
  expect(areaKm2(ring)).toBeCloseTo(12_363.7 * 0.96, -1)
  expect(centroid(ring)[0]).toBeCloseTo(0.5)
  expect(contains(ring, [0.1, 0.1])).toBe(true)
  expect(contains(ring, [0.5, 0.5])).toBe(false)
  expect(contains(ring, [2, 0.5])).toBe(false)
  expect(contains(ring, labelPoint(ring))).toBe(true)
  expect(distanceKm([3.5235, 50.3574], [2.3522, 48.8566])).toBeCloseTo(187, 0)
  expect(bboxOf([])).toBeNull()
})

test('simplifying keeps both sides of a border identical', () => {
  const wavy = Array.from({ length: 41 }, (_, step) => [4 + 0.01 * Math.sin(step), 50 + step / 40])
  const left = [[3, 50], ...wavy, [3, 51], [3, 50]]
  const right = [[5, 50], [5, 51], ...wavy.toReversed(), [5, 50]]
  const { contours } = parseContours(collection(feature('59001', [left]), feature('59002', [right])))
  const simpler = simplifyTogether(contours, 0.05)
  expect([...simpler].flatMap(({ surface }) => [...positionsOf(surface)]).length).toBeLessThan(20)
  expect(neighboursOf(simpler).get(codeCommune('59001'))?.size).toBe(1)
  const total = (places: typeof contours) => places.reduce((sum, { surface }) => sum + areaKm2(surface), 0)
  expect(total(simpler)).toBeCloseTo(total(contours), 6)
})

test('a border seen from both sides drops the same vertex, even when two are as good', () => {
  const border = [
    [4, 50],
    [4.1, 50.25],
    [4.1, 50.75],
    [4, 51],
  ]
  const left = [[3, 50], ...border, [3, 51], [3, 50]]
  const right = [[5, 50], [5, 51], ...border.toReversed(), [5, 50]]
  const { contours } = parseContours(collection(feature('59001', [left]), feature('59002', [right])))
  const simpler = simplifyTogether(contours, 0.08)
  const [one, other] = simpler.map(({ surface }) => new Set([...positionsOf(surface)].map(String)))
  expect(one?.intersection(other ?? new Set()).size).toBe(3)
})

test('a place too small for the tolerance does not vanish, and an island keeps its shape', () => {
  const simpler = simplifyTogether(four, 10)
  expect(simpler.map(({ surface }) => areaKm2(surface) > 0)).toEqual([true, true, true, true])
  expect(simpler[3]?.surface).toEqual(four[3]?.surface)
})

test('a map fills its frame and never paints the rest of the Earth', () => {
  const { places, project, pixelsPerKm } = drawMap(four, { width: 400, height: 300, padding: 10 })
  const lefts = places.map(({ box }) => box.x)
  const rights = places.map(({ box }) => box.x + box.width)
  expect(Math.min(...lefts)).toBeCloseTo(10, 0)
  expect(Math.max(...rights)).toBeCloseTo(390, 0)
  expect(places.every(({ d }) => d.startsWith('M') && !d.includes('NaN'))).toBe(true)
  const [x = 0, y = 0] = project([3.5, 50.5]) ?? []
  const first = places[0]?.box
  expect(first && x > first.x && x < first.x + first.width && y > first.y && y < first.y + first.height).toBe(
    true,
  )
  expect(pixelsPerKm).toBeGreaterThan(0.5)
  expect(drawMap([], { width: 10, height: 10 }).places).toEqual([])
})

test('points fall where the whole projection of d3 puts them', () => {
  const squares = collection(feature('59001', [square(-1, 43)]), feature('59002', [square(7, 49)]))
  const { contours } = parseContours(squares)
  const { project } = drawMap(contours, { width: 400, height: 300, padding: 10 })
  const corners = contours.flatMap(({ surface }) => [...positionsOf(surface)])
  const reference = geoConicConformal()
    .parallels([44, 49])
    .rotate([-3, 0])
    .fitExtent(
      [
        [10, 10],
        [390, 290],
      ],
      { type: 'MultiPoint', coordinates: corners },
    )
  for (const [lon = 0, lat = 0] of corners) {
    const [mine, theirs] = [project([lon, lat]), reference([lon, lat])]
    expect(mine?.[0]).toBeCloseTo(theirs?.[0] ?? 0, 6)
    expect(mine?.[1]).toBeCloseTo(theirs?.[1] ?? 0, 6)
  }
})

test('overseas is drawn as large as the frame allows too', () => {
  const { contours } = parseContours(collection(feature('97411', [square(55.2, -21.3, 0.4)])))
  const { places, pixelsPerKm } = drawMap(contours, { width: 200, height: 200 })
  expect(places[0]?.box.height).toBeCloseTo(200, 0)
  expect(pixelsPerKm).toBeCloseTo(200 / (0.4 * 111.2), 1)
})

test('a QPV given in several parts is one point, between them, and bad lines are reported', () => {
  const part = (code: string, coordinates: unknown) => ({
    properties: { code_qp: code, lib_qp: ' Le Trieu', lib_com: 'Anzin;\r\n Raismes' },
    geometry: { type: 'Point', coordinates },
  })
  const { points, problems } = parseQpvPoints(
    collection(
      part('QN05926M', [3, 50]),
      part('QN05926M', [4, 50]),
      part('QX1', [3, 50]),
      part('QN05925M', ['a']),
    ),
  )
  expect(points).toEqual([
    {
      code: 'QN05926M',
      nom: 'Le Trieu',
      lon: 3.5,
      lat: 50,
      communes: ['Anzin', 'Raismes'],
      isApproximate: false,
    },
  ])
  expect(problems.map(({ feature: at }) => at)).toEqual([3, 4])
  expect(parseQpvPoints({}).problems).toHaveLength(1)
})

test('one point for several QPV is kept for each, and said to be approximate', () => {
  const shared = {
    properties: {
      code_qp: 'QN00101M, QN00102M',
      lib_qp: 'Grande Reyssouze, Croix Blanche',
      lib_com: 'Bourg-en-Bresse',
    },
    geometry: { type: 'Point', coordinates: [5.2, 46.2] },
  }
  const { points } = parseQpvPoints(collection(shared))
  expect(points.map(({ code, nom, isApproximate }) => [code, nom, isApproximate])).toEqual([
    ['QN00101M', 'Grande Reyssouze', true],
    ['QN00102M', 'Croix Blanche', true],
  ])
})

const REAL = '../shared/data/contours/valenciennes_metropole_35_communes.geojson'
const NORTH = '../shared/data/contours/communes-59-nord.geojson'
const FACTS = '../shared/demo/valenciennes-communes.csv'
const POINTS = '../shared/data/qpv/centroide-4326_qpv_2024.geojson'

if (existsSync(REAL))
  test('the real contours have the published areas, and their centres are inside', () => {
    const { contours, problems } = parseContours(JSON.parse(readFileSync(REAL, 'utf8')))
    expect(problems).toEqual([])
    expect(contours).toHaveLength(35)
    const published = new Map(
      readFileSync(FACTS, 'utf8')
        .split('\n')
        .slice(1)
        .map((line) => line.split(';'))
        .map((cells) => [cells[0], Number(cells[7])]),
    )
    for (const { code, surface } of contours) {
      // The file is generalised: small communes lose or gain a few per cent.
      expect([code, Math.abs(areaKm2(surface) / (published.get(code) ?? 0) - 1) < 0.05]).toEqual([code, true])
      expect(contains(surface, labelPoint(surface))).toBe(true)
    }
    const neighbours = neighboursOf(contours)
    expect([...neighbours.values()].every((around) => around.size > 0)).toBe(true)
    expect(neighbours.get(codeCommune('59606'))?.has(codeCommune('59014'))).toBe(true)
  })

if (existsSync(NORTH))
  test('648 communes simplify to a third of their vertices and keep every neighbour', () => {
    const { contours, problems } = parseContours(JSON.parse(readFileSync(NORTH, 'utf8')))
    expect(problems).toEqual([])
    const simpler = simplifyTogether(contours, 0.002)
    const vertices = (places: typeof contours) =>
      places.flatMap(({ surface }) => [...positionsOf(surface)]).length
    expect(vertices(simpler)).toBeLessThan(vertices(contours) / 2)
    const [before, after] = [neighboursOf(contours), neighboursOf(simpler)]
    const lost = [...before].filter(([code, around]) => {
      const kept = after.get(code) ?? new Map<CodeCommune, number>()
      return [...around.keys()].some((other) => !kept.has(other))
    })
    expect(lost.map(([code]) => code)).toEqual([])
  })

if (existsSync(POINTS))
  test('the national layer of QPV points is read without a loss', () => {
    const { points, problems } = parseQpvPoints(JSON.parse(readFileSync(POINTS, 'utf8')))
    expect(problems).toEqual([])
    expect(new Set(points.map(({ code }) => code)).size).toBe(points.length)
    expect(points).toHaveLength(1493)
    expect(points.find(({ code }) => code === 'QN05921M')?.communes).toHaveLength(5)
  })

const OCCITANIE = '../shared/data/qpv/occitanie_qp.geojson'

if (existsSync(OCCITANIE))
  test('the 105 quarters of Occitanie are read without a loss', () => {
    const { contours, problems } = parseQpvContours(JSON.parse(readFileSync(OCCITANIE, 'utf8')))
    expect(problems).toEqual([])
    expect(contours).toHaveLength(105)
    expect(
      contours.every(({ surface }) => areaKm2(surface) > 0.01 && contains(surface, labelPoint(surface))),
    ).toBe(true)
  })
