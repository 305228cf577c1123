import type { Network } from './network.ts'

export type Renewal = {
  kept: number
  lost: number
  created: number
  /** Share of the later ties that are new; NaN when there is none. */
  renewal: number
  /** Share of the earlier ties that are gone; NaN when there was none. */
  erosion: number
  /** Jaccard index: ties in both over ties in either; NaN when there is none at all. */
  stability: number
}

/** How ties changed from one period to the next. A tie is a pair of organisations, whatever its weight. */
export function renewalOfTies(before: Network, after: Network): Renewal {
  const [earlier, later] = [pairsOf(before), pairsOf(after)]
  const kept = earlier.intersection(later).size
  const [lost, created] = [earlier.size - kept, later.size - kept]
  return {
    kept,
    lost,
    created,
    renewal: created / later.size,
    erosion: lost / earlier.size,
    stability: kept / (kept + lost + created),
  }
}

export type CrossSector = {
  /** Share of the ties between two sectors; NaN without ties. */
  share: number
  /** What the share would be if ties ignored sectors, given how many organisations each has. */
  expected: number
  /** Krackhardt's E-I index: from −1 (only within sectors) to 1 (only across). */
  externalInternal: number
}

/** Whether organisations work across sectors. A tie counts once, whatever its weight. */
export function crossSectorTies(network: Network): CrossSector {
  let crossing = 0
  const sectorOf = (node: string) => network.getNodeAttribute(node, 'sector')
  network.forEachEdge((_edge, _attributes, source, target) => {
    if (sectorOf(source) !== sectorOf(target)) crossing += 1
  })
  const bySector = Map.groupBy(network.nodes(), sectorOf)
  const pairs = (count: number) => (count * (count - 1)) / 2
  const inside = [...bySector.values()].reduce((sum, members) => sum + pairs(members.length), 0)
  const share = crossing / network.size
  return { share, expected: 1 - inside / pairs(network.order), externalInternal: 2 * share - 1 }
}

/**
 * Share of directed ties that are returned (« A invite B » and « B invite A »), in [0, 1]: for relations that have
 * a direction only. A tie with oneself is nothing; the same tie twice counts once. NaN without ties.
 */
export function reciprocity(arrows: Iterable<{ source: string; target: string }>): number {
  const known = new Set<string>()
  for (const { source, target } of arrows) if (source !== target) known.add(JSON.stringify([source, target]))
  let returned = 0
  for (const arrow of known) {
    // as: written by the line above
    const [source, target] = JSON.parse(arrow) as [string, string]
    if (known.has(JSON.stringify([target, source]))) returned += 1
  }
  return returned / known.size
}

function pairsOf(network: Network): Set<string> {
  return new Set(
    network.mapEdges((_edge, _attributes, source, target) => JSON.stringify([source, target].sort())),
  )
}
