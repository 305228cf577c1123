import { existsSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { aLac } from './lac.factory.ts'

const shared = '../shared/data'
const lac = aLac()
afterAll(() => lac.remove())

/** Figures read by eye in the files. They are not shipped: what reads them runs where they are. */
interface Expectation {
  file: string
  report: Record<string, unknown>
  values: Array<[indicateur: string, lieu: string, periode: string, expected: Record<string, unknown>]>
}

const secret = { value: null, status: 'secret' }

const expectations: Expectation[] = [
  {
    file: 'filosofi/cc_filosofi_2021_COM.csv',
    report: {
      format: 'filosofi-communes',
      millesime: '2021',
      level: 'commune',
      rowsRead: 34_909,
      observations: 942_543,
      byStatus: { normal: 190_871, secret: 751_348, indisponible: 324 },
    },
    values: [
      ['MEDIAN_INC', 'commune:59606', '2021', { value: 20_250, status: 'normal', unit: '€' }],
      ['POV60', 'commune:59014', '2021', { value: 32 }],
      ['POV60', 'commune:59019', '2021', secret],
      ['MEDIAN_INC', 'commune:2A004', '2021', { value: 23_320 }],
      ['cc_filosofi/MED21', 'commune:75101', '2021', { value: 35_030 }],
      ['MEDIAN_INC', 'commune:55039', '2021', { value: null, status: 'indisponible' }],
    ],
  },
  {
    file: 'filosofi/BASE_TD_FILO_IRIS_2021_DISP.csv',
    report: {
      format: 'filosofi-iris',
      level: 'iris',
      rowsRead: 16_026,
      byStatus: {
        normal: 419_616,
        secret: 670,
        non_significatif: 30_231,
        indisponible: 8175,
        sans_objet: 6062,
      },
    },
    values: [
      ['MEDIAN_INC', 'iris:596060401', '2021', { value: 19_770 }],
      ['POV60', 'iris:596060401', '2021', { value: 31 }],
      ['filosofi_iris_disp/DISP_GI21', 'iris:010040101', '2021', { value: 0.237 }],
      ['D1_INC', 'iris:590140101', '2021', { value: 9990 }],
      ['POV60', 'iris:012830302', '2021', { value: null, status: 'non_significatif' }],
      ['filosofi_iris_disp/DISP_INCERT21', 'iris:012830302', '2021', { value: null, status: 'sans_objet' }],
    ],
  },
  {
    file: 'recensement/base_cc_comparateur_csv.zip',
    report: {
      format: 'base-cc-comparateur',
      millesime: '2018',
      rowsRead: 35_010,
      observations: 1_120_320,
      byStatus: { normal: 1_052_252, vide: 68_068 },
    },
    values: [
      ['base_cc_comparateur/P18_POP', 'commune:59606', '2018', { value: 43_405 }],
      ['base_cc_comparateur/NAIS1318', 'commune:59606', '2013-2018', { value: 3143 }],
      ['base_cc_comparateur/TP6019', 'commune:59019', '2019', { value: null, status: 'vide' }],
      ['base_cc_comparateur/P18_CHOM1564', 'commune:59606', '2018', { value: 4104.71889860502 }],
      ['base_cc_comparateur/ETTOT18', 'commune:59014', '2018', { value: 349 }],
      ['POP_TOTAL', 'epci:245901160', '2018', { value: 192_787, origin: 'agrege' }],
    ],
  },
  {
    file: 'recensement/odt_insee_rp_hist_xxxx.xlsx',
    report: {
      format: 'observatoire-territoires',
      rowsRead: 104_805,
      byStatus: { normal: 104_505, vide: 300 },
    },
    values: [
      [
        'observatoire_territoires/part_domtrav_tc',
        'commune:01001',
        '2015',
        { value: 4.1, geographie: '2024', unit: '%' },
      ],
      ['observatoire_territoires/part_domtrav_tc', 'commune:01001', '2021', { value: 1.1 }],
    ],
  },
  {
    file: 'ssmsi/ssmsi_delinquance_communes_gironde.csv',
    report: {
      format: 'ssmsi',
      millesime: '2024',
      rowsRead: 8560,
      observations: 17_120,
      byStatus: { normal: 8222, secret: 8898 },
    },
    values: [
      [
        'CRIME_CAMBRIOLAGES',
        'commune:33063',
        '2017',
        { value: 7.2876654, unit: 'pour 1 000 logements', geographie: '2024' },
      ],
      ['CRIME_ESCROQUERIES', 'commune:33063', '2017', { value: 5.7735541 }],
      ['CRIME_ESCROQUERIES', 'commune:33001', '2017', { value: 2.5813113 }],
      ['CRIME_VOLS_ARMES', 'commune:33001', '2017', { value: 0, status: 'normal' }],
      ['CRIME_COUPS', 'commune:33001', '2017', secret],
    ],
  },
  {
    file: 'qpv/occitanie_qp.csv',
    report: {
      format: 'qpv-indicateurs',
      level: 'qpv',
      rowsRead: 105,
      observations: 4305,
      byStatus: { normal: 4089, vide: 216 },
    },
    values: [
      ['POP_TOTAL', 'qpv:QP009001', 'inconnue', { value: 1177, geographie: '2015' }],
      ['POV60', 'qpv:QP009001', 'inconnue', { value: 40.2 }],
      ['qpv_indicateurs/part_chomprinc', 'qpv:QP009001', 'inconnue', { value: null, status: 'vide' }],
      ['qpv_indicateurs/decuc_d1', 'qpv:QP011002', 'inconnue', { value: 0, status: 'normal' }],
      ['MEDIAN_INC', 'qpv:QP082003', 'inconnue', { value: 13_305 }],
    ],
  },
  {
    file: 'qpv/occitanie_qp.xlsx',
    report: { format: 'qpv-indicateurs', rowsRead: 105, byStatus: { normal: 4089, vide: 216 } },
    values: [],
  },
  {
    file: 'qpv/occitanie_qp.geojson',
    report: { format: 'qpv-perimetres', millesime: '2015', rowsKept: 105 },
    values: [],
  },
  {
    file: 'qpv/centroide-4326_qpv_2024.geojson',
    report: { format: 'qpv-perimetres', millesime: '2024', rowsKept: 824 },
    values: [],
  },
  {
    file: 'qpv/civille_adulte-relais-2020.json',
    report: { format: 'adulte-relais', millesime: '2020', rowsRead: 4660 },
    values: [
      ['adulte_relais/postes', 'contrat-de-ville:CV193', '2020', { value: 36 }],
      ['adulte_relais/montant', 'contrat-de-ville:CV193', '2020', { value: expect.closeTo(715_502.16, 2) }],
    ],
  },
  {
    file: 'cog/cog_ensemble_2019_csv.zip',
    report: { format: 'cog', millesime: '2019', rowsKept: 105_268 },
    values: [],
  },
  {
    file: 'cog/v_commune_2023.csv',
    report: { format: 'cog', millesime: '2023', rowsKept: 37_563 },
    values: [],
  },
  {
    file: 'cog/v_mvtcommune_2023.csv',
    report: { format: 'cog-mouvements', rowsRead: 13_834, rowsKept: 13_834 },
    values: [],
  },
  {
    file: 'cog/table-appartenance-geo-communes-2024.xlsx',
    report: { format: 'appartenance', millesime: '2024', rowsKept: 44_141 },
    values: [],
  },
  {
    file: 'filosofi/meta_BASE_TD_FILO_IRIS_2021_DISP.csv',
    report: { format: 'dictionnaire-insee', rowsKept: 16_059, observations: 0 },
    values: [],
  },
  {
    file: 'recensement/meta_dossier_complet.csv',
    report: { format: 'dictionnaire-insee', rowsKept: 36_888, observations: 0 },
    values: [],
  },
  {
    file: 'aides-territoires/datagouv_epci-and-crte.csv',
    report: { format: 'epci-crte', rowsKept: 1306 },
    values: [],
  },
]

if (existsSync(shared)) {
  for (const { file, report, values } of expectations) {
    test(`the real file ${file} gives what was read in it`, async () => {
      const imported = await lac.import(`${shared}/${file}`)
      expect(imported).toMatchObject(report)
      for (const [indicateur, lieu, periode, expected] of values) {
        const valeur = await lac.valeur(indicateur, lieu, periode)
        expect(valeur, `${indicateur} ${lieu}`).toMatchObject(expected)
        expect(valeur.source).toMatchObject({ file: file.split('/').at(-1), import: imported.import })
      }
    })
  }
}

test('every expectation about a real file names what it must give', () => {
  for (const { file, report } of expectations) expect(Object.keys(report), file).toContain('format')
})
