import { expect, test } from 'vitest'
import {
  type AppelClock,
  etatAt,
  exactTime,
  missingBeforeValidation,
  submissionWindow,
} from './appel.rules.ts'

const appel: AppelClock = {
  etat: 'valide',
  ouvreLe: new Date('2026-11-02T08:00:00Z'),
  fermeLe: new Date('2026-12-31T22:59:59Z'),
  graceMinutes: 10,
}
const at = (time: string) => new Date(time)

test.each([
  ['2026-11-02T07:59:59Z', 'valide'],
  ['2026-11-02T08:00:00Z', 'ouvert'],
  ['2026-12-31T22:59:58Z', 'ouvert'],
  ['2026-12-31T22:59:59Z', 'clos'],
] as const)('the clock opens and closes a validated call: at %s it is « %s »', (time, etat) => {
  expect(etatAt(appel, at(time))).toBe(etat)
})

test('a draft stays a draft, and work begun stays begun, whatever the hour', () => {
  expect(etatAt({ ...appel, etat: 'brouillon' }, at('2026-12-01T00:00:00Z'))).toBe('brouillon')
  expect(etatAt({ ...appel, etat: 'instruction' }, at('2026-12-01T00:00:00Z'))).toBe('instruction')
})

test.each([
  // begun at, submitted at, counts
  [null, '2026-12-31T22:59:58Z', true],
  [null, '2026-12-31T22:59:59Z', false],
  ['2026-12-31T22:59:58Z', '2026-12-31T23:09:58Z', true],
  ['2026-12-31T22:59:58Z', '2026-12-31T23:09:59Z', false],
  ['2026-12-31T22:59:59Z', '2026-12-31T23:00:30Z', false],
] as const)('begun at %s, submitted at %s: counts %s', (begun, time, open) => {
  expect(submissionWindow(appel, begun === null ? null : at(begun), at(time)).open).toBe(open)
})

test('a team that has begun to review takes nothing more, even in the grace period', () => {
  const begun = at('2026-12-31T22:00:00Z')
  const window = submissionWindow({ ...appel, etat: 'instruction' }, begun, at('2026-12-31T23:00:00Z'))
  expect(window).toEqual({
    open: false,
    sentence: 'Cet appel est en instruction : il ne reçoit plus de dossiers.',
  })
})

test('the hour is told to the second, on the clock of Paris', () => {
  expect(exactTime(at('2026-12-31T22:59:07Z')).replaceAll('\u00a0', ' ')).toBe('23 h 59 min 07 s')
})

test('what a call lacks is listed in words', () => {
  const bare = { ouvreLe: null, fermeLe: null, texte: ' ', financeurIds: [], pieces: 0, criteres: 0 }
  expect(missingBeforeValidation(bare)).toHaveLength(5)
})
