import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { formatDateLong, isoDate } from '#app/lib/dates.ts'
import { projectPath } from '#app/platform/root.server.ts'
import { type Block, type Document, type RichText, type Span, spansOf } from './document.schema.ts'
import { fontCoverage } from './font-coverage.server.ts'

const FOLDER = projectPath('app', 'platform', 'documents')
const FONTS = projectPath('data', 'fonts', 'source-sans-3')
const MILLISECONDS = 1000

let engine: { compiler: NodeCompiler; covers: (codePoint: number) => boolean } | null = null

/**
 * The document as a tagged PDF that says it follows PDF/UA-1: the compiler refuses to write it without a title, a
 * language, an alternative text for each figure and headings in order. Nothing is fetched: fonts are ours.
 */
export function renderPdf(document: Document): Buffer {
  engine ??= openEngine()
  const { compiler, covers } = engine
  const payload = JSON.stringify(sourceOf(document), (_, value) =>
    typeof value === 'string' ? drawable(value, covers) : value,
  )
  compiler.mapShadow(join(FOLDER, 'document.json'), Buffer.from(payload))
  const compiled = compiler.compile({ mainFilePath: join(FOLDER, 'document.typ') })
  if (!compiled.result) throw new Error(`The PDF was not written: ${diagnosticsOf(compiler, compiled)}`)
  const creationTimestamp = Date.parse(`${document.date}T12:00:00Z`) / MILLISECONDS
  const pdf = compiler.pdf(compiled.result, { pdfStandard: 'ua-1', creationTimestamp })
  compiler.evictCache(2)
  return pdf
}

function openEngine(): NonNullable<typeof engine> {
  const compiler = NodeCompiler.create({ workspace: FOLDER, fontArgs: [{ fontPaths: [FONTS] }] })
  return { compiler, covers: fontCoverage(join(FONTS, 'SourceSans3-Regular.ttf')) }
}

function diagnosticsOf(compiler: NodeCompiler, compiled: ReturnType<NodeCompiler['compile']>): string {
  const error = compiled.takeDiagnostics()
  return error ? JSON.stringify(compiler.fetchDiagnostics(error)).slice(0, 2000) : 'no diagnostic'
}

/** A character no font of ours draws would be a hole that PDF/UA refuses: a visible box takes its place. */
function drawable(text: string, covers: (codePoint: number) => boolean): string {
  return text.replaceAll(/[^\u0020-\u007e\u00a0-\u017f\n]/gu, (character) =>
    joins(character) ? '' : covers(character.codePointAt(0) ?? 0) ? character : '□',
  )
}

// Joiners, variation selectors and skin tones have no drawing of their own.
function joins(character: string): boolean {
  return /^(\p{Cf}|\p{Variation_Selector}|\p{Emoji_Modifier})$/u.test(character)
}

function sourceOf(document: Document) {
  return {
    title: document.title,
    subtitle: document.subtitle ?? '',
    kind: document.kind,
    issuer: document.issuer,
    byline: `${document.issuer} · ${formatDateLong(isoDate(document.date))}`,
    footer: [document.title, document.status].filter(Boolean).join(' · '),
    day: document.date.split('-').map(Number),
    contents: document.contents ?? false,
    contentsTitle: 'Sommaire',
    blocks: document.blocks.map(blockSource),
  }
}

const rich = (text: RichText | undefined): Span[] => (text === undefined ? [] : spansOf(text))

/** What the template reads: every optional part filled in, every text a list of spans. */
function blockSource(block: Block): object {
  switch (block.type) {
    case 'paragraph':
      return { type: block.type, look: block.look ?? 'body', text: rich(block.text) }
    case 'list':
      return { type: block.type, ordered: block.ordered ?? false, items: block.items.map(itemSource) }
    case 'table':
      return tableSource(block)
    case 'facts':
      return {
        type: block.type,
        look: block.look ?? 'terms',
        items: block.items.map((item) => ({ ...item, note: item.note ?? '' })),
      }
    case 'quote':
      return { type: block.type, text: rich(block.text), by: block.by ?? '' }
    case 'callout':
      return {
        type: block.type,
        title: block.title ?? '',
        text: rich(block.text),
        tone: block.tone ?? 'note',
      }
    case 'figure':
      return { ...block, svg: ownFont(block.svg), source: rich(block.source), width: block.width ?? 1 }
    case 'sources':
      return { type: block.type, title: block.title ?? 'Sources', items: block.items.map(rich) }
    case 'signatures':
      return {
        type: block.type,
        place: block.place ?? '',
        parties: block.parties.map((party) => ({ ...party, role: party.role ?? '' })),
      }
    default:
      return block
  }
}

function tableSource(block: Extract<Block, { type: 'table' }>) {
  return {
    type: block.type,
    caption: block.caption,
    columns: block.columns.map(({ label, align, width }) => ({
      label,
      align: align ?? 'start',
      width: width ?? 1,
    })),
    rows: block.rows.map((row) => row.map(rich)),
    totals: (block.totals ?? []).map((row) => row.map(rich)),
    source: rich(block.source),
  }
}

function itemSource(item: Extract<Block, { type: 'list' }>['items'][number]) {
  if (typeof item === 'object' && 'items' in item)
    return { text: rich(item.text), items: item.items.map(rich) }
  return { text: rich(item), items: [] }
}

/** A drawing made for the screen names the fonts of the screen. */
function ownFont(svg: string): string {
  return svg
    .replaceAll(/font-family\s*=\s*("[^"]*"|'[^']*')/g, 'font-family="Source Sans 3"')
    .replaceAll(/font-family\s*:[^;"'}]*/g, 'font-family: Source Sans 3')
}
