import { gzipSync, strToU8, zipSync } from 'fflate'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, expect, test } from 'vitest'
import { anXls } from '#app/lib/tables/xls.factory.ts'
import { openDuck, text } from './duckdb.server.ts'
import { aLac } from './lac.factory.ts'

const lac = aLac()
afterAll(() => lac.remove())

const incomes = (year: string, rows: string[]) =>
  strToU8(`CODGEO;NBMENFISC${year};MED${year};TP60${year}\n${rows.join('\n')}\n`)
const spreadsheet = (sheets: Array<{ name: string; rows: Array<Array<string | number | null>> }>) =>
  writeXlsx({ sheets })
/** Four title rows, long labels, then codes: the layout of the workbooks of Insee. */
const insee = (labels: string[], codes: string[], rows: Array<Array<string | number | null>>) => [
  ['Titre'],
  ['Champ'],
  ['Géographie au 01/01/2015'],
  ['Source : Insee'],
  labels,
  codes,
  ...rows,
]

test('an archive of Filosofi by zone: each member has the level of its name, five digits or not', async () => {
  const zip = zipSync({
    'cc_filosofi_2020_COM.csv': incomes('20', ['59606;19000;19980;26,0', '59019;440;23700;s']),
    'cc_filosofi_2020_UU2020.csv': incomes('20', ['59701;100000;18700;21,0']),
    'cc_filosofi_2020_BV2022.csv': incomes('20', ['59606;60000;18888;22,0']),
    'cc_filosofi_2020_ZE2020.csv': incomes('20', ['0051;90000;22100;12,0', '3222;150000;18990;20,0']),
    'cc_filosofi_2020_EPCI.csv': incomes('20', ['245901160;80000;19400;23,0', '200041630;9000;20000;15,0']),
    'cc_filosofi_2020_METRO.csv': incomes('20', ['1;26000000;22400;14,4']),
  })
  const report = await lac.take('base-cc-filosofi-2020_CSV_geo2023.zip', zip)
  expect(report).toMatchObject({
    format: 'filosofi-communes',
    rowsRead: 9,
    byStatus: { normal: 26, secret: 1 },
  })
  expect(report.levels).toEqual(['commune', 'unite-urbaine', 'bassin-vie', 'zone-emploi', 'epci', 'france'])
  expect(await lac.valeur('MEDIAN_INC', 'commune:59606')).toMatchObject({ value: 19_980, geographie: '2023' })
  expect(await lac.valeur('MEDIAN_INC', 'bassin-vie:59606')).toMatchObject({ value: 18_888 })
  expect(await lac.valeur('MEDIAN_INC', 'epci:245901160')).toMatchObject({ value: 19_400 })
  expect(await lac.valeur('POV60', 'france')).toMatchObject({ value: 14.4 })
})

test('a workbook of distributions: the median of the young is not the median of everybody', async () => {
  const codes = ['CODGEO', 'LIBGEO', 'NBMEN14', 'Q214', 'Q114', 'RD14']
  const labels = [
    'Code géographique',
    'Libellé géographique',
    'Ménages',
    'Médiane (€)',
    '1er quartile',
    'Rapport',
  ]
  const workbook = anXls([
    {
      name: 'ENSEMBLE',
      rows: insee(labels, codes, [['59606', 'Valenciennes', 19_000, 18_400, 12_000, 3.1]]),
    },
    { name: 'TRAGERF_1', rows: insee(labels, codes, [['59606', 'Valenciennes', 4000, 14_000, 9000, 3.5]]) },
  ])
  await lac.take('FILO_DISP_COM.xls', workbook)
  expect(await lac.valeur('cc_filosofi/Q214', 'commune:59606')).toMatchObject({
    value: 18_400,
    periode: '2014',
  })
})

test('crime in Parquet is read as in CSV, compressed or not', async () => {
  const duck = await openDuck()
  const path = `${lac.folder}/donnee-geographie2025.parquet`
  await duck.run(`copy (select * from (values ('59606', 2024, 'Cambriolages de logement', 'Infraction', 151, 6.25, 'diff', null),
    ('59019', 2024, 'Cambriolages de logement', 'Infraction', null, null, 'ndiff', 1.2)) t(CODGEO_2025, annee, indicateur,
    unite_de_compte, nombre, taux_pour_mille, est_diffuse, complement_info_nombre)) to ${text(path)} (format parquet)`)
  duck.close()
  expect(await lac.import(path)).toMatchObject({
    format: 'ssmsi',
    millesime: '2025',
    byStatus: { normal: 2, secret: 2 },
  })
  expect(await lac.valeur('CRIME_CAMBRIOLAGES', 'commune:59606')).toMatchObject({
    value: 6.25,
    periode: '2024',
  })
  expect(await lac.valeur('CRIME_CAMBRIOLAGES', 'commune:59019')).toMatchObject({
    value: null,
    status: 'secret',
  })
  const csv =
    '"CODGEO_2025";"annee";"indicateur";"unite_de_compte";"nombre";"taux_pour_mille";"est_diffuse"\n"59606";"2024";"Violences physiques intrafamiliales";"Victime";"250";"5,7595";"diff"\n'
  expect(await lac.take('ssmsi.csv.gz', gzipSync(strToU8(csv)))).toMatchObject({ format: 'ssmsi' })
  expect(await lac.valeur('IPV', 'commune:59606')).toMatchObject({ value: 5.7595 })
})

test('a broken Parquet file is refused in French', async () => {
  const bytes = new Uint8Array([...strToU8('PAR1'), 1, 2, 3, 4, 5, 6, 7, 8])
  await expect(lac.take('coupe.parquet', bytes)).rejects.toThrow(/incomplet ou abîmé/)
})

test('the base of facilities by commune is not taken for a list of memberships', async () => {
  const csv =
    'CODGEO;LIBGEO;REG;DEP;ARR;CV;BV2012;NB_D101;NB_D201\n59606;Valenciennes;32;59;596;5934;59606;3;55\n59019;Artres;32;59;596;5901;59606;0;0\n'
  expect(await lac.take('equip-serv-sante-com-2021.csv', csv)).toMatchObject({
    format: 'bpe',
    millesime: '2021',
    observations: 4,
  })
  expect(await lac.valeur('bpe/D201', 'commune:59606')).toMatchObject({ value: 55, periode: '2021' })
})

test('figures of quartiers in long form keep every row: quarters, categories and sexes apart', async () => {
  const csv =
    "Date;Code QPV;Nom du QPV;Catégorie;Sexe;Nombre de demandeurs d'emploi\n2023-T4;QP059020;Verrerie;ABC;Total;450\n2023-T4;QP059020;Verrerie;ABC;Femmes;200\n2023-T4;QP059021;Rives;ABC;Total;ns\n2023-T3;QP059020;Verrerie;A;Total;300\n"
  expect(await lac.take('DARES_QPV.csv', csv)).toMatchObject({
    format: 'demandeurs-emploi',
    millesime: '2023',
    rowsKept: 4,
    byStatus: { normal: 3, non_significatif: 1 },
  })
  const caf = 'Annee;code_qp;nom_qp;Nombre allocataires\n2022;QP059020;Verrerie;900\n2022;QP059021;Rives;nd\n'
  expect(await lac.take('caf_qpv.csv', caf)).toMatchObject({ format: 'caf', observations: 2 })
  expect(await lac.valeur('caf/Nombre allocataires', 'qpv:QP059020')).toMatchObject({
    value: 900,
    periode: '2022',
  })
})

test('columns headed by their own period: one measure, several dates', async () => {
  const rows = [
    ["Demandeurs d'emploi en catégories A, B, C"],
    ['Source : France Travail-Dares'],
    [],
    ['Code commune', 'Commune', '2023-T3', '2023-T4'],
    ['59606', 'Valenciennes', 4200, 4250],
    ['59019', 'Artres', 40, 'ns'],
  ]
  expect(await lac.take('dares.xlsx', await spreadsheet([{ name: 'Données', rows }]))).toMatchObject({
    format: 'demandeurs-emploi',
    byStatus: { normal: 3, non_significatif: 1 },
  })
  expect(await lac.valeur('demandeurs_emploi/valeur', 'commune:59606', '2023')).toMatchObject({
    value: 4250,
    periode: '2023-T4',
  })
  const csv =
    'Code;Libellé;Part des familles monoparentales 2021;Part des familles monoparentales 2015\n59606;Valenciennes;24,1;22,0\n59019;Artres;N/A - secret statistique;N/A - résultat non disponible\n'
  expect(await lac.take('statistiques-locales.csv', csv)).toMatchObject({
    byStatus: { normal: 2, secret: 1, indisponible: 1 },
  })
  const name = 'statistiques_locales/Part des familles monoparentales'
  expect(await lac.valeur(name, 'commune:59606', '2015')).toMatchObject({ value: 22, unit: '%' })
})

test('a table of individuals is refused rather than cut to the first of each place', async () => {
  const csv = 'COMMUNE;AGED;IPONDI\n59606;34;4.5\n59606;36;4.1\n59606;2;3.9\n59606;71;4.4\n'
  await expect(lac.take('individus.csv', csv)).rejects.toThrow(/plusieurs lignes par lieu/)
})

test('legal populations in a compressed old workbook: regions and communes, each at its level', async () => {
  const head = [
    ['Populations légales 2016'],
    [],
    ['Date de référence statistique : 1er janvier 2016'],
    [],
    [],
    [],
    [],
  ]
  const totals = ['Population municipale', 'Population comptée à part', 'Population totale']
  const workbook = anXls([
    {
      name: 'Régions',
      rows: [
        ...head,
        ['Code région', 'Nom de la région', ...totals],
        ['32', 'Hauts-de-France', 6_006_870, 93_130, 6_100_000],
      ],
    },
    {
      name: 'Communes',
      rows: [
        ...head,
        ['Code département', 'Code commune', 'Nom de la commune', ...totals],
        ['59', '606', 'Valenciennes', 43_336, 900, 44_236],
      ],
    },
  ])
  const report = await lac.take('ensemble.xls.gz', gzipSync(workbook))
  expect(report).toMatchObject({
    format: 'populations-legales',
    millesime: '2016',
    levels: ['region', 'commune'],
  })
  expect(await lac.valeur('POP_TOTAL', 'commune:59606')).toMatchObject({ value: 43_336 })
  expect(await lac.valeur('POP_TOTAL', 'region:32')).toMatchObject({ value: 6_006_870 })
})

test('history of communes, passage between years, lists of zones and perimeters are nomenclatures, not measures', async () => {
  const history =
    'COM,TNCC,NCC,NCCENR,LIBELLE,DATE_DEBUT,DATE_FIN\n01002,5,ABERGEMENT,Abergement,Abergement,1943-01-01,2020-01-01\n'
  expect(await lac.take('v_commune_depuis_1943.csv', history)).toMatchObject({
    format: 'cog',
    observations: 0,
  })
  const passage = [
    ['Code 2003', 'Code 2024', 'Libellé'],
    ['CODGEO_2003', 'CODGEO_2024', 'LIBGEO_2024'],
    ['01091', '01033', 'Valserhône'],
  ]
  const table = await spreadsheet([{ name: 'Passage', rows: passage }])
  expect(await lac.take('table_passage_geo2003_geo2024.xlsx', table)).toMatchObject({
    format: 'cog',
    millesime: '2024',
  })
  const zones = insee(
    ['Code', 'Libellé', 'Communes'],
    ['ZE2020', 'LIBZE2020', 'NB_COM'],
    [['3222', 'Valenciennes', 100]],
  )
  const zoning = await spreadsheet([{ name: 'ZE2020', rows: zones }])
  expect(await lac.take('ZE2020_au_01-01-2024.xlsx', zoning)).toMatchObject({
    format: 'appartenance',
    level: 'zone-emploi',
  })
  const dgcl = 'dept;siren_epci;nom_complet;nj_epci2024;nb_com_2024\n59;245901160;CA Valenciennes;CA;35\n'
  expect(await lac.take('epcisanscom2024.csv', dgcl)).toMatchObject({
    format: 'epci-composition',
    level: 'epci',
  })
  const perimeters = {
    count: 1,
    next: null,
    results: [{ id: '1-ca', name: 'CA', scale: 'EPCI', code: '245901160' }],
  }
  expect(await lac.take('perimeters.json', JSON.stringify(perimeters))).toMatchObject({
    format: 'aides-territoires',
  })
})

test('a base with several censuses side by side is of the latest, each column keeps its own', async () => {
  const old = Array.from({ length: 30 }, (_, at) => `P10_V${at}`)
  const csv = `CODGEO;P21_POP;P21_LOG;P15_POP;D68_POP;${old.join(';')}\n59606;43405;23000;43600;46626;${old.map(() => 1).join(';')}\n`
  expect(await lac.take('base-cc-serie-historique-2021.csv', csv)).toMatchObject({
    format: 'base-cc',
    millesime: '2021',
  })
  expect(await lac.valeur('base_cc_serie_historique/D68_POP', 'commune:59606')).toMatchObject({
    periode: '1968',
  })
})

test('Melodi: confidentiality and quality are two columns, and the same letter differs in each', async () => {
  const csv =
    'GEO;GEO_OBJECT;RP_MEASURE;SEX;TIME_PERIOD;OBS_STATUS;CONF_STATUS;OBS_VALUE\n59606;COM;POP;_T;2021;D;F;43405\n59606;COM;POP;F;2021;A;C;\n59019;COM;POP;_T;2021;E;F;1051\n59014;COM;POP;_T;2021;O;F;\n'
  expect(await lac.take('DS_RP_POPULATION_PRINC_2021_data.csv', csv)).toMatchObject({
    byStatus: { normal: 1, secret: 1, estime: 1, indisponible: 1 },
  })
})
