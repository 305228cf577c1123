import { OWN_DATA_THRESHOLD } from './rules.ts'

/** Why a cell is hidden. Readers must not be told which: it would say that a `primaire` is under the threshold. */
export type Mask = 'primaire' | 'complementaire'

export type MaskedList = {
  /** Null where the count may be shown. */
  masks: (Mask | null)[]
  /** Whether the total must be hidden too: when nothing else can protect the masked counts. */
  hidesTotal: boolean
}

/**
 * Masks the counts of a list published with its total. Counts from 1 to k − 1 are masked; zeros are shown. When the
 * total would give a masked count away (it is alone, or the masked ones are all 1, as small as they can be), the next
 * smallest count is masked too, and the total when no other is left.
 * @throws RangeError for a count that is not a whole number of at least 0.
 */
export function maskList(counts: ReadonlyArray<number>, k: number = OWN_DATA_THRESHOLD): MaskedList {
  if (!counts.every((count) => Number.isInteger(count) && count >= 0)) throw new RangeError('Not counts')
  const masks = counts.map((count): Mask | null => (count > 0 && count < k ? 'primaire' : null))
  const total = counts.reduce((sum, count) => sum + count, 0)
  const isTotalSmall = total > 0 && total < k
  if (!masks.includes('primaire')) return { masks, hidesTotal: false }
  const candidates = counts
    .map((count, index) => ({ count, index }))
    .filter(({ count, index }) => count > 0 && masks[index] === null)
    .sort((a, b) => a.count - b.count || a.index - b.index)
  while (isExposed(counts, masks)) {
    const next = candidates.shift()
    if (!next) return { masks, hidesTotal: true }
    masks[next.index] = 'complementaire'
  }
  return { masks, hidesTotal: isTotalSmall }
}

/** A lone masked count is the total less the others; masked counts that add up to their number are all 1. */
function isExposed(counts: ReadonlyArray<number>, masks: ReadonlyArray<Mask | null>): boolean {
  const masked = counts.filter((_, index) => masks[index] !== null)
  const sum = masked.reduce((all, count) => all + count, 0)
  return masked.length === 1 || sum === masked.length
}
