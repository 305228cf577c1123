import { strToU8, zipSync } from 'fflate'
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
import { contentStyles, namespaces, stylesXml } from './odt-styles.ts'

const MIME = 'application/vnd.oasis.opendocument.text'
const TEXT_WIDTH_CM = 16.6

/** Text made safe in XML; the spaces that XML would swallow are said. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/ {2,}/g, (spaces) => ` <text:s text:c="${spaces.length - 1}"/>`)
    .replaceAll('\n', '<text:line-break/>')
    .replaceAll('\t', '<text:tab/>')
}

const attribute = (text: string): string => escaped(text.replaceAll(/\s+/g, ' '))

function spanXml({ text, strong, emphasis, href }: Span): string {
  const style = `${strong ? 'Strong' : ''}${emphasis ? 'Emphasis' : ''}`
  const xml = style ? `<text:span text:style-name="${style}">${escaped(text)}</text:span>` : escaped(text)
  return href ? `<text:a xlink:type="simple" xlink:href="${attribute(href)}">${xml}</text:a>` : xml
}

const rich = (text: RichText): string => spansOf(text).map(spanXml).join('')

const paragraph = (style: string, xml: string): string => `<text:p text:style-name="${style}">${xml}</text:p>`

/** The document as an ODT that LibreOffice opens clean, with real styles, headings, lists and table headers. */
export function renderOdt(document: Document): Uint8Array<ArrayBuffer> {
  const pictures: string[] = []
  const body = [...front(document), ...document.blocks.map((block, at) => blockXml(block, { at, pictures }))]
  const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${namespaces}><office:automatic-styles>${contentStyles}${columnStyles(document)}</office:automatic-styles><office:body><office:text>${body.join('')}</office:text></office:body></office:document-content>`
  const files = Object.fromEntries(pictures.map((svg, at) => [pictureName(at), strToU8(svg)]))
  return zipSync({
    // First and not compressed: what says to every reader what this file is.
    mimetype: [strToU8(MIME), { level: 0 }],
    'META-INF/manifest.xml': strToU8(manifestXml(Object.keys(files))),
    'meta.xml': strToU8(metaXml(document)),
    'styles.xml': strToU8(stylesXml(attribute(document.title))),
    'content.xml': strToU8(content),
    ...files,
  })
}

const pictureName = (at: number): string => `Pictures/dessin-${at + 1}.svg`

function front({ title, subtitle, kind, issuer, date, status, contents, blocks }: Document): string[] {
  const byline = [issuer, formatDateLong(isoDate(date)), status].filter((its): its is string => Boolean(its))
  return [
    paragraph('Kind', escaped(kind)),
    paragraph('Title', escaped(title)),
    subtitle ? paragraph('Subtitle', escaped(subtitle)) : '',
    paragraph('Byline', byline.map(escaped).join(' · ')),
    contents ? contentsXml(blocks) : '',
  ]
}

/** A table of contents that LibreOffice brings up to date; its entries already lead to their headings. */
function contentsXml(blocks: ReadonlyArray<Block>): string {
  const entries = blocks.flatMap((block, at) =>
    block.type === 'heading' && block.level <= 2
      ? [
          paragraph(
            'Standard',
            `<text:a xlink:type="simple" xlink:href="#partie-${at}">${escaped(block.text)}</text:a>`,
          ),
        ]
      : [],
  )
  return `<text:table-of-content text:name="Sommaire" text:protected="false"><text:table-of-content-source text:outline-level="2"><text:index-title-template text:style-name="Caption">Sommaire</text:index-title-template></text:table-of-content-source><text:index-body><text:index-title text:name="Titre du sommaire">${paragraph('Caption', 'Sommaire')}</text:index-title>${entries.join('')}</text:index-body></text:table-of-content>`
}

function columnStyles({ blocks }: Document): string {
  return blocks
    .flatMap((block, at) =>
      block.type === 'table' ? block.columns.map(({ width = 1 }, column) => ({ at, column, width })) : [],
    )
    .map(
      ({ at, column, width }) =>
        `<style:style style:name="T${at}.${column}" style:family="table-column"><style:table-column-properties style:rel-column-width="${Math.round(width * 100)}*"/></style:style>`,
    )
    .join('')
}

interface Where {
  at: number
  pictures: string[]
}

const paragraphLooks = { body: 'Standard', lead: 'Lead', small: 'Small' } as const

function blockXml(block: Block, where: Where): string {
  switch (block.type) {
    case 'heading':
      return `<text:h text:style-name="Heading_20_${block.level}" text:outline-level="${block.level}"><text:bookmark text:name="partie-${where.at}"/>${escaped(block.text)}</text:h>`
    case 'paragraph':
      return paragraph(paragraphLooks[block.look ?? 'body'], rich(block.text))
    case 'list':
      return listXml(block)
    case 'table':
      return tableXml(block, where.at)
    case 'facts':
      return factsXml(block)
    case 'quote':
      return (
        paragraph('Quotations', rich(block.text)) + (block.by ? paragraph('QuoteBy', escaped(block.by)) : '')
      )
    case 'callout':
      return calloutXml(block)
    case 'figure':
      return figureXml(block, where)
    case 'pageBreak':
      return paragraph('Break', '')
    case 'sources':
      return `${paragraph('Caption', escaped(block.title ?? 'Sources'))}<text:list text:style-name="Numbers">${block.items.map((item) => itemXml(rich(item))).join('')}</text:list>`
    case 'signatures':
      return signaturesXml(block)
  }
}

const itemXml = (xml: string, inside = ''): string =>
  `<text:list-item>${paragraph('Cell', xml)}${inside}</text:list-item>`

function listXml({ ordered, items }: BlockOf<'list'>): string {
  const entries = items.map((item) => {
    if (typeof item !== 'object' || !('items' in item)) return itemXml(rich(item))
    const inside = item.items.map((its) => itemXml(rich(its))).join('')
    return itemXml(rich(item.text), `<text:list text:style-name="Bullets">${inside}</text:list>`)
  })
  return `<text:list text:style-name="${ordered ? 'Numbers' : 'Bullets'}">${entries.join('')}</text:list>`
}

function tableXml({ caption, columns, rows, totals = [], source }: BlockOf<'table'>, at: number): string {
  const row = (cells: string[], look: 'CellHead' | 'Cell' | 'CellTotal'): string =>
    `<table:table-row>${cells
      .map((xml, column) => {
        const end = columns[column]?.align === 'end' ? 'End' : ''
        const style = look === 'CellHead' ? 'Head' : 'Plain'
        return `<table:table-cell table:style-name="${style}" office:value-type="string">${paragraph(`${look}${end}`, xml)}</table:table-cell>`
      })
      .join('')}</table:table-row>`
  const head = row(
    columns.map(({ label }) => escaped(label)),
    'CellHead',
  )
  const body = [
    ...rows.map((cells) => row(cells.map(rich), 'Cell')),
    ...totals.map((cells) => row(cells.map(rich), 'CellTotal')),
  ]
  const widths = columns.map((_, column) => `<table:table-column table:style-name="T${at}.${column}"/>`)
  return `${paragraph('Caption', escaped(caption))}<table:table table:name="Tableau ${at}" table:style-name="Grid">${widths.join('')}<table:table-header-rows>${head}</table:table-header-rows>${body.join('')}</table:table>${source ? paragraph('Small', rich(source)) : paragraph('Cell', '')}`
}

function factsXml({ items, look }: BlockOf<'facts'>): string {
  const shown = items.map(({ label, value, note }) => {
    const more = note ? ` (${escaped(note)})` : ''
    return look === 'figures'
      ? `<text:span text:style-name="Figure">${escaped(value)}</text:span> ${escaped(label)}${more}`
      : `<text:span text:style-name="Strong">${escaped(label)}</text:span> : ${escaped(value)}${more}`
  })
  return shown.map((xml) => paragraph('Standard', xml)).join('')
}

function calloutXml({ title, text, tone }: BlockOf<'callout'>): string {
  const style = tone === 'warning' ? 'Warning' : 'Callout'
  const head = title
    ? `<text:span text:style-name="Strong">${escaped(title)}</text:span><text:line-break/>`
    : ''
  return paragraph(style, head + rich(text))
}

/** The drawing stays a vector; what it shows is said to who does not see it. */
function figureXml({ svg, alt, caption, source, width = 1 }: BlockOf<'figure'>, { pictures }: Where): string {
  const at = pictures.push(svg) - 1
  const size = svgSize(svg)
  const wide = TEXT_WIDTH_CM * width
  const high = (wide * size.height) / size.width
  const frame = `<draw:frame draw:name="Figure ${at + 1}" text:anchor-type="as-char" svg:width="${wide.toFixed(2)}cm" svg:height="${high.toFixed(2)}cm"><draw:image xlink:href="${pictureName(at)}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad" draw:mime-type="image/svg+xml"/><svg:title>${attribute(caption)}</svg:title><svg:desc>${attribute(alt)}</svg:desc></draw:frame>`
  return (
    paragraph('Standard', frame) +
    paragraph('Small', `${escaped(caption)}${source ? ` ${rich(source)}` : ''}`)
  )
}

function signaturesXml({ place, parties }: BlockOf<'signatures'>): string {
  const entries = parties.map(({ name, role }) =>
    paragraph(
      'Signature',
      `<text:span text:style-name="Strong">${escaped(name)}</text:span>${role ? `<text:line-break/>${escaped(role)}` : ''}`,
    ),
  )
  return (place ? paragraph('Standard', escaped(place)) : '') + entries.join('')
}

function manifestXml(pictures: ReadonlyArray<string>): string {
  const entry = (path: string, type: string): string =>
    `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`
  const files = ['content.xml', 'styles.xml', 'meta.xml'].map((path) => entry(path, 'text/xml'))
  return `<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">${entry('/', MIME)}${files.join('')}${pictures.map((path) => entry(path, 'image/svg+xml')).join('')}</manifest:manifest>`
}

function metaXml({ title, kind, issuer, date }: Document): string {
  return `<?xml version="1.0" encoding="UTF-8"?><office:document-meta ${namespaces}><office:meta><meta:generator>Maillage</meta:generator><dc:title>${attribute(title)}</dc:title><dc:subject>${attribute(kind)}</dc:subject><dc:creator>${attribute(issuer)}</dc:creator><dc:date>${date}T00:00:00</dc:date><dc:language>fr-FR</dc:language></office:meta></office:document-meta>`
}
