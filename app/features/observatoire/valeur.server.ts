import { NotFound, Refusal } from '#app/lib/errors.ts'
import { NIVEAUX, type Niveau, readLieu } from '#data/sources/niveaux.ts'
import { communesOf, listAggregates, refusalToAggregate } from './agregats.server.ts'
import { sourceOf } from './calcul.server.ts'
import type { Indicateur } from './catalogue.ts'
import { text } from './duckdb.server.ts'
import { findIndicateur } from './indicateurs.ts'
import { type FactRow, findSeries, type Lecteur, readFacts, type SerieRow } from './lecture.server.ts'
import { byPeriode, isPeriode, type Place, type Valeur, type ValeurQuery } from './valeur.ts'
import { listValeurs } from './valeurs-liste.server.ts'

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
  const { lieu, periode, members } = query
  const own = await listValeurs(lecteur, {
    indicateurs: [indicateur],
    niveau: lieu.niveau,
    codes: [lieu.code],
    periode,
  })
  if (own[0]) return own[0]
  const aggregates = await listAggregates(lecteur, { indicateurs: [indicateur], lieu, members })
  return aggregates.find((one) => isPeriode(one.periode, periode)) ?? null
}

/** The latest period first, then the latest import. */
function newest(one: FactRow, other: FactRow): number {
  return byPeriode(one, other) || other.import.localeCompare(one.import)
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

async function rawValeur(lecteur: Lecteur, query: ValeurQuery): Promise<Valeur | null> {
  const all = (await rawSeries(lecteur, query.indicateur)).filter(
    (serie) => serie.niveau === query.lieu.niveau,
  )
  // A breakdown is not the measure: it answers only when the source gives nothing else.
  const whole = all.filter((serie) => serie.sexe === null && serie.age === null && serie.modalites === null)
  const series = whole.length > 0 ? whole : all
  const facts = await readFacts(lecteur, { series, codes: [query.lieu.code] })
  const wanted = facts.filter((fact) => isPeriode(fact.periode, query.periode))
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
  const refusal = indicateur && communesOf(query).length > 0 ? refusalToAggregate(indicateur) : null
  if (refusal) return new Refusal('non-additif', `Rien n’est publié pour ${where}${when}. ${refusal}`)
  const name = indicateur ? `${indicateur.id} (${indicateur.label})` : query.indicateur
  return new NotFound(`Aucun fichier importé ne donne ${name} pour ${where}${when}.`)
}
