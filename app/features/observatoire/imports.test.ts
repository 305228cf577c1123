import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { listActiveImports, listImports, undoImport } from './imports.server.ts'
import { aLac, type TestLac } from './lac.factory.ts'
import { gatherImports } from './rangement.server.ts'

const opened: TestLac[] = []
afterEach(() => {
  for (const one of opened.splice(0)) one.remove()
})

function newLac(): TestLac {
  const one = aLac()
  opened.push(one)
  return one
}

const filosofi = (year: string, median: string) =>
  `CODGEO;NBMENFISC${year};MED${year};TP60${year}\n59606;19000;${median};26,0\n59014;5000;16000;s\n`

test('an import keeps the file itself, its fingerprint and where it comes from', async () => {
  const lac = newLac()
  const report = await lac.take('a.csv', filosofi('20', '19800'))
  const [manifest] = await listImports(lac.lac)
  expect(manifest).toMatchObject({
    id: report.import,
    file: 'a.csv',
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    producer: 'Insee-DGFiP-Cnaf-Cnav-Ccmsa',
    licence: 'Licence Ouverte 2.0',
    millesime: '2020',
    rowsRead: 2,
    rowsKept: 2,
  })
  const kept = join(lac.lac.root, 'imports', report.import ?? '', 'source', 'a.csv')
  expect(readFileSync(kept, 'utf8')).toBe(filosofi('20', '19800'))
})

test('a dry run reads everything and keeps nothing', async () => {
  const lac = newLac()
  const report = await lac.take('a.csv', filosofi('20', '19800'), { dryRun: true })
  expect(report).toMatchObject({ import: null, rowsRead: 2, observations: 6 })
  expect(await listImports(lac.lac)).toEqual([])
})

test('two millésimes live side by side, the latest answers when none is asked for', async () => {
  const lac = newLac()
  await lac.take('b.csv', filosofi('21', '20250'))
  await lac.take('a.csv', filosofi('20', '19800'))
  expect(await lac.valeur('MEDIAN_INC', 'commune:59606')).toMatchObject({ value: 20_250, periode: '2021' })
  expect(await lac.valeur('MEDIAN_INC', 'commune:59606', '2020')).toMatchObject({
    value: 19_800,
    periode: '2020',
  })
})

test('the same file brought again takes the place of the first; undone, the first is read again', async () => {
  const lac = newLac()
  const first = await lac.take('a.csv', filosofi('20', '19800'))
  const second = await lac.take('copie.csv', filosofi('20', '19800'))
  expect(second.flags.map((flag) => flag.code)).toContain('deja-importe')
  expect((await listActiveImports(lac.lac)).map((one) => one.id)).toEqual([second.import])
  await undoImport(lac.lac, second.import ?? '')
  expect((await listActiveImports(lac.lac)).map((one) => one.id)).toEqual([first.import])
  expect((await lac.valeur('MEDIAN_INC', 'commune:59606')).source.import).toBe(first.import)
})

test('a republished file with other figures answers instead of the older one, which stays', async () => {
  const lac = newLac()
  await lac.take('a.csv', filosofi('20', '19800'))
  const corrected = await lac.take('a.csv', filosofi('20', '19900'))
  expect(await lac.valeur('MEDIAN_INC', 'commune:59606')).toMatchObject({
    value: 19_900,
    source: { import: corrected.import },
  })
  expect(await listActiveImports(lac.lac)).toHaveLength(2)
})

test('an undone import is no longer read, its file stays aside', async () => {
  const lac = newLac()
  const { import: id } = await lac.take('a.csv', filosofi('20', '19800'))
  await undoImport(lac.lac, id ?? '')
  await expect(lac.valeur('MEDIAN_INC', 'commune:59606')).rejects.toThrow('Aucun fichier importé')
  expect(existsSync(join(lac.lac.root, 'annules', id ?? '', 'source', 'a.csv'))).toBe(true)
  await expect(undoImport(lac.lac, 'inconnu')).rejects.toThrow('Aucun import ne porte le numéro')
})

test('an import that dies half-way leaves the store as it was, and its remains are cleared by the next', async () => {
  const lac = newLac()
  await lac.take('a.csv', filosofi('20', '19800'))
  // What a killed process leaves: a folder being built, named after a process that is gone.
  const remains = join(lac.lac.root, 'en-cours', '999999999-20260101T000000-dead')
  mkdirSync(remains, { recursive: true })
  writeFileSync(join(remains, 'series.parquet'), 'inachevé')
  expect(await lac.valeur('MEDIAN_INC', 'commune:59606')).toMatchObject({ value: 19_800 })
  await lac.take('b.csv', filosofi('21', '20250'))
  expect(readdirSync(join(lac.lac.root, 'en-cours'))).toEqual([])
})

test('a refused file leaves nothing behind', async () => {
  const lac = newLac()
  await expect(
    lac.take('a.csv', 'CODGEO;NBMENFISC20;MED20;TP6020\n59606;1;2;3\n59014;oups;2;3\n'),
  ).rejects.toThrow('« oups »')
  expect(await listImports(lac.lac)).toEqual([])
  expect(readdirSync(join(lac.lac.root, 'en-cours'))).toEqual([])
})

test('a cancelled import leaves nothing behind', async () => {
  const lac = newLac()
  const stop = new AbortController()
  const options = { signal: stop.signal, onProgress: () => stop.abort(new Error('annulé')) }
  await expect(lac.take('a.csv', filosofi('20', '19800'), options)).rejects.toThrow('annulé')
  expect(await listImports(lac.lac)).toEqual([])
})

test('a recipe reads a partner’s table, and the next one of the same shape without asking', async () => {
  const lac = newLac()
  const recipe = {
    nom: 'mission-locale',
    producteur: 'Mission locale',
    licence: 'selon la convention',
    colonneLieu: 'Ville (code)',
    niveau: 'commune',
    colonnePeriode: 'Exercice',
    periode: null,
    ventilations: ['Sexe'],
    mesures: [{ colonne: 'Jeunes reçus', variable: 'jeunes_recus', unite: 'personnes', libelle: null }],
  }
  writeFileSync(join(lac.folder, 'recette.json'), JSON.stringify(recipe))
  const table = (year: string) =>
    `Exercice;Ville (code);Sexe;Jeunes reçus;Commentaire\n${year};59606;F;120;rien\n${year};59606;H;140;rien\n`
  const first = await lac.take('2024.csv', table('2024'), { recette: join(lac.folder, 'recette.json') })
  expect(first).toMatchObject({ format: 'mission-locale', observations: 2, dataset: 'mission_locale' })
  expect(first.flags).toMatchObject([{ code: 'colonne-non-reprise', column: 'Commentaire' }])
  expect(await lac.take('2025.csv', table('2025'))).toMatchObject({ format: 'mission-locale' })
  const other = lac.take('x.csv', 'Ville;Nombre\n59606;3\n', { recette: join(lac.folder, 'recette.json') })
  await expect(other).rejects.toThrow('« Jeunes reçus »')
})

test('many imports gathered by place give the same values, and undoing one still hides it', async () => {
  const lac = newLac()
  const reports = []
  for (let year = 10; year < 19; year++)
    reports.push(await lac.take(`${year}.csv`, filosofi(String(year), `${18_000 + year}`)))
  expect(await gatherImports(lac.lac)).toBe(9)
  expect(await gatherImports(lac.lac)).toBe(0)
  expect(await lac.valeur('MEDIAN_INC', 'commune:59606', '2012')).toMatchObject({
    value: 18_012,
    source: { import: reports[2]?.import },
  })
  await undoImport(lac.lac, reports[2]?.import ?? '')
  await expect(lac.valeur('MEDIAN_INC', 'commune:59606', '2012')).rejects.toThrow('Aucun fichier importé')
  await lac.take('19.csv', filosofi('19', '18019'))
  expect(await lac.valeur('MEDIAN_INC', 'commune:59606')).toMatchObject({ value: 18_019, periode: '2019' })
})
