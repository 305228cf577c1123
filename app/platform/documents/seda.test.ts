import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { type SedaTransfer, sedaManifest } from './seda.ts'

const schema = readFileSync(new URL('seda-2.2-extrait.xsd', import.meta.url), 'utf8')

const transfer: SedaTransfer = {
  identifier: 'maillage-exemple-1',
  date: new Date('2026-11-24T10:00:00Z'),
  comment: 'Contrat de ville',
  archivalAgency: { identifier: 'FRAD059', name: 'Archives départementales (exemple)' },
  transferringAgency: { identifier: '245901160', name: 'Valenciennes Métropole' },
  agreement: null,
  appraisal: { rule: null, start: '2026-11-24', finalAction: 'Keep' },
  unit: {
    identifier: 'document-cadre:contrat-2015',
    title: 'Contrat de ville 2015-2020',
    description: 'Document-cadre',
    documentType: 'Document-cadre',
    start: '2015-01-01',
    end: null,
  },
  files: [
    {
      uri: 'content/1.pdf',
      name: 'contrat.pdf',
      title: 'Le texte',
      mime: 'application/pdf',
      bytes: 12,
      sha512: 'ab'.repeat(64),
      lastModified: new Date('2026-11-24T10:00:00Z'),
    },
  ],
}

async function errorsOf(xml: string): Promise<string[]> {
  const result = await validateXML({
    xml: [{ fileName: 'manifest.xml', contents: xml }],
    schema: [schema],
  })
  return result.errors.map(({ message }) => message)
}

test('a manifest obeys the schema of SEDA 2.2, with and without what is optional', async () => {
  expect(await errorsOf(sedaManifest(transfer))).toEqual([])
  const full: SedaTransfer = {
    ...transfer,
    agreement: 'ACCORD-2026',
    appraisal: { rule: 'DUA-10', start: '2020-12-31', finalAction: 'Destroy' },
    unit: { ...transfer.unit, end: '2020-12-31' },
    files: [...transfer.files, ...transfer.files.map((file) => ({ ...file, uri: 'content/2.pdf' }))],
  }
  const xml = sedaManifest(full)
  expect(await errorsOf(xml)).toEqual([])
  expect(xml.match(/<BinaryDataObject /g)).toHaveLength(2)
  expect(xml).toContain(
    '<Rule>DUA-10</Rule><StartDate>2020-12-31</StartDate><FinalAction>Destroy</FinalAction>',
  )
})

test('the schema does see what is wrong: an element out of order, an unknown final action, an empty file', async () => {
  const xml = sedaManifest(transfer)
  const moved = xml.replace(/(<Uri>.*?<\/Uri>)(<MessageDigest.*?<\/MessageDigest>)/, '$2$1')
  expect(moved).not.toBe(xml)
  expect(await errorsOf(moved)).not.toEqual([])
  expect(await errorsOf(xml.replace('>Keep<', '>Sort<'))).not.toEqual([])
  expect(await errorsOf(xml.replace('<Size>12<', '<Size>0<'))).not.toEqual([])
})

test('any title stays well formed, and what XML cannot hold is left out', async () => {
  const title = 'Santé & <b>accès</b> "aux" soins \u0000\u000b\ud800 fin 🌱'
  const xml = sedaManifest({ ...transfer, unit: { ...transfer.unit, title } })
  expect(await errorsOf(xml)).toEqual([])
  expect(xml).toContain('Santé &amp; &lt;b&gt;accès&lt;/b&gt; &quot;aux&quot; soins  fin 🌱')
})

test('a transfer without a file is refused', () => {
  expect(() => sedaManifest({ ...transfer, files: [] })).toThrow(RangeError)
})
