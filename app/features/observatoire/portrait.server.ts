import { text, texts } from './duckdb.server.ts'
import { type FactRow, findSeries, type Lecteur, readFacts } from './lecture.server.ts'
import type { Place } from './valeur.ts'

/** Several measures of several places over all their periods: what a portrait and its comparators are drawn from. */
export async function getPortrait(
  lecteur: Lecteur,
  query: { places: readonly Place[]; indicateurs: readonly string[] },
): Promise<FactRow[]> {
  const levels = [...new Set(query.places.map(({ niveau }) => niveau))]
  const series = await findSeries(
    lecteur,
    `indicateur in ${texts(query.indicateurs)} and niveau in ${texts(levels)} and sexe is null and age is null`,
  )
  const codes = [...new Set(query.places.map(({ code }) => code))]
  const facts = await readFacts(lecteur, { series, codes })
  const wanted = new Set(query.places.map(({ niveau, code }) => `${niveau} ${code}`))
  return facts.filter((fact) => wanted.has(`${fact.niveau} ${fact.code}`))
}

/** One measure at every place of a level, in one period: what a map is drawn from. */
export async function getCarte(
  lecteur: Lecteur,
  query: { indicateur: string; niveau: string; periode: string },
): Promise<FactRow[]> {
  const series = await findSeries(
    lecteur,
    `indicateur = ${text(query.indicateur)} and niveau = ${text(query.niveau)} and periode = ${text(query.periode)}
      and sexe is null and age is null and modalites is null`,
  )
  const latest = series
    .map((serie) => serie.import)
    .sort()
    .at(-1)
  return readFacts(lecteur, { series: series.filter((serie) => serie.import === latest) })
}
