import { expect, test } from 'vitest'
import { checkRna, isRna } from './rna.ts'

test('the official form and the Corsican one are both accepted', () => {
  expect(isRna('W596001234')).toBe(true)
  expect(isRna('W2A1234567')).toBe(true)
  expect(isRna('W59600123')).toBe(false)
  expect(isRna('w596001234')).toBe(false)
})

test('case, spaces and a label in front are cleaned, the raw text stays', () => {
  expect(checkRna(' rna : w596 001 234')).toEqual({
    raw: ' rna : w596 001 234',
    normalised: 'W596001234',
    isValid: true,
    flags: [],
  })
})

test('a missing W is restored and said', () => {
  expect(checkRna('596001234')).toMatchObject({ normalised: 'W596001234', flags: ['lettre-ajoutee'] })
})

test('an old prefecture number and a stray text are told apart', () => {
  expect(checkRna('0595012345678').flags).toEqual(['forme'])
  expect(checkRna('059/12345').flags).toEqual(['ancien-numero'])
  expect(checkRna('en cours').flags).toEqual(['forme'])
  expect(checkRna(undefined).flags).toEqual(['vide'])
})
