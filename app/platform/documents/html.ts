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

/**
 * The blocks of a document as HTML, every text escaped: to be set in a page that has its own title. The headings of
 * level 1 become `h2`, or what `firstHeading` says. Classes only, no inline style: it lives under our CSP.
 */
export function renderFragment(document: Document, firstHeading: 2 | 3 = 2): string {
  let headings = 0
  return document.blocks
    .map((block) =>
      block.type === 'heading' ? headingHtml(block, firstHeading - 1, headings++) : renderBlock(block),
    )
    .join('\n')
}

/** A page that stands alone, to be kept or sent: its few styles are inside, it loads nothing. */
export function renderHtml(document: Document): string {
  const { title, subtitle, kind, issuer, date, status } = document
  const meta = [issuer, formatDateLong(isoDate(date)), status].filter((its): its is string => Boolean(its))
  return `<!doctype html>
<html lang="fr-FR">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<meta name="author" content="${escapeHtml(issuer)}">
<style>${pageStyle}</style>
</head>
<body>
<main class="document">
<header>
<p class="document-kind">${escapeHtml(kind)}</p>
<h1>${escapeHtml(title)}</h1>
${subtitle ? `<p class="document-subtitle">${escapeHtml(subtitle)}</p>` : ''}
<p class="document-byline">${meta.map(escapeHtml).join(' · ')}</p>
</header>
${document.contents ? contentsOf(document) : ''}
${renderFragment(document)}
</main>
</body>
</html>
`
}

/** Text made safe between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

const lines = (text: string): string => escapeHtml(text).replaceAll('\n', '<br>')

function rich(text: RichText): string {
  return spansOf(text).map(spanHtml).join('')
}

function spanHtml({ text, strong, emphasis, href }: Span): string {
  let html = lines(text)
  if (strong) html = `<strong>${html}</strong>`
  if (emphasis) html = `<em>${html}</em>`
  return href ? `<a href="${escapeHtml(href)}">${html}</a>` : html
}

const SHORT_CELL = 12

const anchor = (index: number): string => `partie-${index}`

function contentsOf({ blocks }: Document): string {
  const headings = blocks.filter((block) => block.type === 'heading')
  const entries = headings.flatMap((heading, index) =>
    heading.level > 2
      ? []
      : `<li class="level-${heading.level}"><a href="#${anchor(index)}">${escapeHtml(heading.text)}</a></li>`,
  )
  return `<nav aria-label="Sommaire"><h2>Sommaire</h2><ol>${entries.join('')}</ol></nav>`
}

const looks = {
  body: '<p>',
  lead: '<p class="document-lead">',
  small: '<p class="document-small">',
} as const

function headingHtml({ level, text }: BlockOf<'heading'>, shift: number, index: number): string {
  const tag = `h${level + shift}`
  return `<${tag} id="${anchor(index)}">${escapeHtml(text)}</${tag}>`
}

function renderBlock(block: Exclude<Block, { type: 'heading' }>): string {
  switch (block.type) {
    case 'paragraph':
      return `${looks[block.look ?? 'body']}${rich(block.text)}</p>`
    case 'list':
      return listHtml(block)
    case 'table':
      return tableHtml(block)
    case 'facts':
      return factsHtml(block)
    case 'quote':
      return `<figure class="document-quote"><blockquote><p>${rich(block.text)}</p></blockquote>${
        block.by ? `<figcaption>${lines(block.by)}</figcaption>` : ''
      }</figure>`
    case 'callout':
      return `<div class="document-callout ${block.tone ?? 'note'}">${
        block.title ? `<p><strong>${escapeHtml(block.title)}</strong></p>` : ''
      }<p>${rich(block.text)}</p></div>`
    case 'figure':
      return figureHtml(block)
    case 'pageBreak':
      return '<hr class="document-break">'
    case 'sources':
      return `<section class="document-sources"><p><strong>${escapeHtml(block.title ?? 'Sources')}</strong></p><ol>${block.items
        .map((item) => `<li>${rich(item)}</li>`)
        .join('')}</ol></section>`
    case 'signatures':
      return signaturesHtml(block)
  }
}

function listHtml({ ordered, items }: BlockOf<'list'>): string {
  const tag = ordered ? 'ol' : 'ul'
  const entries = items.map((item) => {
    if (typeof item !== 'object' || !('items' in item)) return `<li>${rich(item)}</li>`
    const inside = item.items.map((its) => `<li>${rich(its)}</li>`).join('')
    return `<li>${rich(item.text)}<ul>${inside}</ul></li>`
  })
  return `<${tag}>${entries.join('')}</${tag}>`
}

function tableHtml({ caption, columns, rows, totals, source }: BlockOf<'table'>): string {
  const ends = columns.map(({ align }) => (align === 'end' ? ' class="end"' : ''))
  const head = columns.map(({ label }, at) => `<th scope="col"${ends[at]}>${escapeHtml(label)}</th>`).join('')
  const line = (row: ReadonlyArray<RichText>): string =>
    `<tr>${row.map((cell, at) => `<td${classesOf(cell, columns[at]?.align)}>${rich(cell)}</td>`).join('')}</tr>`
  const foot = totals && totals.length > 0 ? `<tfoot>${totals.map(line).join('')}</tfoot>` : ''
  // A region that scrolls on a narrow screen is reached with the keyboard, hence its name and its tabindex.
  return `<div class="document-table" role="region" tabindex="0" aria-label="${escapeHtml(caption)}"><table><caption>${escapeHtml(
    caption,
  )}</caption><thead><tr>${head}</tr></thead><tbody>${rows.map(line).join('')}</tbody>${foot}</table></div>${
    source ? `<p class="document-small">${rich(source)}</p>` : ''
  }`
}

/** A code, a day or an amount does not break in the middle. */
function classesOf(cell: RichText, align: 'start' | 'end' | undefined): string {
  const length = spansOf(cell).reduce((sum, { text }) => sum + text.length, 0)
  const classes = [align === 'end' ? 'end' : '', length <= SHORT_CELL ? 'short' : ''].filter(Boolean)
  return classes.length > 0 ? ` class="${classes.join(' ')}"` : ''
}

function factsHtml({ items, look }: BlockOf<'facts'>): string {
  const entries = items.map(
    ({ label, value, note }) =>
      `<div><dt>${escapeHtml(label)}</dt><dd>${lines(value)}${note ? ` <small>${lines(note)}</small>` : ''}</dd></div>`,
  )
  return `<dl class="document-facts ${look ?? 'terms'}">${entries.join('')}</dl>`
}

/** The drawing is an image: whatever is inside, it runs nothing and takes no style from the page. */
function figureHtml({ svg, alt, caption, source }: BlockOf<'figure'>): string {
  const { width, height } = svgSize(svg)
  const data = Buffer.from(svg).toString('base64')
  return `<figure><img src="data:image/svg+xml;base64,${data}" alt="${escapeHtml(alt)}" width="${Math.round(
    width,
  )}" height="${Math.round(height)}"><figcaption>${escapeHtml(caption)}${
    source ? ` <small>${rich(source)}</small>` : ''
  }</figcaption></figure>`
}

function signaturesHtml({ place, parties }: BlockOf<'signatures'>): string {
  const entries = parties.map(
    ({ name, role }) =>
      `<li><strong>${escapeHtml(name)}</strong>${role ? `<br><small>${lines(role)}</small>` : ''}</li>`,
  )
  return `${place ? `<p>${lines(place)}</p>` : ''}<ul class="document-signatures">${entries.join('')}</ul>`
}

const pageStyle = `
:root{color-scheme:light}
body{margin:0;font:16px/1.5 "Source Sans 3","Segoe UI",Arial,sans-serif;color:#1c2430;background:#fff}
.document{max-width:46rem;margin:0 auto;padding:2rem 1.25rem 4rem}
.document-kind{color:#0b5d66;font-weight:600;margin:0}
h1{font-size:2rem;line-height:1.15;margin:.25rem 0 .5rem}
h2,h3,h4,h5{color:#0b5d66;line-height:1.25;margin:2rem 0 .5rem}
.document-subtitle{font-size:1.15rem;margin:0}
.document-byline,.document-small,small,figcaption{color:#4f5b6b;font-size:.9rem}
.document-lead{font-size:1.15rem}
a{color:#0b5d66}
nav ol{padding-left:1.2rem}nav .level-2{margin-left:1.5rem}
.document-table{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.95rem}
caption{text-align:left;font-weight:600;color:#4f5b6b;padding:.5rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .5rem;border-bottom:1px solid #c9d2da}
th{background:#eef4f5}.end{text-align:right}.short{white-space:nowrap}tfoot td{font-weight:600}
blockquote{margin:1rem 0 0;padding-left:1rem;border-left:3px solid #0b5d66;font-style:italic}
figure{margin:1.5rem 0}img{max-width:100%;height:auto}
.document-callout{background:#eef4f5;border-left:3px solid #0b5d66;padding:.75rem 1rem;margin:1rem 0}
.document-callout p{margin:.25rem 0}.document-callout.warning{border-color:#a15c00}
.document-facts dt{font-weight:600}.document-facts dd{margin:0 0 .6rem}
.document-facts.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem}
.document-facts.figures div{background:#eef4f5;padding:.75rem;display:flex;flex-direction:column-reverse;justify-content:flex-end}
.document-facts.figures dt{font-weight:400}.document-facts.figures dd{font-size:1.6rem;font-weight:700;color:#0b5d66}
.document-facts.figures small{display:block;font-weight:400}
.document-break{border:0;break-after:page}
.document-signatures{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:1rem}
.document-signatures li{border-top:1px solid #c9d2da;padding:.5rem 0 4rem}
@media print{.document{max-width:none;padding:0}}
`
  .trim()
  .replaceAll('\n', '')
