import { NotFound, Refusal } from '#app/lib/errors.ts'
import { NIVEAUX, type Niveau, readLieu } from '#data/sources/niveaux.ts'
import type { Statut } from '#data/sources/statuts.ts'
import { combine, isKnown, known, missing, sumValues, type Value } from '#stats/value.ts'
import type { ComputedAs, Indicateur } from './catalogue.ts'
import { text } from './duckdb.server.ts'
import { findIndicateur } from './indicateurs.ts'
import { type FactRow, findSeries, type Lecteur, readFacts, type SerieRow } from './lecture.server.ts'
import { membersOf } from './membres.ts'

export interface Place {
  niveau: Niveau
  code: string
}

/** A figure with where it comes from. A suppressed value has a status and no number. */
export interface Valeur {
  indicateur: string
  label: string | null
  lieu: Place
  value: number | null
  status: Statut
  /** Why there is no number, when a computation or an aggregation refused. */
  reason: string | null
  unit: string | null
  periode: string
  geographie: string | null
  /** How it was made: published as it is, computed from counts, added up from smaller places. */
  origin: 'publie' | 'calcule' | 'agrege'
  source: ValeurSource
}

export interface ValeurSource {
  file: string
  sha256: string
  producer: string
  millesime: string | null
  import: string
  dataset: string
  licence: string
}

export interface ValeurQuery {
  indicateur: string
  lieu: Place
  periode?: string | undefined
}

/** Reads `commune:59606`, `qpv:QN05921M`, `france`… Refuses a code that has not the form of its level. */
export function parsePlace(texte: string): Place {
  const [name = '', code = ''] = texte.trim().split(':')
  const niveau = NIVEAUX.find((one) => one === name.toLowerCase())
  if (!niveau) {
    throw new Refusal(
      'lieu-inconnu',
      `« ${texte} » n’est pas un lieu : écrivez niveau:code, par exemple commune:59606, iris:596060401, qpv:QN05921M, epci:245901160, departement:59 ou france.`,
    )
  }
  const outcome = readLieu(niveau === 'france' ? 'FR' : code, niveau)
  if ('lieu' in outcome) return { niveau: outcome.lieu.niveau, code: outcome.lieu.code }
  const why = 'problem' in outcome ? outcome.problem : 'code illisible'
  throw new Refusal('lieu-inconnu', `« ${texte} » n’est pas un lieu : ${why}.`)
}

/** One figure at one place, the latest period when none is asked for. Refuses with the reason when there is none. */
export async function getValeur(lecteur: Lecteur, query: ValeurQuery): Promise<Valeur> {
  const indicateur = findIndicateur(query.indicateur)
  const found = indicateur ? await valeurOf(lecteur, indicateur, query) : await rawValeur(lecteur, query)
  if (found) return found
  throw await nothingFor(lecteur, indicateur, query)
}

async function valeurOf(
  lecteur: Lecteur,
  indicateur: Indicateur,
  query: ValeurQuery,
): Promise<Valeur | null> {
  const published = await publishedValeur(lecteur, indicateur, query)
  if (published) return published
  for (const formula of indicateur.computed) {
    const computed = await computedValeur(lecteur, { indicateur, formula }, query)
    if (computed) return computed
  }
  return aggregatedValeur(lecteur, indicateur, query)
}

/** SQL condition of a variable pattern of some data sets: `MED{aa}` matches MED19, MED21… */
function matching(dataset: string, variable: string): string {
  const escaped = variable.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll('{aa}', '\\d{2}')
  return `regexp_full_match(indicateur, ${text(`${dataset}/${escaped}`)}, 'i')`
}

function atLevel(niveau: Niveau): string {
  return `niveau = ${text(niveau)} and sexe is null and age is null`
}

async function publishedValeur(
  lecteur: Lecteur,
  indicateur: Indicateur,
  query: ValeurQuery,
): Promise<Valeur | null> {
  const facts: Array<{ fact: FactRow; scale: number; priority: number }> = []
  for (const [priority, { dataset, variable, scale }] of indicateur.published.entries()) {
    const series = await findSeries(
      lecteur,
      `${matching(dataset, variable)} and ${atLevel(query.lieu.niveau)}`,
    )
    const rows = await readFacts(lecteur, { series, codes: [query.lieu.code] })
    facts.push(...rows.map((fact) => ({ fact, scale: scale ?? 1, priority })))
  }
  const wanted = facts.filter(({ fact }) => !query.periode || fact.periode === query.periode)
  const best = wanted.sort(
    (one, other) =>
      byDate(one.fact, other.fact) ||
      one.priority - other.priority ||
      other.fact.import.localeCompare(one.fact.import),
  )[0]
  if (!best) return null
  const value = best.fact.valeur === null ? null : best.fact.valeur * best.scale
  return {
    ...fromFact(lecteur, { ...best.fact, valeur: value }),
    indicateur: indicateur.id,
    label: indicateur.label,
    unit: indicateur.unit,
  }
}

/** The latest period first, then the latest import. */
function newest(one: FactRow, other: FactRow): number {
  return byDate(one, other) || other.import.localeCompare(one.import)
}

function byDate(one: FactRow, other: FactRow): number {
  return dated(other.periode).localeCompare(dated(one.periode))
}

/** A period that is not a date comes after every date. */
function dated(periode: string): string {
  return /^\d{4}/.test(periode) ? periode : ''
}

function fromFact(lecteur: Lecteur, fact: FactRow): Valeur {
  return {
    indicateur: fact.indicateur,
    label: fact.libelle,
    // The level was written by an import, which knows only these.
    lieu: { niveau: fact.niveau as Niveau, code: fact.code },
    value: fact.valeur,
    status: fact.statut,
    reason: null,
    unit: fact.unite,
    periode: fact.periode,
    geographie: fact.geographie,
    origin: 'publie',
    source: sourceOf(lecteur, fact.import),
  }
}

function sourceOf(lecteur: Lecteur, id: string): ValeurSource {
  const manifest = lecteur.imports.get(id)
  if (!manifest) throw new Error(`import ${id} has series but no manifest`)
  const { file, sha256, producer, millesime, dataset, licence } = manifest
  return { file, sha256, producer, millesime, import: id, dataset, licence }
}

interface Formula {
  indicateur: Indicateur
  formula: ComputedAs
}

/** A ratio of counts at one place: every count of the same period and import, or nothing. */
async function computedValeur(
  lecteur: Lecteur,
  { indicateur, formula }: Formula,
  query: ValeurQuery,
): Promise<Valeur | null> {
  const terms = await termsOf(lecteur, formula, {
    ...query,
    codes: [query.lieu.code],
    niveau: query.lieu.niveau,
  })
  if (!terms) return null
  const value = ratio(
    terms.numerators.map((facts) => stateOfFact(facts[0])),
    terms.denominators.map((facts) => stateOfFact(facts[0])),
    formula.scale,
  )
  return {
    ...computedFrom(lecteur, indicateur, terms),
    lieu: query.lieu,
    ...stateOf(value),
    origin: 'calcule',
  }
}

function ratio(numerators: Value[], denominators: Value[], scale: number): Value {
  return combine([sumValues(numerators), sumValues(denominators)], (top, bottom) => (scale * top) / bottom)
}

interface Terms {
  numerators: FactRow[][]
  denominators: FactRow[][]
  first: FactRow
}

interface TermQuery {
  periode?: string | undefined
  niveau: Niveau
  codes: readonly string[]
}

/** The facts of every variable of a formula, in the latest period (or the one asked for) that has them all. */
async function termsOf(lecteur: Lecteur, formula: ComputedAs, query: TermQuery): Promise<Terms | null> {
  const variables = [...formula.numerators, ...formula.denominators]
  const patterns = formula.datasets.flatMap((dataset) =>
    variables.map((variable) => matching(dataset, variable)),
  )
  const series = await findSeries(lecteur, `(${patterns.join(' or ')}) and ${atLevel(query.niveau)}`)
  const groups = [...Map.groupBy(series, (serie) => `${serie.periode} ${serie.import}`).values()]
  const wanted = groups
    .filter(([first]) => !query.periode || first?.periode === query.periode)
    .sort((one, other) => (other[0]?.periode ?? '').localeCompare(one[0]?.periode ?? ''))
  for (const group of wanted) {
    const byVariable = variables.map((variable) => group.find((serie) => isVariable(serie, variable)))
    if (byVariable.some((serie) => serie === undefined)) continue
    const facts = await readFacts(lecteur, {
      series: byVariable.filter((serie) => serie !== undefined),
      codes: query.codes,
    })
    const [first] = facts
    if (!first) continue
    const columns = byVariable.map((serie) => facts.filter((fact) => fact.serie === serie?.serie))
    const cut = formula.numerators.length
    return { numerators: columns.slice(0, cut), denominators: columns.slice(cut), first }
  }
  return null
}

function isVariable(serie: SerieRow, variable: string): boolean {
  const escaped = variable.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll('{aa}', '\\d{2}')
  return new RegExp(`/${escaped}$`, 'i').test(serie.indicateur)
}

function stateOfFact(fact: FactRow | undefined): Value {
  if (!fact) return missing('indisponible')
  if (fact.valeur !== null) return known(fact.valeur, isKnownStatus(fact.statut) ? fact.statut : 'normal')
  return missing(fact.statut === 'vide' || isKnownStatus(fact.statut) ? 'indisponible' : fact.statut)
}

function isKnownStatus(statut: Statut): statut is 'normal' | 'estime' | 'perturbe' {
  return statut === 'normal' || statut === 'estime' || statut === 'perturbe'
}

function stateOf(value: Value): Pick<Valeur, 'value' | 'status' | 'reason'> {
  if (isKnown(value)) return { value: value.value, status: value.status, reason: null }
  return { value: null, status: value.status, reason: value.reason ?? null }
}

function computedFrom(
  lecteur: Lecteur,
  indicateur: Indicateur,
  terms: Terms,
): Omit<Valeur, 'lieu' | 'value' | 'status' | 'reason' | 'origin'> {
  const { periode, geographie } = terms.first
  const source = sourceOf(lecteur, terms.first.import)
  return {
    indicateur: indicateur.id,
    label: indicateur.label,
    unit: indicateur.unit,
    periode,
    geographie,
    source,
  }
}

/** Adds up the communes of a larger place, when the indicator allows it; otherwise says why not. */
async function aggregatedValeur(
  lecteur: Lecteur,
  indicateur: Indicateur,
  query: ValeurQuery,
): Promise<Valeur | null> {
  const members = membersOf(query.lieu)
  if (members.length === 0) return null
  const formulas: ComputedAs[] =
    indicateur.additivity === 'somme'
      ? indicateur.published.map(({ dataset, variable }) => ({
          datasets: [dataset],
          numerators: [variable],
          denominators: [],
          scale: 1,
        }))
      : [...indicateur.computed]
  for (const formula of formulas) {
    const terms = await termsOf(lecteur, formula, {
      periode: query.periode,
      niveau: 'commune',
      codes: members,
    })
    if (!terms) continue
    const sums = (columns: FactRow[][]) => columns.map((facts) => sumOver(facts, members))
    const total = sumValues(sums(terms.numerators))
    const value =
      formula.denominators.length === 0
        ? total
        : ratio(sums(terms.numerators), sums(terms.denominators), formula.scale)
    return {
      ...computedFrom(lecteur, indicateur, terms),
      lieu: query.lieu,
      ...stateOf(value),
      origin: 'agrege',
    }
  }
  return null
}

/** A member without a row is a missing term: the sum of the others would be wrong. */
function sumOver(facts: FactRow[], members: readonly string[]): Value {
  const byCode = new Map(facts.map((fact) => [fact.code, fact]))
  return sumValues(members.map((code) => stateOfFact(byCode.get(code))))
}

async function rawValeur(lecteur: Lecteur, query: ValeurQuery): Promise<Valeur | null> {
  const all = (await rawSeries(lecteur, query.indicateur)).filter(
    (serie) => serie.niveau === query.lieu.niveau,
  )
  // A breakdown is not the measure: it answers only when the source gives nothing else.
  const whole = all.filter((serie) => serie.sexe === null && serie.age === null && serie.modalites === null)
  const series = whole.length > 0 ? whole : all
  const facts = await readFacts(lecteur, { series, codes: [query.lieu.code] })
  const wanted = facts.filter((fact) => !query.periode || fact.periode === query.periode)
  const best = wanted.sort(newest)[0]
  return best ? fromFact(lecteur, best) : null
}

/** `dataset/VARIABLE`; the data set may also be the name of the file, and is optional when the variable is unique. */
async function rawSeries(lecteur: Lecteur, name: string): Promise<SerieRow[]> {
  const exact = await findSeries(lecteur, `lower(indicateur) = lower(${text(name)})`)
  if (exact.length > 0) return exact
  const cut = name.lastIndexOf('/')
  const variable = name.slice(cut + 1)
  const alike = await findSeries(lecteur, `lower(split_part(indicateur, '/', 2)) = lower(${text(variable)})`)
  if (cut < 0) return alike
  const dataset = plain(name.slice(0, cut))
  return alike.filter((serie) => plain(lecteur.imports.get(serie.import)?.file ?? '').startsWith(dataset))
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

async function nothingFor(
  lecteur: Lecteur,
  indicateur: Indicateur | null,
  query: ValeurQuery,
): Promise<Error> {
  const where = `${query.lieu.niveau}:${query.lieu.code}`
  const when = query.periode ? ` pour ${query.periode}` : ''
  if (!indicateur && (await rawSeries(lecteur, query.indicateur)).length === 0) {
    return new NotFound(
      `L’indicateur « ${query.indicateur} » n’est ni dans le catalogue ni dans les fichiers importés : importez le fichier qui le contient, ou vérifiez son nom.`,
    )
  }
  const isLarger = membersOf(query.lieu).length > 0
  if (indicateur && isLarger && indicateur.additivity === 'non-additif') {
    const sentence = `${indicateur.label} n’est pas publié pour ${where}${when} et ne s’additionne pas à partir des communes : importez le fichier du producteur à ce niveau.`
    return new Refusal('non-additif', sentence)
  }
  const name = indicateur ? `${indicateur.id} (${indicateur.label})` : query.indicateur
  return new NotFound(`Aucun fichier importé ne donne ${name} pour ${where}${when}.`)
}
