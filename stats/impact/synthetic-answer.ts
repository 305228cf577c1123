import { normalQuantile } from '../numerics/distributions.ts'
import {
  blankResult,
  type ImpactEffect,
  type ImpactMethod,
  type ImpactResult,
  type ImpactWarning,
} from './result.ts'
import { isNoiseless } from './synthetic-block.ts'
import { blockOf, countOf, type SyntheticDesign } from './synthetic-design.ts'
import type { CohortFit, DesignEstimate } from './synthetic-estimate.ts'

/** Confidence level of every interval of the synthetic half. */
export const LEVEL = 0.95

/** Fewest donors with which a placebo rank can reach 5 %: its floor is 1 ÷ (donors + 1). */
const DONORS_FOR_FIVE_PERCENT = 19

/** The answer that every synthetic method gives, before its inference: estimate, path, weights, fit, certificate. */
export function answerOf<Fit extends CohortFit>(
  method: ImpactMethod,
  design: SyntheticDesign,
  estimate: DesignEstimate<Fit>,
): ImpactResult {
  const { panel } = design
  return {
    ...blankResult(method, panel),
    estimate: estimate.effect,
    effects: effectsOf(design, estimate),
    weights: { units: unitWeightsOf(design, estimate), times: timeWeightsOf(design, estimate) },
    fit: { rmspePre: estimate.rmspePre, rmspePost: estimate.rmspePost },
    certificate: estimate.certificate,
    n: {
      units: design.donors.length + design.cohorts.reduce((sum, { treated }) => sum + treated.length, 0),
      treated: design.cohorts.reduce((sum, { treated }) => sum + treated.length, 0),
      periods: panel.times.length,
    },
    warnings: [...design.warnings, ...fitWarnings(design, estimate)],
  }
}

/** estimate ± normal quantile × standard error; NaN when the error is not known. */
export function normalInterval(estimate: number, se: number, level = LEVEL): ImpactResult['interval'] {
  const reach = normalQuantile(0.5 + level / 2) * se
  return { level, low: estimate - reach, high: estimate + reach }
}

/** An error a million times smaller than the effect: placebos that nearly all fall on zero measured nothing. */
export function copiedDonors({ se, interval }: Pick<ImpactResult, 'se' | 'interval'>): ImpactWarning[] {
  if (!(se <= 1e-6 * Math.abs((interval.low + interval.high) / 2))) return []
  const message =
    'Les territoires de comparaison se copient les uns les autres : aucune incertitude ne peut être mesurée. Retirez les doublons.'
  return [{ code: 'donneurs-en-double', message }]
}

/** Error, interval and p, withheld when donors have no noise against which to measure them. */
export function measurable(
  design: SyntheticDesign,
  numbers: Pick<ImpactResult, 'se' | 'interval' | 'pValue'>,
): Pick<ImpactResult, 'se' | 'interval' | 'pValue'> {
  if (!hasNoiselessDonors(design) && copiedDonors(numbers).length === 0) return numbers
  const { level } = numbers.interval
  return { se: Number.NaN, interval: { level, low: Number.NaN, high: Number.NaN }, pValue: Number.NaN }
}

function hasNoiselessDonors({ panel, donors, cohorts }: SyntheticDesign): boolean {
  return cohorts.some((cohort) => isNoiseless(blockOf(panel, { cohort, treated: cohort.treated, donors })))
}

function effectsOf(design: SyntheticDesign, { fits, shares }: DesignEstimate): ImpactEffect[] {
  const { times } = design.panel
  const several = design.cohorts.length > 1
  const byCohort = design.cohorts.map((cohort, k): ImpactEffect => {
    const estimate = fits[k]?.effect ?? Number.NaN
    return { group: cohort.group, type: 'cohorte', weight: shares[k] ?? Number.NaN, estimate, se: Number.NaN }
  })
  const paths = design.cohorts.flatMap((cohort, k) =>
    times.map((time, t): ImpactEffect => {
      const estimate = fits[k]?.effects[t] ?? Number.NaN
      const when = { time, eventTime: t - cohort.post, estimate, se: Number.NaN }
      return several ? { group: cohort.group, ...when } : when
    }),
  )
  return several ? [...byCohort, ...paths] : paths
}

function unitWeightsOf(design: SyntheticDesign, { fits, shares }: DesignEstimate): Record<string, number> {
  return Object.fromEntries(
    design.donors.map((unit, i) => [
      design.panel.units[unit] ?? '',
      fits.reduce((sum, fit, k) => sum + (shares[k] ?? 0) * (fit.unitWeights[i] ?? 0), 0),
    ]),
  )
}

function timeWeightsOf(design: SyntheticDesign, { fits, shares }: DesignEstimate): Record<string, number> {
  const longest = Math.max(...design.cohorts.map(({ pre }) => pre))
  return Object.fromEntries(
    design.panel.times
      .slice(0, longest)
      .map((time, t) => [
        String(time),
        fits.reduce((sum, fit, k) => sum + (shares[k] ?? 0) * (fit.timeWeights[t] ?? 0), 0),
      ]),
  )
}

function fitWarnings(design: SyntheticDesign, { fits, certificate }: DesignEstimate): ImpactWarning[] {
  const warnings: ImpactWarning[] = []
  const warn = (code: string, message: string) => warnings.push({ code, message })
  const donors = design.donors.length
  if (!certificate.converged)
    warn(
      'optimum-non-certifie',
      `L’optimum n’est pas certifié (écart relatif ${certificate.gap.toExponential(1)}).`,
    )
  if (fits.some((fit) => !fit.unique))
    warn(
      'poids-non-uniques',
      'D’autres pondérations reproduisent aussi bien le passé : l’effet n’est identifié que faiblement par ces données. La pondération la plus étalée est retenue.',
    )
  if (donors < DONORS_FOR_FIVE_PERCENT)
    warn(
      'peu-de-donneurs',
      `Avec ${countOf(donors, 'territoire')} de comparaison, un test par placebos ne descend pas sous ${Math.ceil(100 / (donors + 1))} % : un verdict à 5 % est impossible.`,
    )
  if (hasNoiselessDonors(design))
    warn(
      'donneurs-sans-variation',
      'Les territoires de comparaison évoluent tous exactement de la même façon : aucune incertitude ne peut être mesurée.',
    )
  if (isPerfect(design, fits))
    warn(
      'ajustement-parfait',
      'Le passé est reproduit exactement : trop de territoires pour trop peu de dates, la comparaison n’a pas été mise à l’épreuve.',
    )
  return warnings
}

/** A fit a million times better than the effect on the pre periods of some cohort. */
function isPerfect(design: SyntheticDesign, fits: readonly CohortFit[]): boolean {
  return design.cohorts.some(({ pre, post }, k) => {
    const gaps = fits[k]?.gaps ?? new Float64Array(0)
    const before = Math.max(...gaps.subarray(0, pre).map(Math.abs))
    const after = Math.max(...gaps.subarray(post).map(Math.abs))
    return before <= 1e-6 * after
  })
}
