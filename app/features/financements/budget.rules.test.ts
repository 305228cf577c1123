import { expect, test } from 'vitest'
import { type BudgetLine, type BudgetRules, checkBudget, totalsOf } from './budget.rules.ts'
import { codeOf, compteOf, comptes, groupes, shortPlan } from './budget.ts'
import { aBudget } from './financements.factory.ts'

const rules: BudgetRules = {
  financeurIds: ['etat', 'caf'],
  plancherCentimes: null,
  plafondCentimes: null,
  partPropreMin: null,
  aidePubliqueMax: null,
}
const broken = (lines: ReadonlyArray<BudgetLine>, given: Partial<BudgetRules> = {}) =>
  checkBudget(lines, { ...rules, ...given }).filter((its) => !its.ok)

test('the balanced budget of the factory breaks nothing, and adds up to what it asks', () => {
  const lines = aBudget({ etat: 400_000, caf: 200_000 })
  expect(broken(lines)).toEqual([])
  expect(totalsOf(lines)).toMatchObject({
    charges: 1_000_000,
    produits: 1_000_000,
    demande: 600_000,
    partPublique: 0.6,
  })
  expect(totalsOf(lines).parFinanceur.get('caf')).toBe(200_000)
})

test('voluntary contributions stay out of the totals and must be equal on both sides', () => {
  const lines = aBudget({ etat: 400_000 }).filter((its) => its.compte !== 'benevolat')
  expect(broken(lines).map((its) => its.code)).toEqual(['contributions'])
  expect(totalsOf(lines).charges).toBe(1_000_000)
})

test('a missing euro, a nameless grant and an empty budget are each said in a sentence', () => {
  const lines = aBudget({ etat: 400_000 })
  const short = lines.map((its) => (its.compte === '641' ? { ...its, montantCentimes: 700_100 } : its))
  expect(broken(short)[0]?.text).toContain('Il manque 1,00')
  const nameless = lines.map((its) => ({ ...its, financeurId: null }))
  expect(broken(nameless).map((its) => its.code)).toEqual(['financeur', 'demande'])
  expect(broken([]).map((its) => its.code)).toEqual(['vide', 'demande'])
})

test.each([
  ['plafond', { plafondCentimes: 599_999 }],
  ['plancher', { plancherCentimes: 600_001 }],
  ['part_propre', { partPropreMin: 0.41 }],
  ['aide_publique', { aidePubliqueMax: 0.59 }],
] as const)('the rule « %s » of the call is measured on the budget', (code, given) => {
  const lines = aBudget({ etat: 400_000, caf: 200_000 })
  expect(broken(lines, given).map((its) => its.code)).toEqual([code])
})

test('a funder outside the call is counted as public money, not as asked from the call', () => {
  const checks = checkBudget(aBudget({ etat: 100_000, region: 500_000 }), {
    ...rules,
    plafondCentimes: 100_000,
  })
  expect(checks.every((its) => its.ok)).toBe(true)
})

test('the plan has one key a line, a known group for each, and both orders of the codes 87', () => {
  expect(new Set(comptes.map((its) => its.key)).size).toBe(comptes.length)
  for (const { groupe } of comptes) expect(Object.keys(groupes)).toContain(groupe)
  for (const key of shortPlan) expect(compteOf(key)).toBeDefined()
  const codes = (ordre: 'cerfa' | 'anc_2018') =>
    ['benevolat', 'prestations_en_nature', 'dons_en_nature'].map((key) => {
      const compte = compteOf(key)
      return compte && codeOf(compte, ordre)
    })
  expect(codes('cerfa')).toEqual(['870', '871', '875'])
  expect(codes('anc_2018')).toEqual(['875', '871', '870'])
})
