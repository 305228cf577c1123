import { crossSectorTies, renewalOfTies } from '#stats/reseau/changes.ts'
import { measureNetwork, type NetworkMeasures } from '#stats/reseau/measures.ts'
import { buildNetwork, type Network, type Organisation, type Tie } from '#stats/reseau/network.ts'
import type { Participation } from './cooperation.words.ts'

/** The pairs that facts make: each fact ties all those it brings together, once. */
export function tiesOf(participations: readonly Participation[]): Tie[] {
  const ties: Tie[] = []
  for (const [, members] of factsOf(participations)) {
    const ids = [...new Set(members.map(({ organisationId }) => organisationId))].toSorted()
    const year = members[0]?.annee
    ids.forEach((source, rank) => {
      for (const target of ids.slice(rank + 1))
        ties.push({ source, target, weight: 1, ...(year === undefined ? {} : { year }) })
    })
  }
  return ties
}

/** Rows by fact and year: an action of three years is a fact in each of them. */
export function factsOf(participations: readonly Participation[]): Map<string, Participation[]> {
  return Map.groupBy(participations, ({ nature, fait, annee }) => `${nature} ${fait} ${annee}`)
}

export interface YearOfNetwork {
  annee: number
  liees: number
  liens: number
  densite: number
  ensembles: number
  nouveaux: number
  perdus: number
  /** Share of ties between organisations of different kinds; null without ties. */
  entreNatures: number | null
}

/** The network year by year: whether people work together more than before, among all the organisations known. */
export function yearsOf(
  organisations: readonly Organisation[],
  participations: readonly Participation[],
): YearOfNetwork[] {
  const byYear = Map.groupBy(participations, ({ annee }) => annee)
  const years = [...byYear.keys()].toSorted((a, b) => a - b)
  let before: Network = buildNetwork(organisations, [])
  return years.map((annee) => {
    const network = buildNetwork(organisations, tiesOf(byYear.get(annee) ?? []))
    const measures: NetworkMeasures = measureNetwork(network)
    const { created, lost } = renewalOfTies(before, network)
    before = network
    return {
      annee,
      liees: measures.size - measures.isolated.length,
      liens: measures.ties,
      densite: measures.density,
      ensembles: measures.components - measures.isolated.length,
      nouveaux: created,
      perdus: lost,
      entreNatures: network.size === 0 ? null : crossSectorTies(network).share,
    }
  })
}
