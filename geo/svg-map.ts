/**
 * From longitudes and latitudes to the paths and points of an SVG, fitted to a frame. Pure: no document needed.
 * Vertices are projected one by one by the raw formulas of d3-geo, without its clipping and resampling, which a
 * territory does not need: many times faster on the 35 000 communes (simplify those first: `simplifyTogether`),
 * and a ring that turns the wrong way cannot paint the rest of the Earth.
 */
import { type GeoRawProjection, geoConicConformalRaw, geoMercatorRaw } from 'd3-geo'
import type { Position } from 'geojson'
import { type Bbox, bboxOf, distanceKm, type Point, polygonsOf, positionsOf, type Surface } from './plane.ts'

export type Frame = { width: number; height: number; padding?: number }

export type SvgPlace<Code extends string> = {
  code: Code
  /** The `d` of a path. */
  d: string
  /** Box of the path in the frame, for labels and hit areas. */
  box: { x: number; y: number; width: number; height: number }
}

export type SvgMap<Code extends string> = {
  places: SvgPlace<Code>[]
  /** Where a longitude and latitude fall in the frame; null outside the projection. */
  project: (point: Point) => Point | null
  /** Pixels of one kilometre at the centre: for a scale bar and proportional symbols. */
  pixelsPerKm: number
}

/** x to the right, y down, in a unit of its own. */
type Projection = (lon: number, lat: number) => Point
type Fit = { scale: number; x: number; y: number }
/** Projected vertices, x then y, closing vertex left out. */
type FlatRing = Float64Array

/**
 * Draws places in a frame, all visible and as large as it allows. Lambert-93 for mainland France, so that a map of
 * the country looks as people know it; Mercator elsewhere, exact in shape at the size of a territory.
 */
export function drawMap<Code extends string>(
  places: ReadonlyArray<{ code: Code; surface: Surface }>,
  frame: Frame,
): SvgMap<Code> {
  const bbox = bboxOf(allPositions(places))
  if (bbox === null) return { places: [], project: () => null, pixelsPerKm: 0 }
  const projection = projectionFor(bbox)
  const flat = places.map(({ code, surface }) => {
    const rings = polygonsOf(surface).flatMap((polygon) => polygon.map((ring) => flatten(ring, projection)))
    return { code, rings, box: boxOf(rings) }
  })
  const fit = fitTo(unionOf(flat.map(({ box }) => box)), frame)
  const project = ([lon, lat]: Point): Point | null => {
    const [x, y] = projection(lon, lat)
    return Number.isFinite(x) && Number.isFinite(y) ? [x * fit.scale + fit.x, y * fit.scale + fit.y] : null
  }
  return {
    places: flat.map(({ code, rings, box }) => ({ code, d: pathOf(rings, fit), box: placed(box, fit) })),
    project,
    pixelsPerKm: pixelsPerKm(project, bbox),
  }
}

const RADIANS = Math.PI / 180
/** The central meridian and the two parallels of Lambert-93. */
const LAMBERT_93 = { meridian: 3, parallels: [44, 49] } as const

function projectionFor([west, south, east, north]: Bbox): Projection {
  const isMainland = west > -6 && east < 11 && south > 41 && north < 52
  const [first, second] = LAMBERT_93.parallels
  const raw = isMainland ? geoConicConformalRaw(first * RADIANS, second * RADIANS) : geoMercatorRaw
  return fromRaw(raw, isMainland ? LAMBERT_93.meridian : (west + east) / 2)
}

function fromRaw(raw: GeoRawProjection, meridian: number): Projection {
  return (lon, lat) => {
    const [x, y] = raw((lon - meridian) * RADIANS, lat * RADIANS)
    return [x, -y]
  }
}

function flatten(ring: ReadonlyArray<Position>, projection: Projection): FlatRing {
  const flat = new Float64Array(2 * (ring.length - 1))
  for (let index = 0; index < ring.length - 1; index++) {
    const [lon = 0, lat = 0] = ring[index] ?? []
    const [x, y] = projection(lon, lat)
    flat[2 * index] = x
    flat[2 * index + 1] = y
  }
  return flat
}

function boxOf(rings: ReadonlyArray<FlatRing>): Bbox {
  let [left, top, right, bottom] = NOTHING
  for (const ring of rings) {
    for (let index = 0; index < ring.length; index += 2) {
      const [x = 0, y = 0] = [ring[index], ring[index + 1]]
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      if (y > bottom) bottom = y
    }
  }
  return [left, top, right, bottom]
}

const NOTHING: Bbox = [
  Number.POSITIVE_INFINITY,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
]

function unionOf(boxes: ReadonlyArray<Bbox>): Bbox {
  return boxes.reduce(
    (all, box): Bbox => [
      Math.min(all[0], box[0]),
      Math.min(all[1], box[1]),
      Math.max(all[2], box[2]),
      Math.max(all[3], box[3]),
    ],
    NOTHING,
  )
}

/** Scale and shift that put a box in the middle of a frame. A box without width or height still has a scale. */
function fitTo([left, top, right, bottom]: Bbox, { width, height, padding = 0 }: Frame): Fit {
  const [wide, high] = [Math.max(right - left, 1e-9), Math.max(bottom - top, 1e-9)]
  const scale = Math.min((width - 2 * padding) / wide, (height - 2 * padding) / high)
  return { scale, x: width / 2 - (scale * (left + right)) / 2, y: height / 2 - (scale * (top + bottom)) / 2 }
}

/** To the hundredth of a pixel. */
function pathOf(rings: ReadonlyArray<FlatRing>, { scale, x, y }: Fit): string {
  let path = ''
  for (const ring of rings) {
    for (let index = 0; index < ring.length; index += 2) {
      const [rawX = 0, rawY = 0] = [ring[index], ring[index + 1]]
      path += index === 0 ? 'M' : 'L'
      path += `${Math.round((rawX * scale + x) * 100) / 100},${Math.round((rawY * scale + y) * 100) / 100}`
    }
    path += 'Z'
  }
  return path
}

function placed([left, top, right, bottom]: Bbox, { scale, x, y }: Fit): SvgPlace<string>['box'] {
  return {
    x: left * scale + x,
    y: top * scale + y,
    width: (right - left) * scale,
    height: (bottom - top) * scale,
  }
}

function* allPositions(places: ReadonlyArray<{ surface: Surface }>): Generator<Position> {
  for (const { surface } of places) yield* positionsOf(surface)
}

function pixelsPerKm(project: (point: Point) => Point | null, [west, south, east, north]: Bbox): number {
  const [lon, lat] = [(west + east) / 2, (south + north) / 2]
  const [below, above]: [Point, Point] = [
    [lon, lat - 0.005],
    [lon, lat + 0.005],
  ]
  const [a, b] = [project(below), project(above)]
  return a && b ? Math.hypot(b[0] - a[0], b[1] - a[1]) / distanceKm(below, above) : 0
}
