import { expect, test } from 'vitest'
import { isoDate } from '#app/lib/dates.ts'
import { randomIndex, seededRandom } from '#stats/random.ts'
import {
  type ExaminedRendu,
  missingInRendu,
  type RenduLine,
  significantGaps,
  totalsOfRendu,
  unspentByFunder,
} from './compte-rendu.rules.ts'
import { isReminderDue } from './rappels.rules.ts'

const aLine = (given: Partial<RenduLine>): RenduLine => ({
  compte: '641',
  sens: 'charge',
  totalled: true,
  prevuCentimes: 100_000,
  realiseCentimes: 100_000,
  ...given,
})

const rendu = (given: Partial<ExaminedRendu> = {}): ExaminedRendu => ({
  lignes: [aLine({}), aLine({ sens: 'produit', compte: '74_etat' })],
  miseEnOeuvre: 'Fait.',
  beneficiaires: 12,
  datesLieux: 'Mars',
  objectifsAtteints: 'Oui',
  ecarts: '',
  signataireNom: 'Présidente d’essai',
  ...given,
})

test('voluntary contributions are counted apart, and a deficit leaves nothing', () => {
  const lignes = [
    aLine({ realiseCentimes: 120_000 }),
    aLine({ totalled: false, realiseCentimes: 900_000 }),
    aLine({ sens: 'produit', realiseCentimes: 100_000 }),
  ]
  expect(totalsOfRendu(lignes)).toMatchObject({
    chargesRealisees: 120_000,
    produitsRealises: 100_000,
    excedent: 0,
  })
})

test('a line is explained beyond a tenth of its plan, or when it was not planned', () => {
  expect(significantGaps([aLine({ realiseCentimes: 110_000 })])).toHaveLength(0)
  expect(significantGaps([aLine({ realiseCentimes: 110_001 })])).toHaveLength(1)
  expect(significantGaps([aLine({ prevuCentimes: 0, realiseCentimes: 1 })])).toHaveLength(1)
  expect(significantGaps([aLine({ realiseCentimes: null })])).toHaveLength(0)
})

test('a complete report misses nothing; each hole is said once, where it is', () => {
  expect(missingInRendu(rendu())).toEqual([])
  const holes = missingInRendu(
    rendu({
      beneficiaires: null,
      lignes: [aLine({ realiseCentimes: 10 }), aLine({ realiseCentimes: null })],
    }),
  )
  expect(holes.map(({ champ }) => champ)).toEqual(['beneficiaires', 'lignes', 'ecarts'])
  expect(
    missingInRendu(rendu({ lignes: [aLine({ realiseCentimes: 0 })] })).map(({ champ }) => champ),
  ).toEqual(['lignes', 'ecarts'])
})

test('what is left is shared to the centime, never more than a grant', () => {
  const random = seededRandom(7)
  for (let run = 0; run < 500; run += 1) {
    const amounts = Array.from({ length: 1 + randomIndex(random, 12) }, () => 1 + randomIndex(random, 5e7))
    const excedent = randomIndex(random, 1e8)
    const parts = unspentByFunder(
      excedent,
      amounts.map((accordeCentimes, at) => ({ ligneId: String(at), accordeCentimes })),
    )
    const total = amounts.reduce((sum, its) => sum + its, 0)
    expect(parts.reduce((sum, its) => sum + its.resteCentimes, 0)).toBe(Math.min(excedent, total))
    for (const [at, part] of parts.entries()) {
      expect(part.resteCentimes).toBeGreaterThanOrEqual(0)
      expect(part.resteCentimes).toBeLessThanOrEqual(amounts[at] ?? 0)
    }
  }
})

test('a carrier is reminded a month before, the day after, and a month after, once each', () => {
  const report = (rappeleLe: string | null) => ({
    echeance: isoDate('2026-06-30'),
    rappeleLe: rappeleLe === null ? null : isoDate(rappeleLe),
  })
  expect(isReminderDue(report(null), isoDate('2026-05-30'))).toBe(false)
  expect(isReminderDue(report(null), isoDate('2026-05-31'))).toBe(true)
  expect(isReminderDue(report('2026-05-31'), isoDate('2026-06-30'))).toBe(false)
  expect(isReminderDue(report('2026-05-31'), isoDate('2026-07-01'))).toBe(true)
  expect(isReminderDue(report('2026-07-01'), isoDate('2026-07-30'))).toBe(false)
  expect(isReminderDue(report('2026-07-01'), isoDate('2026-07-31'))).toBe(true)
  expect(isReminderDue(report('2026-07-31'), isoDate('2027-01-01'))).toBe(false)
})
