import { strToU8, unzipSync, zipSync } from 'fflate'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, expect, test } from 'vitest'
import { aLac } from './lac.factory.ts'

const lac = aLac()
afterAll(() => lac.remove())

const HEAD = 'CODGEO;MED21;TP6021;RD21'
const rows = ['59606;20250;25,0;3,2', '59014;16780;32,0;3,1', '59019;24790;s;s', '59027;25190;s;s']
const whole = [HEAD, ...rows].join('\n')

test.each([
  ['cut in the middle of its last line', whole.slice(0, -4), 'fichier-coupe', 'est coupé'],
  [
    'with a quote that is never closed',
    whole.replace('59014', '"59014'),
    'csv-abime',
    'à partir de la ligne 3',
  ],
  [
    'with a quote that swallows the lines after it',
    whole.replace('59014', '"59014').replace('59027;25190', '59027";25190'),
    'guillemet-ouvert',
    'à la ligne 3',
  ],
  ['without its line of titles', rows.join('\n'), 'en-tete-absente', '« 59606 » est le code d’un lieu'],
])('a file %s is refused, never read in part', async (_name, text, code, sentence) => {
  await expect(lac.take('cc_filosofi_2021_COM.csv', text)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(sentence),
  })
})

test('a last line without a line end is whole, and a note below it stays a note', async () => {
  expect(await lac.take('cc_filosofi_2021_COM.csv', whole)).toMatchObject({ rowsKept: 4 })
  const noted = `${whole}\nSource : Insee ; champ : ménages`
  expect(await lac.take('cc_filosofi_2021_COM.csv', noted)).toMatchObject({ rowsKept: 4 })
})

test('in a table made by anyone, counts that look like codes are not places', async () => {
  // The first rows are towns whose population has five digits; the others have six.
  const counts = Array.from({ length: 300 }, (_, at) => `2024;${(at < 60 ? 33_000 : 330_000) + at};${at}`)
  const text = ['annee;insee_pop;nombre', ...counts].join('\n')
  await expect(lac.take('releve.csv', text)).rejects.toMatchObject({ code: 'lieux-douteux' })
})

test.each([
  ['prenom;code_commune;montant\nA;59606;12\nB;59014;13\n', 'prenom'],
  ['code_commune;Date de naissance;montant\n59606;2001-01-01;12\n59014;2002-02-02;13\n', 'Date de naissance'],
  ['code_commune;numero\n59606;255081416802538\n59014;255081416802538\n', 'numero'],
])('a table of persons never enters the store', async (text, column) => {
  await expect(lac.take('beneficiaires.csv', text)).rejects.toMatchObject({
    code: 'donnees-personnelles',
    message: expect.stringContaining(`colonne « ${column} »`),
  })
})

const LFS = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n'

test.each([
  ['a web page after a comment', '<!-- cache -->\n<html><title>503</title></html>', 'page-html'],
  ['an error page in XML', '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', 'xml'],
  ['nothing but zeros', new Uint8Array(5000), 'contenu-binaire'],
  ['nothing but its titles', 'CODGEO;MED21;TP6021\n', 'aucune-ligne'],
  ['a sentence', 'Not Found', 'format-non-reconnu'],
  ['an error in JSON', '{"error":"Not Found","status":404}', 'format-non-reconnu'],
  ['JSON cut short', '[{"CODGEO":"59606"},{"COD', 'json-abime'],
  ['a pointer inside a zip', zipSync({ 'a/cc_filosofi.csv': strToU8(LFS) }), 'aucun-tableau'],
  ['a zip cut short', zipSync({ 'a/b.csv': strToU8(whole.repeat(200)) }).slice(0, 200), 'archive-abimee'],
  [
    'a zip that unfolds without end',
    zipSync({ 'b.csv': new Uint8Array(80 * 1024 ** 2) }, { level: 9 }),
    'archive-demesuree',
  ],
])('%s named .csv is refused for what it is', async (_what, content, code) => {
  await expect(lac.take('cc_filosofi_2021_COM.csv', content)).rejects.toMatchObject({ code })
})

test('a workbook whose sheet is cut inside a sound archive is refused, not read in part', async () => {
  const lines = Array.from({ length: 500 }, (_, at) => [String(59_001 + at), 20_000 + at, 12.5])
  const workbook = await writeXlsx({
    sheets: [{ name: 'COM', rows: [['CODGEO', 'MED21', 'TP6021'], ...lines] }],
  })
  const parts = unzipSync(workbook)
  for (const part of ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml']) {
    const bytes = parts[part] ?? new Uint8Array()
    for (const share of [0.5, 0.999]) {
      const cut = zipSync({ ...parts, [part]: bytes.slice(0, Math.floor(bytes.length * share)) })
      await expect(lac.take('filosofi.xlsx', cut)).rejects.toMatchObject({ code: 'classeur-coupe' })
    }
  }
  expect(await lac.take('filosofi.xlsx', workbook, { dryRun: true })).toMatchObject({ rowsRead: 500 })
})
