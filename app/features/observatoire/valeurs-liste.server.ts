import { missing, type Value } from '#stats/value.ts'
import {
  answerOf,
  type FactIndex,
  framedBy,
  indexFacts,
  isAbout,
  publishedValeur,
  ratioOver,
  sumOver,
} from './calcul.server.ts'
import type { Indicateur } from './catalogue.ts'
import { type Mergers, mergersOf, withFormer } from './fusions.server.ts'
import { type Lecteur, readFacts, type SerieRow } from './lecture.server.ts'
import { type PublishedSerie, type Resolution, resolve } from './resolution.server.ts'
import { byPeriode, isPeriode, type Place, type Valeur } from './valeur.ts'

export interface ValeursQuery {
  indicateurs: readonly Indicateur[]
  niveau: Place['niveau']
  /** Places wanted; every place of the level when absent. */
  codes?: readonly string[] | undefined
  /** One period only, when a map or a command asks for one. */
  periode?: string | undefined
}

interface Reading {
  lecteur: Lecteur
  at: FactIndex
  mergers: Mergers
}

/**
 * Every value of some indicators at some places, latest period first: published as they are, else computed from counts.
 * One reading of the store, whatever the number of indicators.
 */
export async function listValeurs(lecteur: Lecteur, query: ValeursQuery): Promise<Valeur[]> {
  const resolved = await resolveAll(lecteur, query)
  const series = [...new Set(resolved.flatMap(({ found }) => seriesOf(found)))]
  const isCommune = query.niveau === 'commune'
  const mergers: Mergers = isCommune ? await mergersOf(lecteur) : () => null
  const wanted = query.codes && (isCommune ? withFormer(mergers, query.codes) : query.codes)
  const facts = await readFacts(lecteur, { series, ...(wanted && { codes: wanted }) })
  const reading = { lecteur, at: indexFacts(facts), mergers }
  const codes = query.codes ?? [...new Set(facts.map(({ code }) => code))]
  return resolved.flatMap(({ indicateur, found }) =>
    codes.flatMap((code) => valeursAt(reading, { indicateur, found, code })),
  )
}

async function resolveAll(
  lecteur: Lecteur,
  { indicateurs, niveau, periode }: ValeursQuery,
): Promise<Array<{ indicateur: Indicateur; found: Resolution }>> {
  const all: Array<{ indicateur: Indicateur; found: Resolution }> = []
  for (const indicateur of indicateurs) {
    const found = await resolve(lecteur, indicateur, niveau)
    const isWanted = (serie: SerieRow | undefined) =>
      serie === undefined ? !periode : isPeriode(serie.periode, periode)
    all.push({
      indicateur,
      found: {
        published: found.published.filter(({ serie }) => isWanted(serie)),
        computed: found.computed.filter(({ numerators }) => isWanted(numerators[0])),
      },
    })
  }
  return all
}

function seriesOf({ published, computed }: Resolution): SerieRow[] {
  return [
    ...published.map(({ serie }) => serie),
    ...computed.flatMap(({ numerators, denominators }) => [...numerators, ...denominators]),
  ]
}

interface Question {
  indicateur: Indicateur
  found: Resolution
  code: string
}

function valeursAt(reading: Reading, question: Question): Valeur[] {
  const published = publishedAt(reading, question)
  const said = new Set(published.map(({ periode }) => periode))
  const computed = computedAt(reading, question).filter(({ periode }) => !said.has(periode))
  return [...published, ...computed].sort(byPeriode)
}

/** One value a period: the first source of the catalogue that has it, its latest import. */
function publishedAt(reading: Reading, { indicateur, found, code }: Question): Valeur[] {
  const there = found.published.flatMap((one): Array<PublishedSerie & { merged: string[] | null }> => {
    const merged = reading.mergers(code, one.serie.geographie)
    if (merged) return isAbout(one.serie, merged, reading.at) ? [{ ...one, merged }] : []
    return reading.at(one.serie, code) ? [{ ...one, merged: null }] : []
  })
  return [...Map.groupBy(there, ({ serie }) => serie.periode).values()].flatMap((same) => {
    const best = same.sort(byPriority)[0]
    if (!best) return []
    if (best.merged) return [mergedValeur(reading, indicateur, { ...best, merged: best.merged, code })]
    const fact = reading.at(best.serie, code)
    return fact ? [publishedValeur(reading.lecteur, indicateur, { fact, scale: best.scale })] : []
  })
}

function byPriority(one: PublishedSerie, other: PublishedSerie): number {
  return one.priority - other.priority || other.serie.import.localeCompare(one.serie.import)
}

/** A commune born of a merger since the file: counts are added up, what is not a count has no value. */
function mergedValeur(
  { lecteur, at }: Reading,
  indicateur: Indicateur,
  { serie, scale, merged, code }: PublishedSerie & { merged: string[]; code: string },
): Valeur {
  const former = `${merged.length} communes de la géographie ${serie.geographie} (${merged.join(', ')})`
  const total: Value =
    indicateur.additivity === 'somme'
      ? sumOver(serie, merged, at)
      : missing(
          'indisponible',
          `Cette commune est née de la fusion de ${former} : ${indicateur.label.toLowerCase()} ne s’additionne pas.`,
        )
  const answer = answerOf(total)
  return {
    ...framedBy(lecteur, indicateur, serie),
    lieu: { niveau: 'commune', code },
    ...answer,
    value: answer.value === null ? null : answer.value * scale,
    origin: 'agrege',
  }
}

function computedAt(reading: Reading, { indicateur, found, code }: Question): Valeur[] {
  const values = found.computed.flatMap((group) => {
    const [first] = group.numerators
    if (!first) return []
    const codes = reading.mergers(code, first.geographie) ?? [code]
    if (![...group.numerators, ...group.denominators].some((serie) => isAbout(serie, codes, reading.at)))
      return []
    // The level was written by an import, which knows only these.
    const lieu = { niveau: first.niveau as Place['niveau'], code }
    return [
      {
        ...framedBy(reading.lecteur, indicateur, first),
        lieu,
        ...answerOf(ratioOver(group, codes, reading.at)),
        origin: codes.length > 1 ? ('agrege' as const) : ('calcule' as const),
      },
    ]
  })
  return oneByPeriode(values)
}

/** For each period a known value rather than a missing one, then the latest import. */
export function oneByPeriode(values: Valeur[]): Valeur[] {
  return [...Map.groupBy(values, ({ periode }) => periode).values()].flatMap(
    (same) =>
      same.sort(
        (one, other) =>
          Number(one.value === null) - Number(other.value === null) ||
          other.source.import.localeCompare(one.source.import),
      )[0] ?? [],
  )
}
