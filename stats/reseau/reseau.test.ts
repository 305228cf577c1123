import { expect, test } from 'vitest'
import { randomIndex, seededRandom } from '#stats/random.ts'
import { crossSectorTies, reciprocity, renewalOfTies } from './changes.ts'
import { toGraphMl, toTiesCsv } from './export.ts'
import { layoutNetwork } from './layout.ts'
import {
  averageClustering,
  betweenness,
  density,
  localClustering,
  measureNetwork,
  transitivity,
} from './measures.ts'
import { buildNetwork, type Organisation, type Tie } from './network.ts'

// Zachary, W. W. (1977), An Information Flow Model for Conflict and Fission in Small Groups: the 78 ties of the
// karate club, members numbered from 1 as in the article.
const KARATE: Record<number, number[]> = {
  1: [2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 18, 20, 22, 32],
  2: [3, 4, 8, 14, 18, 20, 22, 31],
  3: [4, 8, 9, 10, 14, 28, 29, 33],
  4: [8, 13, 14],
  5: [7, 11],
  6: [7, 11, 17],
  7: [17],
  9: [31, 33, 34],
  10: [34],
  14: [34],
  15: [33, 34],
  16: [33, 34],
  19: [33, 34],
  20: [34],
  21: [33, 34],
  23: [33, 34],
  24: [26, 28, 30, 33, 34],
  25: [26, 28, 32],
  26: [32],
  27: [30, 34],
  28: [34],
  29: [32, 34],
  30: [33, 34],
  31: [33, 34],
  32: [33, 34],
  33: [34],
}

const organisation = (id: string, sector = 'a'): Organisation => ({ id, label: `Nom ${id}`, sector })
const members = Array.from({ length: 34 }, (_, index) => organisation(String(index + 1)))
const ties = Object.entries(KARATE).flatMap(([source, targets]) =>
  targets.map((target): Tie => ({ source, target: String(target), weight: 1 })),
)
const karate = buildNetwork(members, ties)

test('the karate club has the published figures', () => {
  // Values published with NetworkX (karate_club_graph): density, average_clustering, transitivity, betweenness_centrality.
  expect(measureNetwork(karate)).toMatchObject({
    size: 34,
    ties: 78,
    components: 1,
    largestShare: 1,
    isolated: [],
  })
  expect(density(karate)).toBeCloseTo(0.13903743315508021, 12)
  expect(averageClustering(karate)).toBeCloseTo(0.5706384782076823, 12)
  expect(transitivity(karate)).toBeCloseTo(0.2556818181818182, 12)
  const bridges = betweenness(karate)
  expect(bridges.get('1')).toBeCloseTo(0.43763528138528146, 10)
  expect(bridges.get('34')).toBeCloseTo(0.30407497594997596, 10)
  expect(bridges.get('33')).toBeCloseTo(0.145247113997114, 10)
  expect(bridges.get('3')).toBeCloseTo(0.14365680615680618, 10)
  expect(bridges.get('8')).toBe(0)
  expect(localClustering(karate, '1')).toBeCloseTo(0.15, 12)
})

const star = buildNetwork(
  ['c', 'x', 'y', 'z'].map((id) => organisation(id, id === 'c' ? 'public' : 'asso')),
  ['x', 'y', 'z'].map((target) => ({ source: 'c', target, weight: 2 })),
)

test('the middle of a star is the only bridge', () => {
  expect(betweenness(star)).toEqual(
    new Map([
      ['c', 1],
      ['x', 0],
      ['y', 0],
      ['z', 0],
    ]),
  )
  expect(averageClustering(star)).toBe(0)
  expect(crossSectorTies(star)).toEqual({ share: 1, expected: 0.5, externalInternal: 1 })
})

test('a stronger tie is not a longer way: weights do not change who makes the bridge', () => {
  const weighted = buildNetwork(
    members,
    ties.map((tie, index) => ({ ...tie, weight: 1 + (index % 5) })),
  )
  expect(betweenness(weighted)).toEqual(betweenness(karate))
})

test('ties of the same two add up, a tie with oneself is nothing, and strangers are refused', () => {
  const network = buildNetwork(
    [organisation('a'), organisation('b'), organisation('alone')],
    [
      { source: 'a', target: 'b', weight: 1 },
      { source: 'b', target: 'a', weight: 2 },
      { source: 'a', target: 'a', weight: 5 },
    ],
  )
  expect(network.size).toBe(1)
  expect(network.getEdgeAttribute('a', 'b', 'weight')).toBe(3)
  expect(measureNetwork(network)).toMatchObject({ components: 2, isolated: ['alone'] })
  expect(() => buildNetwork([], [{ source: 'a', target: 'b', weight: 1 }])).toThrow(RangeError)
  expect(() => buildNetwork(members, [{ source: '1', target: '2', weight: 0 }])).toThrow(RangeError)
})

test('an empty network and a lonely one have no meaningless figure', () => {
  const empty = measureNetwork(buildNetwork([], []))
  expect(empty).toMatchObject({ size: 0, ties: 0, components: 0 })
  expect(empty.density).toBeNaN()
  expect(empty.transitivity).toBeNaN()
  expect(betweenness(buildNetwork([organisation('a')], []))).toEqual(new Map([['a', 0]]))
})

test('ties kept, lost and new are counted', () => {
  const of = (...pairs: string[]) =>
    buildNetwork(
      ['a', 'b', 'c', 'd'].map((id) => organisation(id)),
      pairs.map(([source = '', target = '']) => ({ source, target, weight: 1 })),
    )
  expect(renewalOfTies(of('ab', 'bc'), of('ba', 'cd', 'ad'))).toEqual({
    kept: 1,
    lost: 1,
    created: 2,
    renewal: 2 / 3,
    erosion: 1 / 2,
    stability: 1 / 4,
  })
  expect(renewalOfTies(of(), of()).renewal).toBeNaN()
})

test('an arrow is returned or not', () => {
  const arrow = (source: string, target: string) => ({ source, target })
  expect(
    reciprocity([arrow('a', 'b'), arrow('b', 'a'), arrow('a', 'c'), arrow('a', 'c'), arrow('c', 'c')]),
  ).toBeCloseTo(2 / 3)
  expect(reciprocity([])).toBeNaN()
})

test('the same network always has the same picture, whatever the order of its organisations', () => {
  const again = buildNetwork(members.toReversed(), ties.toReversed())
  const [first, second] = [layoutNetwork(karate, { seed: 1 }), layoutNetwork(karate, { seed: 1 })]
  expect(second).toEqual(first)
  expect(Object.fromEntries(layoutNetwork(again, { seed: 1 }))).toEqual(Object.fromEntries(first))
  for (const { x, y } of first.values()) expect(x >= 0 && x <= 1 && y >= 0 && y <= 1).toBe(true)
})

test('partners are drawn closer than strangers', () => {
  const layout = layoutNetwork(karate, { seed: 1 })
  const gap = (one: string, other: string) => {
    const [a, b] = [layout.get(one), layout.get(other)]
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : Number.NaN
  }
  const mean = (pairs: [string, string][]) => pairs.reduce((sum, [a, b]) => sum + gap(a, b), 0) / pairs.length
  const all = karate.nodes().flatMap((a, index) =>
    karate
      .nodes()
      .slice(index + 1)
      .map((b): [string, string] => [a, b]),
  )
  expect(mean(all.filter(([a, b]) => karate.hasEdge(a, b)))).toBeLessThan(
    0.8 * mean(all.filter(([a, b]) => !karate.hasEdge(a, b))),
  )
})

test('a new organisation hardly moves the others', () => {
  const before = layoutNetwork(karate, { seed: 1 })
  const more = buildNetwork(
    [...members, organisation('35')],
    [...ties, { source: '35', target: '7', weight: 1 }],
  )
  const after = layoutNetwork(more, { seed: 1, previous: before })
  const moves = members.map(({ id }) => {
    const [a, b] = [before.get(id), after.get(id)]
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : Number.NaN
  })
  expect(moves.reduce((sum, move) => sum + move, 0) / moves.length).toBeLessThan(0.1)
})

test('a single organisation and none are drawn without a fuss', () => {
  expect(layoutNetwork(buildNetwork([organisation('a')], []), { seed: 1 })).toEqual(
    new Map([['a', { x: 0.5, y: 0.5 }]]),
  )
  expect(layoutNetwork(buildNetwork([], []), { seed: 1 }).size).toBe(0)
})

test('GraphML and CSV keep what names contain', () => {
  const tricky = buildNetwork(
    [
      { id: 'a&b', label: 'L’<École> "A"\u0001', sector: 's' },
      { id: 'c', label: '=1+1;x', sector: 's' },
    ],
    [{ source: 'a&b', target: 'c', weight: 1.5 }],
  )
  const xml = toGraphMl(tricky, new Map([['c', { x: 0.25, y: 0.5 }]]))
  expect(xml).toContain('<node id="a&amp;b"><data key="label">L’&lt;École&gt; &quot;A&quot;</data>')
  expect(xml).toContain('<data key="x">0.25</data>')
  expect(xml).toContain('<data key="weight">1.5</data>')
  const [header, row] = toTiesCsv(tricky).replace('\ufeff', '').split('\r\n')
  expect(header).toBe('organisation_1;nom_1;secteur_1;organisation_2;nom_2;secteur_2;poids')
  expect(row).toBe(`a&b;"L’<École> ""A""\u0001";s;c;"'=1+1;x";s;1,5`)
})

test('four hundred organisations are measured and drawn in seconds', () => {
  const random = seededRandom(21)
  const many = Array.from({ length: 400 }, (_, index) => organisation(`o${index}`, `s${index % 7}`))
  const network = buildNetwork(
    many,
    Array.from({ length: 3000 }, () => ({
      source: `o${randomIndex(random, 400)}`,
      target: `o${randomIndex(random, 400)}`,
      weight: 1 + randomIndex(random, 5),
    })),
  )
  const before = performance.now()
  measureNetwork(network)
  betweenness(network)
  const measured = performance.now() - before
  layoutNetwork(network, { seed: 1 })
  expect(measured).toBeLessThan(3000)
  expect(performance.now() - before).toBeLessThan(15_000)
})
