import { expect, test } from 'vitest'
import { missingParts, remindersOf } from './rapport.rules.ts'

test('each part of the decree is asked for; the actions may come from the project', () => {
  const empty = { orientations: '', situation: '', actions: '', perspectives: '', articulation: '', dsu: '' }
  expect(missingParts(empty, 0)).toHaveLength(6)
  expect(missingParts(empty, 3)).toHaveLength(5)
  expect(remindersOf({ situation: '12 femmes et 10 hommes' })).toEqual([])
  expect(remindersOf({ situation: '22 personnes' })).toHaveLength(1)
})
