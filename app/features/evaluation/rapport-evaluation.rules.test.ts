import { expect, test } from 'vitest'
import { isoDate } from '#app/lib/dates.ts'
import { forceOf } from './preuves.rules.ts'
import { limitsOf, missingBeforeAvis, refusalToSign } from './rapport-evaluation.rules.ts'

const none = { etudes: [], diagnostics: [], indicateurs: [], chiffres: [] }

const spaced = (texts: string[]) => texts.map((its) => its.replaceAll('\u00a0', ' '))

test.each([
  ['aucune', none],
  ['faible', { ...none, chiffres: ['POV60', 'POP_TOTAL'] }],
  ['moyenne', { ...none, chiffres: ['POV60'], diagnostics: [{}] }],
  ['moyenne', { ...none, etudes: [{ verdict: '2' }] }],
  ['forte', { ...none, etudes: [{ verdict: '3' }] }],
  ['forte', { ...none, etudes: [{ verdict: 'N' }] }],
  ['aucune', { ...none, etudes: [{ verdict: '0' }, { verdict: '1' }, { verdict: 'I' }, { verdict: null }] }],
  ['faible', { ...none, etudes: [{ verdict: 'I' }], indicateurs: [{}] }],
] as const)('the strength is « %s »: a study that cannot conclude adds nothing', (force, evidence) => {
  expect(forceOf(evidence)).toBe(force)
})

const ready = { etat: 'avis', synthese: 'Dit.', constats: 1, recommandations: 1 } as const

test('a report lacks what it lacks, in words', () => {
  expect(missingBeforeAvis({ ...ready, avisAvant: null })).toEqual([])
  expect(
    missingBeforeAvis({ ...ready, synthese: '', constats: 0, recommandations: 0, avisAvant: null }),
  ).toEqual([
    'l’essentiel n’est pas écrit',
    'aucune question n’a de constat',
    'aucune recommandation n’est faite',
  ])
})

test('a report is signed the day after the last day of the opinions, not before', () => {
  const avisAvant = isoDate('2026-12-10')
  expect(refusalToSign({ ...ready, avisAvant }, isoDate('2026-12-10'))).toContain('10/12/2026')
  expect(refusalToSign({ ...ready, avisAvant }, isoDate('2026-12-11'))).toBeNull()
  expect(refusalToSign({ ...ready, etat: 'brouillon', avisAvant: null }, avisAvant)).toContain('après l’avis')
  expect(refusalToSign({ ...ready, etat: 'valide', avisAvant }, avisAvant)).toContain('déjà signé')
})

test('limits are counted: no answer, no conclusion, weak evidence, nothing said of what is not known', () => {
  const weak = { reponse: 'oui', force: 'faible', limites: '' } as const
  const open = { reponse: 'sans_conclusion', force: 'aucune', limites: 'Trop peu d’années.' } as const
  expect(spaced(limitsOf([{ constats: [] }, { constats: [weak, open] }]))).toEqual([
    '1 question sur 2 sans réponse à ce jour.',
    '1 constat sans conclusion possible.',
    '1 réponse à preuve faible : une seule sorte de source, ou aucune.',
    '1 constat sans limite écrite.',
  ])
  expect(limitsOf([{ constats: [{ reponse: 'oui', force: 'forte', limites: 'Dit.' }] }])).toEqual([])
})
