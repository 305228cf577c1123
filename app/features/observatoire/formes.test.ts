import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cellsOf, FORMES, type Tableau } from './formes.factory.ts'
import type { ImportReport } from './import.server.ts'
import { aLac } from './lac.factory.ts'

const lac = aLac()
afterAll(() => lac.remove())

/** What the figures are, whatever carried them. */
const figures = ({ format, millesime, levels, observations, byStatus }: ImportReport) => ({
  format,
  millesime,
  levels,
  observations,
  byStatus,
})

const TABLES: Array<[path: string, separator: string]> = [
  ['filosofi/fixtures/communes.csv', ';'],
  ['filosofi/fixtures/iris.csv', ';'],
  ['insee-bases/fixtures/base-cc.csv', ';'],
  ['insee-bases/fixtures/base-ic.csv', ','],
  ['ssmsi/fixtures/communes.csv', ';'],
  ['ssmsi/fixtures/communes-2022.csv', ';'],
  ['populations-legales/fixtures/deux-colonnes.csv', ';'],
  ['bpe/fixtures/ensemble.csv', ';'],
  ['demandeurs-emploi/fixtures/trimestres.csv', ';'],
  ['melodi/fixtures/codes.csv', ';'],
  ['qpv-indicateurs/fixtures/deux-generations.csv', ';'],
  ['cog/fixtures/communes.csv', ','],
  ['data-inclusion/fixtures/services-v1.csv', ';'],
]

describe.each(TABLES)('the same figures of %s in every form', (path, separator) => {
  const table = cellsOf(readFileSync(`data/sources/${path}`, 'utf8'), separator)
  let reference: ReturnType<typeof figures>
  beforeAll(async () => {
    reference = figures(await lac.import(`data/sources/${path}`, { dryRun: true }))
  })
  test.each(Object.keys(FORMES))('%s', async (name) => {
    expect(figures(await again(table, name))).toEqual(reference)
  })
})

async function again(table: Tableau, name: string, dryRun = true): Promise<ImportReport> {
  const [file, content] = (await (FORMES[name] ?? FORMES['point-virgule'])?.(table)) ?? ['', '']
  return lac.take(file, content, { dryRun })
}

/** Real files, cut to their first rows so that each form stays small; they are read where they are. */
const REAL: Array<[path: string, separator: string, indicateur: string, lieu: string]> = [
  ['filosofi/cc_filosofi_2021_COM.csv', ';', 'cc_filosofi/MED21', 'commune:01004'],
  ['filosofi/BASE_TD_FILO_IRIS_2021_DISP.csv', ';', 'POV60', 'iris:010040101'],
  ['ssmsi/ssmsi_delinquance_communes_gironde.csv', ',', 'CRIME_ESCROQUERIES', 'commune:33001'],
  ['qpv/occitanie_qp.csv', ',', 'qpv_indicateurs/pop_mun', 'qpv:QP009001'],
]

for (const [path, separator, indicateur, lieu] of REAL.filter(([path]) =>
  existsSync(`../shared/data/${path}`),
)) {
  test(`the first rows of the real file ${path} give the same value in every form`, async () => {
    const table = cellsOf(readFileSync(`../shared/data/${path}`, 'utf8'), separator).slice(0, 400)
    const reference = figures(await again(table, 'point-virgule', false))
    const { value, status } = await lac.valeur(indicateur, lieu)
    for (const name of Object.keys(FORMES)) {
      expect(figures(await again(table, name, false)), name).toEqual(reference)
      expect(await lac.valeur(indicateur, lieu), name).toMatchObject({ value, status })
    }
  })
}

test.each([
  ['MED20;TP6020;RD20', '2020', 'MEDIAN_INC'],
  ['MED19;TP6019;RD19', '2019', 'MEDIAN_INC'],
  ['Q220;Q120;RD20', '2020', 'MEDIAN_INC'],
])(
  'another millésime of the columns (%s) is of %s, whatever the file is called',
  async (columns, year, indicateur) => {
    const report = await lac.take('x.csv', `CODGEO;${columns}\n62193;19000;14,0;3,1\n62041;s;s;s\n`)
    expect(report).toMatchObject({
      format: 'filosofi-communes',
      millesime: year,
      byStatus: { normal: 3, secret: 3 },
    })
    expect(await lac.valeur(indicateur, 'commune:62193', year)).toMatchObject({
      value: 19_000,
      periode: year,
    })
    expect(await lac.valeur(indicateur, 'commune:62041', year)).toMatchObject({
      value: null,
      status: 'secret',
    })
  },
)
