import { type Arrow, type Box, etageOrder } from './logique.rules.ts'
import type { Etage, Solidite } from './logique.schema.ts'

export interface DrawnBox {
  id: string
  etage: Etage
  x: number
  y: number
  width: number
  height: number
  lines: string[]
}

export interface DrawnArrow {
  id: string
  /** The number that the picture and the table of assumptions share. */
  rank: number
  solidite: Solidite
  path: string
  mark: { x: number; y: number }
}

export interface Picture {
  width: number
  height: number
  heads: Array<{ etage: Etage; x: number; y: number }>
  boxes: DrawnBox[]
  arrows: DrawnArrow[]
}

const LINE = 17
const PAD = 10
const HEAD = 46
const MARK = 22

const WIDE = { width: 1160, box: 188, gap: 55, rows: 18, chars: 25 }
const TALL = { width: 350, box: 268, gutter: 74, rows: 12, chars: 37, band: 40 }

/** The columns side by side: a screen, a printed page. */
export function wideLayout(boxes: ReadonlyArray<Box>, arrows: ReadonlyArray<Arrow>): Picture {
  const columns = etageOrder.map((etage, at) => {
    const x = at * (WIDE.box + WIDE.gap)
    return stack({ boxes: boxes.filter((its) => its.etage === etage), x, y: HEAD, shape: WIDE })
  })
  const bottom = Math.max(HEAD + 60, ...columns.flat().map((its) => its.y + its.height))
  const centred = columns.flatMap((column) => {
    const last = column.at(-1)
    const shift = last ? (bottom - (last.y + last.height)) / 2 : 0
    return column.map((its) => ({ ...its, y: its.y + shift }))
  })
  return {
    width: WIDE.width,
    height: bottom + 8,
    heads: etageOrder.map((etage, at) => ({ etage, x: at * (WIDE.box + WIDE.gap), y: 16 })),
    boxes: centred,
    arrows: wideArrows(centred, arrows),
  }
}

/** The columns one under the other, arrows in the margin: a phone. */
export function tallLayout(boxes: ReadonlyArray<Box>, arrows: ReadonlyArray<Arrow>): Picture {
  const drawn: DrawnBox[] = []
  const heads: Picture['heads'] = []
  let y = 0
  for (const etage of etageOrder) {
    heads.push({ etage, x: 0, y: y + 16 })
    const own = stack({
      boxes: boxes.filter((its) => its.etage === etage),
      x: 0,
      y: y + TALL.band,
      shape: TALL,
    })
    drawn.push(...own)
    const last = own.at(-1)
    y = (last ? last.y + last.height : y + TALL.band) + TALL.rows
  }
  return { width: TALL.width, height: y, heads, boxes: drawn, arrows: tallArrows(drawn, arrows) }
}

interface Stacked {
  boxes: ReadonlyArray<Box>
  x: number
  y: number
  shape: { box: number; rows: number; chars: number }
}

function stack({ boxes, x, y, shape }: Stacked): DrawnBox[] {
  let top = y
  return boxes.map(({ id, etage, texte }) => {
    const lines = wrap(texte, shape.chars)
    const box = { id, etage, x, y: top, width: shape.box, height: lines.length * LINE + 2 * PAD, lines }
    top += box.height + shape.rows
    return box
  })
}

/** Lines of at most `chars` characters, words whole; a longer word keeps a line of its own. */
export function wrap(text: string, chars: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= chars) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

interface Ends {
  arrow: Arrow
  rank: number
  de: DrawnBox
  vers: DrawnBox
}

function endsOf(boxes: ReadonlyArray<DrawnBox>, arrows: ReadonlyArray<Arrow>): Ends[] {
  const byId = new Map(boxes.map((its) => [its.id, its]))
  return arrows.flatMap((arrow, at) => {
    const [de, vers] = [byId.get(arrow.deId), byId.get(arrow.versId)]
    return de && vers ? [{ arrow, rank: at + 1, de, vers }] : []
  })
}

const middle = (box: DrawnBox): number => box.y + box.height / 2

function wideArrows(boxes: ReadonlyArray<DrawnBox>, arrows: ReadonlyArray<Arrow>): DrawnArrow[] {
  const ends = endsOf(boxes, arrows)
  const marks = apart(
    // The mark stands in the space before the box it leads to: never on a box, even when a column is skipped.
    ends.map(({ de, vers, rank }) => ({
      rank,
      x: vers.x - WIDE.gap / 2 - 3,
      y: (middle(de) + 2 * middle(vers)) / 3,
    })),
  )
  return ends.map(({ arrow, rank, de, vers }) => {
    const mark = marks.get(rank) ?? { x: 0, y: 0 }
    const [x1, y1] = [de.x + de.width, middle(de)]
    const [x2, y2] = [vers.x - 4, middle(vers)]
    const reach = Math.max(14, (mark.x - x1) / 2)
    const path = `M${x1} ${y1} C${x1 + reach} ${y1} ${mark.x - reach} ${mark.y} ${mark.x} ${mark.y} S${x2 - 12} ${y2} ${x2} ${y2}`
    return { id: arrow.id, rank, solidite: arrow.solidite, path: rounded(path), mark }
  })
}

function tallArrows(boxes: ReadonlyArray<DrawnBox>, arrows: ReadonlyArray<Arrow>): DrawnArrow[] {
  const ends = endsOf(boxes, arrows)
  const marks = apart(
    ends.map(({ de, vers, rank }) => ({
      rank,
      x: TALL.box + 24 + (rank % 3) * 17,
      y: (middle(de) + middle(vers)) / 2,
    })),
  )
  return ends.map(({ arrow, rank, de, vers }) => {
    const mark = marks.get(rank) ?? { x: 0, y: 0 }
    const [x1, y1] = [de.x + de.width, middle(de)]
    const [x2, y2] = [vers.x + vers.width + 4, middle(vers)]
    const path = `M${x1} ${y1} C${mark.x} ${y1} ${mark.x} ${y1 + 8} ${mark.x} ${mark.y} S${mark.x} ${y2} ${x2} ${y2}`
    return { id: arrow.id, rank, solidite: arrow.solidite, path: rounded(path), mark }
  })
}

/** Marks of one vertical line are pushed down until none covers another. */
function apart(
  marks: ReadonlyArray<{ rank: number; x: number; y: number }>,
): Map<number, { x: number; y: number }> {
  const placed = new Map<number, { x: number; y: number }>()
  for (const { rank, x, y } of marks.toSorted((a, b) => a.y - b.y || a.rank - b.rank)) {
    let free = y
    for (const other of placed.values())
      if (Math.abs(other.x - x) < MARK && Math.abs(other.y - free) < MARK) free = other.y + MARK
    placed.set(rank, { x, y: free })
  }
  return placed
}

function rounded(path: string): string {
  return path.replaceAll(/-?\d+\.\d+/g, (number) => Number(number).toFixed(1))
}
