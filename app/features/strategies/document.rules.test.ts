import { expect, test } from 'vitest'
import { isoDate } from '#app/lib/dates.ts'
import { closesLoop, etatAt, type Facts, refusalsOf, signataireEtatAt } from './document.rules.ts'

const contrat: Facts = {
  etat: 'en_vigueur',
  debut: isoDate('2015-01-01'),
  fin: isoDate('2021-01-01'),
  dateSignature: isoDate('2015-06-30'),
  hasPerimetre: true,
  axesCount: 6,
  signatairesCount: 22,
}

test('a document is in drafting before its signature, in force after, over from the day of its end', () => {
  const at = (day: string) => etatAt(contrat, isoDate(day))
  expect([at('2015-06-29'), at('2015-06-30'), at('2020-12-31'), at('2021-01-01')]).toEqual([
    'redaction',
    'en_vigueur',
    'en_vigueur',
    'echu',
  ])
})

test('past the end it was signed with, an extended document says so', () => {
  const extended = {
    ...contrat,
    etat: 'proroge' as const,
    finInitiale: contrat.fin,
    fin: isoDate('2023-01-01'),
  }
  expect(etatAt(extended, isoDate('2020-06-01'))).toBe('en_vigueur')
  expect(etatAt(extended, isoDate('2022-06-01'))).toBe('proroge')
})

test('signing needs a perimeter, a signatory and an axis, and says all three at once', () => {
  const bare: Facts = {
    ...contrat,
    etat: 'redaction',
    hasPerimetre: false,
    axesCount: 0,
    signatairesCount: 0,
  }
  expect(refusalsOf(bare, { to: 'signe', day: isoDate('2015-06-30') })).toHaveLength(3)
  expect(refusalsOf({ ...contrat, etat: 'redaction' }, { to: 'signe', day: isoDate('2015-06-30') })).toEqual(
    [],
  )
})

test('a document that is over does not come back, and an extension must go further', () => {
  expect(
    refusalsOf({ ...contrat, etat: 'echu' }, { to: 'en_vigueur', day: isoDate('2022-01-01') }),
  ).toHaveLength(1)
  expect(refusalsOf(contrat, { to: 'proroge', day: isoDate('2020-01-01') })).toHaveLength(1)
  expect(refusalsOf(contrat, { to: 'proroge', day: isoDate('2023-01-01') })).toEqual([])
})

test('a loop of renewals is seen however long it is', () => {
  const edges = [
    { de: 'c', vers: 'b' },
    { de: 'b', vers: 'a' },
  ]
  expect(closesLoop(edges, { de: 'a', vers: 'c' })).toBe(true)
  expect(closesLoop(edges, { de: 'd', vers: 'c' })).toBe(false)
})

test('a signatory deliberates, then signs', () => {
  const signing = { dateDeliberation: isoDate('2015-05-20'), dateSignature: isoDate('2015-06-30') }
  const at = (day: string) => signataireEtatAt(signing, isoDate(day))
  expect([at('2015-05-01'), at('2015-06-01'), at('2015-07-01')]).toEqual(['invite', 'delibere', 'signe'])
})
