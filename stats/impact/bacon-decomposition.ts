import { alwaysTreatedWarning, refuseUnidentified } from './did/did-inference.ts'
import { decomposeTwoWay } from './did/goodman-bacon.ts'
import type { Panel } from './panel.ts'
import { blankResult, type ImpactResult } from './result.ts'

/**
 * Goodman-Bacon decomposition as an answer: the estimate is the two-way fixed-effects one, `effects` its parts.
 * It explains an estimate and has no precision of its own.
 * @throws PanelProblem missing cells, weights, nobody to compare with
 * @example baconDecomposition(panel).effects // [{ type: 'Treated vs Untreated', group: 2004, weight, estimate }…]
 */
export function baconDecomposition(panel: Panel): ImpactResult {
  refuseUnidentified(panel)
  const parts = decomposeTwoWay(panel)
  const byType: Record<string, { weight: number; estimate: number }> = {}
  for (const part of parts) {
    const known = byType[part.type] ?? { weight: 0, estimate: 0 }
    const weight = known.weight + part.weight
    byType[part.type] = {
      weight,
      estimate: (known.weight * known.estimate + part.weight * part.estimate) / weight,
    }
  }
  return {
    ...blankResult('bacon', panel),
    estimate: parts.reduce((sum, part) => sum + part.weight * part.estimate, 0),
    effects: parts.map((part) => ({
      type: part.type,
      group: part.treatedGroup,
      controlGroup: part.controlGroup,
      weight: part.weight,
      estimate: part.estimate,
      se: Number.NaN,
    })),
    warnings: alwaysTreatedWarning(panel, 'elles forment le groupe « Always Treated »'),
    details: { byType },
  }
}
