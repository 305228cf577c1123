import { expect, test } from 'vitest'
import { isoDate } from '#app/lib/dates.ts'
import { type HeldRole, impossiblePeriod, keepsADirection } from './affectation.rules.ts'

const today = isoDate('2026-06-15')

function aRole(given: Partial<HeldRole>): HeldRole {
  return { id: 'a', role: 'direction', etat: 'active', debut: '2020-01-01', fin: null, ...given }
}

test('a period may be open, and must not end the day it starts', () => {
  expect(impossiblePeriod({ debut: '2026-01-01', fin: null })).toBeNull()
  expect(impossiblePeriod({ debut: '2026-01-01', fin: '2026-01-02' })).toBeNull()
  expect(impossiblePeriod({ debut: '2026-01-01', fin: '2026-01-01' })?.field).toBe('fin')
})

test('a direction that ended, has not begun, waits or is another role does not keep the territory', () => {
  expect(keepsADirection([aRole({})], today)).toBe(true)
  expect(keepsADirection([aRole({ fin: '2026-06-15' })], today)).toBe(false)
  expect(keepsADirection([aRole({ debut: '2026-06-16' })], today)).toBe(false)
  expect(keepsADirection([aRole({ etat: 'en_attente' })], today)).toBe(false)
  expect(keepsADirection([aRole({ role: 'finances' })], today)).toBe(false)
})
