import { expect, test } from 'vitest'
import { z } from 'zod'
import { InvalidInput } from './errors.ts'
import { isoDay, parseForm } from './form-values.ts'

const schema = z.object({
  titre: z.string().trim().min(1).max(10),
  debut: isoDay.nullable(),
  budgetCentimes: z.int().nonnegative().nullable(),
  beneficiaires: z.int().nonnegative().nullable(),
  directe: z.boolean(),
  communes: z.array(z.string()),
})

function form(entries: Array<[string, string]>): FormData {
  const data = new FormData()
  for (const [name, value] of entries) data.append(name, value)
  return data
}

test('texts typed by people become the values the schema asks for', () => {
  const typed = form([
    ['titre', ' Lire '],
    ['debut', '31/12/2026'],
    ['budgetCentimes', '1 250,50 €'],
    ['beneficiaires', '1 200'],
    ['directe', 'on'],
    ['communes', '59606'],
    ['communes', '59014'],
  ])
  expect(parseForm(schema, typed)).toEqual({
    titre: 'Lire',
    debut: '2026-12-31',
    budgetCentimes: 125_050,
    beneficiaires: 1200,
    directe: true,
    communes: ['59606', '59014'],
  })
})

test('what is left empty is null where it may be, false and an empty list elsewhere', () => {
  expect(parseForm(schema, form([['titre', 'Lire']]))).toEqual({
    titre: 'Lire',
    debut: null,
    budgetCentimes: null,
    beneficiaires: null,
    directe: false,
    communes: [],
  })
})

test('all the errors come back at once, by field, in French', () => {
  const typed = form([
    ['titre', 'beaucoup trop long'],
    ['debut', '31/02/2026'],
    ['beneficiaires', 'plein'],
  ])
  expect(() => parseForm(schema, typed)).toThrow(InvalidInput)
  try {
    parseForm(schema, typed)
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    expect(error.fieldErrors).toEqual({
      titre: ['Raccourcissez : 10 caractères au plus.'],
      debut: ['Écrivez une date qui existe, comme 31/12/2026.'],
      beneficiaires: ['Écrivez un nombre, par exemple 12 ou 1 250,50.'],
    })
  }
})

test('the sentence a schema gives for the form it expects is the one shown; without one, never the library’s English', () => {
  const form = new FormData()
  form.set('code', 'A B')
  form.set('autre', 'A B')
  const schema = z.object({
    code: z.string().regex(/^\S+$/, 'Écrivez le code sans espace.'),
    autre: z.string().regex(/^\S+$/),
  })
  expect(() => parseForm(schema, form)).toThrowError(
    expect.objectContaining({
      fieldErrors: {
        code: ['Écrivez le code sans espace.'],
        autre: ['Cette réponse n’a pas la forme attendue.'],
      },
    }),
  )
})
