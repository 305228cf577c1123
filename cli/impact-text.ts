import { formatFixed, NO_VALUE } from '#app/lib/numbers.ts'
import type { ImpactMethod, ImpactResult } from '#stats/impact/result.ts'

const METHOD_NAMES: Readonly<Record<ImpactMethod, string>> = {
  did: 'Différence de différences',
  event: 'Étude d’événement',
  cs: 'Effets par cohorte et par date (Callaway et Sant’Anna)',
  bacon: 'Décomposition de Goodman-Bacon',
  sc: 'Contrôle synthétique',
  sdid: 'Différence de différences synthétique',
  asc: 'Contrôle synthétique augmenté',
  its: 'Série interrompue',
}

const MOST_WEIGHTS = 8

/** The result for a person: what was measured, how sure, against whom, what it allows to say. */
export function describeImpact(result: ImpactResult): string[] {
  const { n, interval } = result
  const lines = [
    METHOD_NAMES[result.method],
    `Effet estimé : ${show(result.estimate)}${known(interval.low, interval.high) ? ` (intervalle à ${Math.round(interval.level * 100)} % : ${show(interval.low)} à ${show(interval.high)})` : ''}`,
    `Unités : ${n.units}, dont ${n.treated} traitées ; ${n.periods} dates.`,
  ]
  if (Number.isFinite(result.se)) lines.push(`Erreur-type : ${show(result.se)}`)
  if (Number.isFinite(result.pValue)) lines.push(`p = ${formatFixed(result.pValue, 3)}`)
  if (Number.isFinite(result.fit.rmspePre))
    lines.push(`Écart moyen au passé : ${show(result.fit.rmspePre)} ; après : ${show(result.fit.rmspePost)}`)
  lines.push(...weightLines('Territoires de comparaison', result.weights.units))
  lines.push(...weightLines('Dates de comparaison', result.weights.times))
  if (!result.certificate.converged) lines.push('Attention : le calcul n’a pas atteint son optimum.')
  for (const { message } of result.warnings) lines.push(`Attention : ${message}`)
  if (result.verdict !== null) lines.push('', `Ce qu’on peut en dire : ${result.verdict.text}`)
  return lines
}

function weightLines(title: string, weights: Readonly<Record<string, number>>): string[] {
  const heavy = Object.entries(weights)
    .filter(([, weight]) => Math.abs(weight) >= 0.005)
    .sort(([, a], [, b]) => b - a)
  if (heavy.length === 0) return []
  const shown = heavy
    .slice(0, MOST_WEIGHTS)
    .map(([name, weight]) => `${name} ${formatFixed(weight * 100, 1)} %`)
  const rest = heavy.length - shown.length
  return [`${title} : ${shown.join(', ')}${rest > 0 ? `… et ${rest} autres` : ''}`]
}

function known(...values: number[]): boolean {
  return values.every(Number.isFinite)
}

/** Five significant digits: an effect may be a rate of 0.01 or an amount of 10⁹. */
function show(value: number): string {
  if (!Number.isFinite(value)) return NO_VALUE
  return new Intl.NumberFormat('fr-FR', { maximumSignificantDigits: 5 }).format(value)
}
