import { expect, test } from 'vitest'
import { isoDate } from '#app/lib/dates.ts'
import { calculables } from './calculables.ts'
import { cibleAt, type Followed, livraisonEtatAt, mayRemind, standingOf } from './suivi.rules.ts'

const followed = (given: Partial<Followed> = {}): Followed => ({
  sens: 'hausse',
  unite: '%',
  reference: { annee: 2015, valeur: 40 },
  cibles: [{ annee: 2020, valeur: 50 }],
  observes: [{ annee: 2018, valeur: 47 }],
  tolerancePourcent: 10,
  ...given,
})

test('between the reference and a target the path is a straight line, and nothing is invented outside', () => {
  expect(cibleAt(followed(), 2015)).toBe(40)
  expect(cibleAt(followed(), 2018)).toBe(46)
  expect(cibleAt(followed(), 2020)).toBe(50)
  expect(cibleAt(followed(), 2014)).toBeNull()
  expect(cibleAt(followed(), 2021)).toBeNull()
  expect(cibleAt(followed({ reference: null }), 2018)).toBeNull()
})

test.each([
  [47, 'vert'],
  [46, 'vert'],
  [45.9, 'orange'],
  [41.4, 'orange'],
  [41.3, 'rouge'],
])('an indicator that must rise, at %d for a target of 46, is %s', (valeur, feu) => {
  expect(standingOf(followed({ observes: [{ annee: 2018, valeur }] })).feu).toBe(feu)
})

test('an indicator that must fall is judged the other way', () => {
  const falls = followed({
    sens: 'baisse',
    reference: { annee: 2015, valeur: 60 },
    cibles: [{ annee: 2020, valeur: 50 }],
  })
  expect(standingOf({ ...falls, observes: [{ annee: 2018, valeur: 54 }] }).feu).toBe('vert')
  expect(standingOf({ ...falls, observes: [{ annee: 2018, valeur: 59 }] }).feu).toBe('orange')
  expect(standingOf({ ...falls, observes: [{ annee: 2018, valeur: 60 }] }).feu).toBe('rouge')
})

test('a light never comes without its rule, and not enough data is a state of its own', () => {
  expect(standingOf(followed()).regle).toBe(
    'Observé en 2018 : 47 %. Vert à au moins 46 % (cible de l’année), orange jusqu’à 41,4 % (10 % de la cible), rouge au-delà.',
  )
  expect(standingOf(followed({ observes: [] }))).toMatchObject({ feu: 'pas_assez', dernier: null })
  expect(standingOf(followed({ observes: [{ annee: 2022, valeur: 1 }] })).feu).toBe('pas_assez')
  expect(standingOf(followed({ cibles: [] })).feu).toBe('sans_cible')
  expect(standingOf(followed({ sens: 'neutre' })).regle).toContain('Aucun sens')
})

test('a delivery is late from the day after its day, asked or not, and late even when it came', () => {
  const day = isoDate('2026-03-31')
  const asked = { echeance: day, demandeeLe: isoDate('2026-01-05'), recueLe: null }
  expect(livraisonEtatAt(asked, day)).toBe('attendue')
  expect(livraisonEtatAt({ ...asked, demandeeLe: null }, day)).toBe('a_demander')
  expect(livraisonEtatAt(asked, isoDate('2026-04-01'))).toBe('en_retard')
  expect(livraisonEtatAt({ ...asked, recueLe: day }, isoDate('2027-01-01'))).toBe('recue')
  expect(livraisonEtatAt({ ...asked, recueLe: isoDate('2026-04-01') }, day)).toBe('recue_en_retard')
})

test('nobody is reminded twice in a week, nor before being asked', () => {
  const asked = { demandeeLe: isoDate('2026-03-01'), relanceeLe: null, recueLe: null }
  expect(mayRemind(asked, isoDate('2026-03-07'))).toBe(false)
  expect(mayRemind(asked, isoDate('2026-03-08'))).toBe(true)
  expect(mayRemind({ ...asked, relanceeLe: isoDate('2026-03-08') }, isoDate('2026-03-14'))).toBe(false)
  expect(mayRemind({ ...asked, demandeeLe: null }, isoDate('2026-03-14'))).toBe(false)
  expect(mayRemind({ ...asked, recueLe: isoDate('2026-03-02') }, isoDate('2026-03-14'))).toBe(false)
})

test('the nineteen delivery indicators are all there, counted or with the reason why not', () => {
  expect(calculables).toHaveLength(19)
  expect(new Set(calculables.map((its) => its.code)).size).toBe(19)
  for (const its of calculables) expect(its.manque === null ? its.definition : its.manque).not.toBe('')
})
