import { conformalPValue, invertTest } from './conformal.ts'
import { crossFitTTest } from './cross-fit-t-test.ts'
import type { Panel } from './panel.ts'
import { PanelProblem } from './panel-problem.ts'
import { MOST_PLACEBOS, placeboInSpace, rankAmongPlacebos } from './placebo-in-space.ts'
import { placeboStandardError } from './resampling.ts'
import type { ImpactResult, ImpactWarning } from './result.ts'
import { fitOnSimplex } from './simplex-least-squares.ts'
import { answerOf, copiedDonors, LEVEL, measurable, normalInterval } from './synthetic-answer.ts'
import { gapPath, postLength, type SyntheticBlock } from './synthetic-block.ts'
import {
  controlEstimator,
  type SyntheticControlFit,
  type SyntheticControlModel,
} from './synthetic-control-fit.ts'
import { blockOf, type SyntheticDesign, toSyntheticDesign } from './synthetic-design.ts'
import { namePlacebos } from './synthetic-did.ts'
import { type CohortEstimator, castsOf, type DesignEstimate, estimateCasts } from './synthetic-estimate.ts'
import { checkRobustness, isBare, robustnessWarnings } from './synthetic-robustness.ts'

/** Searches of V for the estimate itself; placebos, and the rank among them, take one each. */
const SEARCHES = 3

/** Each placebo searches its own V, which takes a hundred times longer than an exact programme. */
const MOST_PREDICTOR_PLACEBOS = 200

export type SyntheticControlOptions = SyntheticControlModel & {
  /** Default `placebo`: rank among placebos in space. `conformal`: moving-block permutations, outcomes only. */
  readonly inference?: 'placebo' | 'conformal' | 'jackknife' | 'bootstrap' | 'none'
  readonly reps?: number
  readonly seed?: number
  readonly anticipation?: number
  /** `none` leaves out leave-one-out, placebo in time and back-test; they are also left out with inference `none`. */
  readonly checks?: 'all' | 'none'
}

/**
 * Synthetic control: the treated units against the convex mix of donors that resembled them most before treatment.
 *   effect at t = treated at t − Σ wᵢ donorᵢ at t, averaged over the post periods
 * Without predictors W matches every pre-treatment outcome (exact quadratic programme). With predictors W(V) matches
 * weighted predictors and V minimises the outcome gap on a window, nested or by cross-validation.
 *
 * p is the rank of the ratio post ÷ pre of root mean squared gaps among placebos in space, (1 + number as large) ÷
 * (donors + 1): there is no standard error in the usual sense, `se` is the spread of the placebo effects.
 * Assumes: the treated unit lies within the donors, a long stable pre period, no spill-over on donors.
 *
 * @throws PanelProblem by name for missing cells, too few donors or pre periods, unknown or empty predictors
 * @see Abadie, Gardeazabal (2003); Abadie, Diamond, Hainmueller (2010, 2015); Abadie (2021)
 * @example syntheticControl(panel, { predictors: [{ column: 'beer', from: 1984, to: 1988 }], fitFrom: 1970, fitTo: 1988 })
 */
export function syntheticControl(panel: Panel, options: SyntheticControlOptions = {}): ImpactResult {
  const design = toSyntheticDesign(panel, {
    anticipation: options.anticipation ?? 0,
    leastPre: 2,
    leastDonors: 2,
  })
  const { estimator, warnings } = controlEstimator(design, options)
  const thorough = controlEstimator(design, { restarts: SEARCHES, ...options }).estimator
  const estimate = estimateCasts(panel, castsOf(design), thorough)
  const answer = answerOf('sc', design, estimate)
  const inference = infer({ design, options, estimator, estimate })
  const checks = robustnessOf({ design, options, estimator, estimate })
  return {
    ...answer,
    ...measurable(design, inference.numbers),
    warnings: [
      ...answer.warnings,
      ...warnings,
      ...searchWarnings(estimate),
      ...inference.warnings,
      ...copiedDonors(inference.numbers),
      ...checks.warnings,
    ],
    details: { ...detailsOf(design, estimate), ...inference.details, ...checks.details },
  }
}

type Study = {
  readonly design: SyntheticDesign
  readonly options: SyntheticControlOptions
  readonly estimator: CohortEstimator<SyntheticControlFit>
  readonly estimate: DesignEstimate<SyntheticControlFit>
}

type Inference = {
  readonly numbers: Pick<ImpactResult, 'se' | 'interval' | 'pValue'>
  readonly warnings: readonly ImpactWarning[]
  readonly details: Readonly<Record<string, unknown>>
}

const NOTHING: Inference = {
  numbers: {
    se: Number.NaN,
    interval: { level: LEVEL, low: Number.NaN, high: Number.NaN },
    pValue: Number.NaN,
  },
  warnings: [],
  details: {},
}

function infer(study: Study): Inference {
  const { design, options } = study
  const wanted = options.inference ?? 'placebo'
  if (wanted === 'none') return NOTHING
  if (wanted === 'conformal') return conformal(study)
  if (wanted !== 'placebo') {
    const message =
      'Le contrôle synthétique n’a pas d’erreur-type par jackknife ni par bootstrap : utilisez les placebos ou les intervalles conformes.'
    return { ...NOTHING, warnings: [{ code: 'erreur-type-indefinie', message }] }
  }
  const [cohort, ...others] = design.cohorts
  const isAlone = cohort?.treated.length === 1 && others.length === 0
  if (isAlone && design.donors.length >= 3) return ranked(study)
  const draws = placeboStandardError(design, study.estimator, {
    reps: options.reps ?? 200,
    seed: options.seed ?? 1,
  })
  const reached = draws.draws.filter((draw) => Math.abs(draw) >= Math.abs(study.estimate.effect)).length
  return {
    numbers: {
      se: draws.standardError,
      interval: normalInterval(study.estimate.effect, draws.standardError),
      pValue: draws.draws.length === 0 ? Number.NaN : (1 + reached) / (draws.draws.length + 1),
    },
    warnings: [],
    details: { inference: 'placebo', reps: draws.draws.length },
  }
}

/** One treated unit: every donor serves once as a placebo. */
function ranked({ design, options, estimator, estimate }: Study): Inference {
  const cohort = design.cohorts[0]
  if (cohort === undefined) return NOTHING
  const most = options.predictors === undefined ? MOST_PLACEBOS : MOST_PREDICTOR_PLACEBOS
  // The rank compares like with like: the treated unit is fitted with the effort of its placebos.
  const comparable =
    options.predictors === undefined
      ? estimate
      : { ...estimateCasts(design.panel, castsOf(design), estimator), effect: estimate.effect }
  const study = rankAmongPlacebos(comparable, placeboInSpace(design, cohort, estimator, most))
  return {
    numbers: {
      se: study.standardError,
      interval: normalInterval(estimate.effect, study.standardError),
      pValue: study.ratioPValue,
    },
    warnings: [],
    details: {
      inference: 'placebo',
      rmspeRatio: study.ratio,
      pValueRatio: study.ratioPValue,
      pValueEffect: study.pValue,
      placebos: namePlacebos(design, study.placebos),
    },
  }
}

/** Weights fitted again on every period under each hypothesis: outcomes only. */
function conformal({ design, options, estimate }: Study): Inference {
  const cast = castsOf(design)[0]
  if (options.predictors !== undefined || cast === undefined || design.cohorts.length > 1) {
    throw new PanelProblem(
      'option-invalide',
      'Les intervalles conformes demandent une seule date de traitement et un contrôle synthétique sans prédicteurs.',
    )
  }
  const block = withoutAnticipation(blockOf(design.panel, cast))
  const post = postLength(block)
  const pValueAt = (effect: number) => conformalPValue(nullResiduals(block, effect), post, { kind: 'block' })
  const reach = 4 * Math.max(estimate.rmspePre, Math.abs(estimate.effect) / 2)
  const interval = invertTest(pValueAt, { centre: estimate.effect, reach, alpha: 1 - LEVEL })
  const unbounded = Number.isNaN(interval.low) || Number.isNaN(interval.high)
  const message = 'Trop peu de dates pour borner l’effet par permutation au niveau de 95 %.'
  return {
    numbers: {
      se: Number.NaN,
      interval: { level: LEVEL, ...interval },
      pValue: pValueAt(0),
    },
    warnings: unbounded ? [{ code: 'intervalle-non-borne', message }] : [],
    details: { inference: 'conformal', permutations: 'block' },
  }
}

/** Gaps at every period of a synthetic control fitted on all of them, once the effect is taken from the post periods. */
function nullResiduals(block: SyntheticBlock, effect: number): Float64Array {
  const treated = block.treated.map((value, t) => (t >= block.post ? value - effect : value))
  const solution = fitOnSimplex({
    points: block.donors,
    target: treated,
    count: block.donorCount,
    dim: block.periods,
  })
  return gapPath({ ...block, treated }, solution.weights)
}

function withoutAnticipation(block: SyntheticBlock): SyntheticBlock {
  if (block.pre === block.post) return block
  const kept = Array.from({ length: block.periods }, (_, t) => t).filter(
    (t) => t < block.pre || t >= block.post,
  )
  const pick = (rows: Float64Array, count: number) =>
    Float64Array.from({ length: count * kept.length }, (_, k) => {
      const row = Math.floor(k / kept.length)
      return rows[row * block.periods + (kept[k % kept.length] ?? 0)] ?? 0
    })
  return {
    ...block,
    donors: pick(block.donors, block.donorCount),
    treated: pick(block.treated, 1),
    periods: kept.length,
    post: block.pre,
  }
}

function robustnessOf({ design, options, estimator, estimate }: Study): {
  warnings: readonly ImpactWarning[]
  details: Readonly<Record<string, unknown>>
} {
  const [cohort, ...others] = design.cohorts
  const fit = estimate.fits[0]
  if (cohort === undefined || others.length > 0 || fit === undefined || isBare(options)) {
    return { warnings: [], details: {} }
  }
  const earlierEstimator = controlEstimator(design, {}).estimator
  const robustness = checkRobustness(design, cohort, { fit, estimator, earlierEstimator })
  const block = blockOf(design.panel, { cohort, treated: cohort.treated, donors: design.donors })
  const canSplit = cohort.pre >= 9 && options.predictors === undefined && cohort.pre === cohort.post
  return {
    warnings: robustnessWarnings(estimate.effect, robustness),
    details: {
      robustness,
      ...(canSplit ? { tTest: crossFitTTest(block) } : {}),
    },
  }
}

function searchWarnings({ fits }: DesignEstimate<SyntheticControlFit>): ImpactWarning[] {
  if (!fits.some((fit) => fit.searchUnfinished)) return []
  const message =
    'La recherche de l’importance des prédicteurs trouvait encore mieux quand elle s’est arrêtée : d’autres importances peuvent faire aussi bien.'
  return [{ code: 'recherche-inachevee', message }]
}

function detailsOf(
  design: SyntheticDesign,
  { fits, shares }: DesignEstimate<SyntheticControlFit>,
): Record<string, unknown> {
  return {
    loss: fits.length === 1 ? fits[0]?.loss : undefined,
    cohorts: design.cohorts.map((cohort, k) => ({
      group: cohort.group,
      treated: cohort.treated.map((unit) => design.panel.units[unit] ?? ''),
      estimate: fits[k]?.effect,
      share: shares[k],
      loss: fits[k]?.loss,
      predictorWeights: fits[k]?.importance,
      predictorBalance: fits[k]?.synthetic,
    })),
  }
}
