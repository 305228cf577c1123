/** A file of a transfer, as the archives service will find it. */
export interface SedaFile {
  /** Path in the package: `content/…`. */
  uri: string
  name: string
  title: string
  mime: string
  bytes: number
  /** SHA-512 of the bytes, in hexadecimal. */
  sha512: string
  /** When the file was made or received. */
  lastModified: Date
}

/** One document and its files, handed over to an archives service. */
export interface SedaTransfer {
  /** Unique for the service that sends. */
  identifier: string
  date: Date
  comment: string
  archivalAgency: { identifier: string; name: string }
  /** Who made the document and sends it: a SIREN. */
  transferringAgency: { identifier: string; name: string }
  /** The agreement between both services, when there is one. */
  agreement: string | null
  /** Rule of the archives service for how long it is useful, if known, and what comes after. */
  appraisal: { rule: string | null; start: string; finalAction: 'Keep' | 'Destroy' }
  unit: {
    identifier: string
    title: string
    description: string
    documentType: string
    /** Days `YYYY-MM-DD`. */
    start: string | null
    end: string | null
  }
  files: ReadonlyArray<SedaFile>
}

const NAMESPACE = 'fr:gouv:culture:archivesdefrance:seda:v2.2'

/**
 * The `manifest.xml` of an archive transfer, SEDA 2.2 (NF Z44-022): one archive unit for the document, one below it
 * for each file. Source: Standard d'échange de données pour l'archivage, version 2.2, message ArchiveTransfer.
 * @throws RangeError without a file: the standard has no empty object
 */
export function sedaManifest(transfer: SedaTransfer): string {
  if (transfer.files.length === 0) throw new RangeError('a transfer holds at least one file')
  const { identifier, date, comment, agreement, files } = transfer
  const content = [
    tag('Comment', comment),
    tag('Date', date.toISOString()),
    tag('MessageIdentifier', identifier),
    agreement === null ? '' : tag('ArchivalAgreement', agreement),
    node('CodeListVersions', [
      tag('MessageDigestAlgorithmCodeListVersion', 'SHA-512'),
      tag('MimeTypeCodeListVersion', 'IANA'),
      tag('DataObjectVersionCodeListVersion', 'BinaryMaster'),
    ]),
    node('DataObjectPackage', [
      ...files.map(dataObjectGroup),
      node('DescriptiveMetadata', [archiveUnit(transfer)]),
      node('ManagementMetadata', [
        tag('LegalStatus', 'Public Archive'),
        tag('OriginatingAgencyIdentifier', transfer.transferringAgency.identifier),
        tag('SubmissionAgencyIdentifier', transfer.transferringAgency.identifier),
      ]),
    ]),
    agency('ArchivalAgency', transfer.archivalAgency),
    agency('TransferringAgency', transfer.transferringAgency),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>\n${node('ArchiveTransfer', content, { xmlns: NAMESPACE })}\n`
}

function dataObjectGroup(file: SedaFile, index: number): string {
  const object = node(
    'BinaryDataObject',
    [
      tag('DataObjectVersion', 'BinaryMaster_1'),
      tag('Uri', file.uri),
      tag('MessageDigest', file.sha512, { algorithm: 'SHA-512' }),
      tag('Size', String(file.bytes)),
      node('FormatIdentification', [tag('MimeType', file.mime)]),
      node('FileInfo', [tag('Filename', file.name), tag('LastModified', file.lastModified.toISOString())]),
    ],
    { id: `objet-${index + 1}` },
  )
  return node('DataObjectGroup', [object], { id: `groupe-${index + 1}` })
}

function archiveUnit({ unit, appraisal, files, transferringAgency }: SedaTransfer): string {
  const rules =
    appraisal.rule === null ? [] : [tag('Rule', appraisal.rule), tag('StartDate', appraisal.start)]
  return node(
    'ArchiveUnit',
    [
      node('Management', [node('AppraisalRule', [...rules, tag('FinalAction', appraisal.finalAction)])]),
      node('Content', [
        tag('DescriptionLevel', 'RecordGrp'),
        tag('Title', unit.title),
        tag('OriginatingAgencyArchiveUnitIdentifier', unit.identifier),
        tag('Description', unit.description),
        tag('DocumentType', unit.documentType),
        tag('Language', 'fr'),
        node('OriginatingAgency', [tag('Identifier', transferringAgency.identifier)]),
        unit.start === null ? '' : tag('StartDate', unit.start),
        unit.end === null ? '' : tag('EndDate', unit.end),
      ]),
      ...files.map(itemUnit),
    ],
    { id: 'unite-0' },
  )
}

function itemUnit(file: SedaFile, index: number): string {
  return node(
    'ArchiveUnit',
    [
      node('Content', [
        tag('DescriptionLevel', 'Item'),
        tag('Title', file.title),
        tag('CreatedDate', file.lastModified.toISOString()),
      ]),
      node('DataObjectReference', [tag('DataObjectGroupReferenceId', `groupe-${index + 1}`)]),
    ],
    { id: `unite-${index + 1}` },
  )
}

/** The name of an agency has no place of its own in the standard: it is an attribute of its identifier. */
function agency(name: string, its: { identifier: string; name: string }): string {
  return node(name, [tag('Identifier', its.identifier, { schemeName: its.name })])
}

type Attributes = Readonly<Record<string, string>>

function node(name: string, children: ReadonlyArray<string>, attributes: Attributes = {}): string {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  return `<${name}${said.join('')}>${children.join('')}</${name}>`
}

function tag(name: string, text: string, attributes: Attributes = {}): string {
  return node(name, [escaped(text)], attributes)
}

// All but what XML 1.0 may hold: even escaped, the rest is refused.
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

function escaped(text: string): string {
  return text
    .replaceAll(forbidden, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
