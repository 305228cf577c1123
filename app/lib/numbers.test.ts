import { expect, test } from 'vitest'
import {
  formatChange,
  formatFixed,
  formatNumber,
  formatShare,
  formatWithUnit,
  parseNumber,
} from './numbers.ts'

test('thousands take a narrow space and decimals a comma', () => {
  expect(formatNumber(12345.678, 2)).toBe('12\u202f345,68')
  expect(formatFixed(12.5, 2)).toBe('12,50')
})

test('a missing number is a dash, never a zero', () => {
  for (const missing of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(formatNumber(missing)).toBe('—')
    expect(formatShare(missing)).toBe('—')
    expect(formatWithUnit(missing, 'euros')).toBe('—')
  }
})

test('a rounded negative does not show as minus zero', () => {
  expect(formatNumber(-0.001, 1)).toBe('0')
  expect(formatChange(-0.001)).toBe('0')
})

test('a share is stored between 0 and 1 and shown in per cent', () => {
  expect(formatShare(0.125)).toBe('12,5\u00a0%')
  expect(formatWithUnit(0.125, 'part')).toBe('12,5\u00a0%')
  expect(formatWithUnit(12.5, 'pourcent')).toBe('12,5\u00a0%')
  expect(formatWithUnit(20250, 'euros')).toBe('20\u202f250\u00a0€')
})

test('a change always shows its sign', () => {
  expect(formatChange(1.25, 1)).toBe('+1,3')
  expect(formatChange(-3)).toBe('\u22123')
})

test('numbers written by people are read', () => {
  expect(parseNumber(' 12 345,67 ')).toBe(12345.67)
  expect(parseNumber('12\u202f345')).toBe(12345)
  expect(parseNumber('1.234.567')).toBe(1_234_567)
  expect(parseNumber('1.234,5')).toBe(1234.5)
  expect(parseNumber('−3,5')).toBe(-3.5)
  expect(parseNumber('1.5')).toBe(1.5)
})

test('what is not one number is null', () => {
  for (const text of ['', 's', 'N/A', '1,2,3', '1.23.456', '12 €', '-', '9'.repeat(400)])
    expect(parseNumber(text)).toBeNull()
})

test('what is formatted is read back', () => {
  for (const value of [0, 1, -1234.5, 98765432.25]) expect(parseNumber(formatNumber(value, 2))).toBe(value)
})
