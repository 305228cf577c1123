import { Refusal } from '#app/lib/errors.ts'
import { NIVEAUX, type Niveau } from '#data/sources/niveaux.ts'
import { compileFormula, type Formula, runFormula } from '#stats/formule/formule.ts'
import { OWN_DATA_THRESHOLD } from '#stats/secret/rules.ts'
import { answerOf } from './calcul.server.ts'
import { stateOf } from './formules.server.ts'
import { findIndicateur } from './indicateurs.ts'
import type { Lecteur } from './lecture.server.ts'
import type { LieuNomme } from './lieu-mots.ts'
import { type ByIndicateur, valeursOfLieu } from './lieu-valeurs.server.ts'
import { sourceOfLocal } from './locaux.source.ts'
import type { IndicateurLocal } from './locaux.ts'
import type { IndicateursLus } from './locaux-lecture.server.ts'
import { containerOf } from './membres.ts'
import { isCount, unitOf } from './unites.ts'
import type { Valeur } from './valeur.ts'

type Known = Pick<IndicateurLocal, 'code' | 'unite' | 'nature'>

/**
 * Reads a formula over the catalogue and the entered indicators of a territory; other formulas are not read.
 * @throws Refusal with what is wrong and where
 */
export function compileLocale(texte: string, locaux: readonly Known[]): Formula {
  const compiled = compileFormula(texte, (id, niveau) => {
    const own = locaux.find(({ code, nature }) => code === id.toUpperCase() && nature !== 'formule')
    const unit = own?.unite ?? findIndicateur(id)?.unit
    if (unit === undefined || (niveau !== null && !NIVEAUX.some((one) => one === niveau))) return null
    return { unit: unitOf(unit) }
  })
  if (compiled.ok) return compiled.formula
  const { message, position } = compiled.problem
  throw new Refusal('formule', `La formule ne se lit pas (caractère ${position + 1}) : ${message}`, {
    field: 'formule',
  })
}

interface Derivation {
  lieu: LieuNomme
  lus: IndicateursLus
  values: ByIndicateur
}

/** What the formulas of a territory give at a place, from figures that are already masked: they cannot tell more. */
export async function derivedAt(
  lecteur: Lecteur,
  { lieu, lus, values }: Derivation,
): Promise<Map<string, Valeur[]>> {
  const found = new Map<string, Valeur[]>()
  for (const one of lus.formules) {
    const formula = compileLocale(one.formule, lus.known)
    const terms: Term[] = []
    for (const { id, niveau } of formula.variables) {
      const at = niveau === null ? values : await valuesAtContainer(lecteur, { lieu, lus, niveau })
      terms.push({
        id,
        niveau,
        isOwn: lus.counts.has(id.toUpperCase()),
        list: at.get(id.toUpperCase()) ?? [],
      })
    }
    const list = periodesOf(terms).flatMap(
      (periode) => resultAt(one, { formula, terms, periode, lieu }) ?? [],
    )
    if (list.length > 0) found.set(one.code, list)
  }
  return found
}

interface Term {
  id: string
  niveau: string | null
  /** Whether it counts persons of the territory. */
  isOwn: boolean
  list: readonly Valeur[]
}

async function valuesAtContainer(
  lecteur: Lecteur,
  { lieu, lus, niveau }: { lieu: LieuNomme; lus: IndicateursLus; niveau: string },
): Promise<ByIndicateur> {
  const level = NIVEAUX.find((one): one is Niveau => one === niveau)
  const code = level ? containerOf(lieu, level, lus.home) : null
  if (!level || !code) return new Map()
  const container = { niveau: level, code, nom: code, members: null }
  return new Map([...(await valeursOfLieu(lecteur, container)), ...lus.entered(container)])
}

/** The years of the territory's own figures; those of the catalogue when the formula has no other. */
function periodesOf(terms: readonly Term[]): string[] {
  const own = terms.filter(({ list }) => list.some(({ source }) => source.import === ''))
  const leading = own.length > 0 ? own : terms
  return [...new Set(leading.flatMap(({ list }) => list.map(({ periode }) => periode)))].sort().reverse()
}

/** Population of 2021 for a count of 2024: older than this, a figure says nothing of the year. */
const OLDEST = 5

function termAt({ list }: Term, periode: string): Valeur | undefined {
  const same = list.find((one) => one.periode === periode)
  if (same || list.some(({ source }) => source.import === '')) return same
  return list
    .filter((one) => /^\d{4}/.test(one.periode) && one.periode < periode)
    .filter((one) => Number(periode.slice(0, 4)) - Number(one.periode.slice(0, 4)) <= OLDEST)
    .toSorted((one, other) => other.periode.localeCompare(one.periode))[0]
}

interface Result {
  formula: Formula
  terms: readonly Term[]
  periode: string
  lieu: LieuNomme
}

function resultAt(one: IndicateurLocal, { formula, terms, periode, lieu }: Result): Valeur | null {
  const read = new Map(terms.map((term) => [`${term.id}@${term.niveau ?? ''}`, termAt(term, periode)]))
  if ([...read.values()].some((valeur) => valeur === undefined)) return null
  const answer = answerOf(runFormula(formula, (id, niveau) => stateOf(read.get(`${id}@${niveau ?? ''}`))))
  const isTold =
    answer.value !== null && terms.some(({ isOwn }) => isOwn) && isSmallCount(answer.value, one.unite)
  return {
    indicateur: one.code,
    label: one.libelle,
    lieu: { niveau: lieu.niveau, code: lieu.code },
    ...(isTold ? { value: null, status: 'secret' as const, reason: TELLING } : answer),
    unit: one.unite,
    periode,
    geographie: null,
    origin: 'calcule',
    source: sourceOfLocal(one, agesOf(read, periode)),
  }
}

const TELLING = `Masqué : le calcul donne un effectif de 1 à ${OWN_DATA_THRESHOLD - 1} personnes.`

function isSmallCount(value: number, unit: string): boolean {
  const count = Math.abs(value)
  return isCount(unit) && count > 0 && count < OWN_DATA_THRESHOLD
}

/** « calcul sur Maillage (POP_TOTAL de 2021) », when a term is older than the year shown. */
function agesOf(read: ReadonlyMap<string, Valeur | undefined>, periode: string): string {
  const older = [...read.values()].flatMap((valeur) =>
    valeur && valeur.periode !== periode ? [`${valeur.indicateur} de ${valeur.periode}`] : [],
  )
  return older.length === 0 ? 'calcul sur Maillage' : `calcul sur Maillage (${older.join(', ')})`
}
