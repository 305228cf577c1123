import { expect, test } from 'vitest'
import { type Actor, can, type Role } from '#app/platform/permissions.ts'
import {
  canCarry,
  canEditAppels,
  canReadRib,
  canWriteDossier,
  carriersOf,
} from './financements.permissions.ts'

const MINE = 'org-mienne'

function actor(role: Role): Actor {
  const affectation = {
    id: 'a',
    organisationId: MINE,
    organisationNom: 'Mon organisation',
    fonction: '',
    role,
    axeId: null,
    communeCode: null,
  }
  const person = { compteId: 'c', personneId: 'p', nom: 'N', courriel: 'n@exemple.invalid' }
  return {
    territoireId: 't',
    territoireSlug: 't',
    territoireNom: 'T',
    ...person,
    affectations: [affectation],
  }
}

test.each([
  // role, prepares calls, carries for its own, carries for another, sees account numbers, reads submitted dossiers
  ['direction', true, true, true, true, true],
  ['charge_mission', true, true, true, false, true],
  ['animation_ose', false, false, false, false, true],
  ['finances', true, true, true, true, true],
  ['referent_commune', false, true, false, false, false],
  ['instructeur', false, false, false, false, true],
  ['partenaire', false, true, false, false, false],
  ['porteur', false, true, false, false, false],
  ['conseil_citoyen', false, false, false, false, false],
  ['evaluateur', false, false, false, false, true],
] as const)('%s: calls, dossiers, account numbers', (role, edits, own, others, rib, reads) => {
  const person = actor(role)
  expect(canEditAppels(person)).toBe(edits)
  expect(canCarry(person, { porteurId: MINE })).toBe(own)
  expect(canCarry(person, { porteurId: 'org-autre' })).toBe(others)
  expect(canReadRib(person)).toBe(rib)
  expect(can(person, 'dossiers.lire', { organisationIds: ['org-autre'] })).toBe(reads)
})

test('a dossier is written while it is a draft, not at the signature nor after', () => {
  for (const etat of ['a_signer', 'depose', 'incomplet', 'recevable'] as const)
    expect(canWriteDossier(actor('porteur'), { porteurId: MINE, etat })).toBe(false)
  expect(canWriteDossier(actor('porteur'), { porteurId: MINE, etat: 'brouillon' })).toBe(true)
})

test('a carrier carries for its organisation, the team for any, a reader for none', () => {
  expect(carriersOf(actor('porteur'))).toEqual([MINE])
  expect(carriersOf(actor('finances'))).toBeNull()
  expect(carriersOf(actor('evaluateur'))).toEqual([])
})
