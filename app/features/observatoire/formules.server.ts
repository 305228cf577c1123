import { NotFound, Refusal } from '#app/lib/errors.ts'
import { NIVEAUX, type Niveau } from '#data/sources/niveaux.ts'
import { compileFormula, type Formula, runFormula } from '#stats/formule/formule.ts'
import { known, missing, type Value } from '#stats/value.ts'
import { answerOf } from './calcul.server.ts'
import { findIndicateur } from './indicateurs.ts'
import type { Lecteur } from './lecture.server.ts'
import { containerOf } from './membres.ts'
import { unitOf } from './unites.ts'
import { getValeur } from './valeur.server.ts'
import type { Place, Valeur, ValeurQuery } from './valeur.ts'

/**
 * Reads a formula over the indicators of the catalogue, `@epci`, `@departement`, `@region` and `@france` included.
 * @throws Refusal with what is wrong and where
 */
export function compileDerived(texte: string): Formula {
  const compiled = compileFormula(texte, (id, niveau) => {
    const indicateur = findIndicateur(id)
    if (!indicateur || (niveau !== null && !NIVEAUX.some((one) => one === niveau))) return null
    return { unit: unitOf(indicateur.unit) }
  })
  if (compiled.ok) return compiled.formula
  const { message, position } = compiled.problem
  throw new Refusal('formule', `La formule ne se lit pas (caractère ${position + 1}) : ${message}`, {
    field: 'formule',
  })
}

/** What a formula gives at one place, each variable at its latest period unless one is asked for. */
export async function getDerived(
  lecteur: Lecteur,
  formula: Formula,
  query: Omit<ValeurQuery, 'indicateur'> & { home?: string | null },
): Promise<Valeur> {
  const read = new Map<string, Valeur | string>()
  for (const { id, niveau } of formula.variables) {
    read.set(`${id}@${niveau ?? ''}`, await variableAt(lecteur, { id, niveau }, query))
  }
  const found = [...read.values()].filter((one) => typeof one !== 'string')
  const [first] = found
  if (!first)
    throw new NotFound([...read.values()].find((one) => typeof one === 'string') ?? 'La formule est vide.')
  const value = runFormula(formula, (id, niveau) => stateOf(read.get(`${id}@${niveau ?? ''}`)))
  return {
    ...first,
    ...answerOf(value),
    indicateur: formula.text,
    label: formula.text,
    lieu: query.lieu,
    unit: formula.unitLabel,
    periode: [...new Set(found.map(({ periode }) => periode))].sort().join(' et '),
    origin: 'calcule',
  }
}

async function variableAt(
  lecteur: Lecteur,
  variable: { id: string; niveau: string | null },
  query: Omit<ValeurQuery, 'indicateur'> & { home?: string | null },
): Promise<Valeur | string> {
  const lieu = placeOf(query.lieu, variable.niveau, query.home ?? null)
  if (!lieu) return `On ne sait pas de quel lieu de niveau ${variable.niveau} il s’agit.`
  const members = variable.niveau === null ? query.members : undefined
  try {
    return await getValeur(lecteur, { indicateur: variable.id, lieu, periode: query.periode, members })
  } catch (error) {
    if (error instanceof NotFound || error instanceof Refusal) return error.message
    throw error
  }
}

function placeOf(lieu: Place, niveau: string | null, home: string | null): Place | null {
  if (niveau === null) return lieu
  const level = NIVEAUX.find((one): one is Niveau => one === niveau)
  const code = level ? containerOf(lieu, level, home) : null
  return level && code ? { niveau: level, code } : null
}

/** A figure that was read, or the sentence of why there is none, as a value of statistics. */
export function stateOf(read: Valeur | string | undefined): Value {
  if (read === undefined || typeof read === 'string') return missing('indisponible', read)
  if (read.value !== null)
    return known(read.value, read.status === 'estime' || read.status === 'perturbe' ? read.status : 'normal')
  const { status } = read
  const isMissing = status === 'secret' || status === 'non_significatif' || status === 'sans_objet'
  return missing(isMissing ? status : 'indisponible', read.reason ?? undefined)
}
