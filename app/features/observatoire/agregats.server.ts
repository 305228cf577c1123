import {
  answerOf,
  type FactIndex,
  framedBy,
  indexFacts,
  isAbout,
  ratioOver,
  sumOver,
} from './calcul.server.ts'
import type { Indicateur } from './catalogue.ts'
import { type Lecteur, readFacts } from './lecture.server.ts'
import { membersOf } from './membres.ts'
import { type Resolution, resolve } from './resolution.server.ts'
import { byPeriode, type Place, type Valeur } from './valeur.ts'
import { oneByPeriode } from './valeurs-liste.server.ts'

export interface AggregateQuery {
  indicateurs: readonly Indicateur[]
  lieu: Place
  members?: readonly string[] | undefined
}

/** The communes a larger place is made of: those given for a perimeter, those of the official reference otherwise. */
export function communesOf({ lieu, members }: Pick<AggregateQuery, 'lieu' | 'members'>): readonly string[] {
  if (members) return members
  return lieu.niveau === 'perimetre' ? [] : membersOf({ niveau: lieu.niveau, code: lieu.code })
}

/** Why an indicator has no value for a place made of communes, as a French sentence, or null when it adds up. */
export function refusalToAggregate(indicateur: Indicateur): string | null {
  if (indicateur.additivity !== 'non-additif') return null
  return `${indicateur.label} ne s’additionne pas à partir des communes : il faut le chiffre que le producteur publie à ce niveau.`
}

/**
 * Adds up the communes of a larger place: sums for counts, ratios of sums for rates, nothing for what does not add up.
 * One missing or secret commune makes the whole missing, with the reason.
 */
export async function listAggregates(lecteur: Lecteur, query: AggregateQuery): Promise<Valeur[]> {
  const codes = communesOf(query)
  if (codes.length === 0) return []
  const found: Array<{ indicateur: Indicateur; resolution: Resolution }> = []
  for (const indicateur of query.indicateurs.filter((one) => refusalToAggregate(one) === null)) {
    found.push({ indicateur, resolution: await resolve(lecteur, indicateur, 'commune') })
  }
  const series = found.flatMap(({ resolution }) => [
    ...resolution.published.map(({ serie }) => serie),
    ...resolution.computed.flatMap(({ numerators, denominators }) => [...numerators, ...denominators]),
  ])
  const facts = await readFacts(lecteur, { series: [...new Set(series)], codes })
  const reading = { lecteur, at: indexFacts(facts), codes, lieu: query.lieu }
  return found.flatMap(({ indicateur, resolution }) =>
    oneByPeriode(
      indicateur.additivity === 'somme'
        ? sumsOf(reading, indicateur, resolution)
        : ratiosOf(reading, indicateur, resolution),
    ).sort(byPeriode),
  )
}

interface Reading {
  lecteur: Lecteur
  at: FactIndex
  codes: readonly string[]
  lieu: Place
}

function sumsOf({ lecteur, at, codes, lieu }: Reading, indicateur: Indicateur, found: Resolution): Valeur[] {
  return found.published
    .filter(({ serie }) => isAbout(serie, codes, at))
    .map(({ serie, scale }) => {
      const answer = answerOf(sumOver(serie, codes, at))
      const value = answer.value === null ? null : answer.value * scale
      return { ...framedBy(lecteur, indicateur, serie), lieu, ...answer, value, origin: 'agrege' as const }
    })
}

function ratiosOf(
  { lecteur, at, codes, lieu }: Reading,
  indicateur: Indicateur,
  found: Resolution,
): Valeur[] {
  return found.computed.flatMap((group) => {
    const [first] = group.numerators
    if (!first || !isAbout(first, codes, at)) return []
    const answer = answerOf(ratioOver(group, codes, at))
    return [{ ...framedBy(lecteur, indicateur, first), lieu, ...answer, origin: 'agrege' as const }]
  })
}
