/** What contours share: borders. Simplified together so that no gap or overlap appears between neighbours. */
import type { Position } from 'geojson'
import { cleanSurface } from './contours.ts'
import { distanceKm, pointOf, polygonsOf, type Surface } from './plane.ts'

/** The length in kilometres of the border each pair of places shares; places that only touch at a point share none. */
export type Neighbours<Code extends string> = ReadonlyMap<Code, ReadonlyMap<Code, number>>

/**
 * Who borders whom, by shared edges: contours must come from one source, whose neighbours use the same vertices.
 * Every place is a key, islands included.
 */
export function neighboursOf<Code extends string>(
  places: ReadonlyArray<{ code: Code; surface: Surface }>,
): Neighbours<Code> {
  const owners = new Map<string, { code: Code; km: number }>()
  const neighbours = new Map<Code, Map<Code, number>>(places.map(({ code }) => [code, new Map()]))
  for (const { code, surface } of places) {
    for (const [a, b] of edgesOf(surface)) {
      const key = edgeKey(a, b)
      const owner = owners.get(key)
      if (!owner) owners.set(key, { code, km: distanceKm(pointOf(a), pointOf(b)) })
      else if (owner.code !== code) {
        addLength(neighbours, owner.code, code, owner.km)
        addLength(neighbours, code, owner.code, owner.km)
      }
    }
  }
  return neighbours
}

/**
 * Fewer vertices, same map: each border is simplified once (Douglas-Peucker, tolerance in degrees) and used by
 * both sides. Points where three places meet never move, so no place vanishes.
 */
export function simplifyTogether<Code extends string, Place extends { code: Code; surface: Surface }>(
  places: ReadonlyArray<Place>,
  toleranceDegrees: number,
): Place[] {
  const junctions = junctionsOf(places.map(({ surface }) => surface))
  return places.map((place) => {
    const coordinates = polygonsOf(place.surface).map((rings) =>
      rings.map((ring) => simplifyRing(ring, junctions, toleranceDegrees)),
    )
    const surface = cleanSurface({ type: 'MultiPolygon', coordinates })
    return surface === null ? place : { ...place, surface }
  })
}

function* edgesOf(surface: Surface): Generator<[Position, Position]> {
  for (const rings of polygonsOf(surface)) {
    for (const ring of rings) {
      for (let index = 1; index < ring.length; index++) {
        const [a, b] = [ring[index - 1], ring[index]]
        if (a && b) yield [a, b]
      }
    }
  }
}

/** Vertices where borders meet or part: they have another set of neighbours than the two of a plain vertex. */
function junctionsOf(surfaces: ReadonlyArray<Surface>): Set<string> {
  const around = new Map<string, Set<string>>()
  for (const surface of surfaces) {
    for (const [a, b] of edgesOf(surface)) {
      link(around, keyOf(a), keyOf(b))
      link(around, keyOf(b), keyOf(a))
    }
  }
  const junctions = new Set<string>()
  for (const [key, neighbours] of around) if (neighbours.size !== 2) junctions.add(key)
  return junctions
}

function simplifyRing(
  ring: ReadonlyArray<Position>,
  junctions: ReadonlySet<string>,
  tolerance: number,
): Position[] {
  const open = ring.slice(0, -1)
  const fixed = open.flatMap((position, index) => (junctions.has(keyOf(position)) ? [index] : []))
  // A ring without junction is an island or a hole: it turns from its smallest vertex, on both sides of the border.
  const starts = fixed.length > 0 ? fixed : [smallestIndex(open)]
  const arcs = starts.map((start, rank) =>
    arcBetween(open, start, starts[(rank + 1) % starts.length] ?? start),
  )
  const simplified = arcs.flatMap((arc) => simplifyArc(arc, tolerance).slice(0, -1))
  const [first] = simplified
  return first && simplified.length >= 3 ? [...simplified, first] : [...ring]
}

function arcBetween(open: ReadonlyArray<Position>, start: number, end: number): Position[] {
  const length = end > start ? end - start : end - start + open.length
  return Array.from({ length: length + 1 }, (_, step) => open[(start + step) % open.length] ?? [])
}

/** Simplified in one direction whatever side asks, so that both sides get the same vertices. */
function simplifyArc(arc: Position[], tolerance: number): Position[] {
  const second = arc[1]
  const beforeLast = arc.at(-2)
  const isBackward = keyOf(arc[0]) + keyOf(second) > keyOf(arc.at(-1)) + keyOf(beforeLast)
  const forward = isBackward ? arc.toReversed() : arc
  const kept = isLoop(forward) ? simplifyLoop(forward, tolerance) : douglasPeucker(forward, tolerance)
  return isBackward ? kept.toReversed() : kept
}

function isLoop(arc: ReadonlyArray<Position>): boolean {
  return keyOf(arc[0]) === keyOf(arc.at(-1))
}

/** A loop has no chord: it is cut at the vertex farthest from its start. */
function simplifyLoop(loop: ReadonlyArray<Position>, tolerance: number): Position[] {
  const start = loop[0]
  let [farthest, distance] = [0, -1]
  loop.forEach((position, index) => {
    const away = start ? squared(start, position) : 0
    if (away > distance) [farthest, distance] = [index, away]
  })
  const halves = [loop.slice(0, farthest + 1), loop.slice(farthest)]
  return halves.flatMap((half, index) => douglasPeucker(half, tolerance).slice(index === 0 ? 0 : 1))
}

function douglasPeucker(line: ReadonlyArray<Position>, tolerance: number): Position[] {
  const kept = new Set([0, line.length - 1])
  const pending: [number, number][] = [[0, line.length - 1]]
  for (let span = pending.pop(); span; span = pending.pop()) {
    const [from, to] = span
    const { index, distance } = farthestFromChord(line, from, to)
    if (distance <= tolerance) continue
    kept.add(index)
    pending.push([from, index], [index, to])
  }
  return line.filter((_, index) => kept.has(index))
}

function farthestFromChord(line: ReadonlyArray<Position>, from: number, to: number) {
  const [start, end] = [pointOf(line[from] ?? []), pointOf(line[to] ?? [])]
  const length = Math.hypot(end[0] - start[0], end[1] - start[1])
  let [best, distance] = [from, -1]
  for (let index = from + 1; index < to; index++) {
    const [x, y] = pointOf(line[index] ?? [])
    const cross = (end[0] - start[0]) * (y - start[1]) - (end[1] - start[1]) * (x - start[0])
    const away = length === 0 ? Math.hypot(x - start[0], y - start[1]) : Math.abs(cross) / length
    if (away > distance) [best, distance] = [index, away]
  }
  return { index: best, distance }
}

function addLength<Code>(neighbours: Map<Code, Map<Code, number>>, from: Code, to: Code, km: number): void {
  const known = neighbours.get(from)
  known?.set(to, (known.get(to) ?? 0) + km)
}

function link(around: Map<string, Set<string>>, from: string, to: string): void {
  const known = around.get(from)
  if (known) known.add(to)
  else around.set(from, new Set([to]))
}

function smallestIndex(open: ReadonlyArray<Position>): number {
  let smallest = 0
  open.forEach((position, index) => {
    if (keyOf(position) < keyOf(open[smallest])) smallest = index
  })
  return smallest
}

function squared(a: Position, b: Position): number {
  return ((a[0] ?? 0) - (b[0] ?? 0)) ** 2 + ((a[1] ?? 0) - (b[1] ?? 0)) ** 2
}

function keyOf(position: Position | undefined): string {
  return position ? `${position[0]},${position[1]}` : ''
}

function edgeKey(a: Position, b: Position): string {
  const [one, other] = [keyOf(a), keyOf(b)]
  return one < other ? `${one} ${other}` : `${other} ${one}`
}
