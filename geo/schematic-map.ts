/**
 * A schematic map, for when no contour is at hand: one cell per commune, drawn from the centres alone. It is always
 * flagged `schematique`, and screens must say so: the cells are not the communes' limits.
 */
import { Delaunay } from 'd3-delaunay'
import type { Feature, FeatureCollection, Polygon } from 'geojson'
import type { Point } from './plane.ts'

export type Centre<Code extends string = string> = { code: Code; nom: string; lon: number; lat: number }

export type SchematicProperties<Code extends string = string> = { code: Code; nom: string; schematique: true }

export type SchematicMap<Code extends string = string> = FeatureCollection<Polygon, SchematicProperties<Code>>

type Site = { x: number; y: number }

/** The smallest cell is at least this share of the mean cell, unless the centres make it impossible. */
const LEGIBLE_SHARE = 0.5
const MAX_ROUNDS = 60
/** How far a centre moves towards the middle of its cell in a round: small steps keep neighbours neighbours. */
const STEP = 0.4
const MARGIN_SIDES = 24

/**
 * Voronoi cells of the centres, clipped to the convex hull with a margin, evened out by a few rounds of Lloyd's
 * relaxation until the smallest can be read and clicked. The result depends on the set of centres only: not on
 * their order, nor on chance.
 * @returns as many cells as centres, in the order of codes; counter-clockwise rings in EPSG:4326.
 */
export function schematicMap<Code extends string>(centres: ReadonlyArray<Centre<Code>>): SchematicMap<Code> {
  const sorted = centres.toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
  const plane = planeAround(sorted)
  const start = separate(sorted.map(plane.to))
  const frame = frameAround(start)
  const cells = evenOut(start, frame)
  const features = sorted.map(({ code, nom }, index): Feature<Polygon, SchematicProperties<Code>> => {
    const ring = (cells[index] ?? []).map(plane.from)
    const [first = [0, 0]] = ring
    return {
      type: 'Feature',
      properties: { code, nom, schematique: true },
      geometry: { type: 'Polygon', coordinates: [[...ring, first]] },
    }
  })
  return { type: 'FeatureCollection', features }
}

/**
 * Where to put `count` symbols (its QPV) in a commune's cell: the middle for one, a circle well inside for several.
 * Cells are not at the true coordinates of the ground, so true coordinates must not be put on a schematic map.
 * @returns an empty list when the map has no such commune.
 */
export function pointsInCell<Code extends string>(
  map: SchematicMap<Code>,
  code: Code,
  count: number,
): Point[] {
  const ring = map.features.find(({ properties }) => properties.code === code)?.geometry.coordinates[0]
  if (!ring) return []
  const cell = ring.slice(0, -1).map(([x = 0, y = 0]) => ({ x, y }))
  const stretch = Math.cos(((cell[0]?.y ?? 0) * Math.PI) / 180)
  const flat = cell.map(({ x, y }) => ({ x: x * stretch, y }))
  const middle = middleOf(flat)
  const radius = count < 2 ? 0 : innerRadius(flat, middle) / 2
  return Array.from({ length: count }, (_, index): Point => {
    const angle = (2 * Math.PI * index) / count - Math.PI / 2
    return [(middle.x + radius * Math.cos(angle)) / stretch, middle.y + radius * Math.sin(angle)]
  })
}

/** Distance from a point inside a convex cell to its nearest side. */
function innerRadius(cell: ReadonlyArray<Site>, from: Site): number {
  const distances = cell.map((a, index) => {
    const b = cell[(index + 1) % cell.length] ?? a
    return Math.abs(cross(a, b, from)) / Math.max(1e-12, Math.hypot(b.x - a.x, b.y - a.y))
  })
  return Math.min(...distances)
}

/** Kilometres around the middle of the centres: straight enough for a territory. */
function planeAround(centres: ReadonlyArray<Centre>) {
  const count = Math.max(1, centres.length)
  const lon0 = centres.reduce((sum, { lon }) => sum + lon, 0) / count
  const lat0 = centres.reduce((sum, { lat }) => sum + lat, 0) / count
  const kmPerLat = 111.195
  const kmPerLon = kmPerLat * Math.cos((lat0 * Math.PI) / 180)
  const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6
  return {
    to: ({ lon, lat }: Centre): Site => ({ x: (lon - lon0) * kmPerLon, y: (lat - lat0) * kmPerLat }),
    from: ({ x, y }: Site): [number, number] => [rounded(lon0 + x / kmPerLon), rounded(lat0 + y / kmPerLat)],
  }
}

/** Two communes at one point would share one cell: the later ones are set around, on a spiral. */
function separate(sites: Site[]): Site[] {
  const taken = new Set<string>()
  const keyOf = ({ x, y }: Site) => `${x.toFixed(4)},${y.toFixed(4)}`
  return sites.map((site, index) => {
    let moved = site
    for (let turn = 1; taken.has(keyOf(moved)); turn++) {
      const angle = index + turn * 2.399963
      moved = { x: site.x + 0.05 * turn * Math.cos(angle), y: site.y + 0.05 * turn * Math.sin(angle) }
    }
    taken.add(keyOf(moved))
    return moved
  })
}

/** The convex hull of the centres, each grown into a circle: a frame that exists for one centre, or for a line of them. */
function frameAround(sites: ReadonlyArray<Site>): Site[] {
  const radius = marginOf(sites)
  const circles = sites.flatMap(({ x, y }) =>
    Array.from({ length: MARGIN_SIDES }, (_, side) => {
      const angle = (2 * Math.PI * side) / MARGIN_SIDES
      return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) }
    }),
  )
  return convexHull(circles)
}

/** Half the typical distance between neighbours, so that cells at the edge are as wide as the others. */
function marginOf(sites: ReadonlyArray<Site>): number {
  const nearest = sites
    .map((a) => Math.min(...sites.filter((b) => b !== a).map((b) => Math.hypot(a.x - b.x, a.y - b.y))))
    .filter(Number.isFinite)
    .sort((a, b) => a - b)
  return (nearest[Math.floor(nearest.length / 2)] ?? 2) * 0.75
}

function evenOut(start: Site[], frame: Site[]): Site[][] {
  let sites = start
  let cells = cellsOf(sites, frame)
  for (let round = 0; round < MAX_ROUNDS && !isLegible(cells); round++) {
    sites = sites.map((site, index) => {
      const middle = middleOf(cells[index] ?? [site])
      return { x: site.x + (middle.x - site.x) * STEP, y: site.y + (middle.y - site.y) * STEP }
    })
    cells = cellsOf(sites, frame)
  }
  return cells
}

function isLegible(cells: Site[][]): boolean {
  const areas = cells.map(areaOf)
  const mean = areas.reduce((sum, area) => sum + area, 0) / Math.max(1, areas.length)
  return areas.every((area) => area >= mean * LEGIBLE_SHARE)
}

function cellsOf(sites: Site[], frame: Site[]): Site[][] {
  const reach = 10 * Math.max(1, ...frame.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))))
  const delaunay = Delaunay.from(
    sites,
    ({ x }) => x,
    ({ y }) => y,
  )
  const voronoi = delaunay.voronoi([-reach, -reach, reach, reach])
  return sites.map((_, index) => {
    const polygon = voronoi.cellPolygon(index) ?? []
    const cell = polygon.slice(0, -1).map(([x, y]) => ({ x, y }))
    return clip(signed(cell) < 0 ? cell.reverse() : cell, frame)
  })
}

/** Sutherland-Hodgman: the part of a polygon inside a convex counter-clockwise frame. */
function clip(polygon: Site[], frame: Site[]): Site[] {
  return frame.reduce((kept, a, index) => {
    const b = frame[(index + 1) % frame.length] ?? a
    const side = ({ x, y }: Site) => (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)
    return kept.flatMap((point, at) => {
      const next = kept[(at + 1) % kept.length] ?? point
      const [here, there] = [side(point), side(next)]
      const inside = here >= 0 ? [point] : []
      if (here >= 0 === there >= 0) return inside
      const share = here / (here - there)
      return [...inside, { x: point.x + (next.x - point.x) * share, y: point.y + (next.y - point.y) * share }]
    })
  }, polygon)
}

/** Andrew's monotone chain, counter-clockwise. */
function convexHull(points: Site[]): Site[] {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y)
  const half = (ordered: Site[]) => {
    const chain: Site[] = []
    for (const point of ordered) {
      while (chain.length >= 2 && cross(chain.at(-2), chain.at(-1), point) <= 0) chain.pop()
      chain.push(point)
    }
    return chain.slice(0, -1)
  }
  return [...half(sorted), ...half(sorted.toReversed())]
}

function cross(a: Site | undefined, b: Site | undefined, c: Site): number {
  return a && b ? (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) : 0
}

function signed(cell: ReadonlyArray<Site>): number {
  return cell.reduce((sum, { x, y }, index) => {
    const next = cell[(index + 1) % cell.length]
    return sum + (next ? x * next.y - next.x * y : 0) / 2
  }, 0)
}

function areaOf(cell: ReadonlyArray<Site>): number {
  return Math.abs(signed(cell))
}

/** Relative to the first vertex: degrees far from the origin would lose their digits. */
function middleOf(cell: ReadonlyArray<Site>): Site {
  const [origin = { x: 0, y: 0 }] = cell
  const near = cell.map(({ x, y }) => ({ x: x - origin.x, y: y - origin.y }))
  const area = signed(near)
  const sums = near.reduce(
    (sum, { x, y }, index) => {
      const next = near[(index + 1) % near.length] ?? { x, y }
      const weight = x * next.y - next.x * y
      return { x: sum.x + (x + next.x) * weight, y: sum.y + (y + next.y) * weight }
    },
    { x: 0, y: 0 },
  )
  return { x: origin.x + sums.x / (6 * area), y: origin.y + sums.y / (6 * area) }
}
