import type { Statut } from '#data/sources/statuts.ts'
import { combine, isKnown, known, missing, sumValues, type Value } from '#stats/value.ts'
import type { Indicateur } from './catalogue.ts'
import type { FactRow, Lecteur, SerieRow } from './lecture.server.ts'
import type { ComputedGroup } from './resolution.server.ts'
import type { Place, Valeur, ValeurSource } from './valeur.ts'

/** The facts read for a question, found again by series and place. */
export type FactIndex = (serie: SerieRow, code: string) => FactRow | undefined

/** Prepares facts to be found by series and place. */
export function indexFacts(facts: readonly FactRow[]): FactIndex {
  const bySerie = new Map<string, Map<string, FactRow>>()
  for (const fact of facts) {
    const key = `${fact.import} ${fact.serie}`
    const own = bySerie.get(key)
    if (own) own.set(fact.code, fact)
    else bySerie.set(key, new Map([[fact.code, fact]]))
  }
  return (serie, code) => bySerie.get(`${serie.import} ${serie.serie}`)?.get(code)
}

/** Where a figure comes from, said by the import that brought it. */
export function sourceOf(lecteur: Lecteur, id: string): ValeurSource {
  const manifest = lecteur.imports.get(id)
  if (!manifest) throw new Error(`import ${id} has series but no manifest`)
  const { file, sha256, producer, millesime, dataset, licence } = manifest
  return { file, sha256, producer, millesime, import: id, dataset, licence }
}

/** A cell of a file as a value of statistics. */
export function stateOfFact(fact: FactRow | undefined): Value {
  if (!fact) return missing('indisponible')
  if (fact.valeur !== null) return known(fact.valeur, isKnownStatus(fact.statut) ? fact.statut : 'normal')
  return missing(fact.statut === 'vide' || isKnownStatus(fact.statut) ? 'indisponible' : fact.statut)
}

function isKnownStatus(statut: Statut): statut is 'normal' | 'estime' | 'perturbe' {
  return statut === 'normal' || statut === 'estime' || statut === 'perturbe'
}

/** A value of statistics as an answer. */
export function answerOf(value: Value): Pick<Valeur, 'value' | 'status' | 'reason'> {
  if (isKnown(value)) return { value: value.value, status: value.status, reason: null }
  return { value: null, status: value.status, reason: value.reason ?? null }
}

/** What every value of an indicator drawn from a series has in common. */
export function framedBy(
  lecteur: Lecteur,
  indicateur: Indicateur,
  serie: SerieRow,
): Omit<Valeur, 'lieu' | 'value' | 'status' | 'reason' | 'origin'> {
  return {
    indicateur: indicateur.id,
    label: indicateur.label,
    unit: indicateur.unit,
    periode: serie.periode,
    geographie: serie.geographie,
    source: sourceOf(lecteur, serie.import),
  }
}

/** A published figure as it is, in the unit of the indicator. */
export function publishedValeur(
  lecteur: Lecteur,
  indicateur: Indicateur,
  { fact, scale }: { fact: FactRow; scale: number },
): Valeur {
  // The level was written by an import, which knows only these.
  const lieu = { niveau: fact.niveau as Place['niveau'], code: fact.code }
  const value = fact.valeur === null ? null : fact.valeur * scale
  return {
    ...framedBy(lecteur, indicateur, fact),
    lieu,
    value,
    status: fact.statut,
    reason: null,
    origin: 'publie',
  }
}

/** The terms of a ratio over one or several places: each is added up first, the ratio comes after. */
export function ratioOver(group: ComputedGroup, codes: readonly string[], at: FactIndex): Value {
  const sums = (series: SerieRow[]) => sumValues(series.map((serie) => sumOver(serie, codes, at)))
  const { formula, numerators, denominators } = group
  return combine([sums(numerators), sums(denominators)], (top, bottom) => (formula.scale * top) / bottom)
}

/** Whether at least one of these places has a row of this series: otherwise the file is not about them. */
export function isAbout(serie: SerieRow, codes: readonly string[], at: FactIndex): boolean {
  return codes.some((code) => at(serie, code) !== undefined)
}

/** A place without a row is a missing term: the sum of the others would be wrong. */
export function sumOver(serie: SerieRow, codes: readonly string[], at: FactIndex): Value {
  const values = codes.map((code) => stateOfFact(at(serie, code)))
  if (values.length > 1 && values.some(({ status }) => status === 'perturbe')) {
    return missing(
      'indisponible',
      'Effectifs perturbés par le producteur pour protéger les personnes : ils ne s’additionnent pas.',
    )
  }
  return values.length === 1 ? (values[0] ?? missing('indisponible')) : sumValues(values)
}
