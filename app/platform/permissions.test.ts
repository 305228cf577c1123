import { expect, test } from 'vitest'
import { explain, rolesWith } from './explain.ts'
import { type Actor, can, operations, type Role, reachOf, roleGrants, roleNames } from './permissions.ts'

const MINE = 'org-mienne'
const OTHER = 'org-autre'

function actor(role: Role, limits: { axeId?: string; communeCode?: string } = {}): Actor {
  const affectation = {
    id: 'a',
    organisationId: MINE,
    organisationNom: 'Mon organisation',
    fonction: '',
    role,
    axeId: limits.axeId ?? null,
    communeCode: limits.communeCode ?? null,
  }
  return {
    territoireId: 't',
    territoireSlug: 't',
    territoireNom: 'T',
    compteId: 'c',
    personneId: 'p',
    nom: 'N',
    courriel: 'n@exemple.invalid',
    affectations: [affectation],
  }
}

const mine = { organisationIds: [MINE], published: false }
const others = { organisationIds: [OTHER], published: false }
const published = { organisationIds: [OTHER], published: true }

test.each([
  // role, reads a published fiche, reads another's draft, changes its own, changes another's
  ['direction', true, true, true, true],
  ['charge_mission', true, true, true, true],
  ['animation_ose', true, true, true, true],
  ['finances', true, true, true, true],
  ['referent_commune', true, true, true, false],
  ['instructeur', true, true, false, false],
  ['partenaire', true, false, true, false],
  ['porteur', false, false, true, false],
  ['conseil_citoyen', true, false, false, false],
  ['evaluateur', true, true, false, false],
] as const)(
  '%s: what it reads and changes of the fiches',
  (role, readsPublished, readsDrafts, changesOwn, changesOthers) => {
    const person = actor(role)
    expect(can(person, 'fiches.lire', published)).toBe(readsPublished)
    expect(can(person, 'fiches.lire', others)).toBe(readsDrafts)
    expect(can(person, 'fiches.modifier', mine)).toBe(changesOwn)
    expect(can(person, 'fiches.modifier', others)).toBe(changesOthers)
  },
)

test('a carrier reads its own fiche, never another’s, not even published', () => {
  expect(can(actor('porteur'), 'fiches.lire', mine)).toBe(true)
  expect(can(actor('porteur'), 'fiches.lire', published)).toBe(false)
})

test('a role limited to an axis reads everywhere and changes only there', () => {
  const person = actor('charge_mission', { axeId: 'axe-2' })
  expect(can(person, 'fiches.lire', { axeIds: ['axe-1'] })).toBe(true)
  expect(can(person, 'fiches.modifier', { axeIds: ['axe-1'] })).toBe(false)
  expect(can(person, 'fiches.modifier', { axeIds: ['axe-1', 'axe-2'] })).toBe(true)
})

test('accounts, mail and merges belong to the direction alone, or to finances for the mail', () => {
  expect(rolesWith('comptes.gerer')).toEqual(['direction'])
  expect(rolesWith('organisations.fusionner')).toEqual(['direction'])
  expect(rolesWith('courriels.lire')).toEqual(['direction', 'finances'])
})

test('the direction may do everything there is, and every operation has somebody', () => {
  for (const operation of Object.keys(operations) as Array<keyof typeof operations>) {
    expect(can(actor('direction'), operation)).toBe(true)
    expect(rolesWith(operation).length).toBeGreaterThan(0)
  }
})

test('nobody without a role may do anything', () => {
  const nobody = { ...actor('direction'), affectations: [] }
  for (const operation of Object.keys(operations) as Array<keyof typeof operations>)
    expect(can(nobody, operation)).toBe(false)
})

test('the widest reach of several roles wins for reading', () => {
  const two = {
    ...actor('porteur'),
    affectations: [...actor('porteur').affectations, ...actor('evaluateur').affectations],
  }
  expect(reachOf(two, 'fiches.lire')).toEqual({ reach: 'tout', organisationIds: [MINE] })
  expect(reachOf(actor('porteur'), 'journal.lire').reach).toBeNull()
})

test('an explanation says which role gives the right, which limit holds it back, or who has it', () => {
  expect(explain(actor('direction'), 'fiches.valider')).toContain('« Direction du projet »')
  expect(explain(actor('referent_commune'), 'fiches.modifier', others)).toContain(
    'mais seulement pour ce que porte Mon organisation',
  )
  expect(explain(actor('porteur'), 'comptes.gerer')).toContain(
    'il faut l’un des rôles « Direction du projet »',
  )
})

test('every role has a name and grants', () => {
  expect(Object.keys(roleNames).sort()).toEqual(Object.keys(roleGrants).sort())
})
