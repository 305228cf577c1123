/** The styles of a text document of LibreOffice, named as it names them, so that it can go on being written. */

const INK = '#1c2430'
const SOFT = '#4f5b6b'
const BRAND = '#0b5d66'
const LINE = '#c9d2da'

export const namespaces = [
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"',
  'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"',
  'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"',
  'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"',
  'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"',
  'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
  'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"',
  'xmlns:xlink="http://www.w3.org/1999/xlink"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"',
  'office:version="1.3"',
].join(' ')

interface Look {
  parent?: string
  paragraph?: string
  text?: string
}

const looks: Record<string, Look> = {
  Kind: { text: `fo:color="${BRAND}" fo:font-weight="bold"` },
  Title: { paragraph: 'fo:margin-bottom="0.2cm"', text: 'fo:font-size="22pt" fo:font-weight="bold"' },
  Subtitle: { text: 'fo:font-size="13pt"' },
  Byline: { paragraph: 'fo:margin-bottom="0.6cm"', text: `fo:color="${SOFT}" fo:font-size="10pt"` },
  Lead: { text: 'fo:font-size="13pt"' },
  Small: { text: `fo:color="${SOFT}" fo:font-size="9pt"` },
  Caption: {
    paragraph: 'fo:margin-top="0.3cm" fo:margin-bottom="0.15cm" fo:keep-with-next="always"',
    text: `fo:color="${SOFT}" fo:font-weight="bold"`,
  },
  Quotations: {
    paragraph: `fo:margin-left="0.5cm" fo:padding-left="0.3cm" fo:border-left="2pt solid ${BRAND}"`,
    text: 'fo:font-style="italic"',
  },
  QuoteBy: { paragraph: 'fo:margin-left="0.8cm"', text: `fo:color="${SOFT}"` },
  Callout: {
    paragraph: `fo:background-color="#eef4f5" fo:padding="0.2cm" fo:border-left="2pt solid ${BRAND}"`,
  },
  Warning: { parent: 'Callout', paragraph: 'fo:border-left="2pt solid #a15c00"' },
  Break: { paragraph: 'fo:break-before="page"' },
  Cell: { paragraph: 'fo:margin-bottom="0cm"', text: 'fo:font-size="10pt"' },
  CellEnd: { parent: 'Cell', paragraph: 'fo:text-align="end"' },
  CellHead: { parent: 'Cell', text: 'fo:font-weight="bold"' },
  CellHeadEnd: { parent: 'CellHead', paragraph: 'fo:text-align="end"' },
  CellTotal: { parent: 'Cell', text: 'fo:font-weight="bold"' },
  CellTotalEnd: { parent: 'CellTotal', paragraph: 'fo:text-align="end"' },
  Signature: {
    paragraph: `fo:margin-top="0.4cm" fo:margin-bottom="2cm" fo:border-top="0.5pt solid ${LINE}"`,
  },
  Footer: { text: `fo:color="${SOFT}" fo:font-size="9pt"` },
}

function paragraphStyle([name, { parent = 'Standard', paragraph = '', text = '' }]: [string, Look]): string {
  return `<style:style style:name="${name}" style:family="paragraph" style:parent-style-name="${parent}">${
    paragraph ? `<style:paragraph-properties ${paragraph}/>` : ''
  }${text ? `<style:text-properties ${text}/>` : ''}</style:style>`
}

const sizes = [17, 14, 12, 11]

const heading = (size: number, at: number): string =>
  `<style:style style:name="Heading_20_${at + 1}" style:display-name="Heading ${at + 1}" style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="Standard" style:default-outline-level="${at + 1}"><style:paragraph-properties fo:margin-top="0.6cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"/><style:text-properties fo:color="${BRAND}" fo:font-size="${size}pt" fo:font-weight="bold"/></style:style>`

const listLevels = (element: (level: number) => string): string => [1, 2].map(element).join('')

const place = (level: number): string =>
  `<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="${level * 0.6}cm" fo:text-indent="-0.6cm" fo:margin-left="${level * 0.6}cm"/></style:list-level-properties>`

const lists = `<text:list-style style:name="Bullets">${listLevels(
  (level) =>
    `<text:list-level-style-bullet text:level="${level}" text:bullet-char="•">${place(level)}</text:list-level-style-bullet>`,
)}</text:list-style><text:list-style style:name="Numbers">${listLevels(
  (level) =>
    `<text:list-level-style-number text:level="${level}" style:num-format="1" style:num-suffix=".">${place(level)}</text:list-level-style-number>`,
)}</text:list-style>`

const common = `<style:default-style style:family="paragraph"><style:paragraph-properties fo:orphans="2" fo:widows="2"/><style:text-properties fo:language="fr" fo:country="FR" fo:font-family="'Source Sans 3', 'Liberation Sans', Arial" fo:font-size="11pt" fo:color="${INK}"/></style:default-style><style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.25cm" fo:line-height="120%"/></style:style>${sizes.map(heading).join('')}${Object.entries(looks).map(paragraphStyle).join('')}${lists}`

const page = `<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="2.2cm" fo:margin-right="2.2cm"/><style:footer-style/></style:page-layout>`

/** `styles.xml`, with the title (already escaped) at the foot of each page. */
export function stylesXml(title: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><office:document-styles ${namespaces}><office:styles>${common}</office:styles><office:automatic-styles>${page}</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"><style:footer><text:p text:style-name="Footer">${title} · <text:page-number text:select-page="current">1</text:page-number></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>`
}

const cell = (name: string, more: string): string =>
  `<style:style style:name="${name}" style:family="table-cell"><style:table-cell-properties fo:padding="0.12cm" fo:border-bottom="0.5pt solid ${LINE}"${more}/></style:style>`

/** What the content itself needs: runs of text, cells, tables. */
export const contentStyles = `<style:style style:name="Strong" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="Emphasis" style:family="text"><style:text-properties fo:font-style="italic"/></style:style><style:style style:name="StrongEmphasis" style:family="text"><style:text-properties fo:font-weight="bold" fo:font-style="italic"/></style:style><style:style style:name="Figure" style:family="text"><style:text-properties fo:font-size="18pt" fo:font-weight="bold" fo:color="${BRAND}"/></style:style><style:style style:name="Grid" style:family="table"><style:table-properties style:rel-width="100%" table:align="margins"/></style:style>${cell('Plain', '')}${cell('Head', ' fo:background-color="#eef4f5"')}`
