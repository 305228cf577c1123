import { unzipSync } from 'fflate'
import { parseHTML } from 'linkedom'
import { expect, test } from 'vitest'
import { aDocument, aDrawing, hostileTexts } from './document.factory.ts'
import { type DocumentInput, parseDocument } from './document.schema.ts'
import { documentResponse, formatOfPath, renderDocument } from './documents.server.ts'
import { renderDocx } from './docx.server.ts'
import { renderFragment, renderHtml } from './html.ts'
import { renderPdf } from './pdf.server.ts'

const base = { title: 'Essai', kind: 'Note', issuer: 'Agglomération', date: '2026-11-23' }
const withText = (text: string): DocumentInput => ({
  ...base,
  title: `Titre ${text}`,
  subtitle: text,
  contents: true,
  blocks: [
    { type: 'heading', level: 1, text: `Partie ${text}` },
    {
      type: 'paragraph',
      text: [text, { text, strong: true, emphasis: true, href: 'https://exemple.fr/?a=1&b="' }],
    },
    { type: 'list', items: [text, { text, items: [text] }] },
    {
      type: 'table',
      caption: `T ${text}`,
      columns: [{ label: `C ${text}` }],
      rows: [[text]],
      totals: [[text]],
    },
    { type: 'facts', look: 'figures', items: [{ label: `L ${text}`, value: `V ${text}`, note: text }] },
    { type: 'quote', text, by: text },
    { type: 'callout', title: `A ${text}`, text },
    { type: 'figure', svg: aDrawing, alt: `Alt ${text}`, caption: `F ${text}` },
    { type: 'signatures', place: text, parties: [{ name: `N ${text}`, role: text }] },
    { type: 'sources', items: [text] },
  ],
})

async function xmlOf(docx: Buffer): Promise<Record<string, string>> {
  const files = unzipSync(docx)
  return Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]),
  )
}

test('a document that skips a level of heading is refused before it is printed', () => {
  const blocks: DocumentInput['blocks'] = [
    { type: 'heading', level: 1, text: 'Un' },
    { type: 'heading', level: 3, text: 'Trois' },
  ]
  expect(() => parseDocument({ ...base, blocks })).toThrow('niveau 3')
})

test.each([
  ['a link that runs a script', { type: 'paragraph', text: [{ text: 'x', href: 'javascript:alert(1)' }] }],
  ['a link to a file', { type: 'paragraph', text: [{ text: 'x', href: 'file:///etc/passwd' }] }],
  [
    'a drawing with a script',
    { type: 'figure', svg: '<svg viewBox="0 0 1 1"><script/></svg>', alt: 'a', caption: 'c' },
  ],
  [
    'a drawing that loads',
    { type: 'figure', svg: '<svg viewBox="0 0 1 1"><image href="http://x"/></svg>', alt: 'a', caption: 'c' },
  ],
  ['a figure without an alternative', { type: 'figure', svg: aDrawing, alt: ' ', caption: 'c' }],
  [
    'a row shorter than its table',
    { type: 'table', caption: 'c', columns: [{ label: 'a' }, { label: 'b' }], rows: [['1']] },
  ],
])('%s is refused', (_, block) => {
  expect(() => parseDocument({ ...base, blocks: [block] as DocumentInput['blocks'] })).toThrow()
})

test('the page in HTML says everything under the right elements', () => {
  const { document } = parseHTML(renderHtml(aDocument()))
  expect(document.documentElement.getAttribute('lang')).toBe('fr-FR')
  expect(
    [...document.querySelectorAll('h1,h2,h3')].map((its) => `${its.tagName} ${its.textContent}`),
  ).toEqual(['H1 Accroche active', 'H2 Sommaire', 'H2 Objectifs', 'H3 Étapes'])
  for (const link of document.querySelectorAll('nav a'))
    expect(document.querySelector(link.getAttribute('href') ?? '')).not.toBeNull()
  expect(document.querySelector('caption')?.textContent).toBe('Budget prévisionnel')
  expect(document.querySelectorAll('thead th[scope=col]')).toHaveLength(2)
  expect(document.querySelector('img')?.getAttribute('alt')).toBe('Une barre de 120')
  expect(document.querySelector('[style]')).toBeNull()
})

test.each(hostileTexts)('in HTML %j stays a text', (text) => {
  const { document } = parseHTML(`<main>${renderFragment(parseDocument(withText(text)))}</main>`)
  const loose = '[onerror],[onmouseover],script,img:not([src^="data:image/svg+xml;base64,"])'
  expect(document.querySelector(loose)).toBeNull()
  const [cell] = [...document.querySelectorAll('td')].map((its) => its.textContent ?? '')
  const shown = text.replaceAll(/[^\p{L}]/gu, '')
  expect((cell ?? '').replaceAll(/[^\p{L}]/gu, '')).toBe(shown)
})

test('the DOCX has real styles, a header row, alternative texts and its language', async () => {
  const files = await xmlOf(await renderDocx(aDocument()))
  const body = files['word/document.xml'] ?? ''
  expect(body).toContain('<w:pStyle w:val="Title"/>')
  expect(body).toContain('<w:pStyle w:val="Heading1"/>')
  expect(body).toContain('<w:pStyle w:val="Heading2"/>')
  expect(body).toContain('<w:tblHeader/>')
  expect(body).toMatch(/<wp:docPr[^>]+descr="Une barre de 120"/)
  expect(body).toContain('<w:pStyle w:val="Caption"/>')
  expect(body).toContain('<w:numPr>')
  expect(files['word/styles.xml']).toContain('w:val="fr-FR"')
  expect(files['docProps/core.xml']).toContain('<dc:title>Accroche active</dc:title>')
  expect(files['word/_rels/document.xml.rels']).toContain('Target="https://exemple.fr/page?a=1&amp;b=2"')
})

test.each(hostileTexts)('in DOCX %j leaves every part well formed', async (text) => {
  const files = await xmlOf(await renderDocx(parseDocument(withText(text))))
  const body = files['word/document.xml'] ?? ''
  // A control character or half a character makes Word refuse the file.
  expect(body.replaceAll(/[\t\n\r]/g, '')).not.toMatch(/\p{Cc}|\p{Cs}/u)
  const strayed = body.replaceAll(/<\/?[\w:]+(?:\s+[\w:]+="[^"<]*")*\s*\/?>|<\?xml[^>]*\?>/g, '')
  expect(strayed).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;|apos;|#)/)
})

test('the PDF is tagged, in French, titled, and says it follows PDF/UA', () => {
  const pdf = renderPdf(aDocument()).toString('latin1')
  expect(pdf).toMatch(/\/StructTreeRoot \d+ 0 R/)
  expect(pdf).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/)
  expect(pdf).toMatch(/\/Lang ?\(fr-FR\)/)
  expect(pdf).toContain('<pdfuaid:part>1</pdfuaid:part>')
  expect(pdf).toMatch(/\/DisplayDocTitle true/)
  expect(pdf).toMatch(/\/Outlines \d+ 0 R/)
  for (const role of [
    'H1',
    'H2',
    'Table',
    'TH',
    'TD',
    'L',
    'LI',
    'Caption',
    'Figure',
    'BlockQuote',
    'Link',
    'TOC',
  ])
    expect(pdf, role).toMatch(new RegExp(`/S ?/${role}\\b`))
  expect(pdf).toMatch(/\/Scope ?\/Column/)
  expect(pdf).toMatch(/\/Alt ?\(/)
})

test('the PDF is drawn with our fonts only, whatever the machine has', () => {
  const pdf = renderPdf(aDocument()).toString('latin1')
  const fonts = new Set([...pdf.matchAll(/\/BaseFont ?\/[A-Z]{6}\+([\w-]+)/g)].map(([, name]) => name))
  expect([...fonts].filter((name) => !name?.startsWith('SourceSans3'))).toEqual([])
  expect(fonts.size).toBeGreaterThanOrEqual(3)
})

test.each(hostileTexts)('in PDF %j is neither a program nor a failure', (text) => {
  const pdf = renderPdf(parseDocument(withText(text))).toString('latin1')
  expect(pdf).toContain('<pdfuaid:part>1</pdfuaid:part>')
  // One drawing, one table, eight others paragraphs or lists: a text taken for markup would add some.
  expect(pdf.match(/\/S ?\/Table\b/g)).toHaveLength(1)
  expect(pdf.match(/\/S ?\/H1\b/g)).toHaveLength(2)
  expect(pdf).not.toContain('/S/Formula')
})

test('the same document is written twice with the same bytes', () => {
  expect(renderPdf(aDocument()).equals(renderPdf(aDocument()))).toBe(true)
})

test('sixty pages are written in less than five seconds', () => {
  const section = (index: number): DocumentInput['blocks'] => [
    { type: 'heading', level: 1, text: `Quartier ${index}` },
    ...Array.from({ length: 6 }, () => ({
      type: 'paragraph' as const,
      text: 'Une phrase de rapport. '.repeat(25),
    })),
    {
      type: 'table',
      caption: `Situation du quartier ${index}`,
      columns: Array.from({ length: 6 }, (_, at) => ({ label: `Colonne ${at}` })),
      rows: Array.from({ length: 40 }, (_, row) => Array.from({ length: 6 }, (_, at) => `${row * at}`)),
    },
    { type: 'figure', svg: aDrawing, alt: 'Une barre', caption: 'Évolution', width: 0.5 },
    { type: 'pageBreak' },
  ]
  const blocks = Array.from({ length: 30 }, (_, index) => section(index)).flat()
  const report = parseDocument({ ...base, contents: true, blocks })
  const start = performance.now()
  const pdf = renderPdf(report).toString('latin1')
  expect(performance.now() - start).toBeLessThan(5000)
  expect(pdf.match(/\/Type ?\/Page\b/g)?.length).toBeGreaterThanOrEqual(60)
})

test('a route answers with the file, named after its title', async () => {
  const answer = await documentResponse(aDocument(), 'docx')
  expect(answer.headers.get('content-type')).toContain('wordprocessingml')
  expect(answer.headers.get('content-disposition')).toContain('accroche-active.docx')
  expect(
    Buffer.from(await renderDocument(aDocument(), 'pdf'))
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  expect(formatOfPath('/t/x/fiches/A1/fiche.pdf')).toBe('pdf')
  expect(formatOfPath('/t/x/fiches/A1/fiche.exe')).toBeNull()
})
