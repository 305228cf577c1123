import { expect, test } from 'vitest'
import { changesBetween } from './journal.server.ts'

test('only what differs is kept, with before and after', () => {
  expect(changesBetween(['titre', 'budget'], { titre: 'A', budget: 1 }, { titre: 'B', budget: 1 })).toEqual({
    titre: { avant: 'A', apres: 'B' },
  })
})

test('a field that is not sent is not a change, a field emptied is', () => {
  expect(
    changesBetween<{ titre: string; fin: string | null }>(
      ['titre', 'fin'],
      { titre: 'A', fin: '2020-01-01' },
      { fin: null },
    ),
  ).toEqual({ fin: { avant: '2020-01-01', apres: null } })
})

test('the order of a list is not a change', () => {
  expect(changesBetween(['communes'], { communes: ['b', 'a'] }, { communes: ['a', 'b'] })).toEqual({})
})
