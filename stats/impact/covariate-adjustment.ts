import type { Panel } from './panel.ts'
import { PanelProblem } from './panel-problem.ts'
import { fitFixedEffects } from './regression/fixed-effects-fit.ts'
import { covariateOf, stackObservations, valuesAt } from './regression/observations.ts'
import { sample } from './synthetic-design.ts'

/**
 * The panel with what its covariates explain taken from the outcome: outcome − Σ βₖ covariateₖ. The β come from the
 * untreated cells alone, with unit and period effects, so that an effect of the treatment cannot leak into them.
 *
 * @returns the adjusted panel and the β, by name; NaN for a covariate that the others already explain
 * @throws PanelProblem `cellules-manquantes` when a covariate is missing in a cell, by unit and time
 * @see Kranz (2022), "Synthetic difference-in-differences with time-varying covariates"
 */
export function adjustForCovariates(
  panel: Panel,
  names: readonly string[],
): { readonly panel: Panel; readonly coefficients: Readonly<Record<string, number>> } {
  const columns = names.map((name) => covariateOf(panel, name))
  refuseMissing(panel, names, columns)
  const isUntreated = (unit: number, time: number) =>
    (panel.times[time] ?? Number.NaN) < (panel.firstTreated[unit] ?? Number.NaN)
  const observations = stackObservations(panel, names, isUntreated)
  const regressors = columns.map((column) => valuesAt(observations, column))
  const fit = fitOrRefuse(
    () => fitFixedEffects(observations, valuesAt(observations, panel.outcome), regressors),
    names,
  )
  const outcome = panel.outcome.map((value, cell) =>
    columns.reduce((rest, column, k) => rest - known(fit.coefficients[k]) * (column[cell] ?? 0), value),
  )
  const coefficients = Object.fromEntries(names.map((name, k) => [name, fit.coefficients[k] ?? Number.NaN]))
  return { panel: { ...panel, outcome }, coefficients }
}

/** Covariates that only unit and period effects move have nothing to take. */
function fitOrRefuse<Fit>(attempt: () => Fit, names: readonly string[]): Fit {
  try {
    return attempt()
  } catch (error) {
    if (!(error instanceof PanelProblem) || error.code !== 'calcul-impossible') throw error
    throw new PanelProblem(
      'covariables-liees',
      `Les covariables (${sample(names)}) ne varient pas une fois retirés les effets d’unité et de période : retirez-les.`,
      names.slice(0, 5),
    )
  }
}

/** A covariate that the others explain was dropped: it takes nothing. */
function known(coefficient: number | undefined): number {
  return coefficient === undefined || Number.isNaN(coefficient) ? 0 : coefficient
}

function refuseMissing(panel: Panel, names: readonly string[], columns: readonly Float64Array[]): void {
  columns.forEach((column, k) => {
    const holes: string[] = []
    column.forEach((value, cell) => {
      if (!Number.isNaN(value) || Number.isNaN(panel.outcome[cell] ?? Number.NaN)) return
      holes.push(
        `${panel.units[Math.floor(cell / panel.times.length)]} en ${panel.times[cell % panel.times.length]}`,
      )
    })
    if (holes.length === 0) return
    throw new PanelProblem(
      'cellules-manquantes',
      `La covariable « ${names[k]} » n’a pas de valeur pour ${sample(holes)}.`,
      holes.slice(0, 5),
    )
  })
}
