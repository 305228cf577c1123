import { expect, test } from 'vitest'
import { isoDate } from '#app/lib/dates.ts'
import { aFicheRecord } from './fiche.factory.ts'
import {
  contradictions,
  missingBefore,
  missingBeforeValidation,
  needsReason,
  needsSteering,
  transitions,
} from './fiche.rules.ts'
import { ficheEtats } from './fiche.schema.ts'

const complete = aFicheRecord({ axeId: 'axe', porteurId: 'association' })
const today = isoDate('2017-06-01')
const fields = (missing: ReadonlyArray<{ field: string }>) => missing.map(({ field }) => field)

test('a complete fiche lacks nothing before validation', () => {
  expect(missingBeforeValidation(complete, 'autre')).toEqual([])
})

test('everything missing is said at once, field by field', () => {
  const bare = aFicheRecord({ resume: '', objectifs: '', publicVise: '', debut: null, portee: 'communes' })
  expect(fields(missingBeforeValidation(bare, null))).toEqual([
    'resume',
    'objectifs',
    'axeId',
    'porteurId',
    'publicVise',
    'debut',
    'communeCodes',
  ])
})

test('a fiche limited to neighbourhoods names at least one', () => {
  expect(fields(missingBeforeValidation({ ...complete, portee: 'qpv' }, 'autre'))).toEqual(['qpvCodes'])
  expect(missingBeforeValidation({ ...complete, portee: 'qpv', qpvCodes: ['QP1'] }, 'autre')).toEqual([])
})

test('the intercommunality carries only where it says what exists already', () => {
  expect(fields(missingBeforeValidation(complete, 'epci'))).toEqual(['verificationOffre'])
  expect(fields(missingBeforeValidation({ ...complete, gestionDirecte: true }, 'autre'))).toEqual([
    'verificationOffre',
  ])
  expect(missingBeforeValidation({ ...complete, verificationOffre: 'Aucun service.' }, 'epci')).toEqual([])
})

test('an action is not running before its first day', () => {
  const late = { ...complete, debut: isoDate('2018-01-01') }
  expect(missingBefore('en_cours', late, { porteur: 'autre', today })).toEqual([
    { field: 'debut', sentence: 'Elle ne peut pas être en cours avant son début, le 01/01/2018.' },
  ])
  expect(missingBefore('en_cours', complete, { porteur: 'autre', today })).toEqual([])
})

test('a fiche ends with its lessons written; giving up asks for no field', () => {
  expect(fields(missingBefore('terminee', complete, { porteur: 'autre', today }))).toEqual(['lecons'])
  expect(missingBefore('abandonnee', aFicheRecord(), { porteur: null, today })).toEqual([])
})

test('going back and giving up are explained, going forward is not', () => {
  expect(needsReason('idee', 'en_montage')).toBe(false)
  expect(needsReason('en_cours', 'terminee')).toBe(false)
  expect(needsReason('en_montage', 'idee')).toBe(true)
  expect(needsReason('idee', 'abandonnee')).toBe(true)
  expect(needsReason('abandonnee', 'idee')).toBe(true)
  expect(needsReason('terminee', 'en_cours')).toBe(true)
})

test('validating, ending, giving up and reopening belong to those who steer', () => {
  expect(needsSteering('en_montage', 'validee')).toBe(true)
  expect(needsSteering('en_cours', 'terminee')).toBe(true)
  expect(needsSteering('terminee', 'en_cours')).toBe(true)
  expect(needsSteering('idee', 'en_montage')).toBe(false)
  expect(needsSteering('validee', 'en_cours')).toBe(false)
})

test('every state can be left and reached', () => {
  const reached = new Set(Object.values(transitions).flat())
  for (const etat of Object.keys(ficheEtats)) expect(reached.has(etat as keyof typeof ficheEtats)).toBe(true) // keys of a const record
  expect(Object.values(transitions).every((targets) => targets.length > 0)).toBe(true)
})

test('an empty period and an axis named twice are contradictions', () => {
  const wrong = aFicheRecord({
    debut: isoDate('2018-01-01'),
    fin: isoDate('2018-01-01'),
    axeId: 'a',
    autresAxeIds: ['a'],
  })
  expect(fields(contradictions(wrong))).toEqual(['fin', 'autresAxeIds'])
  expect(contradictions(complete)).toEqual([])
})
