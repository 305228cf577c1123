/** From longitudes and latitudes to the paths and points of an SVG, fitted to a frame. Pure: no document needed. */
import { type GeoProjection, geoConicConformal, geoMercator, geoPath } from 'd3-geo'
import type { MultiPolygon, Position } from 'geojson'
import { type Bbox, bboxOf, type Point, polygonsOf, positionsOf, type Surface } from './plane.ts'

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
  { width, height, padding = 0 }: Frame,
): SvgMap<Code> {
  const shapes = places.map(({ code, surface }) => ({ code, shape: forSphere(surface) }))
  const bbox = bboxOf(places.flatMap(({ surface }) => [...positionsOf(surface)]))
  if (bbox === null) return { places: [], project: () => null, pixelsPerKm: 0 }
  const projection = projectionFor(bbox).fitExtent(
    [
      [padding, padding],
      [width - padding, height - padding],
    ],
    { type: 'GeometryCollection', geometries: shapes.map(({ shape }) => shape) },
  )
  const path = geoPath(projection).digits(2)
  return {
    places: shapes.map(({ code, shape }) => {
      const [[left, top], [right, bottom]] = path.bounds(shape)
      return {
        code,
        d: path(shape) ?? '',
        box: { x: left, y: top, width: right - left, height: bottom - top },
      }
    }),
    project: ([lon, lat]) => projection([lon, lat]),
    pixelsPerKm: pixelsPerKm(projection, bbox),
  }
}

function projectionFor([west, south, east, north]: Bbox): GeoProjection {
  const isMainland = west > -6 && east < 11 && south > 41 && north < 52
  return isMainland ? geoConicConformal().parallels([44, 49]).rotate([-3, 0]) : geoMercator()
}

/** D3 reads a ring clockwise as GeoJSON reads it counter-clockwise; the other way it would paint the rest of the Earth. */
function forSphere(surface: Surface): MultiPolygon {
  const coordinates = polygonsOf(surface).map((rings) => rings.map((ring): Position[] => [...ring].reverse()))
  return { type: 'MultiPolygon', coordinates }
}

function pixelsPerKm(projection: GeoProjection, [west, south, east, north]: Bbox): number {
  const [lon, lat] = [(west + east) / 2, (south + north) / 2]
  const step = 0.01
  const [a, b] = [projection([lon, lat - step / 2]), projection([lon, lat + step / 2])]
  return a && b ? Math.hypot(b[0] - a[0], b[1] - a[1]) / (step * 111.195) : 0
}
