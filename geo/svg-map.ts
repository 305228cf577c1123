/**
 * From longitudes and latitudes to the paths and points of an SVG, fitted to a frame. Pure: no document needed.
 * Vertices are projected one by one, without the clipping and resampling of `geoPath`, which a territory does not
 * need: ten times faster on the 35 000 communes, and a ring turning the wrong way cannot paint the rest of the Earth.
 */
import { type GeoProjection, geoConicConformal, geoMercator } from 'd3-geo'
import type { Position } from 'geojson'
import { type Bbox, bboxOf, type Point, pointOf, polygonsOf, positionsOf, type Surface } from './plane.ts'

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
  const projection = projectionFor(bbox).scale(1).translate([0, 0])
  const project = (position: Position): Point => projection([position[0] ?? 0, position[1] ?? 0]) ?? [0, 0]
  const flat = places.map(({ code, surface }) => ({
    code,
    rings: polygonsOf(surface).flatMap((rings) => rings.map((ring) => ring.map(project))),
  }))
  const fit = fitTo(bboxOf(flat.flatMap(({ rings }) => rings.map(boxCorners)).flat()), frame)
  projection.scale(fit.scale).translate([fit.x, fit.y])
  return {
    places: flat.map(({ code, rings }) => toPath(code, rings, fit)),
    project: ([lon, lat]) => projection([lon, lat]),
    pixelsPerKm: pixelsPerKm(projection, bbox),
  }
}

type Fit = { scale: number; x: number; y: number }

function projectionFor([west, south, east, north]: Bbox): GeoProjection {
  const isMainland = west > -6 && east < 11 && south > 41 && north < 52
  return isMainland ? geoConicConformal().parallels([44, 49]).rotate([-3, 0]) : geoMercator()
}

/** Scale and shift that put a box in the middle of a frame. A box without width or height still has a scale. */
function fitTo(box: Bbox | null, { width, height, padding = 0 }: Frame): Fit {
  const [left, top, right, bottom] = box ?? [0, 0, 1, 1]
  const [wide, high] = [Math.max(right - left, 1e-9), Math.max(bottom - top, 1e-9)]
  const scale = Math.min((width - 2 * padding) / wide, (height - 2 * padding) / high)
  return { scale, x: width / 2 - (scale * (left + right)) / 2, y: height / 2 - (scale * (top + bottom)) / 2 }
}

function toPath<Code extends string>(code: Code, rings: Point[][], { scale, x, y }: Fit): SvgPlace<Code> {
  const round = (pixels: number) => Math.round(pixels * 100) / 100
  const box = bboxOf(rings.flatMap(boxCorners)) ?? [0, 0, 0, 0]
  const d = rings
    .map((ring) => ring.slice(0, -1).map((at) => `${round(at[0] * scale + x)},${round(at[1] * scale + y)}`))
    .map((texts) => `M${texts.join('L')}Z`)
    .join('')
  const size = { width: (box[2] - box[0]) * scale, height: (box[3] - box[1]) * scale }
  return { code, d, box: { x: box[0] * scale + x, y: box[1] * scale + y, ...size } }
}

function boxCorners(ring: ReadonlyArray<Point>): Point[] {
  const box = bboxOf(ring)
  return box === null
    ? []
    : [
        [box[0], box[1]],
        [box[2], box[3]],
      ]
}

function* allPositions(places: ReadonlyArray<{ surface: Surface }>): Generator<Position> {
  for (const { surface } of places) yield* positionsOf(surface)
}

function pixelsPerKm(projection: GeoProjection, [west, south, east, north]: Bbox): number {
  const [lon, lat] = pointOf([(west + east) / 2, (south + north) / 2])
  const step = 0.01
  const [a, b] = [projection([lon, lat - step / 2]), projection([lon, lat + step / 2])]
  return a && b ? Math.hypot(b[0] - a[0], b[1] - a[1]) / (step * 111.195) : 0
}
