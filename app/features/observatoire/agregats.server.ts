import { combine, sumValues, type Value } from '#stats/value.ts'
import { answerOf, framedBy } from './calcul.server.ts'
import type { Indicateur } from './catalogue.ts'
import type { Lecteur, SerieRow } from './lecture.server.ts'
import { membersOf } from './membres.ts'
import { type ComputedGroup, type Resolution, resolve } from './resolution.server.ts'
import { keyOf, readSums, type Sums } from './sommes.server.ts'
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
  const series = new Set(found.flatMap(({ resolution }) => seriesOf(resolution)))
  const reading = { lecteur, sums: await readSums(lecteur, [...series], codes), lieu: query.lieu }
  return found.flatMap(({ indicateur, resolution }) =>
    oneByPeriode(
      indicateur.additivity === 'somme'
        ? sumsOf(reading, indicateur, resolution)
        : ratiosOf(reading, indicateur, resolution),
    ).sort(byPeriode),
  )
}

function seriesOf({ published, computed }: Resolution): SerieRow[] {
  return [
    ...published.map(({ serie }) => serie),
    ...computed.flatMap(({ numerators, denominators }) => [...numerators, ...denominators]),
  ]
}

interface Reading {
  lecteur: Lecteur
  sums: Sums
  lieu: Place
}

function sumsOf({ lecteur, sums, lieu }: Reading, indicateur: Indicateur, found: Resolution): Valeur[] {
  return found.published.flatMap(({ serie, scale }) => {
    const sum = sums.get(keyOf(serie))
    if (!sum) return []
    const answer = answerOf(sum)
    const value = answer.value === null ? null : answer.value * scale
    return [{ ...framedBy(lecteur, indicateur, serie), lieu, ...answer, value, origin: 'agrege' as const }]
  })
}

function ratiosOf({ lecteur, sums, lieu }: Reading, indicateur: Indicateur, found: Resolution): Valeur[] {
  return found.computed.flatMap((group) => {
    const [first] = group.numerators
    const value = ratioOf(group, sums)
    if (!first || !value) return []
    return [{ ...framedBy(lecteur, indicateur, first), lieu, ...answerOf(value), origin: 'agrege' as const }]
  })
}

/** The sum of numerators over the sum of denominators, never a mean of ratios; null when a term is not about them. */
function ratioOf({ formula, numerators, denominators }: ComputedGroup, sums: Sums): Value | null {
  const terms = (series: SerieRow[]) => series.flatMap((serie) => sums.get(keyOf(serie)) ?? [])
  const [top, bottom] = [terms(numerators), terms(denominators)]
  if (top.length < numerators.length || bottom.length < denominators.length) return null
  return combine([sumValues(top), sumValues(bottom)], (over, under) => (formula.scale * over) / under)
}
