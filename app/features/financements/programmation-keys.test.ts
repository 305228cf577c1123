import { expect, test } from 'vitest'
import { amountOf, readBlock } from './programmation-keys.ts'

test('a block copied from a spreadsheet is read cell by cell, in French or not', () => {
  expect(readBlock('1 200,50\t3000\r\n\tabc\r\n')).toEqual([
    [120_050, 300_000],
    [0, null],
  ])
})

test('an empty cell gives nothing, a negative amount is refused', () => {
  expect([amountOf(' '), amountOf('12 k€'), amountOf('-5')]).toEqual([0, 1_200_000, null])
})
