import { expect, test } from 'vitest'
import { isoDate } from '#app/lib/dates.ts'
import { proposeQuestions } from './proposition.rules.ts'
import { lacksOf, movedOrder, questionEtatAt } from './referentiel.rules.ts'

const axes = [
  { id: 'a1', numero: '1', titre: 'Emploi' },
  { id: 'a2', numero: '2', titre: 'Santé' },
]
const engagements = [{ id: 'e1', texte: 'Ouvrir une permanence', organisation: 'Ville d’Essai', axeId: 'a2' }]

test('a document calls for two questions an axis, one a commitment, and those of the contract itself', () => {
  const proposed = proposeQuestions({ axes, engagements, posees: [] })
  expect(proposed.filter((its) => its.axeId === 'a1').map((its) => its.objet)).toEqual([
    'contexte',
    'actions',
  ])
  expect(proposed.filter((its) => its.engagementId === 'e1')).toHaveLength(1)
  expect(new Set(proposed.map((its) => its.objet))).toEqual(
    new Set(['contexte', 'actions', 'valeur_ajoutee']),
  )
  expect(new Set(proposed.map((its) => its.cle)).size).toBe(proposed.length)
})

test('a question already asked is not proposed again, whatever its words became', () => {
  const [first] = proposeQuestions({ axes, engagements: [], posees: [] })
  if (!first) throw new Error('nothing proposed')
  const again = proposeQuestions({ axes, engagements: [], posees: [{ ...first, texte: 'Autrement dit ?' }] })
  expect(again.map((its) => its.cle)).not.toContain(first.cle)
  expect(again).toHaveLength(axes.length * 2 - 1 + 4)
})

test('a question without finding is late from the day after its day', () => {
  const echeance = isoDate('2026-06-30')
  expect(questionEtatAt({ echeance, constats: 0 }, isoDate('2026-06-30'))).toBe('a_repondre')
  expect(questionEtatAt({ echeance, constats: 0 }, isoDate('2026-07-01'))).toBe('en_retard')
  expect(questionEtatAt({ echeance, constats: 1 }, isoDate('2027-07-01'))).toBe('repondue')
})

test('a framework says which object nobody asks about, and how many questions have no indicator', () => {
  const lacks = lacksOf([
    { objet: 'contexte', indicateurs: [] },
    { objet: 'actions', indicateurs: ['i'] },
  ])
  expect(lacks).toEqual([
    'Aucune question sur « Valeur ajoutée du contrat ».',
    'Une question n’a encore aucun indicateur suivi.',
  ])
  expect(lacksOf([])).toEqual([])
})

test('moving goes one place and stops at the ends', () => {
  expect(movedOrder(['a', 'b', 'c'], 'b', 'haut')).toEqual(['b', 'a', 'c'])
  expect(movedOrder(['a', 'b', 'c'], 'b', 'bas')).toEqual(['a', 'c', 'b'])
  expect(movedOrder(['a', 'b', 'c'], 'a', 'haut')).toEqual(['a', 'b', 'c'])
  expect(movedOrder(['a', 'b', 'c'], 'z', 'bas')).toEqual(['a', 'b', 'c'])
})
