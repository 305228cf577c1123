import { expect, test } from 'vitest'
import { parseEtiquettes, personalSigns } from './observation.rules.ts'

test.each([
  ['Mme Durand attend six mois un rendez-vous.', 'un nom de personne'],
  ['Le père de Kévin, 17 ans, a perdu son emploi.', 'un prénom avec un âge'],
  ['Appeler le 06 12 34 56 78 pour en parler.', 'un numéro de téléphone'],
  ['Écrire à prenom.nom@exemple.fr.', 'une adresse électronique'],
  ['La famille du 12 rue des Lilas est sans chauffage.', 'une adresse précise'],
  ['Né le 3 mai 1980, il ne touche plus rien.', 'une date de naissance'],
  ['Numéro 1 84 12 76 451 089 relevé au guichet.', 'un numéro de sécurité sociale'],
])('« %s » is held back: %s', (text, what) => {
  expect(personalSigns(text)).toContain(what)
})

test.each([
  'Les délais chez le médecin généraliste dépassent un mois depuis deux ans.',
  'Les 16-25 ans ne viennent plus à la permanence de la rue piétonne.',
  'À Anzin, 40 % des familles rencontrées renoncent aux soins dentaires.',
  'Le bus 12 ne passe plus après 19 heures ; la place du marché reste vide.',
])('« %s » speaks of nobody', (text) => {
  expect(personalSigns(text)).toEqual([])
})

test('tags are trimmed and said once, whatever their case and accents', () => {
  expect(parseEtiquettes(' Santé, sante ; transport,, ')).toEqual(['Santé', 'transport'])
})
