import type { Exploration } from './explorer.server.ts'
import { formatFigure } from './unites.ts'

const FRAME = { width: 860, height: 320, left: 90, right: 640, top: 16, bottom: 284 }
const LABEL_GAP = 16

interface Dot {
  x: number
  y: number
}

/** What is drawn of an exploration: a line a place, broken where there is no number. */
export function chartOf({ periodes, series, indicateur }: Exploration) {
  const years = periodes.map((periode, at) => Number(periode.slice(0, 4)) || at)
  const values = series.flatMap(({ cells }) => cells.flatMap((cell) => cell?.value ?? []))
  const [low, high] = bounds(values)
  const [first, last] = [Math.min(...years), Math.max(...years)]
  const across = (at: number) =>
    last === first
      ? (FRAME.left + FRAME.right) / 2
      : FRAME.left + ((FRAME.right - FRAME.left) * ((years[at] ?? first) - first)) / (last - first)
  const down = (value: number) =>
    FRAME.bottom - ((FRAME.bottom - FRAME.top) * (value - low)) / (high - low || 1)
  const lines = series.map(({ key, nom, cells }) => {
    const dots = cells.map((cell, at): Dot | null =>
      cell === null || cell.value === null ? null : { x: round(across(at)), y: round(down(cell.value)) },
    )
    const there = dots.flatMap((dot) => dot ?? [])
    return {
      key,
      nom: shorten(nom),
      d: pathOf(dots),
      dots: there,
      labelY: (there.at(-1)?.y ?? FRAME.bottom) + 4,
    }
  })
  return {
    ...FRAME,
    ticks: ticksOf(low, high).map((value) => ({
      y: round(down(value)),
      words: formatFigure(value, indicateur.unit).replace(' personnes', ''),
    })),
    years: periodes.map((periode, at) => ({ x: round(across(at)), words: periode })),
    lines: apart(lines),
  }
}

function bounds(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 1]
  const [low, high] = [Math.min(...values), Math.max(...values)]
  // The axis starts at zero unless that would flatten everything, and ends on round numbers.
  const start = low >= 0 && low < high * 0.6 ? 0 : low
  const step = stepOf(start, high === start ? start + 1 : high)
  const floor = Math.floor(start / step) * step
  return [floor, Math.max(Math.ceil(high / step) * step, floor + step)]
}

const TICKS = 4

/** The round step (1, 2 or 5 times a power of ten) that cuts a range in about four. */
function stepOf(low: number, high: number): number {
  const rough = (high - low) / TICKS
  const power = 10 ** Math.floor(Math.log10(rough))
  return power * ([1, 2, 5].find((times) => times * power >= rough) ?? 10)
}

function ticksOf(low: number, high: number): number[] {
  const step = stepOf(low, high)
  return Array.from({ length: Math.round((high - low) / step) + 1 }, (_, at) => low + at * step)
}

/** A gap in the figures is a gap in the line: nothing is guessed between two known years. */
function pathOf(dots: ReadonlyArray<Dot | null>): string {
  return dots.map((dot, at) => (dot ? `${dots[at - 1] ? 'L' : 'M'}${dot.x},${dot.y}` : '')).join('')
}

/** Names at the end of the lines, pushed down where they would touch. */
function apart<Line extends { labelY: number }>(lines: Line[]): Line[] {
  let lowest = Number.NEGATIVE_INFINITY
  const moved = new Map<Line, number>()
  for (const line of lines.toSorted((one, other) => one.labelY - other.labelY)) {
    lowest = Math.max(line.labelY, lowest + LABEL_GAP)
    moved.set(line, lowest)
  }
  return lines.map((line) => ({ ...line, labelY: moved.get(line) ?? line.labelY }))
}

function shorten(nom: string): string {
  return nom.length > 30 ? `${nom.slice(0, 29)}…` : nom
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10
}
