import { expect, test } from 'vitest'
import { isLuhnValid, isNir, readCodeCommune, readCodeIris, readCodeQpv, readSiret } from './codes.ts'
import { readDate } from './dates.ts'
import { findDecimalMark, readNumber } from './numbers.ts'

test.each([
  ['40 000,00', 40_000],
  ['17 833', 17_833],
  ['21\u00a0667,00\u00a0€', 21_667],
  ['50\u202f000 euros', 50_000],
  ['97\u00a0000euros', 97_000],
  ['2400.0', 2400],
  ['-14,8', -14.8],
  ['1.234,56', 1234.56],
  ['1,234.56', 1234.56],
  ['0,0000000', 0],
  ['353.730434782608', 353.730434782608],
  ['1’234', 1234],
  [12.5, 12.5],
])('the number written %j is read', (text, value) => {
  expect(readNumber(text)).toMatchObject({ kind: 'nombre', value })
})

test.each([
  '240 000 € (pour les 3 saisons sportives)',
  'N                 82 584,28',
  '12 34',
  's',
  '4-6',
  '21.1.42',
])('the text %j is not taken for a number', (text) => expect(readNumber(text).kind).toBe('texte'))

test('a comma followed by three digits is ambiguous until the column says', () => {
  expect(readNumber(' 1,500 € ')).toMatchObject({ kind: 'ambigu', asDecimal: 1.5, asThousands: 1500 })
  expect(readNumber('1,500', 'virgule')).toMatchObject({ kind: 'nombre', value: 1.5 })
  expect(readNumber('1,500', 'point')).toMatchObject({ kind: 'nombre', value: 1500 })
  expect(findDecimalMark(['1,500', '2,25'])).toBe('virgule')
  expect(findDecimalMark(['1,500', '12,000.50'])).toBe('point')
  expect(findDecimalMark(['1,500', '2,000'])).toBeNull()
})

test('an empty cell is not zero', () => {
  expect(readNumber('')).toEqual({ kind: 'vide' })
  expect(readNumber(null)).toEqual({ kind: 'vide' })
})

test.each([
  ['2017-06-27', '2017-06-27', '2017-06-27', 'jour'],
  ['2017/09/08', '2017-09-08', '2017-09-08', 'jour'],
  ['19/12/2018', '2018-12-19', '2018-12-19', 'jour'],
  ['01/01/19', '2019-01-01', '2019-01-01', 'jour'],
  ['01/03/43', '2043-03-01', '2043-03-01', 'jour'],
  ['2018-04', '2018-04-01', '2018-04-30', 'mois'],
  ['2014', '2014-01-01', '2014-12-31', 'annee'],
  ['2015-T4', '2015-10-01', '2015-12-31', 'trimestre'],
  ['2018-01-01_2018-03-31', '2018-01-01', '2018-03-31', 'periode'],
  ['2017-03-30/2017-05-24', '2017-03-30', '2017-05-24', 'periode'],
  [42_159, '2015-06-04', '2015-06-04', 'jour'],
  [43_075.85774305556, '2017-12-06', '2017-12-06', 'jour'],
])('the date written %j is read', (text, debut, fin, precision) => {
  expect(readDate(text)).toEqual({ debut, fin, precision })
})

test.each(['28/11/2017\n08/12/2017', '22/11/2017\nSolde en 2018', '31/02/2018', '4-6', 'Rien', ''])(
  'the text %j is not taken for a date',
  (text) => expect(readDate(text)).toBeNull(),
)

test('a lost leading zero is put back and said; Corsica and spaces survive', () => {
  expect(readCodeCommune('1004')).toEqual({ value: '01004', repairs: ['zero'], problem: null })
  expect(readCodeCommune(1004)).toMatchObject({ value: '01004' })
  expect(readCodeCommune('2a004')).toMatchObject({ value: '2A004', problem: null })
  expect(readCodeCommune('75012.0')).toMatchObject({ value: '75012', repairs: ['decimale'] })
  expect(readCodeCommune('Anzin').value).toBeNull()
})

test('the three spellings of an IRIS are one code', () => {
  expect(readCodeIris('59606_0401').value).toBe('596060401')
  expect(readCodeIris('596060401').value).toBe('596060401')
  expect(readCodeIris('59019').value).toBe('590190000')
  expect(readCodeIris('10040101')).toMatchObject({ value: '010040101', repairs: ['zero'] })
})

test('codes of both generations of QPV are known, the rest is refused with a sentence', () => {
  for (const code of ['QP059021', 'QN05921M', 'QP02A001', 'QN02B01I', 'QP974001'])
    expect(readCodeQpv(code).value).toBe(code)
  expect(readCodeQpv('CV193').problem).toContain('CV193')
})

test('a SIRET keeps its digits or is flagged, never invented', () => {
  expect(readSiret('384 138 996 00028')).toMatchObject({ isSiren: false, problem: null })
  expect(readSiret('75273724700000.0')).toMatchObject({ value: null })
  expect(readSiret('75273724700000.0').problem).toContain('arrondis')
  expect(readSiret('CENTRE SOCIAL').problem).toContain('SIRET')
  expect(readSiret('245901160')).toMatchObject({ value: '245901160', isSiren: true })
  expect(isLuhnValid('35600000000048')).toBe(true)
  expect(isNir('269054958815780')).toBe(true)
})
