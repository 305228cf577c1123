import { expect, expectTypeOf, test } from 'vitest'
import { type Id, isId, newId, parseId } from './ids.ts'

test('identifiers are all different, and later ones sort later', () => {
  const ids = Array.from({ length: 2000 }, () => newId<'fiche'>())
  expect(new Set(ids).size).toBe(2000)
  expect([...ids].sort()).toEqual(ids)
  expect(ids.every(isId)).toBe(true)
})

test('an identifier of one entity is not accepted for another', () => {
  expectTypeOf(newId<'fiche'>()).toEqualTypeOf<Id<'fiche'>>()
  expectTypeOf<Id<'fiche'>>().not.toExtend<Id<'commune'>>()
})

test('a forged or empty identifier is null', () => {
  for (const text of ['', 'fiche', '1; drop table', null, 42, '0190a1b2-0000-7000-8000'])
    expect(parseId(text)).toBeNull()
  const id = newId<'fiche'>()
  expect(parseId<'fiche'>(id.toUpperCase())).toBe(id)
})
