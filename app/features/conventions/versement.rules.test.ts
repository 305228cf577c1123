import { expect, test } from 'vitest'
import { isoDate } from '#app/lib/dates.ts'
import { randomIndex, seededRandom } from '#stats/random.ts'
import { refusalOfSchedule, usualSchedule } from './versement.rules.ts'

const dates = { signeLe: isoDate('2026-04-10'), echeanceCompteRendu: isoDate('2027-06-30') }

test('a small grant is paid at once, a larger one three quarters then the rest on the accounts', () => {
  expect(usualSchedule(2_300_000, dates)).toEqual([
    { nature: 'unique', prevuLe: '2026-05-10', montantCentimes: 2_300_000 },
  ])
  expect(usualSchedule(3_000_001, dates)).toEqual([
    { nature: 'avance', prevuLe: '2026-05-10', montantCentimes: 2_250_001 },
    { nature: 'solde', prevuLe: '2027-07-30', montantCentimes: 750_000 },
  ])
  expect(usualSchedule(0, dates)).toEqual([])
})

test('a schedule never loses or invents a centime, and stands against its grant', () => {
  const random = seededRandom(5)
  for (let run = 0; run < 500; run += 1) {
    const centimes = 1 + randomIndex(random, 1e9)
    const schedule = usualSchedule(centimes, dates)
    expect(schedule.reduce((sum, its) => sum + its.montantCentimes, 0)).toBe(centimes)
    expect(refusalOfSchedule(schedule, centimes)).toBeNull()
    expect(refusalOfSchedule(schedule, centimes - 1)).not.toBeNull()
  }
})

test('one does not pay more than the grant, nor take back more than was planned', () => {
  expect(refusalOfSchedule([{ nature: 'unique', montantCentimes: 101_00 }], 100_00)).toContain('retirez')
  const both = [
    { nature: 'unique', montantCentimes: 100_00 },
    { nature: 'reversement', montantCentimes: 100_01 },
  ] as const
  expect(refusalOfSchedule(both, 100_00)).toContain('reverser')
})
