/** Small geometry of places a few dozen kilometres wide, on longitudes and latitudes in degrees (EPSG:4326). */
import type { MultiPolygon, Polygon, Position } from 'geojson'

export type Point = readonly [number, number]
export type Surface = Polygon | MultiPolygon
/** West, south, east, north. */
export type Bbox = readonly [number, number, number, number]

const EARTH_RADIUS_KM = 6371.0088
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** The polygons of a surface, one list of rings each: the outside first, then the holes. */
export function polygonsOf(surface: Surface): ReadonlyArray<ReadonlyArray<ReadonlyArray<Position>>> {
  return surface.type === 'Polygon' ? [surface.coordinates] : surface.coordinates
}

/** Longitude and latitude of a position. */
export function pointOf(position: Position): Point {
  return [position[0] ?? Number.NaN, position[1] ?? Number.NaN]
}

/** Area on the plane of a ring, positive when it turns counter-clockwise. In squared units of its coordinates. */
export function signedArea(ring: ReadonlyArray<Position>): number {
  let twice = 0
  for (let index = 0; index < ring.length; index++) {
    const [x1, y1] = pointOf(ring[index] ?? [])
    const [x2, y2] = pointOf(ring[(index + 1) % ring.length] ?? [])
    twice += x1 * y2 - x2 * y1
  }
  return twice / 2
}

/** Area on the sphere, holes taken off, in km². Within 0.5 % of the ellipsoid's. */
export function areaKm2(surface: Surface): number {
  let total = 0
  for (const rings of polygonsOf(surface)) {
    rings.forEach((ring, index) => {
      const area = Math.abs(sphericalArea(ring))
      total += index === 0 ? area : -area
    })
  }
  return total * EARTH_RADIUS_KM ** 2
}

/** Great-circle distance in kilometres. */
export function distanceKm([lon1, lat1]: Point, [lon2, lat2]: Point): number {
  const dLat = radians(lat2 - lat1) / 2
  const dLon = radians(lon2 - lon1) / 2
  const a = Math.sin(dLat) ** 2 + Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * Math.sin(dLon) ** 2
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(a)))
}

/** The centre of gravity of a surface, holes taken off; it may fall outside a crescent: see `labelPoint`. */
export function centroid(surface: Surface): Point {
  let area = 0
  let [x, y] = [0, 0]
  for (const rings of polygonsOf(surface)) {
    rings.forEach((ring, index) => {
      const part = ringCentroid(ring)
      const weight = index === 0 ? Math.abs(part.area) : -Math.abs(part.area)
      area += weight
      x += part.x * weight
      y += part.y * weight
    })
  }
  return [x / area, y / area]
}

/** Whether a point is inside, holes being outside. A point on the border may be either. */
export function contains(surface: Surface, [x, y]: Point): boolean {
  return polygonsOf(surface).some((rings) => {
    let isInside = false
    for (const ring of rings) {
      for (let index = 0; index < ring.length; index++) {
        const [x1, y1] = pointOf(ring[index] ?? [])
        const [x2, y2] = pointOf(ring[(index + 1) % ring.length] ?? [])
        if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) isInside = !isInside
      }
    }
    return isInside
  })
}

/** A point surely inside, where a name or a circle can stand: the centroid, or the middle of the widest span across it. */
export function labelPoint(surface: Surface): Point {
  const centre = centroid(surface)
  if (contains(surface, centre)) return centre
  const crossings = crossingsAt(surface, centre[1])
  let widest: Point = centre
  let width = 0
  for (let index = 0; index + 1 < crossings.length; index += 2) {
    const [left = 0, right = 0] = crossings.slice(index, index + 2)
    if (right - left > width) {
      width = right - left
      widest = [(left + right) / 2, centre[1]]
    }
  }
  return widest
}

/** The box around surfaces or points; null when there is none. */
export function bboxOf(positions: Iterable<Position | Point>): Bbox | null {
  let [west, south] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  let [east, north] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const [lon = Number.NaN, lat = Number.NaN] of positions) {
    west = Math.min(west, lon)
    east = Math.max(east, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  return west === Number.POSITIVE_INFINITY ? null : [west, south, east, north]
}

/** Every position of a surface. */
export function* positionsOf(surface: Surface): Generator<Position> {
  for (const rings of polygonsOf(surface)) for (const ring of rings) yield* ring
}

function sphericalArea(ring: ReadonlyArray<Position>): number {
  let total = 0
  for (let index = 0; index < ring.length; index++) {
    const [lon1, lat1] = pointOf(ring[index] ?? [])
    const [lon2, lat2] = pointOf(ring[(index + 1) % ring.length] ?? [])
    total += radians(lon2 - lon1) * (2 + Math.sin(radians(lat1)) + Math.sin(radians(lat2)))
  }
  return total / 2
}

function ringCentroid(ring: ReadonlyArray<Position>): { area: number; x: number; y: number } {
  // Relative to the first vertex: degrees far from the origin would lose their digits.
  const [originX, originY] = pointOf(ring[0] ?? [])
  let area = 0
  let [x, y] = [0, 0]
  for (let index = 0; index < ring.length; index++) {
    const [rawX1, rawY1] = pointOf(ring[index] ?? [])
    const [rawX2, rawY2] = pointOf(ring[(index + 1) % ring.length] ?? [])
    const [x1, y1, x2, y2] = [rawX1 - originX, rawY1 - originY, rawX2 - originX, rawY2 - originY]
    const cross = x1 * y2 - x2 * y1
    area += cross / 2
    x += ((x1 + x2) * cross) / 6
    y += ((y1 + y2) * cross) / 6
  }
  return { area, x: originX + x / area, y: originY + y / area }
}

function crossingsAt(surface: Surface, y: number): number[] {
  const crossings: number[] = []
  for (const rings of polygonsOf(surface)) {
    for (const ring of rings) {
      for (let index = 0; index < ring.length; index++) {
        const [x1, y1] = pointOf(ring[index] ?? [])
        const [x2, y2] = pointOf(ring[(index + 1) % ring.length] ?? [])
        if (y1 > y !== y2 > y) crossings.push(((x2 - x1) * (y - y1)) / (y2 - y1) + x1)
      }
    }
  }
  return crossings.sort((a, b) => a - b)
}
