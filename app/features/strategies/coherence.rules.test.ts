import { expect, test } from 'vitest'
import { coherenceOf } from './coherence.rules.ts'

const axe = (id: string, parentId: string | null = null) => ({ id, parentId, numero: id, titre: id })
const axes = [axe('1'), axe('1.1', '1'), axe('2'), axe('2.1', '2')]
const plan = (liens: Array<{ axeId: string; lien: 'converge' | 'double' | 'contredit'; note: string }>) => ({
  id: 'p',
  nom: 'Plan',
  buts: [{ id: 'b', texte: 'But', liens }],
})
const orphans = (...given: Parameters<typeof coherenceOf>) =>
  coherenceOf(...given).orphans.map((its) => its.id)

test('an axis is carried as soon as one of its objectives is, by a plan or by a fiche', () => {
  expect(orphans(axes, [plan([{ axeId: '1.1', lien: 'converge', note: '' }])], new Set())).toEqual([
    '2',
    '2.1',
  ])
  expect(orphans(axes, [], new Set(['2']))).toEqual(['1', '1.1', '2.1'])
})

test('a goal that goes against an axis does not carry it', () => {
  expect(orphans(axes, [plan([{ axeId: '1', lien: 'contredit', note: '' }])], new Set())).toContain('1')
})

test('a goal tied to no axis is named', () => {
  expect(coherenceOf(axes, [plan([])], new Set()).loose).toEqual([{ planId: 'p', plan: 'Plan', but: 'But' }])
})

test('each level of an axis says what carries it, our fiche before the goal of another plan', () => {
  const plans = [
    plan([
      { axeId: '1.1', lien: 'converge', note: '' },
      { axeId: '2.1', lien: 'double', note: '' },
    ]),
  ]
  const more = [...axes, axe('2.2', '2')]
  const states = coherenceOf(more, plans, new Set(['1'])).coverage.map(({ cells }) =>
    cells.map((its) => `${its.id} ${its.carriedBy}`),
  )
  expect(states).toEqual([
    ['1 fiche', '1.1 plan'],
    ['2 plan', '2.1 plan', '2.2 personne'],
  ])
})
