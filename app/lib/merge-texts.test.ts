import { expect, test } from 'vitest'
import { mergeTexts } from './merge-texts.ts'

test('what one person alone wrote is taken as it is', () => {
  expect(mergeTexts({ base: 'a', mine: 'a b', theirs: 'a' })).toBe('a b')
  expect(mergeTexts({ base: 'a', mine: 'a', theirs: 'a c' })).toBe('a c')
  expect(mergeTexts({ base: '', mine: 'un', theirs: '' })).toBe('un')
})

test('two people who wrote on different lines are both kept, in their places', () => {
  const base = 'Présents : tous\nSanté\nÉcole\nLogement\nEmploi'
  const mine = 'Présents : tous\nSanté : la CPAM propose un bus\nÉcole\nLogement\nEmploi'
  const theirs = 'Présents : tous\nSanté\nÉcole\nLogement\nEmploi : bilan en mars'
  expect(mergeTexts({ base, mine, theirs })).toBe(
    'Présents : tous\nSanté : la CPAM propose un bus\nÉcole\nLogement\nEmploi : bilan en mars',
  )
})

test('two people who wrote at the same place are both kept, whatever the order', () => {
  const merged = mergeTexts({ base: 'Santé', mine: 'Santé\nde l’un', theirs: 'Santé\nde l’autre' })
  expect(merged.split('\n').toSorted()).toEqual(['Santé', 'de l’autre', 'de l’un'].toSorted())
})

test('writing again from an older text adds nothing twice', () => {
  const once = mergeTexts({ base: '', mine: 'hors ligne', theirs: 'en ligne' })
  expect(mergeTexts({ base: '', mine: 'hors ligne', theirs: once })).toBe(once)
})

test('no line typed by anyone is ever lost', () => {
  const words = ['un', 'deux', 'trois', 'quatre', 'cinq']
  for (let seed = 1; seed < 200; seed++) {
    const pick = (salt: number) => words.filter((_, index) => (seed * salt + index * 7) % 3 !== 0)
    const base = pick(1).join('\n')
    const mine = [...pick(1), `de l’un ${seed}`].join('\n')
    const theirs = [`de l’autre ${seed}`, ...pick(1)].join('\n')
    const merged = mergeTexts({ base, mine, theirs }).split('\n')
    expect(merged).toContain(`de l’un ${seed}`)
    expect(merged).toContain(`de l’autre ${seed}`)
  }
})
