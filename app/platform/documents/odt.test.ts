import { strFromU8, unzipSync } from 'fflate'
import { DOMParser } from 'linkedom'
import { expect, test } from 'vitest'
import { aDocument, aDrawing, hostileTexts } from './document.factory.ts'
import { type Document, parseDocument, type RichText, spansOf } from './document.schema.ts'
import { documentResponse } from './documents.server.ts'
import { renderOdt } from './odt.server.ts'

interface Node {
  tagName: string
  children: Iterable<Node>
  childNodes: Iterable<Node & { nodeType: number; textContent: string }>
  textContent: string
  getAttribute: (name: string) => string | null
}

function contentOf(odt: Uint8Array): Node {
  const files = unzipSync(odt)
  const parsed: unknown = new DOMParser().parseFromString(
    strFromU8(files['content.xml'] ?? new Uint8Array()),
    'text/xml',
  )
  // linkedom's document has more than the few members read here.
  return parsed as Node
}

const all = (node: Node, tag: string): Node[] =>
  [...node.children].flatMap((child) => [...(child.tagName === tag ? [child] : []), ...all(child, tag)])

/** The text of a paragraph as it was typed: breaks, tabs and runs of spaces come back. */
function wordsOf(node: Node): string {
  return [...node.childNodes]
    .map((child) => {
      if (child.nodeType === 3) return child.textContent
      if (child.tagName === 'text:line-break') return '\n'
      if (child.tagName === 'text:tab') return '\t'
      if (child.tagName === 'text:s') return ' '.repeat(Number(child.getAttribute('text:c')))
      return wordsOf(child)
    })
    .join('')
}

const plain = (text: RichText): string =>
  spansOf(text)
    .map((span) => span.text)
    .join('')

// The reader used here leaves the entities of attributes as they are written.
const hrefOf = (link: Node): string => (link.getAttribute('xlink:href') ?? '').replaceAll('&amp;', '&')

/** The tree read back: headings with their level, lists, tables, all paragraphs in their order. */
function readBack(odt: Uint8Array) {
  const content = contentOf(odt)
  return {
    headings: all(content, 'text:h').map((its) => [
      Number(its.getAttribute('text:outline-level')),
      wordsOf(its),
    ]),
    paragraphs: all(content, 'text:p').map(wordsOf),
    items: all(content, 'text:list-item').map((its) => wordsOf([...its.children][0] ?? its)),
    tables: all(content, 'table:table').map((table) =>
      all(table, 'table:table-row').map((row) => all(row, 'table:table-cell').map(wordsOf)),
    ),
    heads: all(content, 'table:table-header-rows').map((head) => all(head, 'table:table-cell').map(wordsOf)),
    links: all(content, 'text:a').map(hrefOf),
    described: all(content, 'svg:desc').map(wordsOf),
  }
}

test('a document comes back whole from its ODT: headings, lists, tables, links, drawings', () => {
  const document = aDocument()
  const back = readBack(renderOdt(document))
  expect(back.headings).toEqual([
    [1, 'Objectifs'],
    [2, 'Étapes'],
  ])
  expect(back.items).toEqual(['premier', 'deuxième', 'dedans', 'd’abord', 'ensuite', 'INSEE, Filosofi 2021'])
  expect(back.tables).toEqual([
    [
      ['Poste', 'Montant'],
      ['Salaires', '12 000 €'],
      ['Total', '12 000 €'],
    ],
  ])
  expect(back.heads).toEqual([['Poste', 'Montant']])
  expect(back.links).toEqual(['#partie-0', '#partie-4', 'https://exemple.fr/page?a=1&b=2'])
  expect(back.described).toEqual(['Une barre de 120'])
  for (const words of [
    'Fiche action',
    'Un mot important, un autre penché et un lien.',
    'Budget prévisionnel',
    '35 communes (en 2015)',
    'Une façon de travailler',
    'Attention\nChiffres d’exemple.',
    'État\nPréfecture',
  ])
    expect(back.paragraphs).toContain(words)
})

test.each(hostileTexts)('%j is printed as it was typed, and the file stays well formed', (typed) => {
  const document: Document = parseDocument({
    title: 'T',
    kind: 'K',
    issuer: 'I',
    date: '2026-11-24',
    blocks: [
      { type: 'paragraph', text: typed },
      { type: 'table', caption: 'C', columns: [{ label: 'L' }], rows: [[typed]] },
    ],
  })
  const [block] = document.blocks
  const expected = block?.type === 'paragraph' ? plain(block.text) : ''
  const back = readBack(renderOdt(document))
  expect(back.paragraphs).toContain(expected)
  expect(back.tables[0]?.[1]).toEqual([expected])
})

test('the file says what it is before anything else, and lists all it holds', () => {
  const odt = renderOdt(aDocument())
  expect(strFromU8(odt.slice(30, 38))).toBe('mimetype')
  expect(strFromU8(odt.slice(38, 38 + 39))).toBe('application/vnd.oasis.opendocument.text')
  const files = unzipSync(odt)
  const manifest = strFromU8(files['META-INF/manifest.xml'] ?? new Uint8Array())
  for (const name of Object.keys(files).filter((its) => its !== 'mimetype' && !its.startsWith('META-INF')))
    expect(manifest).toContain(`full-path="${name}"`)
  expect(strFromU8(files['Pictures/dessin-1.svg'] ?? new Uint8Array())).toBe(aDrawing)
  expect(strFromU8(files['styles.xml'] ?? new Uint8Array())).toContain('fo:language="fr" fo:country="FR"')
})

test('every style the content names exists', () => {
  const files = unzipSync(renderOdt(aDocument()))
  const [content = '', styles = ''] = ['content.xml', 'styles.xml'].map((name) =>
    strFromU8(files[name] ?? new Uint8Array()),
  )
  const known = new Set([...`${content}${styles}`.matchAll(/style:name="([^"]+)"/g)].map(([, name]) => name))
  const used = [...content.matchAll(/(?:text|table):style-name="([^"]+)"/g)].map(([, name]) => name)
  expect(used.filter((name) => !known.has(name))).toEqual([])
})

test('the answer of a route carries its type and its name', async () => {
  const answer = await documentResponse(aDocument(), 'odt')
  expect(answer.headers.get('content-type')).toBe('application/vnd.oasis.opendocument.text')
  expect(answer.headers.get('content-disposition')).toContain('accroche-active.odt')
})
