import { WHOLE_KEY } from './demarche.words.ts'

interface Node {
  id: string
  parentId: string | null
}

/** The axis of first level above each node, itself included; `rootOf(null)` is the whole document. */
export function rootsOf(axes: ReadonlyArray<Node>): (axeId: string | null) => string {
  const parents = new Map(axes.map((its) => [its.id, its.parentId]))
  return (axeId) => {
    let here = axeId
    for (let steps = 0; here && steps < axes.length; steps++) {
      const parent = parents.get(here)
      if (!parent || !parents.has(parent)) break
      here = parent
    }
    return here ?? WHOLE_KEY
  }
}

/** Sums of something by group and axis of first level. */
export function matrixOf(
  lines: ReadonlyArray<{ axeId: string | null; instanceId: string | null; contributions: number }>,
  rootOf: (axeId: string | null) => string,
): Map<string, number> {
  const cells = new Map<string, number>()
  for (const { axeId, instanceId, contributions } of lines) {
    const key = cellKey(instanceId, rootOf(axeId))
    cells.set(key, (cells.get(key) ?? 0) + contributions)
  }
  return cells
}

export const cellKey = (instanceId: string | null, root: string): string => `${instanceId ?? ''} ${root}`
