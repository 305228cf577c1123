/**
 * Impact estimation on panels: the door of the library. Pure functions, no input or output, one runtime dependency for
 * random numbers and one for eigenvalues. Start with {@link buildPanel}, then any of the answers. National studies on worker
 * threads (`national/national-study.ts`) need Node and are not behind this door, which browsers can open.
 */

// Difference in differences.
export { baconDecomposition } from './bacon-decomposition.ts'
export { callawaySantAnna } from './callaway-santanna.ts'
// Synthetic comparisons.
export { conformalPValue, invertTest } from './conformal.ts'
export { adjustForCovariates } from './covariate-adjustment.ts'
export { crossFitTTest } from './cross-fit-t-test.ts'
export { aggregateEffects } from './did/aggregate-effects.ts'
export { decomposeTwoWay } from './did/goodman-bacon.ts'
export { estimateGroupTimeEffects } from './did/group-time-effects.ts'
export { adjustBenjaminiHochberg, adjustHolm } from './did/multiple-tests.ts'
export { breakdownValue, robustInterval } from './did/parallel-trends-sensitivity.ts'
export { smallestDetectableEffect } from './did/smallest-detectable-effect.ts'
export { sunAbraham } from './did/sun-abraham.ts'
export { twoByTwo } from './did/two-by-two.ts'
export { differenceInDifferences } from './difference-in-differences.ts'
export { eventStudy } from './event-study.ts'
export { interruptedTimeSeries } from './interrupted-time-series.ts'
export { mannKendall } from './mann-kendall.ts'
// Panels, refusals, answers.
export { buildCrossSections, buildPanel, type Panel, type PanelColumns, type PanelRow } from './panel.ts'
export { PanelProblem, type PanelProblemCode } from './panel-problem.ts'
export { clusteredCovariance } from './regression/clustered-covariance.ts'
export { fitFixedEffects } from './regression/fixed-effects-fit.ts'
export { wildClusterBootstrap } from './regression/wild-bootstrap.ts'
export { type ImpactResult, toJsonAnswer } from './result.ts'
export { ridgeAugmentedControl } from './ridge-augmented.ts'
// What may be concluded.
export { secondOpinion } from './second-opinion.ts'
export { fitOnSimplex } from './simplex-least-squares.ts'
export { syntheticControl } from './synthetic-control.ts'
export { syntheticDid } from './synthetic-did.ts'
export { theilSen } from './theil-sen.ts'
export { type Decision, decide, type Situation, type StudyContext } from './verdict.ts'
export { decideOnResult } from './verdict-of-result.ts'
export { DECISION_TABLE, GUARDRAILS, THRESHOLDS } from './verdict-rules.ts'
export { bannedWordsIn } from './verdict-words.ts'
