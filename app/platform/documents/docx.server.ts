import {
  AlignmentType,
  Document as DocxDocument,
  ExternalHyperlink,
  Footer,
  ImageRun,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  type Table,
  TableOfContents,
  TabStopType,
  TextRun,
} from 'docx'
import { estimatePageNumbers } from 'docx/layout'
import { formatDateLong, isoDate } from '#app/lib/dates.ts'
import {
  type Block,
  type BlockOf,
  type Document,
  type RichText,
  type Span,
  spansOf,
  svgSize,
} from './document.schema.ts'
import { docxNumbering, docxStyles, PAGE, TEXT_WIDTH } from './docx-styles.ts'
import { docxTable, factsTable, signaturesTable } from './docx-tables.ts'

type Child = Paragraph | Table | TableOfContents

const PIXELS_OF_TEXT = 640
// Beyond, laying the pages out takes seconds: Word fills the numbers of the contents when it opens the document.
const MOST_LAID_OUT = 150

/** The document as a DOCX that opens clean in Word and LibreOffice, with real styles, so that it can go on being written. */
export async function renderDocx(document: Document): Promise<Buffer> {
  const { title, subtitle, kind, issuer, date, status } = document
  const lists = { count: 0 }
  const byline = [issuer, formatDateLong(isoDate(date)), status].filter(Boolean).join(' · ')
  const children: Child[] = [
    new Paragraph({ style: 'Kind', text: kind }),
    new Paragraph({ style: 'Title', text: title }),
    ...(subtitle ? [new Paragraph({ style: 'Subtitle', children: runs(subtitle) })] : []),
    new Paragraph({ style: 'Byline', text: byline }),
    ...(document.contents ? contents() : []),
    ...document.blocks.flatMap((block) => childrenOf(block, lists)),
  ]
  const file = new DocxDocument({
    title,
    subject: kind,
    creator: issuer,
    lastModifiedBy: issuer,
    styles: docxStyles,
    numbering: docxNumbering,
    compatabilityModeVersion: 15,
    pageNumbers:
      document.contents && document.blocks.length <= MOST_LAID_OUT ? estimatePageNumbers : undefined,
    sections: [
      {
        properties: { page: PAGE },
        footers: { default: footer(title) },
        children,
      },
    ],
  })
  return Packer.toBuffer(file)
}

function contents(): Child[] {
  return [
    new Paragraph({ style: 'ContentsTitle', text: 'Sommaire' }),
    new TableOfContents('Sommaire', { hyperlink: true, headingStyleRange: '1-2' }),
  ]
}

function footer(title: string): Footer {
  return new Footer({
    children: [
      new Paragraph({
        style: 'Footer',
        tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
        children: [
          new TextRun(title),
          new TextRun({ children: ['\t', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  })
}

function childrenOf(block: Block, lists: { count: number }): Child[] {
  switch (block.type) {
    case 'heading':
      return [new Paragraph({ style: `Heading${block.level}`, text: block.text })]
    case 'paragraph':
      return [new Paragraph({ style: paragraphStyles[block.look ?? 'body'], children: runs(block.text) })]
    case 'list':
      return listOf(block, lists.count++)
    case 'table':
      return [...docxTable(block, runs), ...sourceOf(block.source)]
    case 'facts':
      return factsOf(block)
    case 'quote':
      return [
        new Paragraph({ style: 'Quote', keepNext: Boolean(block.by), children: runs(block.text) }),
        ...(block.by ? [new Paragraph({ style: 'QuoteBy', text: `— ${block.by}` })] : []),
      ]
    case 'callout':
      return calloutOf(block)
    case 'figure':
      return figureOf(block)
    case 'pageBreak':
      return [new Paragraph({ children: [new PageBreak()] })]
    case 'sources':
      return sourcesOf(block, lists.count++)
    case 'signatures':
      return [
        ...(block.place ? [new Paragraph({ children: runs(block.place) })] : []),
        signaturesTable(block),
      ]
  }
}

const paragraphStyles = { body: 'BodyText', lead: 'Lead', small: 'Small' } as const

function runs(text: RichText): ParagraphChild[] {
  return spansOf(text).map((span) =>
    span.href ? new ExternalHyperlink({ link: span.href, children: [run(span, 'Hyperlink')] }) : run(span),
  )
}

function run({ text, strong, emphasis }: Span, style?: string): TextRun {
  const parts = text.split('\n')
  return new TextRun({
    bold: strong,
    italics: emphasis,
    style,
    children: parts.flatMap((part, index) =>
      index === 0 ? [part] : [new TextRun({ break: 1, text: '' }), part],
    ),
  })
}

function sourceOf(source: RichText | undefined): Child[] {
  return [new Paragraph({ style: 'Small', children: source ? runs(source) : [] })]
}

function listOf({ ordered, items }: BlockOf<'list'>, instance: number): Child[] {
  const reference = ordered ? 'numbers' : 'bullets'
  const item = (text: RichText, level: number): Paragraph =>
    new Paragraph({ style: 'ListParagraph', numbering: { reference, level, instance }, children: runs(text) })
  return items.flatMap((entry) =>
    typeof entry === 'object' && 'items' in entry
      ? [item(entry.text, 0), ...entry.items.map((inside) => item(inside, 1))]
      : [item(entry, 0)],
  )
}

function factsOf(block: BlockOf<'facts'>): Child[] {
  if (block.look === 'figures') return [factsTable(block), new Paragraph({ style: 'Small' })]
  return block.items.map(
    ({ label, value, note }) =>
      new Paragraph({
        style: 'BodyText',
        children: [
          new TextRun({ text: `${label} : `, bold: true }),
          ...runs(value),
          ...(note ? [new TextRun({ text: ` (${note})`, style: 'SmallText' })] : []),
        ],
      }),
  )
}

function calloutOf({ title, text, tone }: BlockOf<'callout'>): Child[] {
  const style = tone === 'warning' ? 'CalloutWarning' : 'Callout'
  return [
    ...(title
      ? [new Paragraph({ style, keepNext: true, children: [new TextRun({ text: title, bold: true })] })]
      : []),
    new Paragraph({ style, children: runs(text) }),
  ]
}

function figureOf({ svg, alt, caption, source, width = 1 }: BlockOf<'figure'>): Child[] {
  const size = svgSize(svg)
  const shown = Math.round(PIXELS_OF_TEXT * width)
  const image = new ImageRun({
    type: 'svg',
    data: Buffer.from(svg),
    fallback: { type: 'png', data: tintPng },
    transformation: { width: shown, height: Math.round((shown * size.height) / size.width) },
    altText: { name: caption, title: caption, description: alt },
  })
  return [
    new Paragraph({ keepNext: true, children: [image] }),
    new Paragraph({ style: 'Caption', text: caption }),
    ...(source ? sourceOf(source) : []),
  ]
}

// What a program that draws no SVG (Word before 2016, LibreOffice 7) shows in its place: one point of the tint.
const tintPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGN49+UrAAWrAthbzLfpAAAAAElFTkSuQmCC',
  'base64',
)

function sourcesOf({ title = 'Sources', items }: BlockOf<'sources'>, instance: number): Child[] {
  return [
    new Paragraph({
      style: 'BodyText',
      keepNext: true,
      children: [new TextRun({ text: title, bold: true })],
    }),
    ...items.map(
      (item) =>
        new Paragraph({
          style: 'Small',
          numbering: { reference: 'numbers', level: 0, instance },
          alignment: AlignmentType.LEFT,
          children: runs(item),
        }),
    ),
  ]
}
