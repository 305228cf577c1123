import { expect, test } from 'vitest'
import { tiesOf, yearsOf } from './cooperation.rules.ts'
import type { Participation } from './cooperation.words.ts'

const row = (fait: string, annee: number, organisationId: string): Participation => ({
  nature: 'fiche',
  fait,
  annee,
  organisationId,
  titre: fait,
  lien: null,
})

const organisations = ['a', 'b', 'c', 'd'].map((id) => ({
  id,
  label: id,
  sector: id === 'a' ? 'commune' : 'association',
}))

test('a fact ties all those it brings together once, each year apart', () => {
  const rows = [
    row('f', 2016, 'a'),
    row('f', 2016, 'b'),
    row('f', 2016, 'c'),
    row('f', 2016, 'b'),
    row('f', 2017, 'a'),
    row('f', 2017, 'b'),
  ]
  expect(tiesOf(rows).map(({ source, target, year }) => `${source}${target}${year}`)).toEqual([
    'ab2016',
    'ac2016',
    'bc2016',
    'ab2017',
  ])
})

test('one organisation alone makes no tie', () => {
  expect(tiesOf([row('f', 2016, 'a')])).toEqual([])
})

test('years say who is tied, what is new, what is gone, and what crosses kinds', () => {
  const rows = [
    row('f', 2016, 'a'),
    row('f', 2016, 'b'),
    row('g', 2017, 'b'),
    row('g', 2017, 'c'),
    row('h', 2017, 'a'),
    row('h', 2017, 'b'),
  ]
  expect(yearsOf(organisations, rows)).toEqual([
    {
      annee: 2016,
      liees: 2,
      liens: 1,
      densite: 1 / 6,
      ensembles: 1,
      nouveaux: 1,
      perdus: 0,
      entreNatures: 1,
    },
    {
      annee: 2017,
      liees: 3,
      liens: 2,
      densite: 2 / 6,
      ensembles: 1,
      nouveaux: 1,
      perdus: 0,
      entreNatures: 0.5,
    },
  ])
})
