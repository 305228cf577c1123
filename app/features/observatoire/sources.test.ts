import { writeXlsx } from 'hucre/xlsx'
import { afterAll, expect, test } from 'vitest'
import { anXls } from '#app/lib/tables/xls.factory.ts'
import { aLac } from './lac.factory.ts'

const lac = aLac()
afterAll(() => lac.remove())

const fixture = (path: string) => lac.import(`data/sources/${path}`)
const codes = (report: { flags: Array<{ code: string }> }) => report.flags.map((flag) => flag.code)

test('Filosofi by commune: secrets, missing rows and numbers are counted apart, Paris is not counted twice', async () => {
  const report = await fixture('filosofi/fixtures/communes.csv')
  expect(report).toMatchObject({
    format: 'filosofi-communes',
    millesime: '2020',
    level: 'commune',
    levels: ['commune', 'arrondissement-municipal'],
    rowsRead: 6,
    observations: 54,
    byStatus: { normal: 36, secret: 9, indisponible: 9 },
  })
  expect(await lac.valeur('MEDIAN_INC', 'commune:2A004')).toMatchObject({
    value: 20500.5,
    unit: '€',
    periode: '2020',
  })
  expect(await lac.valeur('cc_filosofi/TP60AGE120', 'commune:59606')).toMatchObject({
    value: 35,
    periode: '2020',
  })
  expect(await lac.valeur('POV60', 'commune:01001')).toMatchObject({ value: null, status: 'secret' })
  expect(await lac.valeur('D9D1', 'commune:75101')).toMatchObject({
    value: null,
    lieu: { niveau: 'arrondissement-municipal' },
  })
})

test('Filosofi by IRIS: the four marks keep their meaning, a lost zero is put back', async () => {
  const report = await fixture('filosofi/fixtures/iris.csv')
  expect(report).toMatchObject({
    format: 'filosofi-iris',
    level: 'iris',
    byStatus: { normal: 15, non_significatif: 3, indisponible: 5, sans_objet: 1 },
  })
  expect(report.flags).toContainEqual(expect.objectContaining({ code: 'zero-remis', line: 2, count: 1 }))
  expect(await lac.valeur('MEDIAN_INC', 'iris:010040101')).toMatchObject({ value: 20350 })
  expect(await lac.valeur('POV60', 'iris:012830302')).toMatchObject({
    value: null,
    status: 'non_significatif',
  })
})

/** Titles, long labels, then codes: the layout of the workbooks of Insee. */
const inseeHead = [
  ['Revenus en 2015'],
  ['Champ : ménages fiscaux'],
  ['Géographie au 01/01/2016'],
  ['Source : Insee'],
  [
    'Code géographique',
    'Libellé géographique',
    'Nombre de ménages',
    'Médiane du niveau vie (€)',
    'Taux de pauvreté (%)',
  ],
  ['CODGEO', 'LIBGEO', 'NBMENFISC15', 'MED15', 'TP6015'],
]

test('a legacy workbook gives each of its sheets its own level, never one table', async () => {
  const workbook = anXls([
    {
      name: 'COM',
      rows: [
        ...inseeHead,
        ['59606', 'Valenciennes', 19_000, 18_400, 26.1],
        ['59019', 'Artres', 400, 22_000, null],
      ],
    },
    { name: 'EPCI', rows: [...inseeHead, ['245901160', 'CA Valenciennes Métropole', 78_000, 18_500, 22.5]] },
    { name: 'Documentation', rows: [['Documentation'], ['Le secret statistique s’applique.']] },
  ])
  const report = await lac.take('filo-2015.xls', workbook)
  expect(report).toMatchObject({
    format: 'filosofi-communes',
    millesime: '2015',
    levels: ['commune', 'epci'],
    rowsRead: 3,
  })
  expect(codes(report)).toContain('feuille-non-lue')
  expect(await lac.valeur('POV60', 'epci:245901160')).toMatchObject({
    value: 22.5,
    periode: '2015',
    geographie: '2016',
  })
  expect(await lac.valeur('POV60', 'commune:59019', '2015')).toMatchObject({ value: null, status: 'vide' })
})

test('base-ic re-saved with commas: place columns are not measures, weighted counts keep their decimals', async () => {
  const report = await fixture('insee-bases/fixtures/base-ic.csv')
  expect(report).toMatchObject({
    format: 'base-ic',
    dataset: 'base_ic_evol_struct_pop',
    millesime: '2020',
    level: 'iris',
    observations: 16,
  })
  expect(await lac.valeur('base_ic_evol_struct_pop/P20_POP', 'iris:590140101')).toMatchObject({
    value: 2000.5,
  })
  expect(await lac.valeur('U25_SHARE', 'iris:596060401')).toMatchObject({
    value: 40,
    origin: 'calcule',
    unit: '%',
  })
})

test('base-cc: rates are computed from counts, and added up over an EPCI only through their counts', async () => {
  await fixture('insee-bases/fixtures/base-cc.csv')
  expect(await lac.valeur('LONE_PARENT', 'commune:59014')).toMatchObject({ value: 30, origin: 'calcule' })
  expect(await lac.valeur('SOC_HOUS', 'commune:59019')).toMatchObject({ value: 0, status: 'normal' })
  expect(await lac.valeur('EMP_RATE', 'departement:2A')).toMatchObject({
    value: null,
    origin: 'agrege',
    status: 'indisponible',
  })
})

test('the comparateur zip: the dictionary dates the variables, empty cells stay empty', async () => {
  const report = await fixture('insee-bases/fixtures/comparateur.zip')
  expect(report).toMatchObject({
    format: 'base-cc-comparateur',
    millesime: '2019',
    rowsRead: 3,
    byStatus: { normal: 19, vide: 11 },
  })
  expect(await lac.valeur('base_cc_comparateur/NAIS1419', 'commune:59014')).toMatchObject({
    value: 1200,
    periode: '2014-2019',
    geographie: '2022',
  })
  expect(await lac.valeur('base_cc_comparateur/ETTEF119', 'commune:59014')).toMatchObject({
    value: 80,
    periode: '2019',
  })
  expect(await lac.valeur('base_cc_comparateur/TP6020', 'commune:59019')).toMatchObject({
    value: null,
    status: 'vide',
  })
  expect(await lac.valeur('base_cc_comparateur/SUPERF', 'commune:59014')).toMatchObject({
    value: 3.6,
    periode: 'permanente',
  })
})

test('legal populations in one column of codes or two, overseas included', async () => {
  expect(await fixture('populations-legales/fixtures/communes.csv')).toMatchObject({
    format: 'populations-legales',
    millesime: null,
  })
  const report = await fixture('populations-legales/fixtures/deux-colonnes.csv')
  expect(report).toMatchObject({ millesime: '2016', rowsRead: 2, observations: 4 })
  expect(await lac.valeur('POP_TOTAL', 'commune:97101')).toMatchObject({ value: 54_000, periode: '2016' })
  expect(await lac.valeur('populations_legales/PTOT', 'commune:59606', '2016')).toMatchObject({
    value: 44_400,
  })
})

test('crime: what is not disseminated stays unknown, the modelled complement is never read', async () => {
  const report = await fixture('ssmsi/fixtures/communes.csv')
  expect(report).toMatchObject({ format: 'ssmsi', millesime: '2025', byStatus: { normal: 6, secret: 2 } })
  expect(codes(report)).toEqual(expect.arrayContaining(['complement-ignore', 'rupture-2025']))
  expect(await lac.valeur('CRIME_CAMBRIOLAGES', 'commune:59014')).toMatchObject({
    value: 5.7377049,
    periode: '2024',
    geographie: '2025',
  })
  expect(await lac.valeur('CRIME_CAMBRIOLAGES', 'commune:59019')).toMatchObject({
    value: null,
    status: 'secret',
  })
  expect(await lac.valeur('IPV', 'commune:59014')).toMatchObject({ value: 4.5801527 })
})

test('crime, older file: other names and two-digit years', async () => {
  expect(await fixture('ssmsi/fixtures/communes-2022.csv')).toMatchObject({
    millesime: '2022',
    byStatus: { normal: 2, secret: 2 },
  })
  expect(await lac.valeur('CRIME_CAMBRIOLAGES', 'commune:59014', '2016')).toMatchObject({ value: 8.1967213 })
})

test('facilities are counted by type and place, whole cities included, unknown types told', async () => {
  const report = await fixture('bpe/fixtures/ensemble.csv')
  expect(report).toMatchObject({ format: 'bpe', millesime: '2018', rowsRead: 7 })
  expect(codes(report)).toContain('ligne-ecartee')
  expect(await lac.valeur('bpe/D201', 'commune:59606')).toMatchObject({ value: 5, periode: '2018' })
  expect(await lac.valeur('bpe/D201', 'commune:75056')).toMatchObject({ value: 10 })
  expect(await lac.valeur('bpe/D201', 'commune:75102')).toMatchObject({ value: 6 })
  expect(await lac.valeur('bpe/D201', 'iris:596060402')).toMatchObject({ value: 2 })
  expect(await lac.valeur('bpe/A101', 'iris:590190000')).toMatchObject({ value: 1 })
})

test('the geographic code keeps its rows, movements that create a commune included', async () => {
  expect(await fixture('cog/fixtures/communes.csv')).toMatchObject({
    format: 'cog',
    rowsRead: 4,
    rowsKept: 4,
    observations: 0,
  })
  const moves = await fixture('cog/fixtures/mouvements.csv')
  expect(moves).toMatchObject({ format: 'cog-mouvements', rowsRead: 3, rowsKept: 3 })
  expect(codes(moves)).toContain('erreur-de-tableur')
  expect(await fixture('cog/fixtures/france2018.txt')).toMatchObject({
    format: 'cog',
    millesime: '2018',
    rowsKept: 1,
  })
})

test('memberships of Insee and composition of EPCI by DGCL are told apart', async () => {
  const rows = [
    ['Liste des communes au 1er janvier 2024'],
    ['Géographie au 01/01/2024'],
    [
      'Code géographique',
      'Libellé géographique',
      'Département',
      'Région',
      'Intercommunalité - Métropole',
      'Établissement public territorial',
    ],
    ['CODGEO', 'LIBGEO', 'DEP', 'REG', 'EPCI', 'EPT'],
    ['59014', 'Anzin', '59', '32', '245901160', 'ZZZZZZZZZ'],
    ['59606', 'Valenciennes', '59', '32', '245901160', 'ZZZZZZZZZ'],
  ]
  expect(await lac.take('table.xlsx', await writeXlsx({ sheets: [{ name: 'COM', rows }] }))).toMatchObject({
    format: 'appartenance',
    millesime: '2024',
    rowsRead: 2,
  })
  const dgcl =
    'dept;siren;raison_sociale;nature_juridique;siren_membre;nom_membre;insee;pmun\n59;245901160;CA;CA;215900143;Anzin;59014;13100\n'
  expect(await lac.take('epcicom2020.csv', dgcl)).toMatchObject({
    format: 'epci-composition',
    millesime: '2020',
    rowsKept: 1,
  })
})

test('Melodi from the API: the geography year is in the code, confidentiality in its own attribute', async () => {
  const report = await fixture('melodi/fixtures/api.json')
  expect(report).toMatchObject({
    format: 'melodi-json',
    dataset: 'DS_FILOSOFI_CC',
    byStatus: { normal: 2, secret: 1 },
  })
  expect(await lac.valeur('DS_FILOSOFI_CC/MED_SL', 'commune:59606')).toMatchObject({
    value: 20_250,
    geographie: '2025',
  })
  expect(await lac.valeur('DS_FILOSOFI_CC/PR_MD60', 'commune:59019')).toMatchObject({
    value: null,
    status: 'secret',
  })
  expect(await lac.valeur('DS_FILOSOFI_CC/MED_SL', 'epci:245901160')).toMatchObject({ value: 19_800 })
})

test('Melodi with labels only: places found by their name, totals are not a breakdown', async () => {
  const report = await fixture('melodi/fixtures/libelles.csv')
  expect(report).toMatchObject({
    format: 'melodi-csv',
    rowsRead: 4,
    rowsKept: 3,
    byStatus: { normal: 2, secret: 1 },
  })
  expect(report.flags).toContainEqual(expect.objectContaining({ code: 'note-de-bas-de-page', line: 5 }))
  expect(await lac.valeur('libelles/Population', 'commune:59606')).toMatchObject({ value: 43_000 })
})

test('Melodi with codes: the level of each row is in its column', async () => {
  expect(await fixture('melodi/fixtures/codes.csv')).toMatchObject({
    format: 'melodi-csv',
    levels: ['commune', 'departement'],
    byStatus: { normal: 2, secret: 1 },
  })
  expect(await lac.valeur('codes/FACILITIES', 'departement:59')).toMatchObject({ value: 2400 })
})

test('the two generations of QPV never share a series', async () => {
  const report = await lac.import('data/sources/qpv-indicateurs/fixtures/deux-generations.csv', {
    millesime: '2021',
  })
  expect(report).toMatchObject({
    format: 'qpv-indicateurs',
    level: 'qpv',
    byStatus: { normal: 16, secret: 1, vide: 2, non_significatif: 1, indisponible: 1 },
  })
  expect(codes(report)).toContain('deux-generations')
  expect(await lac.valeur('MEDIAN_INC', 'qpv:QN05921M')).toMatchObject({ value: 13_000, geographie: '2024' })
  expect(await lac.valeur('POV60', 'qpv:QP059021')).toMatchObject({ value: 45.5, geographie: '2015' })
})

test('a layer of QPV keeps its codes and names, white space normalised', async () => {
  const report = await fixture('qpv-perimetres/fixtures/centroides.geojson')
  expect(report).toMatchObject({ format: 'qpv-perimetres', millesime: '2024', rowsRead: 2, rowsKept: 2 })
})

test('posts of contrats de ville are counted and added up; a cell with two contracts is not split by guess', async () => {
  const report = await fixture('adulte-relais/fixtures/postes.json')
  expect(report).toMatchObject({ format: 'adulte-relais', rowsRead: 3 })
  expect(report.flags).toContainEqual(expect.objectContaining({ code: 'code-inconnu', line: 4 }))
  expect(await lac.valeur('adulte_relais/montant', 'contrat-de-ville:CV193')).toMatchObject({
    value: 30_000.5,
    unit: '€',
  })
})

test('data inclusion, both schemas: personal columns are not kept, places without code are told', async () => {
  const report = await fixture('data-inclusion/fixtures/structures-v0.json')
  expect(report).toMatchObject({ format: 'data-inclusion', millesime: 'v0', rowsRead: 3 })
  expect(codes(report)).toEqual(expect.arrayContaining(['donnee-personnelle', 'ligne-sans-code']))
  expect(await lac.valeur('data_inclusion/structures', 'commune:59014')).toMatchObject({ value: 2 })
  expect(await fixture('data-inclusion/fixtures/services-v1.csv')).toMatchObject({
    millesime: 'v1',
    rowsRead: 2,
  })
})

test('job seekers by quarter, family benefits with spaced thousands', async () => {
  expect(await fixture('demandeurs-emploi/fixtures/trimestres.csv')).toMatchObject({
    format: 'demandeurs-emploi',
    byStatus: { normal: 5, secret: 1 },
  })
  const path = 'data/sources/caf/fixtures/allocataires.csv'
  await expect(lac.import(path)).rejects.toThrow(/« NC » \(1 fois/)
  expect(await lac.import(path, { marks: { nc: 'indisponible' } })).toMatchObject({
    format: 'caf',
    byStatus: { normal: 3, indisponible: 1 },
  })
  expect(await lac.valeur('caf/Nombre_Foyers_NDUR', 'commune:59014')).toMatchObject({ value: 3250 })
})

test('any table with place codes is read, its notes told', async () => {
  const report = await lac.import('data/sources/generique/fixtures/bilan.csv', { millesime: '2025' })
  expect(report).toMatchObject({
    format: 'generique',
    level: 'commune',
    rowsRead: 4,
    rowsKept: 3,
    byStatus: { normal: 5, secret: 1 },
  })
  expect(codes(report)).toEqual(expect.arrayContaining(['zero-remis', 'note-de-bas-de-page']))
  expect(await lac.valeur('bilan/Budget', 'commune:01004', '2025')).toMatchObject({ value: 1500.5 })
})

test('a workbook of the Observatoire des territoires: titles, then one row per place and year', async () => {
  const rows = [
    ['Observatoire des territoires - ANCT'],
    ['Insee - RP - données historiques (Commune (2024))'],
    [],
    [null, null, null, 'Part des déplacements en transports en commun'],
    ['codgeo', 'libgeo', 'an', 'part_tc'],
    ['59606', 'Valenciennes', '2015', 9.5],
    ['59606', 'Valenciennes', '2021', 10.2],
    ['59019', 'Artres', '2021', null],
  ]
  const report = await lac.take('odt.xlsx', await writeXlsx({ sheets: [{ name: 'Data', rows }] }))
  expect(report).toMatchObject({
    format: 'observatoire-territoires',
    millesime: '2021',
    byStatus: { normal: 2, vide: 1 },
  })
  expect(await lac.valeur('observatoire_territoires/part_tc', 'commune:59606')).toMatchObject({
    value: 10.2,
    geographie: '2024',
    unit: '%',
  })
})
