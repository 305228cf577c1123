import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { BlockOf, RichText } from './document.schema.ts'
import { LINE, TEXT_WIDTH, TINT } from './docx-styles.ts'

type Runs = (text: RichText) => ParagraphChild[]

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const line = { style: BorderStyle.SINGLE, size: 4, color: LINE }
const bare = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
}
const ruled = { ...bare, bottom: line, insideHorizontal: line }
const margins = { top: 40, bottom: 40, left: 80, right: 80 }

const look = {
  firstRow: true,
  lastRow: false,
  firstColumn: false,
  lastColumn: false,
  noHBand: true,
  noVBand: true,
}

/** A table with its caption above and a header row repeated on each page. */
export function docxTable(block: BlockOf<'table'>, runs: Runs): Array<Paragraph | Table> {
  const widths = shares(block.columns.map(({ width = 1 }) => width))
  const bold: Runs = (cell) => runs((typeof cell === 'string' ? [cell] : cell).map(strong))
  const shape = block.columns.map(({ align }, at) => ({ end: align === 'end', width: widths[at] ?? 0 }))
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: block.columns.map(({ label }, at) =>
      cell(runs([{ text: label, strong: true }]), { ...(shape[at] ?? plain), fill: TINT }),
    ),
  })
  const row = (cells: ReadonlyArray<RichText>, write: Runs): TableRow =>
    new TableRow({
      cantSplit: true,
      children: cells.map((text, at) => cell(write(text), shape[at] ?? plain)),
    })
  const rows = block.rows.map((cells) => row(cells, runs))
  const totals = (block.totals ?? []).map((cells) => row(cells, bold))
  return [
    new Paragraph({ style: 'Caption', text: block.caption }),
    new Table({
      ...sized(widths),
      borders: ruled,
      margins,
      tableLook: look,
      rows: [header, ...rows, ...totals],
    }),
  ]
}

const plain = { end: false, width: 0 }

function strong(part: Exclude<RichText, string>[number]): Exclude<RichText, string>[number] {
  return typeof part === 'string' ? { text: part, strong: true } : { ...part, strong: true }
}

/** A few large figures side by side, four to a row. */
export function factsTable({ items }: BlockOf<'facts'>): Table {
  const perRow = Math.min(4, items.length)
  const widths = shares(Array.from({ length: perRow }, () => 1))
  return new Table({
    ...sized(widths),
    borders: {
      ...bare,
      insideVertical: { ...line, size: 24, color: 'ffffff' },
      insideHorizontal: { ...line, size: 24, color: 'ffffff' },
    },
    margins: { ...margins, left: 140 },
    rows: chunks(items, perRow).map(
      (facts) =>
        new TableRow({
          cantSplit: true,
          children: widths.map((width, at) => figure(facts[at], width)),
        }),
    ),
  })
}

function figure(fact: BlockOf<'facts'>['items'][number] | undefined, width: number): TableCell {
  const size = { width: { size: width, type: WidthType.DXA } }
  if (!fact) return new TableCell({ ...size, children: [new Paragraph({ style: 'Cell' })] })
  return new TableCell({
    ...size,
    shading: { fill: TINT },
    children: [
      new Paragraph({ style: 'Figure', text: fact.value }),
      new Paragraph({ style: 'Cell', text: fact.label }),
      ...(fact.note ? [new Paragraph({ style: 'Small', text: fact.note })] : []),
    ],
  })
}

/** Two by two, with the room to sign. */
export function signaturesTable({ parties }: BlockOf<'signatures'>): Table {
  const widths = shares([1, 1])
  return new Table({
    ...sized(widths),
    borders: { ...bare, insideVertical: { ...line, color: 'ffffff', size: 24 } },
    margins,
    rows: chunks(parties, 2).map(
      (pair) =>
        new TableRow({
          cantSplit: true,
          height: { value: 1500, rule: 'atLeast' },
          children: widths.map((width, at) => party(pair[at], width)),
        }),
    ),
  })
}

function party(its: BlockOf<'signatures'>['parties'][number] | undefined, width: number): TableCell {
  const size = { width: { size: width, type: WidthType.DXA } }
  if (!its) return new TableCell({ ...size, children: [new Paragraph({ style: 'Cell' })] })
  return new TableCell({
    ...size,
    borders: { top: line },
    children: [
      new Paragraph({ style: 'Cell', children: [new TextRun({ text: its.name, bold: true })] }),
      ...(its.role ? [new Paragraph({ style: 'Small', text: its.role })] : []),
    ],
  })
}

function cell(
  children: ParagraphChild[],
  options: { end: boolean; width: number; fill?: string },
): TableCell {
  return new TableCell({
    width: { size: options.width, type: WidthType.DXA },
    shading: options.fill ? { fill: options.fill } : undefined,
    children: [
      new Paragraph({
        style: 'Cell',
        alignment: options.end ? AlignmentType.RIGHT : AlignmentType.LEFT,
        children,
      }),
    ],
  })
}

/** Fixed widths, written twice as Word and LibreOffice each want them. */
function sized(widths: number[]) {
  return {
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
  }
}

function shares(weights: number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => Math.floor((TEXT_WIDTH * weight) / total))
}

function chunks<Item>(items: ReadonlyArray<Item>, size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
