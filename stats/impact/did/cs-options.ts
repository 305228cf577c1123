import { PanelProblem } from '../panel-problem.ts'

/** How group-time effects are estimated (Callaway and Sant'Anna). */
export type CsOptions = {
  /** Comparison units: never treated, or not yet treated at the time considered. */
  readonly control: 'never' | 'notyet'
  /** Doubly robust, outcome regression, or inverse probability weighting (normalised). */
  readonly estimator: 'dr' | 'reg' | 'ipw'
  /** Number of time units before treatment in which effects may already appear. */
  readonly anticipation: number
  /** Before treatment: compare with the period just before (`varying`) or with the last clean period (`universal`). */
  readonly base: 'varying' | 'universal'
  /** Names of panel covariates; read at the earlier of the two periods compared, as the `did` package does. */
  readonly covariates: readonly string[]
  /** A unit with a missing cell is dropped, or its cells are used as repeated cross-sections. */
  readonly unbalanced: 'drop' | 'cross-sections'
}

const DEFAULTS: CsOptions = {
  control: 'never',
  estimator: 'dr',
  anticipation: 0,
  base: 'varying',
  covariates: [],
  unbalanced: 'drop',
}

/** Options completed by the defaults of the `did` package, refused by name when they make no sense. */
export function readCsOptions(given: Partial<CsOptions>): CsOptions {
  const options = { ...DEFAULTS, ...given }
  const allowed: ReadonlyArray<readonly [string, string, readonly string[]]> = [
    ['control', options.control, ['never', 'notyet']],
    ['estimator', options.estimator, ['dr', 'reg', 'ipw']],
    ['base', options.base, ['varying', 'universal']],
    ['unbalanced', options.unbalanced, ['drop', 'cross-sections']],
  ]
  for (const [name, value, values] of allowed)
    if (!values.includes(value))
      throw new PanelProblem(
        'option-invalide',
        `L’option ${name} vaut ${values.join(', ')} : « ${value} » est inconnu.`,
      )
  if (!(options.anticipation >= 0 && Number.isFinite(options.anticipation)))
    throw new PanelProblem('option-invalide', 'L’anticipation est un nombre de périodes positif ou nul.')
  return options
}
