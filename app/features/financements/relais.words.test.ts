import { expect, test } from 'vitest'
import { isoDate } from '#app/lib/dates.ts'
import { relaisEtatAt } from './relais.words.ts'

const at = (day: string | null, decision: 'arretee' | null = null) =>
  relaisEtatAt({ deciderAvant: day === null ? null : isoDate(day), decision }, isoDate('2026-11-23'))

test('a decision is announced three months ahead, late the day after its day, and quiet once taken', () => {
  expect(at(null)).toBe('a_preparer')
  expect(at('2027-06-01')).toBe('prevu')
  expect(at('2027-02-21')).toBe('proche')
  expect(at('2027-02-22')).toBe('prevu')
  expect(at('2026-11-23')).toBe('proche')
  expect(at('2026-11-22')).toBe('en_retard')
  expect(at('2026-11-22', 'arretee')).toBe('decide')
})
