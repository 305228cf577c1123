import { connectedComponents } from 'graphology-components'
import betweennessCentrality from 'graphology-metrics/centrality/betweenness.js'
import type { Network } from './network.ts'

/** What to tell a reader about each figure. */
export const measureDefinitions = {
  size: 'Nombre d’organisations du réseau, y compris celles qui n’ont aucun lien.',
  ties: 'Nombre de paires d’organisations qui ont fait au moins une chose ensemble.',
  density:
    'Part des paires possibles qui ont un lien : 0 si personne ne travaille ensemble, 1 si tous travaillent avec tous.',
  components: 'Nombre d’ensembles d’organisations reliées entre elles, de proche en proche.',
  largestShare: 'Part des organisations qui sont dans le plus grand ensemble.',
  isolated: 'Organisations sans aucun lien sur la période.',
  clustering:
    'Probabilité moyenne que deux partenaires d’une même organisation soient eux-mêmes partenaires.',
  transitivity: 'Part des triplets reliés qui sont des triangles.',
  betweenness:
    'Part des plus courts chemins entre deux autres organisations qui passent par celle-ci : elle fait le pont.',
} as const

export type NetworkMeasures = {
  size: number
  ties: number
  density: number
  components: number
  largestShare: number
  isolated: string[]
  clustering: number
  transitivity: number
}

/** The figures of a whole network. Weights are not used: a tie is or is not. NaN where a figure has no meaning. */
export function measureNetwork(network: Network): NetworkMeasures {
  const parts = connectedComponents(network)
  const largest = Math.max(0, ...parts.map((part) => part.length))
  return {
    size: network.order,
    ties: network.size,
    density: density(network),
    components: parts.length,
    largestShare: largest / network.order,
    isolated: network.filterNodes((node) => network.degree(node) === 0).sort(),
    clustering: averageClustering(network),
    transitivity: transitivity(network),
  }
}

/** Ties over possible ties, n(n − 1)/2. NaN for fewer than two organisations. */
export function density(network: Network): number {
  return network.size / ((network.order * (network.order - 1)) / 2)
}

/**
 * Betweenness of each organisation, normalised by the (n − 1)(n − 2)/2 pairs of others (Freeman 1977, by Brandes's
 * algorithm). Ties are unweighted: a stronger tie is not a shorter path. All are 0 with fewer than three.
 */
export function betweenness(network: Network): Map<string, number> {
  if (network.order < 3) return new Map(network.mapNodes((node) => [node, 0]))
  return new Map(Object.entries(betweennessCentrality(network, { getEdgeWeight: null, normalized: true })))
}

/** Share of the pairs of partners of an organisation that are partners themselves; 0 with fewer than two partners. */
export function localClustering(network: Network, node: string): number {
  const partners = network.neighbors(node)
  const pairs = (partners.length * (partners.length - 1)) / 2
  return pairs === 0 ? 0 : trianglesAt(network, node) / pairs
}

/** Mean of the local coefficients over all organisations (Watts and Strogatz 1998), those with fewer than two partners counting 0. */
export function averageClustering(network: Network): number {
  const sum = network.reduceNodes((total, node) => total + localClustering(network, node), 0)
  return sum / network.order
}

/** Triangles over connected triples: 3 × triangles / triples. NaN when there is no triple. */
export function transitivity(network: Network): number {
  let [closed, triples] = [0, 0]
  network.forEachNode((node) => {
    const degree = network.degree(node)
    closed += trianglesAt(network, node)
    triples += (degree * (degree - 1)) / 2
  })
  return closed / triples
}

function trianglesAt(network: Network, node: string): number {
  const partners = network.neighbors(node)
  let triangles = 0
  partners.forEach((one, index) => {
    for (const other of partners.slice(index + 1)) if (network.hasEdge(one, other)) triangles += 1
  })
  return triangles
}
