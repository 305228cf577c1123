import { expect, test } from 'vitest'
import type { Presence } from './seance.schema.ts'
import { quorumOf, refusalOfVotes, resultOf } from './vote.rules.ts'

const members = (...presences: Array<Presence | null>) =>
  presences.map((presence, index) => ({ organisationId: `o${index}`, presence }))

test('the quorum counts who is present or represented', () => {
  const membres = members('present', 'represente', 'excuse', 'absent')
  expect(quorumOf({ quorumPourcent: 50, membres, deportes: [] })).toEqual({
    votants: 2,
    requis: 2,
    atteint: true,
  })
  expect(quorumOf({ quorumPourcent: 60, membres, deportes: [] })).toEqual({
    votants: 2,
    requis: 3,
    atteint: false,
  })
})

test('who steps out of an item is neither in its quorum nor in its count', () => {
  const membres = members('present', 'present', 'present', 'absent')
  expect(quorumOf({ quorumPourcent: 75, membres, deportes: ['o0'] })).toEqual({
    votants: 2,
    requis: 3,
    atteint: false,
  })
  expect(quorumOf({ quorumPourcent: 50, membres, deportes: ['o0'] })).toEqual({
    votants: 2,
    requis: 2,
    atteint: true,
  })
})

test('a body without quorum always reaches it', () => {
  expect(quorumOf({ quorumPourcent: null, membres: members('absent'), deportes: [] })).toEqual({
    votants: 0,
    requis: null,
    atteint: true,
  })
})

test('a majority adopts, a tie rejects, abstentions do not weigh', () => {
  expect(resultOf({ pour: 3, contre: 2, abstention: 9 })).toBe('adoptee')
  expect(resultOf({ pour: 2, contre: 2, abstention: 0 })).toBe('rejetee')
})

test('more votes than voters are refused, and so is an empty vote', () => {
  expect(refusalOfVotes({ pour: 3, contre: 1, abstention: 0 }, 3)).toContain('4 voix pour 3 votants')
  expect(refusalOfVotes({ pour: 0, contre: 0, abstention: 0 }, 3)).toContain('Écrivez')
  expect(refusalOfVotes({ pour: 2, contre: 0, abstention: 1 }, 3)).toBeNull()
})
