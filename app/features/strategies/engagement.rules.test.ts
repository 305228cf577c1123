import { expect, test } from 'vitest'
import { isoDate } from '#app/lib/dates.ts'
import { etatLuAt, missingFrom } from './engagement.rules.ts'

test('a promise is late the day after its due day, not the day itself', () => {
  const promise = { etat: 'en_cours' as const, echeance: isoDate('2016-06-30') }
  expect(etatLuAt(promise, isoDate('2016-06-30'))).toBe('en_cours')
  expect(etatLuAt(promise, isoDate('2016-07-01'))).toBe('en_retard')
})

test('a kept promise is never late, nor one without a due day', () => {
  expect(etatLuAt({ etat: 'tenu', echeance: isoDate('2016-06-30') }, isoDate('2020-01-01'))).toBe('tenu')
  expect(etatLuAt({ etat: 'en_cours', echeance: null }, isoDate('2020-01-01'))).toBe('en_cours')
})

test('broken needs a reason, kept needs an evidence, in progress needs nothing', () => {
  expect(missingFrom({ etat: 'rompu', motif: '', preuve: 'x' })?.field).toBe('motif')
  expect(missingFrom({ etat: 'abandonne', motif: '', preuve: '' })?.field).toBe('motif')
  expect(missingFrom({ etat: 'tenu', motif: '', preuve: '' })?.field).toBe('preuve')
  expect(missingFrom({ etat: 'en_cours', motif: '', preuve: '' })).toBeNull()
})
