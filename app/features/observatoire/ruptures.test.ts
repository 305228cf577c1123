import { afterEach, expect, test } from 'vitest'
import { aLac, type TestLac } from './lac.factory.ts'
import { rupturesBetween } from './ruptures.rules.ts'

const lacs: TestLac[] = []
afterEach(() => {
  for (const lac of lacs.splice(0)) lac.remove()
})

const codes = (report: { flags: Array<{ code: string }> }) => report.flags.map(({ code }) => code)

test('a census that shares its surveys with the one already there is told, five years apart is not', async () => {
  const lac = aLac()
  lacs.push(lac)
  const base = (year: number) => `CODGEO;P${year}_POP;P${year}_POP0014\n59606;43000;8000\n`
  await lac.take('a.csv', base(15))
  expect(codes(await lac.take('b.csv', base(21)))).not.toContain('enquetes-communes')
  const report = await lac.take('c.csv', base(22))
  expect(report.flags).toContainEqual(
    expect.objectContaining({ code: 'enquetes-communes', message: expect.stringContaining('2021 et 2022') }),
  )
})

test('another geography of communes is told when the file arrives', async () => {
  const lac = aLac()
  lacs.push(lac)
  const file = (geo: number, year: number) =>
    `Revenus\nGéographie au 01/01/${geo}\n\nCODGEO;MED${year};TP60${year}\n59606;20000;25,0\n59014;17000;s\n`
  await lac.take('a.csv', file(2023, 20))
  const report = await lac.take('b.csv', file(2024, 21))
  expect(report.flags).toContainEqual(
    expect.objectContaining({ code: 'rupture-geographie', message: expect.stringContaining('2024') }),
  )
  expect(codes(await lac.take('c.csv', file(2024, 19)))).not.toContain('rupture-geographie')
})

test('the two generations of quartiers are told apart, and nothing is said of the same', () => {
  const frame = (year: string, millesime: string) => ({
    dataset: 'qpv_indicateurs',
    millesime,
    geographies: new Set([`qpv ${year}` as const]),
  })
  expect(rupturesBetween(frame('2024', '2021'), frame('2015', '2018'))).toMatchObject([
    { code: 'rupture-generation' },
  ])
  expect(rupturesBetween(frame('2024', '2021'), frame('2024', '2018'))).toEqual([])
})
