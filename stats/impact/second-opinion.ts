import type { Panel } from './panel.ts'
import { PanelProblem } from './panel-problem.ts'
import type { ImpactMethod } from './result.ts'
import { syntheticControl } from './synthetic-control.ts'
import { syntheticDid } from './synthetic-did.ts'

/**
 * The effect that the other synthetic method finds on the same panel, errors left out: synthetic DiD for a synthetic
 * control, and the reverse. Undefined for other methods, or when the other method refuses the design.
 */
export function secondOpinion(panel: Panel, method: ImpactMethod, anticipation = 0): number | undefined {
  const options = { inference: 'none', anticipation } as const
  try {
    if (method === 'sc' || method === 'asc') return syntheticDid(panel, options).estimate
    if (method === 'sdid') return syntheticControl(panel, options).estimate
    return undefined
  } catch (error) {
    if (error instanceof PanelProblem) return undefined
    throw error
  }
}
