import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isoDate } from '#app/lib/dates.ts'
import { known, missing, type Value } from '#stats/value.ts'
import { type CodeCommune, codeCommune } from './codes.ts'
import {
  indexMouvements,
  parseMouvements,
  predecessorsOf,
  reaggregateSums,
  refusalToReaggregate,
  successorsOf,
} from './mouvements.ts'

// Lines of the real file, stray columns included.
const HEADER =
  'MOD,DATE_EFF,TYPECOM_AV,COM_AV,TNCC_AV,NCC_AV,NCCENR_AV,LIBELLE_AV,TYPECOM_AP,COM_AP,TNCC_AP,NCC_AP,NCCENR_AP,LIBELLE_AP,indic_oe,indic_oe₂'
const line = (mod: string, date: string, from: string, to: string) => {
  const [typeFrom = '', before = ''] = from.split(' ')
  const [typeTo = '', after = ''] = to.split(' ')
  return `${mod},${date},${typeFrom},${before},0,A,A,A,${typeTo},${after},0,B,B,B,#N/D,#N/D`
}
const FILE = [
  HEADER,
  line('32', '2019-01-01', 'COM 01033', 'COM 01033'),
  line('32', '2019-01-01', 'COM 01033', 'COMD 01033'),
  line('32', '2019-01-01', 'COM 01091', 'COM 01033'),
  line('32', '2019-01-01', 'COM 01205', 'COM 01033'),
  line('41', '2018-01-01', 'COM 49144', 'COM 44225'),
  line('32', '2018-01-01', 'COM 44225', 'COM 44180'),
  line('32', '2018-01-01', 'COM 44180', 'COM 44180'),
  line('21', '2014-01-01', 'COM 76108', 'COM 76108'),
  line('21', '2014-01-01', 'COM 76108', 'COM 76095'),
  line('50', '2021-01-01', 'COM 27676', 'COM 27058'),
  line('50', '2023-01-01', 'COM 27058', 'COM 27676'),
].join('\n')

const { mouvements, ignored, problems } = parseMouvements(FILE)
const index = indexMouvements(mouvements)
const since2013 = { from: isoDate('2013-01-01'), to: isoDate('2023-01-01') }
const after = (code: string, period = since2013) => successorsOf(index, codeCommune(code), period)

test('only movements from commune to commune are kept, and the rest is counted', () => {
  expect(mouvements).toHaveLength(10)
  expect(ignored).toBe(1)
  expect(problems).toEqual([])
})

test('a line that cannot be read is reported with its number', () => {
  const { problems: found } = parseMouvements(
    `${HEADER}\n${line('32', '2019-13-01', 'COM 01033', 'COM 01033')}`,
  )
  expect(found).toEqual([{ line: 2, message: 'Ligne illisible : la date ou un code de commune manque.' }])
})

test('a merged commune becomes the new one, and the seat keeps its code', () => {
  expect(after('01091')).toEqual(['01033'])
  expect(after('01033')).toEqual(['01033'])
  expect(after('59606')).toEqual(['59606'])
})

test('movements of the first day are already done, those of the last day count', () => {
  expect(after('01091', { from: isoDate('2019-01-01'), to: isoDate('2023-01-01') })).toEqual(['01091'])
  expect(after('01091', { from: isoDate('2018-12-31'), to: isoDate('2019-01-01') })).toEqual(['01033'])
  expect(after('01091', { from: isoDate('2018-01-01'), to: isoDate('2018-12-31') })).toEqual(['01091'])
})

test('two movements of one day are followed to their end', () => {
  expect(after('49144')).toEqual(['44180'])
})

test('a code that changed and came back is itself again', () => {
  expect(after('27676')).toEqual(['27676'])
  expect(after('27676', { from: isoDate('2020-01-01'), to: isoDate('2022-01-01') })).toEqual(['27058'])
})

test('a split has several successors, a merger several predecessors', () => {
  expect(after('76108')).toEqual(['76095', '76108'])
  expect(predecessorsOf(index, codeCommune('01033'), since2013)).toEqual(['01033', '01091', '01205'])
  expect(predecessorsOf(index, codeCommune('76095'), since2013)).toEqual(['76108'])
})

test('sums follow mergers, and nothing is lost on the way', () => {
  const values = new Map<CodeCommune, ReturnType<typeof known>>(
    ['01033', '01091', '01205', '59606'].map((code, rank) => [codeCommune(code), known(10 ** rank)]),
  )
  const { values: moved, refused } = reaggregateSums(index, values, since2013)
  expect(Object.fromEntries(moved)).toEqual({
    '01033': { value: 111, status: 'normal' },
    '59606': { value: 1000, status: 'normal' },
  })
  expect(refused).toEqual([])
})

test('a secret among merged communes keeps the sum secret', () => {
  const values = new Map<CodeCommune, Value>([
    [codeCommune('01033'), known(10)],
    [codeCommune('01091'), missing('secret')],
  ])
  expect(reaggregateSums(index, values, since2013).values.get(codeCommune('01033'))?.status).toBe('secret')
})

test('a split commune is refused, and its parts have no value', () => {
  const { values, refused } = reaggregateSums(index, new Map([[codeCommune('76108'), known(10)]]), since2013)
  expect(refused.map(({ code }) => code)).toEqual(['76108'])
  expect([...values.values()].map(({ value }) => value)).toEqual([null, null])
})

test('medians and rates never follow mergers', () => {
  expect(refusalToReaggregate('somme')).toBeNull()
  expect(refusalToReaggregate('mediane')).toContain('médiane')
  expect(refusalToReaggregate('taux')).toContain('numérateur')
})

const REAL = '../shared/data/cog/v_mvtcommune_2023.csv'
const REAL_COMMUNES = '../shared/data/cog/v_commune_2023.csv'

if (existsSync(REAL))
  test('since 1943 every commune that existed leads to a commune of 2023', () => {
    const real = parseMouvements(readFileSync(REAL, 'utf8'))
    expect(real.problems.map(({ line: at }) => at)).toEqual([])
    const all = indexMouvements(real.mouvements)
    const today = new Set(
      readFileSync(REAL_COMMUNES, 'utf8')
        .split('\n')
        .filter((row) => row.startsWith('COM,'))
        .map((row) => row.split(',')[1]),
    )
    const period = { from: isoDate('1942-12-31'), to: isoDate('2023-01-01') }
    const moved = [...new Set(real.mouvements.map(({ from }) => from))]
    expect(moved.length).toBeGreaterThan(7000)
    expect(
      moved.flatMap((code) => successorsOf(all, code, period)).filter((code) => !today.has(code)),
    ).toEqual([])
    const since2003 = { from: isoDate('2003-01-01'), to: isoDate('2023-01-01') }
    expect(predecessorsOf(all, codeCommune('01033'), since2003)).toEqual(['01033', '01091', '01205'])
    // Read forwards or backwards, the same story is told.
    const merged = real.mouvements
      .filter(({ date, kind }) => date > since2003.from && kind === '32')
      .slice(0, 300)
    for (const { to } of merged.filter(({ to: code }) => today.has(code))) {
      for (const source of predecessorsOf(all, to, since2003)) {
        expect([to, source, successorsOf(all, source, since2003).includes(to)]).toEqual([to, source, true])
      }
    }
  })
