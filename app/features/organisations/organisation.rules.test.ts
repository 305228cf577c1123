import { expect, test } from 'vitest'
import { cleanIdentifiers, personalNumberIn, remarksOn } from './organisation.rules.ts'

const none = { siret: null, siren: null, rna: null }

test('an organisation without numbers has nothing doubtful', () => {
  expect(remarksOn(none)).toEqual([])
})

test('a wrong key is told in a sentence and the number stays', () => {
  expect(remarksOn({ ...none, siret: '21590606800011' }).map((its) => its.field)).toEqual(['siret'])
  expect(cleanIdentifiers({ ...none, siret: '21590606800011' }).siret).toBe('21590606800011')
})

test('spaces go and lost zeros come back when the number is right', () => {
  expect(cleanIdentifiers({ siren: '245 901 160' })).toEqual({ siren: '245901160' })
  expect(remarksOn({ ...none, siren: '245901160' })).toEqual([])
})

test('a SIREN that is not the beginning of the SIRET is told', () => {
  const remarks = remarksOn({ ...none, siret: '35600000000048', siren: '245901160' })
  expect(remarks).toHaveLength(1)
  expect(remarks[0]?.sentence).toContain('n’est pas le début du SIRET')
})

test('an old number of an association is told as such', () => {
  expect(remarksOn({ ...none, rna: '0591234567' })[0]?.field).toBe('rna')
})

test('a number of social security is recognised', () => {
  expect(personalNumberIn({ siret: '1850759606123' })).toBe(true)
  expect(personalNumberIn({ siret: '21590606800011' })).toBe(false)
})
