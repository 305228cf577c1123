import { expect, test } from 'vitest'
import { safeSuite } from './sign-in.server.ts'

test.each(['/t/valenciennes/fiches?etat=en_cours', '/territoires'])(
  'after signing in, %s of this site is followed',
  (path) => {
    expect(safeSuite(path)).toBe(path)
  },
)

test.each([
  'https://ailleurs.invalid',
  '//ailleurs.invalid',
  '/\\ailleurs.invalid',
  '/connexion?suite=/',
  '',
  null,
  '/a b',
  'javascript:alert(1)',
])('after signing in, %s is not followed', (asked) => {
  expect(safeSuite(asked)).toBe('/')
})
