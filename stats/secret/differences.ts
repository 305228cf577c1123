import { isKnown, type Value } from '../value.ts'
import { OWN_DATA_THRESHOLD } from './rules.ts'

/** A figure already public, or about to be: the sum of a set of cells. */
export type PublishedSum<CellId extends string = string> = { label: string; cells: ReadonlySet<CellId> }

/**
 * The masked cells that anybody can compute from published sums: by adding and subtracting them, in any number.
 * Exact (row reduction over fractions): a cell is found when it alone is a combination of the sums. Cells that are
 * published on their own count as known.
 */
export function revealedCells<CellId extends string>(
  published: ReadonlyArray<PublishedSum<CellId>>,
  masked: Iterable<CellId>,
): CellId[] {
  const columns = [...new Set(masked)]
  const rows = published
    .map(({ cells }) => columns.map((cell) => (cells.has(cell) ? 1 : 0)))
    .filter((row) => row.includes(1))
  return reduceRows(rows)
    .map((row) => row.flatMap((coefficient, column) => (coefficient === 0 ? [] : [column])))
    .filter((support) => support.length === 1)
    .map(([column = 0]) => columns[column])
    .filter((cell) => cell !== undefined)
}

/** Why one more sum may not be published beside the others, as a French sentence, or null when it may. */
export function refusalOfSum<CellId extends string>(
  candidate: PublishedSum<CellId>,
  published: ReadonlyArray<PublishedSum<CellId>>,
  masked: ReadonlyArray<CellId>,
): string | null {
  const before = new Set(revealedCells(published, masked))
  const exposed = revealedCells([...published, candidate], masked).filter((cell) => !before.has(cell))
  return exposed.length === 0
    ? null
    : `« ${candidate.label} » ne peut pas être publié : par différence avec les autres chiffres, on retrouverait ${exposed.length} valeur${exposed.length > 1 ? 's' : ''} masquée${exposed.length > 1 ? 's' : ''}.`
}

/**
 * Why the difference of two counts may not be shown (« EPCI moins QPV »), or null when it may. Refused when one is
 * missing, when the producer protects its counts (`isProtectedSource`), or when what is left is from 1 to k − 1.
 */
export function refusalOfDifference(
  whole: Value,
  part: Value,
  { isProtectedSource, k = OWN_DATA_THRESHOLD }: { isProtectedSource: boolean; k?: number },
): string | null {
  if (!isKnown(whole) || !isKnown(part)) return 'Une des deux valeurs manque : leur différence n’existe pas.'
  if (isProtectedSource) {
    return 'La différence de deux effectifs de ce producteur n’est pas publiée : elle ferait deviner des valeurs masquées.'
  }
  const rest = whole.value - part.value
  return rest > 0 && rest < k ? `Le reste compte moins de ${k} personnes : il n’est pas publié.` : null
}

/** Reduced row echelon form. Coefficients stay fractions of small whole numbers; a hair under 1e-9 is zero. */
function reduceRows(rows: number[][]): number[][] {
  const work = rows.map((row) => [...row])
  const width = work[0]?.length ?? 0
  let pivotRow = 0
  for (let column = 0; column < width && pivotRow < work.length; column++) {
    const found = work.findIndex((row, index) => index >= pivotRow && Math.abs(row[column] ?? 0) > 1e-9)
    if (found < 0) continue
    const [pivot = []] = work.splice(found, 1)
    const scaled = pivot.map((coefficient) => coefficient / (pivot[column] ?? 1))
    work.splice(pivotRow, 0, scaled)
    work.forEach((row, index) => {
      const factor = row[column] ?? 0
      if (index === pivotRow || factor === 0) return
      work[index] = row.map((coefficient, at) => tidy(coefficient - factor * (scaled[at] ?? 0)))
    })
    pivotRow += 1
  }
  return work
}

function tidy(coefficient: number): number {
  return Math.abs(coefficient) < 1e-9 ? 0 : coefficient
}
