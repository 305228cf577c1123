import { communeOf } from '#geo/referentiel.ts'
import type { ImpactResult } from '#stats/impact/index.ts'
import type { Computed } from './calcul.rules.ts'
import type { Essai } from './sensibilite.rules.ts'

const MOST_WEIGHTS = 30

/** What is kept of a calculation: the figures of the page, of the report and of the annex. */
export function resultOf({ computed, essais }: { computed: Computed; essais: ReadonlyArray<Essai> }) {
  const { result, decision, trajectoires, secondEffet } = computed
  const placebos: unknown = result.details?.placebos
  return {
    niveau: decision.level,
    texte: decision.text,
    lignes: decision.rows,
    effet: result.estimate,
    erreur: result.se,
    bas: result.interval.low,
    haut: result.interval.high,
    p: result.pValue,
    plusPetitVisible: decision.smallestDetectable,
    avantFit: result.fit.rmspePre,
    converge: result.certificate.converged,
    ecart: result.certificate.gap,
    iterations: result.certificate.iterations,
    poids: Object.entries(result.weights.units)
      .filter(([, poids]) => poids > 0.001)
      .map(([code, poids]) => ({ code, nom: nameOf(code), poids }))
      .toSorted((a, b) => b.poids - a.poids)
      .slice(0, MOST_WEIGHTS),
    placebos: Array.isArray(placebos) ? placebos.flatMap((its: unknown) => effectIn(its)) : [],
    avertissements: result.warnings,
    trajectoires,
    sensibilite: essais.map((its) => ({ ...its, nom: its.code === null ? null : nameOf(its.code) })),
    tendances: trendsOf(result),
    secondEffet: secondEffet ?? Number.NaN,
  }
}

function nameOf(code: string): string {
  return communeOf(code)?.nom ?? code
}

/** Rule G16: the test of the trends before, and how far they may diverge before the effect is lost. */
function trendsOf({ details }: ImpactResult): { p: number; rupture: number } {
  const test: unknown = details?.preTest
  const p = typeof test === 'object' && test !== null && 'pValue' in test ? Number(test.pValue) : Number.NaN
  const { breakdown } = details ?? {}
  return { p, rupture: typeof breakdown === 'number' ? breakdown : Number.NaN }
}

function effectIn(placebo: unknown): number[] {
  return typeof placebo === 'object' &&
    placebo !== null &&
    'effect' in placebo &&
    typeof placebo.effect === 'number'
    ? [placebo.effect]
    : []
}
