import { expect, test } from 'vitest'
import { legalItems } from './cadre.rules.ts'
import { stackedBars, yearBars } from './chart.ts'
import { textBlocks } from './text-blocks.ts'

test('a typed text becomes paragraphs, lists and headings, and nothing is lost', () => {
  expect(textBlocks('Une phrase,\nla suite.\n\n## Étapes\n- un\n- deux\n\nFin *tel quel* # ici', 3)).toEqual([
    { type: 'paragraph', text: 'Une phrase,\nla suite.' },
    { type: 'heading', level: 3, text: 'Étapes' },
    { type: 'list', items: ['un', 'deux'] },
    { type: 'paragraph', text: 'Fin *tel quel* # ici' },
  ])
  expect(textBlocks('  \n\n ')).toEqual([])
})

test('the six legal items are in the order of the law and only say what is there', () => {
  const empty = { total: 0, budgetCentimes: 0, chiffrees: 0, indicateurs: 0, cibles: 0 }
  const none = legalItems({ fiches: empty, engagements: [], etp: { postes: 0, etp: 0 } })
  expect(none.map(({ point }) => point[0])).toEqual(['1', '2', '3', '4', '5', '6'])
  expect(none.some(({ present }) => present)).toBe(false)
  const some = legalItems({
    fiches: { total: 2, budgetCentimes: 100, chiffrees: 1, indicateurs: 1, cibles: 0 },
    engagements: [{ nature: 'moyens' }, { nature: 'donnees' }],
    etp: { postes: 9, etp: 8.5 },
  })
  expect(some.map(({ present }) => present)).toEqual([false, true, true, true, true, true])
})

test('a drawing writes each figure, escapes its labels and says when a year is not measured', () => {
  const bars = stackedBars([{ label: 'Axe <1> & suite', parts: [2, 0, 3] }], ['a', 'b', 'c'])
  expect(bars).toContain('Axe &lt;1&gt; &amp; suite')
  expect(bars).toContain('>5</text>')
  expect(bars.match(/<rect/g)).toHaveLength(5)
  const years = yearBars([
    { annee: 2016, cible: 50, observe: null },
    { annee: 2017, cible: null, observe: 1250.5 },
  ])
  expect(years).toContain('non mesuré')
  expect(years.replaceAll('\u202f', ' ')).toContain('1 250,5')
})
