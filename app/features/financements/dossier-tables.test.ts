import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { expect, test } from 'vitest'
import { InvalidInput } from '#app/lib/errors.ts'
import { type BudgetLine, totalsOf } from './budget.rules.ts'
import { comptes } from './budget.ts'
import { type Funder, parseBudget, parsePublics, parseResultats, typedTables } from './dossier-tables.ts'

const funders: Funder[] = [
  { value: 'etat', label: 'État', nature: 'etat' },
  { value: 'caf', label: 'CAF', nature: 'caf' },
]

function formOf(values: Record<string, string | string[]>): FormData {
  const form = new FormData()
  for (const [name, given] of Object.entries(values))
    for (const value of [given].flat()) form.append(name, value)
  return form
}

test('what is stored, shown in the form and sent back is the same budget, to the centime', () => {
  const random = xoroshiro128plus(20_261_123)
  const amount = () => uniformInt(random, 1, 99_999_999)
  for (let run = 0; run < 200; run += 1) {
    const own = comptes.filter((its) => its.groupe !== '74' && amount() % 3 === 0)
    const lines: BudgetLine[] = [
      ...own.map(({ key }) => ({ compte: key, libelle: '', financeurId: null, montantCentimes: amount() })),
      { compte: '74_etat', libelle: '', financeurId: 'etat', montantCentimes: amount() },
      { compte: '74_social', libelle: '', financeurId: 'caf', montantCentimes: amount() },
      { compte: '74_prive', libelle: 'Fondation', financeurId: null, montantCentimes: amount() },
    ]
    const back = parseBudget(formOf(typedTables({ budget: lines, publics: [], resultats: [] })), funders)
    expect(back.toSorted(byCompte)).toEqual(lines.toSorted(byCompte))
    expect(totalsOf(back)).toEqual(totalsOf(lines))
  }
})

const byCompte = (a: BudgetLine, b: BudgetLine) => (a.compte < b.compte ? -1 : 1)

test('every wrong amount is told at its own cell; a nameless grant too', () => {
  const form = formOf({
    'm.641': 'beaucoup',
    'f.etat': '-5',
    'autre.compte': ['74_prive'],
    'autre.nom': [''],
    'autre.montant': ['100'],
  })
  const wrong = (): string[] => {
    try {
      parseBudget(form, funders)
      return []
    } catch (error) {
      return error instanceof InvalidInput ? Object.keys(error.fieldErrors).toSorted() : []
    }
  }
  expect(wrong()).toEqual(['autre.nom', 'f.etat', 'm.641'])
})

test('an account nobody knows and a 74 typed as a plain line are not taken', () => {
  expect(parseBudget(formOf({ 'm.999': '10', 'm.74_etat': '10' }), funders)).toEqual([])
})

test('people are counted whole, and those of the quarters are among them', () => {
  expect(parsePublics(formOf({ 'femmes.6_11': '4', 'hommes.6_11': '', 'qpv.6_11': '2' }))).toEqual([
    { tranche: '6_11', femmes: 4, hommes: 0, dontQpv: 2 },
  ])
  expect(() => parsePublics(formOf({ 'femmes.6_11': '4', 'qpv.6_11': '5' }))).toThrow(InvalidInput)
  expect(() => parsePublics(formOf({ 'femmes.6_11': '2,5' }))).toThrow(InvalidInput)
})

test('a result without words is left out, its target may wait', () => {
  const form = formOf({
    'resultat.indicateur': ['Trajets', '', 'Emplois'],
    'resultat.cible': ['12,5', '3', ''],
    'resultat.unite': ['', '', 'personnes'],
  })
  expect(parseResultats(form)).toEqual([
    { indicateur: 'Trajets', unite: '', cible: 12.5 },
    { indicateur: 'Emplois', unite: 'personnes', cible: null },
  ])
})
