import { strToU8, zipSync } from 'fflate'
import { afterAll, expect, test } from 'vitest'
import { aLac } from './lac.factory.ts'

const lac = aLac()
afterAll(() => lac.remove())

test('a file of regions is not taken for departments: its name decides where its codes cannot', async () => {
  const text = (code: string) => `CODGEO;MED21;TP6021\n${code};21000;15,0\n53;22000;11,0\n`
  expect(await lac.take('cc_filosofi_2021_REG-geo2025.csv', text('32'))).toMatchObject({ level: 'region' })
  expect(await lac.take('cc_filosofi_2021_DEP.csv', text('59'))).toMatchObject({ level: 'departement' })
  expect(await lac.valeur('MEDIAN_INC', 'region:32')).toMatchObject({ value: 21_000, geographie: '2025' })
})

test('declared income by IRIS is another data set than disposable income', async () => {
  const report = await lac.take(
    'BASE_TD_FILO_IRIS_2021_DEC.csv',
    'IRIS;DEC_PIMP21;DEC_TP6021;DEC_MED21\n590140101;41;40;14000\n',
  )
  expect(report).toMatchObject({ format: 'filosofi-iris', dataset: 'filosofi_iris_dec', observations: 3 })
  expect(await lac.valeur('TAXED_HH', 'iris:590140101')).toMatchObject({ value: 41 })
})

test('a base of 1 900 columns is read with its dictionary in the same zip', async () => {
  const names = Array.from({ length: 900 }, (_, at) => `P21_V${at}`)
  const rows = [
    ['CODGEO', 'MED21', ...names],
    ['59014', '16780,5', ...names.map((_, at) => `${at}.5`)],
    ['59019', '', ...names.map(() => 's')],
  ]
  const meta =
    'COD_VAR;LIB_VAR;LIB_VAR_LONG;COD_MOD;LIB_MOD;TYPE_VAR;LONG_VAR;THEME;SOURCE\nP21_V7;V7 en 2021;Septième mesure en 2021;;;NUM;7;T;Insee, RP2021, géographie au 01/01/2024\n'
  const zip = zipSync({
    'dossier_complet.csv': strToU8(rows.map((row) => row.join(';')).join('\n')),
    'meta_dossier_complet.csv': strToU8(meta),
  })
  expect(await lac.take('dossier.zip', zip)).toMatchObject({
    format: 'dossier-complet',
    observations: 1802,
    byStatus: { normal: 901, secret: 900, vide: 1 },
  })
  expect(await lac.valeur('dossier_complet/P21_V7', 'commune:59014')).toMatchObject({
    value: 7.5,
    geographie: '2024',
    label: 'Septième mesure en 2021',
  })
  expect(await lac.valeur('dossier_complet/P21_V899', 'commune:59019')).toMatchObject({
    value: null,
    status: 'secret',
  })
})

test('an export of Melodi answers to the name of its data set and to the catalogue', async () => {
  const text =
    '"GEO";"GEO_OBJECT";"FILOSOFI_MEASURE";"TIME_PERIOD";"CONF_STATUS";"OBS_VALUE"\n"62041";"COM";"MED_SL";"2021";"F";"21500"\n'
  expect(await lac.take('DS_FILOSOFI_CC_2021_data.csv', text)).toMatchObject({ dataset: 'DS_FILOSOFI_CC' })
  expect(await lac.valeur('MEDIAN_INC', 'commune:62041')).toMatchObject({
    value: 21_500,
    unit: '€',
    periode: '2021',
  })
})
