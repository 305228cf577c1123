import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, strToU8, zipSync } from 'fflate'
import { writeOds } from 'hucre/ods'
import { writeXlsx } from 'hucre/xlsx'
import iconv from 'iconv-lite'
import { afterAll, expect, test } from 'vitest'
import { Refusal } from '#app/lib/errors.ts'
import { type Cell, findHeader, openTables, type Row } from './index.ts'
import { anXls } from './xls.factory.ts'

const folder = mkdtempSync(join(tmpdir(), 'tables-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function read(path: string) {
  const opened = await openTables(path)
  const tables = []
  for (const table of opened.tables) {
    const rows: Row[] = []
    for await (const row of table.rows()) rows.push(row)
    const codes = table.flags.map((flag) => flag.code)
    tables.push({ name: table.name, sheet: table.sheet, delimiter: table.csv?.delimiter, rows, codes })
  }
  await opened.close()
  return { ...opened, tables }
}

async function firstCells(path: string): Promise<Cell[][]> {
  return (await read(path)).tables[0]?.rows.map((row) => row.cells) ?? []
}

async function refusalOf(path: string): Promise<Refusal> {
  const error = await read(path).catch((thrown: unknown) => thrown)
  if (error instanceof Refusal) return error
  throw new Error(`expected a refusal, got ${String(error)}`)
}

test('semicolon, comma and tab are told apart, quotes taken into account', async () => {
  const semicolon = file('a.csv', 'code;taux\n59606;25,0\n59014;32,0\n')
  const comma = file('b.txt', '"code","taux"\n"59606","25,0"\n"59014","32,0000"\n')
  const tab = file('c.dat', 'code\ttaux\n59606\t25,0\n')
  expect((await read(semicolon)).tables[0]).toMatchObject({ delimiter: ';' })
  expect((await read(comma)).tables[0]).toMatchObject({ delimiter: ',' })
  expect((await read(tab)).tables[0]).toMatchObject({ delimiter: '\t' })
  expect(await firstCells(comma)).toEqual([
    ['code', 'taux'],
    ['59606', '25,0'],
    ['59014', '32,0000'],
  ])
})

test('a byte order mark never becomes part of the first column', async () => {
  expect((await firstCells(file('bom.csv', '\ufeff"typecom","com"\nCOM,01001\n')))[0]).toEqual([
    'typecom',
    'com',
  ])
})

test('text without mark that is not UTF-8 is read as CP1252, and it is said', async () => {
  const path = file('cp1252.csv', iconv.encode('nom;œuvre\nCité;Œuvre d’été\n', 'win1252'))
  const { tables } = await read(path)
  expect(tables[0]?.rows[1]?.cells).toEqual(['Cité', 'Œuvre d’été'])
  expect(tables[0]?.codes).toEqual(['encodage-cp1252'])
})

test('a UTF-8 mark before CP1252 text does not fool the reader', async () => {
  const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), iconv.encode('nom\nÉtré\n', 'win1252')])
  const { tables } = await read(file('menteur.csv', bytes))
  expect(tables[0]?.rows.map((row) => row.cells[0])).toEqual(['nom', 'Étré'])
  expect(tables[0]?.codes).toEqual(['encodage-cp1252', 'marque-trompeuse'])
})

test('CP1252 that only shows after a megabyte of plain text is still found', async () => {
  const plain = 'code;nom\n'.concat('59606;Valenciennes\n'.repeat(70_000))
  const { tables } = await read(
    file('tard.csv', Buffer.concat([Buffer.from(plain), Buffer.from([0xc9, 0x0a])])),
  )
  expect(tables[0]?.rows.at(-1)?.cells).toEqual(['É'])
})

test('UTF-16 is read, with or without its mark', async () => {
  const text = 'code;nom\n59606;Préseau\n'
  expect(await firstCells(file('u16.csv', iconv.encode(text, 'utf-16le', { addBOM: true })))).toContainEqual([
    '59606',
    'Préseau',
  ])
  expect(await firstCells(file('u16nu.csv', iconv.encode(text, 'utf-16le')))).toContainEqual([
    '59606',
    'Préseau',
  ])
})

test('accents already lost are flagged and not guessed', async () => {
  const { tables } = await read(file('perdu.csv', 'nom\nCit\ufffd\n'))
  expect(tables[0]?.codes).toEqual(['accents-perdus'])
  expect(tables[0]?.rows[1]?.cells).toEqual(['Cit\ufffd'])
})

test('two encodings glued together are both read', async () => {
  const utf8 = Buffer.from('nom\n'.concat('Préseau\n'.repeat(50)))
  const { tables } = await read(file('mixte.csv', Buffer.concat([utf8, iconv.encode('Condé\n', 'win1252')])))
  expect(tables[0]?.rows.at(-1)?.cells).toEqual(['Condé'])
  expect(tables[0]?.codes).toEqual(['encodage-mixte'])
})

test('a line break inside quotes does not cut the record, and the next line keeps its number', async () => {
  const { tables } = await read(file('retour.csv', 'a;b\r\n"x\ny";1\r\nz;2\r\n'))
  expect(tables[0]?.rows).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['x\ny', '1'] },
    { line: 4, cells: ['z', '2'] },
  ])
})

test('a Git LFS pointer and a web page named .csv are refused for what they are', async () => {
  const pointer = file('lfs.csv', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n')
  const page = file('erreur.csv', '\n<!DOCTYPE html><html><body>404</body></html>')
  expect((await refusalOf(pointer)).code).toBe('pointeur-git-lfs')
  expect((await refusalOf(page)).code).toBe('page-html')
  expect((await refusalOf(file('vide.csv', ''))).code).toBe('fichier-vide')
  expect((await refusalOf(file('doc.csv', '%PDF-1.7 '))).message).toContain('PDF')
})

test('a zip is opened with its sub-folders, and what it holds besides tables is told', async () => {
  const content = { 'dossier/données.CSV': strToU8('a;b\n1;2\n'), 'licence.pdf': strToU8('%PDF-1.4') }
  const opened = await read(file('archive.bin', zipSync(content)))
  expect(opened.tables.map((table) => table.name)).toEqual(['dossier/données.CSV'])
  expect(opened.flags).toMatchObject([{ code: 'membre-contenu-inattendu' }])
})

test('a truncated zip is refused with what to do', async () => {
  const path = file('coupe.zip', zipSync({ 'a.csv': strToU8('a;b\n'.repeat(2000)) }))
  truncateSync(path, readFileSync(path).length - 30)
  const refusal = await refusalOf(path)
  expect(refusal.code).toBe('archive-abimee')
  expect(refusal.message).toContain('téléchargez-la de nouveau')
})

test('a zip bomb is refused before it unfolds', async () => {
  const path = file('bombe.zip', zipSync({ 'a.csv': new Uint8Array(80 * 1024 ** 2) }, { level: 9 }))
  expect((await refusalOf(path)).code).toBe('archive-demesuree')
})

test('a zip that lies about the size of a member is stopped while unfolding', async () => {
  const bytes = Buffer.from(zipSync({ 'a.csv': strToU8('a;b\n'.repeat(50_000)) }))
  const central = bytes.lastIndexOf(Buffer.from('504b0102', 'hex'))
  bytes.writeUInt32LE(100, central + 24)
  expect((await refusalOf(file('menteuse.zip', bytes))).code).toMatch(/archive-/)
})

test('gzip around a text or a workbook is opened', async () => {
  const path = file('a.csv.gz', gzipSync(strToU8('a;b\n1;2\n')))
  expect(await firstCells(path)).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ])
  const cut = file('coupe.gz', gzipSync(strToU8('a;b\n'.repeat(5000))).subarray(0, 40))
  expect((await refusalOf(cut)).code).toBe('archive-abimee')
})

const sheets = [
  {
    name: 'COM',
    rows: [
      ['CODGEO', 'MED21'],
      ['59606', 20250],
      ['2A004', null],
      ['59014', 16780.5],
    ],
  },
  { name: 'EPCI', rows: [['CODGEO'], ['245901160']] },
]

test('the sheets of an XLSX, an ODS and a legacy XLS give the same cells', async () => {
  const xlsx = file('x.dat', await writeXlsx({ sheets }))
  const ods = file('o.dat', await writeOds({ sheets }))
  const xls = file('l.dat', anXls(sheets))
  for (const path of [xlsx, ods, xls]) {
    const { tables } = await read(path)
    expect(tables.map((table) => table.sheet)).toEqual(['COM', 'EPCI'])
    expect(tables[0]?.rows.map((row) => row.cells)).toEqual([
      ['CODGEO', 'MED21'],
      ['59606', 20250],
      ['2A004'],
      ['59014', 16780.5],
    ])
  }
})

test('a sheet that declares a million rows is read up to its last filled one', async () => {
  const rows: string[] = []
  for (let row = 1; row <= 1_048_576; row++)
    rows.push(row < 4 ? `<row r="${row}"><c r="A${row}"><v>${row}</v></c></row>` : `<row r="${row}"/>`)
  const workbook = await writeXlsx({ sheets: [{ name: 'Communes', rows: [['x']] }] })
  const { unzipSync } = await import('fflate')
  const parts = unzipSync(workbook)
  const xml = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.join('')}</sheetData></worksheet>`
  const broken = strToU8(
    '<styleSheet><fills><fill><patternFill><fgColor rgb="pas une couleur"/></patternFill></fill></fills></styleSheet>',
  )
  const zipped = zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8(xml), 'xl/styles.xml': broken })
  expect(await firstCells(file('million.xlsx', zipped))).toEqual([[1], [2], [3]])
})

test('merged cells give their value once', async () => {
  const merged = {
    name: 'Feuil1',
    rows: [
      ['Groupe', null, 'Autre'],
      ['a', 'b', 'c'],
      [1, 2, 3],
    ],
    merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 1 }],
  }
  const cells = await firstCells(file('fusion.xlsx', await writeXlsx({ sheets: [merged] })))
  expect(cells[0]).toEqual(['Groupe', null, 'Autre'])
})

test('JSON gives its list of objects, whatever wraps it', async () => {
  const wrapped = file('j.json', JSON.stringify({ count: 2, results: [{ a: 1 }, { a: 2, b: ['x'] }] }))
  expect(await firstCells(wrapped)).toEqual([
    ['a', 'b'],
    [1, null],
    [2, '["x"]'],
  ])
  expect((await refusalOf(file('coupe.json', '[{"a": 1}, {"a"'))).code).toBe('json-abime')
})

test('title rows, then labels, then codes: the codes name the columns', () => {
  const cells: Cell[][] = [
    ['Revenus en 2015'],
    ['Géographie au 01/01/2016'],
    ['Code géographique', 'Médiane du niveau de vie (€)', 'Taux de pauvreté (%)'],
    ['CODGEO', 'MED15', 'TP6015'],
    ['59606', 18400, 26.1],
    ['59014', 15810, 33.2],
  ]
  expect(findHeader(cells.map((row, at) => ({ line: at + 1, cells: row })))).toMatchObject({
    line: 4,
    columns: ['CODGEO', 'MED15', 'TP6015'],
    titles: ['Revenus en 2015', 'Géographie au 01/01/2016'],
    labels: ['Code géographique', 'Médiane du niveau de vie (€)', 'Taux de pauvreté (%)'],
  })
})

test('header names lose their line breaks and stray spaces, and doubles are renamed and flagged', () => {
  const header = findHeader([
    { line: 1, cells: ['DCM\nDate', ' Accordé ', 'Montant', 'Montant', null] },
    { line: 2, cells: ['01/02/2018', 'oui', '1', '2'] },
  ])
  expect(header.columns).toEqual(['DCM Date', 'Accordé', 'Montant', 'Montant (2)'])
  expect(header.flags).toMatchObject([{ code: 'colonne-en-double', line: 1 }])
})

const shared = '../shared/data'
/** Real files are not shipped: what reads them runs where they are. */
const ifShared = existsSync(shared) ? test : () => undefined

ifShared('the workbook of memberships, whose styles are invalid, gives its five sheets', async () => {
  const { tables } = await read(`${shared}/cog/table-appartenance-geo-communes-2024.xlsx`)
  expect(tables.map((table) => [table.sheet, table.rows.length])).toEqual([
    ['COM', 34_941],
    ['ARM', 51],
    ['Zones_supra_communales', 9151],
    ['Variables', 21],
    ['Documentation', 10],
  ])
})

ifShared('the real file with a false mark gives its accents back', async () => {
  const { tables } = await read(`${shared}/subventions/dep80_somme_20180302.csv`)
  expect(tables[0]?.rows.some((row) => row.cells.join(' ').includes('Département de la Somme'))).toBe(true)
})
