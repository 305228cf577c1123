import { UndirectedGraph } from 'graphology'
import forceAtlas2 from 'graphology-layout-forceatlas2'
import { seededRandom } from '../random.ts'
import type { Network } from './network.ts'

/** Where to draw each organisation, in the square [0, 1] × [0, 1]. */
export type Layout = ReadonlyMap<string, { x: number; y: number }>

export type LayoutOptions = { seed: number; iterations?: number; previous?: Layout }

/**
 * Positions that do not move from year to year: give it the network of all the years together, draw each year on the
 * same positions. ForceAtlas2 in a fixed number of steps from a seeded start, so the same network always has the
 * same picture; `previous` starts from a known one, so that a new year moves the others as little as possible.
 */
export function layoutNetwork(network: Network, { seed, iterations = 400, previous }: LayoutOptions): Layout {
  const start = new UndirectedGraph<{ x: number; y: number }, { weight: number }>()
  const random = seededRandom(seed)
  for (const node of network.nodes().toSorted()) {
    const angle = 2 * Math.PI * random()
    const radius = Math.sqrt(random())
    const { x, y } = previous?.get(node) ?? {
      x: (1 + radius * Math.cos(angle)) / 2,
      y: (1 + radius * Math.sin(angle)) / 2,
    }
    start.addNode(node, { x: x * 200 - 100, y: y * 200 - 100 })
  }
  for (const { source, target, weight } of sortedTies(network)) start.addEdge(source, target, { weight })
  const positions = forceAtlas2(start, {
    iterations: previous ? Math.ceil(iterations / 4) : iterations,
    getEdgeWeight: 'weight',
    settings: {
      ...forceAtlas2.inferSettings(network),
      strongGravityMode: true,
      gravity: 0.05,
      edgeWeightInfluence: 0.5,
    },
  })
  return fitToSquare(positions)
}

/** The sums of forces depend on their order by a hair, which many steps would grow: the order is the names'. */
function sortedTies(network: Network): { source: string; target: string; weight: number }[] {
  return network
    .mapEdges((_edge, { weight }, one, other) => {
      const [source = one, target = other] = [one, other].sort()
      return { source, target, weight }
    })
    .sort((a, b) => (a.source < b.source || (a.source === b.source && a.target < b.target) ? -1 : 1))
}

function fitToSquare(positions: Record<string, { x: number; y: number }>): Layout {
  const points = Object.entries(positions)
  const [xs, ys] = [points.map(([, { x }]) => x), points.map(([, { y }]) => y)]
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const side = Math.max(Math.max(...xs) - left, Math.max(...ys) - top)
  const centre = (values: number[], low: number) => (1 - (Math.max(...values) - low) / side) / 2
  const rounded = (share: number) => Math.round(share * 1e4) / 1e4
  if (!(side > 0)) return new Map(points.map(([node]) => [node, { x: 0.5, y: 0.5 }]))
  return new Map(
    points.map(([node, { x, y }]) => [
      node,
      { x: rounded((x - left) / side + centre(xs, left)), y: rounded((y - top) / side + centre(ys, top)) },
    ]),
  )
}
