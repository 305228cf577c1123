import { expect, test } from 'vitest'
import { isoDate } from '#app/lib/dates.ts'
import { compareMembers, laterChange, planMembership } from './perimetre.rules.ts'

const [y2015, y2016, y2020] = [isoDate('2015-06-30'), isoDate('2016-01-01'), isoDate('2020-01-01')]
const member = (code: string, debut = y2015, fin: typeof y2015 | null = null) => ({ code, debut, fin })

test('a member that leaves is closed, one that enters is added, one that stays is not touched', () => {
  expect(planMembership([member('A'), member('B')], ['B', 'C', 'C'], y2016)).toEqual({
    enter: ['C'],
    close: ['A'],
    erase: [],
  })
})

test('a member entered the same day is taken back rather than closed on an empty period', () => {
  expect(planMembership([member('A', y2016)], [], y2016)).toEqual({ enter: [], close: [], erase: ['A'] })
})

test('a member that had left enters again', () => {
  expect(planMembership([member('A', y2015, y2016)], ['A'], y2016).enter).toEqual(['A'])
})

test('a change already noted after the day is said', () => {
  expect(laterChange([member('A', y2015, y2020)], y2016)).toBe(y2020)
  expect(laterChange([member('A', y2015, y2020)], y2020)).toBeNull()
})

test('two sets: what they share and what each has alone; a set compared with itself differs in nothing', () => {
  expect(compareMembers(['A', 'B'], ['B', 'C'])).toEqual({ both: ['B'], onlyFirst: ['A'], onlySecond: ['C'] })
  expect(compareMembers(['A', 'B'], ['A', 'B'])).toEqual({ both: ['A', 'B'], onlyFirst: [], onlySecond: [] })
})
