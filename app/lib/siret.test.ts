import { expect, test } from 'vitest'
import { seededRandom } from '#stats/random.ts'
import { checkSiren, checkSiret, formatSiret, isLuhnValid, isSiren, isSiret, sirenOf } from './siret.ts'

test('the SIREN of real public bodies is valid', () => {
  expect(isSiren('245901160')).toBe(true)
  expect(isSiren('200093201')).toBe(true)
  expect(isSiren('245901161')).toBe(false)
})

test('La Poste keeps its establishments that only count their digits in fives', () => {
  expect(isLuhnValid('35600000049837')).toBe(false)
  expect(isSiret('35600000049837')).toBe(true)
  expect(isSiret('35600000000048')).toBe(true)
  expect(isSiret('35600000049838')).toBe(false)
})

test('the exception of La Poste does not open the door to the others', () => {
  expect(isSiret('73282932000074')).toBe(true)
  // The digits of this one add up to 50, a multiple of five, but its key is wrong.
  expect(isSiret('73282932000077')).toBe(false)
})

test('spaces, no-break spaces and quotes are cleaned, the raw text stays', () => {
  const raw = ' 732 829 320\u00a000074 '
  expect(checkSiret(raw)).toEqual({ raw, normalised: '73282932000074', isValid: true, flags: [] })
})

test('the decimal a spreadsheet added is cut and said', () => {
  expect(checkSiret('73282932000074.0')).toMatchObject({
    normalised: '73282932000074',
    isValid: true,
    flags: ['decimale-retiree'],
  })
})

test('a rounded SIRET is never stored as if it were one', () => {
  expect(checkSiret('75273724700000.0')).toMatchObject({
    normalised: null,
    isValid: false,
    flags: ['decimale-retiree', 'chiffres-perdus'],
  })
  expect(checkSiret('7,52737E+13').flags).toEqual(['chiffres-perdus'])
})

test('a lost leading zero comes back only when the key confirms it', () => {
  expect(checkSiret(558050100004)).toMatchObject({ normalised: '00558050100004', flags: ['zeros-restitues'] })
  expect(checkSiret(558050100005)).toMatchObject({ isValid: false, flags: ['longueur'] })
  expect(checkSiren('5580502')).toMatchObject({ normalised: null, isValid: false, flags: ['longueur'] })
})

test('a padded number that is valid is repaired', () => {
  const random = seededRandom(7)
  for (let round = 0; round < 200; round++) {
    const body = `0${String(Math.floor(random() * 1e7)).padStart(7, '0')}`
    const key = [...Array(10).keys()].find((digit) => isLuhnValid(`${body}${digit}`))
    const siren = `${body}${key}`
    expect(checkSiren(Number(siren) < 1e5 ? siren : String(Number(siren))).normalised).toBe(siren)
  }
})

test('a single wrong digit is always caught', () => {
  const siret = '73282932000074'
  for (let index = 0; index < siret.length; index++) {
    const other = (Number(siret[index]) + 3) % 10
    const wrong = `${siret.slice(0, index)}${other}${siret.slice(index + 1)}`
    expect(checkSiret(wrong)).toMatchObject({ isValid: false })
  }
})

test('what is not a SIRET is flagged, never refused', () => {
  expect(checkSiret('').flags).toEqual(['vide'])
  expect(checkSiret(null).flags).toEqual(['vide'])
  expect(checkSiret('CENTRE SOCIAL').flags).toEqual(['caracteres-etrangers'])
  expect(checkSiret('245901160').flags).toEqual(['siren-seul'])
  expect(checkSiret('123').flags).toEqual(['longueur'])
  expect(checkSiret('73282932000075')).toMatchObject({ normalised: '73282932000075', flags: ['cle-fausse'] })
})

test('a number that looks like a social-security number is never kept', () => {
  expect(checkSiret('185057800608436')).toMatchObject({ normalised: null, flags: ['nir-possible'] })
})

test('a SIRET reads in groups', () => {
  expect(formatSiret('73282932000074')).toBe('732\u00a0829\u00a0320\u00a000074')
  expect(formatSiret('245901160')).toBe('245\u00a0901\u00a0160')
  expect(sirenOf('73282932000074')).toBe('732829320')
})
