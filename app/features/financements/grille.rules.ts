interface Marked {
  noteMax: number
  poids: number
  notes: ReadonlyArray<{ note: number }>
}

/**
 * Weighted share of the marks of a grid, in [0, 1]: mean of the marks of each criterion, over its maximum, weighted.
 * A criterion nobody marked is left out; null when none is.
 */
export function gridShare(criteres: ReadonlyArray<Marked>): number | null {
  const marked = criteres.filter((its) => its.notes.length > 0)
  const weight = marked.reduce((sum, its) => sum + its.poids, 0)
  if (weight === 0) return null
  return marked.reduce((sum, its) => sum + (its.poids * meanOf(its.notes)) / its.noteMax, 0) / weight
}

const meanOf = (notes: Marked['notes']): number =>
  notes.reduce((sum, its) => sum + its.note, 0) / notes.length

/** Whether people disagree on a criterion: two marks apart by two fifths of the scale, or more. */
export function isDisputed({ noteMax, notes }: Pick<Marked, 'noteMax' | 'notes'>): boolean {
  const marks = notes.map((its) => its.note)
  return marks.length > 1 && Math.max(...marks) - Math.min(...marks) >= noteMax * 0.4
}
