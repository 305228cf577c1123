import { UndirectedGraph } from 'graphology'

/** An organisation in the network. `sector` is what a tie may cross: public, association, bailleur, école… */
export type Organisation = { id: string; label: string; sector: string }

/** Two organisations that did something together: once or several times, in a year. The order does not matter. */
export type Tie = { source: string; target: string; weight: number; year?: number }

export type Network = UndirectedGraph<Organisation, { weight: number }>

/**
 * The undirected network of organisations and what they did together: ties between the same two are added up, a tie
 * of an organisation with itself is nothing. Organisations without a tie are in it: they are those left aside.
 * @throws RangeError for a tie with an unknown organisation, or with a weight that is not positive.
 */
export function buildNetwork(organisations: Iterable<Organisation>, ties: Iterable<Tie>): Network {
  const network: Network = new UndirectedGraph()
  for (const organisation of organisations) network.mergeNode(organisation.id, organisation)
  for (const { source, target, weight } of ties) {
    if (!network.hasNode(source) || !network.hasNode(target)) {
      throw new RangeError(`A tie with an unknown organisation: ${source}, ${target}`)
    }
    if (!(weight > 0)) throw new RangeError(`Not the weight of a tie: ${weight}`)
    if (source === target) continue
    const edge = network.edge(source, target)
    if (edge === undefined) network.addEdge(source, target, { weight })
    else network.updateEdgeAttribute(edge, 'weight', (known) => (known ?? 0) + weight)
  }
  return network
}
