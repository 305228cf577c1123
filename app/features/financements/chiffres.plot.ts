import type { Pivot } from './chiffres-cube.server.ts'

const FRAME = { width: 900, left: 260, right: 770, row: 30, shown: 16, series: 6, label: 36 }

/** What is drawn of a pivot: a bar a row, cut by column, the longest sixteen in the order of the table. */
export function barsOf(pivot: Pivot) {
  const total = (key: string): number => Math.max(0, pivot.totauxLignes[key] ?? 0)
  const sizes = pivot.lignes.map((its) => total(its.key)).toSorted((one, other) => other - one)
  const smallest = sizes[FRAME.shown - 1] ?? 0
  const shown = pivot.lignes.filter((its) => total(its.key) >= smallest).slice(0, FRAME.shown)
  const scale = (FRAME.right - FRAME.left) / Math.max(1, sizes[0] ?? 1)
  const series = pivot.colonnes.map((its, at) => ({ ...its, rank: Math.min(at, FRAME.series - 1) + 1 }))
  const bars = shown.map((ligne, at) => {
    const parts = partsOf(ligne.key, { pivot, series, scale })
    const end = Math.max(FRAME.left, ...parts.map((part) => part.x + part.width))
    return {
      key: ligne.key,
      label: shorten(ligne.label),
      y: at * FRAME.row + 4,
      parts,
      end,
      total: total(ligne.key),
    }
  })
  return {
    bars,
    legend: legendOf(series),
    left: FRAME.left,
    width: FRAME.width,
    height: bars.length * FRAME.row + 8,
    hidden: pivot.lignes.length - bars.length,
  }
}

interface Serie {
  key: string
  label: string
  rank: number
}

/** The columns past the sixth share a colour: the legend says so. */
function legendOf(series: ReadonlyArray<Serie>): Serie[] {
  if (series.length <= FRAME.series) return [...series]
  const last = series.slice(0, FRAME.series - 1)
  return [...last, { key: 'autres', label: 'Autres colonnes', rank: FRAME.series }]
}

function partsOf(
  key: string,
  { pivot, series, scale }: { pivot: Pivot; series: ReadonlyArray<Serie>; scale: number },
) {
  if (series.length === 0)
    return [{ key, rank: 1, x: FRAME.left, width: round((pivot.totauxLignes[key] ?? 0) * scale) }]
  let x = FRAME.left
  return series.flatMap((its) => {
    const width = round(Math.max(0, pivot.valeurs[`${key}|${its.key}`] ?? 0) * scale)
    if (width === 0) return []
    const part = { key: its.key, rank: its.rank, x, width }
    x = round(x + width)
    return [part]
  })
}

const round = (value: number): number => Math.round(value * 10) / 10
const shorten = (text: string): string =>
  text.length > FRAME.label ? `${text.slice(0, FRAME.label - 1)}…` : text
