import { expect, test } from 'vitest'
import { csvLine, neutralise, undoNeutralise } from './csv-write.ts'

const dangerous = ['=1+1', '+33', '-2', '@SUM(A1)', "'=1+1", "''-x", '\tx']
const harmless = ['', 'Épicerie', "l'école", '1-2', "'abc", '3 = 3']

test('what a spreadsheet would run is made harmless, the rest is untouched', () => {
  for (const text of dangerous) expect(neutralise(text)).toBe(`'${text}`)
  for (const text of harmless) expect(neutralise(text)).toBe(text)
})

test('every text comes back as it was', () => {
  for (const text of [...dangerous, ...harmless]) expect(undoNeutralise(neutralise(text))).toBe(text)
})

test('semicolons, quotes and line breaks stay inside their cell', () => {
  expect(csvLine(['a', 'b;c', 'd"e', 'f\ng'])).toBe('a;"b;c";"d""e";"f\ng"\r\n')
})
