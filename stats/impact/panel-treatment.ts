import type { PanelColumns } from './panel.ts'
import type { CellReader } from './panel-cells.ts'
import { readNumber } from './panel-numbers.ts'
import { PanelProblem } from './panel-problem.ts'

/** Per unit, the time of its first treated period (Infinity: never), from a 0/1 column or from a date column. */
export function readFirstTreated(cells: CellReader, columns: PanelColumns): Float64Array {
  const { treated, firstTreated } = columns
  if (treated !== undefined && firstTreated !== undefined)
    throw new PanelProblem(
      'traitement-absent',
      'Indiquez une seule colonne de traitement : soit 0/1 par période, soit la date de la première période traitée.',
    )
  if (treated !== undefined) return fromIndicator(cells, treated)
  if (firstTreated !== undefined) return fromDates(cells, firstTreated)
  throw new PanelProblem(
    'traitement-absent',
    'Indiquez la colonne de traitement : 0/1 par période, ou la date de la première période traitée.',
  )
}

function isTreatedCell(value: unknown, column: string): boolean | undefined {
  const text = String(value ?? '').trim()
  if (/^(1([.,]0*)?|true|vrai|oui|yes)$/i.test(text)) return true
  if (/^(0([.,]0*)?|false|faux|non|no)$/i.test(text)) return false
  if (Number.isNaN(readNumber(value))) return undefined
  throw new PanelProblem(
    'traitement-illisible',
    `La colonne « ${column} » doit contenir 0 ou 1 : « ${text} » n’est pas lisible.`,
    [text],
  )
}

function fromIndicator(cells: CellReader, column: string): Float64Array {
  const firsts = new Float64Array(cells.units.length).fill(Number.POSITIVE_INFINITY)
  const lastUntreated = new Float64Array(cells.units.length).fill(Number.NEGATIVE_INFINITY)
  cells.forEach((row, unit, timeIndex) => {
    const time = cells.times[timeIndex] ?? Number.NaN
    const isTreated = isTreatedCell(row[column], column)
    if (isTreated === true) firsts[unit] = Math.min(firsts[unit] ?? time, time)
    if (isTreated === false) lastUntreated[unit] = Math.max(lastUntreated[unit] ?? time, time)
  })
  const stopped = cells.units.filter((_, unit) => (lastUntreated[unit] ?? 0) > (firsts[unit] ?? 0))
  if (stopped.length > 0)
    throw new PanelProblem(
      'traitement-interrompu',
      `Le traitement s’arrête après avoir commencé (${stopped.slice(0, 5).join(', ')}) : ces méthodes supposent qu’il dure.`,
      stopped.slice(0, 5),
    )
  return firsts
}

function fromDates(cells: CellReader, column: string): Float64Array {
  const firsts = new Float64Array(cells.units.length).fill(Number.NaN)
  cells.forEach((row, unit) => {
    const first = dateOf(row[column], column, cells)
    const known = firsts[unit] ?? Number.NaN
    if (!Number.isNaN(known) && known !== first)
      throw new PanelProblem(
        'traitement-variable',
        `L’unité ${cells.units[unit]} a plusieurs dates de traitement dans « ${column} ».`,
        [String(cells.units[unit])],
      )
    firsts[unit] = first
  })
  return firsts
}

/** 0 means « never » when no period is as early as 0; otherwise it is a date like another. */
function dateOf(value: unknown, column: string, { times, readTime }: CellReader): number {
  const text = String(value ?? '').trim()
  if (/^(never|jamais)$/i.test(text)) return Number.POSITIVE_INFINITY
  const first = readTime(value)
  if (first === undefined)
    throw new PanelProblem(
      'traitement-illisible',
      `La colonne « ${column} » doit contenir une date de traitement ou rien : « ${text} » n’est pas lisible.`,
      [text],
    )
  if (Number.isNaN(first)) return Number.POSITIVE_INFINITY
  return first === 0 && (times[0] ?? 1) > 0 ? Number.POSITIVE_INFINITY : first
}
