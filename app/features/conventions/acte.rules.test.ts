import { expect, test } from 'vitest'
import { blocksOf } from './acte.document.ts'
import { type DecidedDossier, fillTemplate, neededActs, unknownVariables } from './acte.rules.ts'
import { annexesSchema } from './acte.schema.ts'
import { acteVariables, defaultModeles } from './modeles.ts'

const line = (financeurId: string, centimes: number | null, autresCentimes = 0) => ({
  financeurId,
  financeur: financeurId,
  centimes,
  autresCentimes,
})

const dossier = (given: Partial<DecidedDossier>): DecidedDossier => ({
  lignes: [],
  pluriannuel: false,
  porteurPublic: false,
  emetteurId: 'epci',
  faits: [],
  ...given,
})

const natures = (given: Partial<DecidedDossier>) =>
  neededActs(dossier(given)).map(({ nature, financeurId }) => `${nature} ${financeurId}`)

test('an agreement is asked for strictly above 23 000 € a year from one authority, other grants of the year counted', () => {
  expect(natures({ lignes: [line('a', 2_300_000)] })).toEqual(['notification epci', 'arrete a'])
  expect(natures({ lignes: [line('a', 2_300_001)] })).toEqual(['notification epci', 'convention a'])
  expect(natures({ lignes: [line('a', 300_000, 2_000_001)] })).toEqual(['notification epci', 'convention a'])
})

test('a public body is granted by an order, an action of several years by a multi-year agreement', () => {
  expect(natures({ lignes: [line('a', 9_000_000)], porteurPublic: true })).toEqual([
    'notification epci',
    'arrete a',
  ])
  expect(natures({ lignes: [line('a', 100_000)], pluriannuel: true })).toEqual(['notification epci', 'cpo a'])
})

test('one letter speaks for all funders; a refusal is written once all have refused', () => {
  const lignes = [line('a', 100_000), line('b', 0), line('c', null)]
  expect(natures({ lignes })).toEqual(['notification epci', 'arrete a'])
  expect(natures({ lignes: [line('a', 0), line('b', null)] })).toEqual([])
  expect(natures({ lignes: [line('a', 0), line('b', 0)] })).toEqual(['refus epci'])
})

test('what is written already is not asked again, whatever the kind of grant', () => {
  const faits = [
    { nature: 'notification', financeurId: 'epci' },
    { nature: 'convention', financeurId: 'a' },
  ] as const
  expect(natures({ lignes: [line('a', 100_000), line('b', 1)], faits })).toEqual(['arrete b'])
})

test('a template takes the values of the dossier, and says what is not known yet', () => {
  const labels = { porteur: 'Porteur', siege: 'Siège' }
  expect(fillTemplate('À {porteur}, {siege}. {autre}', { porteur: 'l’Association' }, labels)).toEqual({
    texte: 'À l’Association, [à compléter : siège]. {autre}',
    inconnus: ['autre'],
    vides: ['Siège'],
  })
})

test.each(Object.entries(defaultModeles))(
  'the template « %s » only calls what is known',
  (_nature, texte) => {
    expect(unknownVariables(texte, acteVariables)).toEqual([])
  },
)

test('a text becomes titles, lists, tables and paragraphs; what looks like markup stays text', () => {
  const annexes = annexesSchema.parse({ signataires: [{ name: 'Pour le financeur' }] })
  const blocks = blocksOf(
    '# Article 1\nTexte <b>gras</b>\n\n- un\n- deux\n[Versements]\n[Inconnu]\n[Signatures]',
    annexes,
  )
  expect(blocks.map(({ type }) => type)).toEqual([
    'heading',
    'paragraph',
    'list',
    'paragraph',
    'paragraph',
    'signatures',
  ])
  expect(blocks[1]).toMatchObject({ text: 'Texte <b>gras</b>' })
  expect(blocks[2]).toMatchObject({ items: ['un', 'deux'] })
})
