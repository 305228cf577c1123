import { expect, test } from 'vitest'
import {
  missingParts,
  nextEtats,
  paragraphsOf,
  parseAddresses,
  refusePoints,
  traitementOf,
} from './demarche.rules.ts'

test('a démarche is never moved by hand to « submitted » or « carried »', () => {
  for (const etat of [
    'preparation',
    'contributions',
    'redaction',
    'consultation',
    'portee',
    'abandonnee',
  ] as const) {
    expect(nextEtats(etat)).not.toContain('consultation')
    expect(nextEtats(etat)).not.toContain('portee')
  }
  expect(nextEtats('portee')).toEqual([])
})

test('a contribution is taken up when cited, even if a reason was once written', () => {
  expect(traitementOf({ citee: true, motifEcart: 'Trop cher' })).toBe('reprise')
  expect(traitementOf({ citee: false, motifEcart: 'Trop cher' })).toBe('non_reprise')
  expect(traitementOf({ citee: false, motifEcart: '' })).toBe('a_traiter')
})

test.each([
  [3, 2, null],
  [3, 3, /il vous en reste 2/],
  [0, 5, null],
  [4, 0, /de 0 à 3/],
  [1.5, 0, /de 0 à 3/],
  [-1, 0, /de 0 à 3/],
])('%s dots with %s elsewhere', (asked, elsewhere, said) => {
  const refusal = refusePoints(asked, { elsewhere, most: 5 })
  if (said === null) expect(refusal).toBeNull()
  else expect(refusal).toMatch(said)
})

test('paragraphs are cut at blank lines and nothing of them is lost', () => {
  expect(paragraphsOf('Un.\ndeux\n\n  \n\nTrois.')).toEqual(['Un.\ndeux', 'Trois.'])
  expect(paragraphsOf('  \n ')).toEqual([])
})

test('a draft waits for its first passage and for its last contribution', () => {
  expect(missingParts({ passages: 0, aTraiter: 1 })).toHaveLength(2)
  expect(missingParts({ passages: 1, aTraiter: 0 })).toEqual([])
})

test('addresses are read as pasted, once each, and lines without one are told', () => {
  const { addresses, wrong } = parseAddresses(
    'Centre social, Contact@Exemple.fr\ncontact@exemple.fr\n"Mme D." <d@exemple.fr>; pas une adresse\n\n',
  )
  expect(addresses.map((its) => its.courriel)).toEqual(['contact@exemple.fr', 'd@exemple.fr'])
  expect(wrong).toEqual(['pas une adresse'])
})
