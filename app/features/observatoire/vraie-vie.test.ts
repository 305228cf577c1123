import { strToU8, zipSync } from 'fflate'
import { writeOds } from 'hucre/ods'
import iconv from 'iconv-lite'
import { afterAll, expect, test } from 'vitest'
import { aLac } from './lac.factory.ts'

const lac = aLac()
afterAll(() => lac.remove())

const codes = (report: { flags: Array<{ code: string }> }) => report.flags.map((flag) => flag.code)

test.each([
  ['point-virgule', ';'],
  ['virgule', ','],
  ['tabulation', '\t'],
])('the separator is told from the content: %s', async (name, separator) => {
  const quoted = (text: string) => (separator === ',' ? `"${text}"` : text)
  const lines = [
    ['CODGEO', `MED21`, 'TP6021'],
    ['59606', '20250,5', '25,0'],
    ['59014', '16780', '32,0'],
  ]
  const text = lines.map((line) => line.map(quoted).join(separator)).join('\r\n')
  expect(await lac.take(`${name}.txt`, text)).toMatchObject({
    format: 'filosofi-communes',
    byStatus: { normal: 4 },
  })
  expect(await lac.valeur('MEDIAN_INC', 'commune:59606')).toMatchObject({ value: 20_250.5 })
})

test.each([
  ['UTF-8 avec marque', Buffer.from('\ufeffcode;Effectif réel\n59606;12\n59014;13\n'), null],
  ['CP1252', iconv.encode('code;Effectif réel\n59606;12\n59014;13\n', 'win1252'), 'encodage-cp1252'],
  [
    'marque UTF-8 puis CP1252',
    Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      iconv.encode('code;Effectif réel\n59606;12\n59014;13\n', 'win1252'),
    ]),
    'marque-trompeuse',
  ],
  ['UTF-16', iconv.encode('code;Effectif réel\n59606;12\n59014;13\n', 'utf-16le', { addBOM: true }), null],
])('encodings: %s', async (_name, bytes, flag) => {
  const report = await lac.take('effectif.csv', bytes, { millesime: '2024' })
  expect(report).toMatchObject({ observations: 2 })
  if (flag) expect(codes(report)).toContain(flag)
  expect(await lac.valeur('effectif/Effectif réel', 'commune:59606')).toMatchObject({ value: 12 })
})

test('accents already lost are told and never guessed', async () => {
  const report = await lac.take('perdus.csv', 'code;Nom;Effectif\n59606;Cit\ufffd;12\n59014;x;3\n', {
    millesime: '2024',
  })
  expect(codes(report)).toContain('accents-perdus')
})

test('every mark of a missing value keeps its meaning and none becomes zero', async () => {
  const marks = [
    's',
    'ns',
    'nd',
    'so',
    'N/A - résultat non disponible',
    '',
    'Confidentiel',
    'NULL',
    '#N/D',
    '12',
  ]
  const rows = marks.map((mark, at) => `590${String(at + 11)};${mark}`).join('\n')
  const report = await lac.take('marques.csv', `CODGEO;Effectif\n${rows}\n`, { millesime: '2024' })
  expect(report.byStatus).toEqual({
    secret: 2,
    non_significatif: 1,
    indisponible: 4,
    sans_objet: 1,
    vide: 1,
    normal: 1,
  })
  expect(await lac.valeur('marques/Effectif', 'commune:59011')).toMatchObject({
    value: null,
    status: 'secret',
  })
})

test('an unknown text in a column of numbers stops the import with its list, and can be explained', async () => {
  const text = 'CODGEO;Effectif\n59606;12\n59014;abs\n59019;3\n59027;4\n'
  await expect(lac.take('abs.csv', text, { millesime: '2024' })).rejects.toMatchObject({
    code: 'textes-inconnus',
    message: expect.stringContaining('« abs » (1 fois, colonne Effectif, ligne 3)'),
  })
  const report = await lac.take('abs.csv', text, { millesime: '2024', marks: { abs: 'sans_objet' } })
  expect(report.byStatus).toEqual({ normal: 3, sans_objet: 1 })
})

test('decimals and thousands as people write them', async () => {
  const text =
    'CODGEO;Montant;Part\n59606;"12 345,60";"0,5000000"\n59014;1\u00a0200,50 €;12.25\n59019;30401,573067;3\n'
  await lac.take('nombres.csv', text, { millesime: '2024' })
  expect(await lac.valeur('nombres/Montant', 'commune:59606')).toMatchObject({ value: 12_345.6 })
  expect(await lac.valeur('nombres/Montant', 'commune:59014')).toMatchObject({ value: 1200.5 })
  expect(await lac.valeur('nombres/Part', 'commune:59606')).toMatchObject({ value: 0.5 })
  expect(await lac.valeur('nombres/Montant', 'commune:59019')).toMatchObject({ value: 30_401.573067 })
})

test('commune codes that lost their zero, float codes and Corsica are read; Paris is there once at its level', async () => {
  const text = 'Code commune;Effectif\n1004;1\n2A004;2\n59606.0;3\n75056;100\n75101;40\n75102;60\n'
  const report = await lac.take('zeros.csv', text, { millesime: '2024' })
  expect(report).toMatchObject({ levels: ['commune', 'arrondissement-municipal'], rowsKept: 6 })
  expect(codes(report)).toContain('zero-remis')
  expect(await lac.valeur('zeros/Effectif', 'commune:01004')).toMatchObject({ value: 1 })
  expect(await lac.valeur('zeros/Effectif', 'commune:59606')).toMatchObject({ value: 3 })
})

test('the same place twice: the first row is kept, the other is told with its line', async () => {
  const report = await lac.take('double.csv', 'CODGEO;Effectif\n59606;1\n59014;2\n59606;3\n', {
    millesime: '2024',
  })
  expect(report.flags).toContainEqual(expect.objectContaining({ code: 'lieu-en-double', line: 4 }))
  expect(await lac.valeur('double/Effectif', 'commune:59606')).toMatchObject({ value: 1 })
})

test('a code of no département is left aside with its line; a number beyond all measure is a text to explain', async () => {
  const report = await lac.take('ailleurs.csv', 'CODGEO;Effectif\n59606;1\n99999;2\n20004;3\n98411;4\n', {
    millesime: '2024',
  })
  expect(report.rowsKept).toBe(3)
  expect(report.flags).toContainEqual(
    expect.objectContaining({
      code: 'code-inconnu',
      line: 3,
      message: expect.stringContaining('aucun département'),
    }),
  )
  const beyond = 'CODGEO;Effectif\n59606;1e400\n59014;2\n59019;3\n'
  await expect(lac.take('demesure.csv', beyond, { millesime: '2024' })).rejects.toThrow('« 1e400 » (1 fois')
})

test('two header lines, titles above and notes below', async () => {
  const text =
    'Tableau 3\n\nCode géographique;Nombre de foyers suivis\nCODGEO;NB_FOYERS\n59606;12\n59014;13\nSource : partenaire;\nLecture : 12 foyers;\n'
  const report = await lac.take('entetes.csv', text, { millesime: '2024' })
  expect(report).toMatchObject({ rowsRead: 4, rowsKept: 2, observations: 2 })
  expect(report.flags).toContainEqual(expect.objectContaining({ code: 'note-de-bas-de-page', line: 7 }))
})

test('a line longer than the header, a line break in a cell and blank lines keep the line numbers right', async () => {
  const text = 'CODGEO;Nom;Effectif\n59606;"Valen\nciennes";12\n\n59014;Anzin;13;14\nTOTAL;;25\n'
  const report = await lac.take('lignes.csv', text, { millesime: '2024' })
  expect(report.flags).toContainEqual(expect.objectContaining({ code: 'ligne-trop-longue', line: 5 }))
  expect(report.flags).toContainEqual(expect.objectContaining({ code: 'code-inconnu', line: 6 }))
})

test('a zip with sub-folders, an ODS and a file with a wrong extension are read for what they are', async () => {
  const csv = 'CODGEO;MED21;TP6021\n59606;20250;25\n59014;16780;32\n'
  expect(await lac.take('z.csv', zipSync({ 'a/b/donnees.csv': strToU8(csv) }))).toMatchObject({
    format: 'filosofi-communes',
  })
  const ods = await writeOds({
    sheets: [
      {
        name: 'COM',
        rows: [
          ['CODGEO', 'MED19', 'TP6019'],
          ['59606', 19_270, 26],
          ['59014', 16_000, 33],
        ],
      },
    ],
  })
  expect(await lac.take('o.xls', ods)).toMatchObject({ format: 'filosofi-communes', millesime: '2019' })
})

test.each([
  [
    'un pointeur Git LFS',
    'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
    'pointeur-git-lfs',
  ],
  ['une page web', '<!DOCTYPE html><html><body>Not found</body></html>', 'page-html'],
  ['un fichier vide', '', 'fichier-vide'],
  ['un tableau sans lieu', 'Nom;Prénom\nA;B\n', 'format-non-reconnu'],
])('%s named .csv is refused by its name', async (_what, content, code) => {
  await expect(lac.take('piege.csv', content)).rejects.toMatchObject({ code })
})

test('a comma followed by three digits is not guessed in a table made by hand', async () => {
  const text = 'insee;montant\n59606;"1,500"\n59014;"2,000"\n59019;"12"\n'
  await expect(lac.take('virgules.csv', text, { millesime: '2024' })).rejects.toMatchObject({
    code: 'nombre-ambigu',
  })
  await lac.take('virgules.csv', text, { millesime: '2024', comma: 'milliers' })
  expect(await lac.valeur('virgules/montant', 'commune:59606')).toMatchObject({ value: 1500 })
  await lac.take('virgules.csv', `${text}59027;"3,25"\n`, { millesime: '2024' })
  expect(await lac.valeur('virgules/montant', 'commune:59027')).toMatchObject({ value: 3.25 })
})

test('the number that stands for no data is not a measure, and it is told', async () => {
  const report = await lac.take(
    'frr.csv',
    'codgeo;libgeo;an;taux\n59606;Valenciennes;2021;-9999\n59014;Anzin;2021;32,0\n',
  )
  expect(report.byStatus).toEqual({ normal: 1, indisponible: 1 })
  expect(report.flags).toContainEqual(
    expect.objectContaining({ code: 'valeur-sentinelle', line: 2, column: 'taux' }),
  )
})
