import { expect, test } from 'vitest'
import { randomIndex, seededRandom } from '#stats/random.ts'
import {
  centimesFromEuros,
  formatEuros,
  formatEurosForCsv,
  formatEurosRounded,
  parseEuros,
  splitCentimes,
  sumCentimes,
} from './money.ts'

test('an amount reads as in France', () => {
  expect(formatEuros(1_234_567)).toBe('12\u202f345,67\u00a0€')
  expect(formatEuros(-50)).toBe('-0,50\u00a0€')
  expect(formatEuros(null)).toBe('—')
  expect(formatEurosRounded(1_234_567)).toBe('12\u202f346\u00a0€')
  expect(formatEuros(-0)).toBe('0,00\u00a0€')
  expect(formatEurosRounded(-40)).toBe('0\u00a0€')
  expect(formatEurosForCsv(-5)).toBe('-0,05')
  expect(formatEurosForCsv(1_234_567)).toBe('12345,67')
})

test('amounts typed by people are read', () => {
  const amounts: Array<[string, number]> = [
    ['12 345,67 €', 1_234_567],
    ['12\u202f345', 1_234_500],
    ['12345.6', 1_234_560],
    ['1.234,50', 123_450],
    ['1,234.50', 123_450],
    ['1.234.567', 123_456_700],
    ['12 k€', 1_200_000],
    ['1,234 M€', 123_400_000],
    ['(300)', -30_000],
    ['−15,5', -1_550],
    ['0', 0],
    ['5 euros', 500],
  ]
  for (const [text, centimes] of amounts)
    expect([text, parseEuros(text)]).toEqual([text, { ok: true, centimes }])
})

test('an amount that could be read two ways is refused with a sentence', () => {
  for (const text of ['12.345', '12,345']) {
    const parsed = parseEuros(text)
    expect(parsed.ok).toBe(false)
    expect(parsed.ok ? '' : parsed.reason).toContain('deux façons')
  }
})

test('what is not an amount is refused, never read as zero', () => {
  for (const text of ['', '   ', 'gratuit', '12€50', '1,2,3', '(300', '12,3456', '9'.repeat(20)]) {
    expect([text, parseEuros(text).ok]).toEqual([text, false])
  }
})

test('what is shown is read back to the centime', () => {
  const random = seededRandom(3)
  for (let round = 0; round < 500; round++) {
    const centimes = randomIndex(random, 1e12) - 5e11
    expect(parseEuros(formatEuros(centimes))).toEqual({ ok: true, centimes })
  }
})

test('a spreadsheet number is rounded as its digits read', () => {
  expect(centimesFromEuros(1.005)).toBe(101)
  expect(centimesFromEuros(-1.005)).toBe(-101)
  expect(centimesFromEuros(0.1 + 0.2)).toBe(30)
  expect(centimesFromEuros(1e-9)).toBe(0)
})

test('a hundred euros in three makes a hundred euros', () => {
  expect(splitCentimes(10_000, [1, 1, 1])).toEqual([3334, 3333, 3333])
  expect(splitCentimes(-10_000, [1, 1, 1])).toEqual([-3334, -3333, -3333])
})

test('the largest remainders get the centimes left', () => {
  // Hamilton's method on a published apportionment: 100 seats, votes 47 000, 16 000, 15 800, 12 000, 6 100, 3 100, for 10 seats.
  expect(splitCentimes(10, [47_000, 16_000, 15_800, 12_000, 6_100, 3_100])).toEqual([5, 2, 1, 1, 1, 0])
})

test('no centime is ever lost, and no part is a centime away from its exact share', () => {
  const random = seededRandom(11)
  for (let round = 0; round < 500; round++) {
    const weights = Array.from({ length: 1 + randomIndex(random, 40) }, () =>
      random() < 0.2 ? 0 : random() < 0.5 ? randomIndex(random, 1e6) : random() * 1e3,
    )
    const total = randomIndex(random, 2e10) - 1e10
    const parts = splitCentimes(total, weights)
    expect(sumCentimes(parts)).toBe(total)
    const sum = weights.reduce((all, weight) => all + weight, 0)
    if (sum === 0) continue
    parts.forEach((part, index) => {
      expect(Math.abs(part - (total * (weights[index] ?? 0)) / sum)).toBeLessThan(1.001)
    })
  }
})

test('equal weights differ by one centime at most, and zero weights get nothing', () => {
  const parts = splitCentimes(1001, [2, 2, 2, 2])
  expect(Math.max(...parts) - Math.min(...parts)).toBe(1)
  expect(splitCentimes(1000, [0, 5])).toEqual([0, 1000])
})

test('sharing out without anybody, or by a negative weight, is a bug that shows', () => {
  expect(splitCentimes(0, [])).toEqual([])
  expect(splitCentimes(9, [0, 0])).toEqual([5, 4])
  expect(() => splitCentimes(1, [])).toThrow(RangeError)
  expect(() => splitCentimes(1, [-1, 2])).toThrow(RangeError)
  expect(() => splitCentimes(1, [Number.NaN])).toThrow(RangeError)
  expect(() => splitCentimes(0.5, [1])).toThrow(RangeError)
  expect(() => sumCentimes([1, 0.5])).toThrow(RangeError)
})
