import { expect, test } from 'vitest'
import type { Cell, Row } from '#app/lib/tables/index.ts'
import { findTableau, guessUsages, type Usage } from './import-colonnes.ts'
import { type Choix, readTableau } from './import-lecture.ts'

const rowsOf = (cells: Cell[][]): Row[] => cells.map((row, at) => ({ line: at + 1, cells: row }))

function read(cells: Cell[][], sansCredit: Choix['sansCredit'] = 'specifique') {
  const tableau = findTableau(rowsOf(cells))
  if (!tableau) throw new Error('No header was found.')
  const usages = guessUsages(tableau)
  return { tableau, usages, ...readTableau(tableau, { usages, sansCredit }) }
}

const money = (stade: string, sorte: string, financeur: string): Usage =>
  // words of the unions, written out
  ({ kind: 'montant', stade, sorte, financeur }) as Usage

const sheet: Cell[][] = [
  ['PROGRAMMATION 2016 DU CONTRAT DE VILLE', null, null, null, null, null, null, null],
  ['Porteur', 'Action', 'État', '', 'CAF', '', 'Commune', 'TOTAL'],
  ['', '', 'Droit commun', 'CdV', 'Droit commun', 'CdV', '', ''],
  ['Axe 1 : emploi', null, null, null, null, null, null, null],
  ['Association A', 'Chantiers', 1000, 4000, 2000, null, 'Anzin', 7000],
  ['', 'Permis', null, '3 000,50 €', 'refus', null, 'Denain', 3000.5],
  ['Sous-total axe 1', null, 1000, 7000.5, 2000, null, null, 10000.5],
  ['Association B', 'Théâtre', null, 500, null, 250, 'Anzin', 750],
  ['TOTAL GÉNÉRAL', null, 1000, 9999, 2000, 250, null, 10750.5],
]

test('a sheet with groups of columns over two lines is understood column by column', () => {
  expect(read(sheet).usages).toEqual([
    { kind: 'champ', champ: 'porteur' },
    { kind: 'champ', champ: 'titre' },
    money('decide', 'droit_commun', 'État'),
    money('decide', 'specifique', 'État'),
    money('decide', 'droit_commun', 'CAF'),
    money('decide', 'specifique', 'CAF'),
    { kind: 'champ', champ: 'communes' },
    { kind: 'total' },
  ])
})

test('rows become actions, totals are checked and left, titles name what follows, nothing is dropped unsaid', () => {
  const { actions, remarques, lues } = read(sheet)
  expect(lues).toBe(6)
  expect(actions.map(({ line, textes }) => [line, textes.porteur, textes.titre, textes.axe])).toEqual([
    [5, 'Association A', 'Chantiers', 'Axe 1 : emploi'],
    [6, 'Association A', 'Permis', 'Axe 1 : emploi'],
    [8, 'Association B', 'Théâtre', 'Axe 1 : emploi'],
  ])
  expect(actions[1]?.lignes).toMatchObject([
    { financeur: 'État', decide: { droitCommun: 0, specifique: 300_050 } },
    { financeur: 'CAF', decide: null, mot: 'refus', commentaire: 'refus' },
  ])
  expect(remarques.map(({ line, code }) => [line, code])).toEqual([
    [4, 'titre'],
    [6, 'porteur-repris'],
    [7, 'total'],
    [9, 'total'],
    [9, 'total-different'],
  ])
  expect(remarques.at(-1)?.message).toMatch(/9\s999,00\s€/)
})

test('one column a funder, both credits in a cell, the stage said in the header', () => {
  const { usages, actions, remarques } = read([
    ['N° dossier', 'Structure', 'Intitulé de l’action', 'Montant demandé CAF', 'CAF accordé', 'Région'],
    ['17', 'Association A', 'Chantiers', 9000, '5000 droit commun + 4000 CdV', 1500],
    ['18', 'Association B', 'Théâtre', '4 000 €', 'ajourné', '-'],
  ])
  expect(usages.slice(3)).toEqual([
    money('demande', 'cellule', 'CAF'),
    money('decide', 'cellule', 'CAF'),
    money('decide', 'cellule', 'Région'),
  ])
  expect(actions[0]?.lignes).toMatchObject([
    { financeur: 'CAF', demande: 900_000, decide: { droitCommun: 500_000, specifique: 400_000 } },
    { financeur: 'Région', demande: null, decide: { droitCommun: 0, specifique: 150_000 } },
  ])
  expect(actions[1]?.lignes).toMatchObject([
    { financeur: 'CAF', demande: 400_000, decide: null, mot: 'attente' },
  ])
  expect(remarques.filter(({ code }) => code === 'sans-credit')).toMatchObject([{ line: 2 }])
})

test('an export with a row a funder gives one action a dossier', () => {
  const { actions, remarques } = read(
    [
      [
        'Code dossier',
        'Nom du porteur',
        'SIRET',
        'Intitulé du projet',
        'Financeur',
        'Statut',
        'Montant demandé',
        'Montant proposé',
        'Montant voté',
        'Date de décision',
      ],
      [
        '00123',
        'ASSO A',
        '13002526500013',
        'Chantiers',
        '59-ETAT-POLITIQUE-VILLE',
        'Votée',
        '8000',
        '7000',
        '6000',
        '12/05/2017',
      ],
      ['00123', 'ASSO A', '13002526500013', 'Chantiers', 'CAF 59', 'Rejetée', '3000', '0', '', ''],
      ['00124', 'ASSO B', '', 'Théâtre', '59-ETAT-POLITIQUE-VILLE', 'Prise en charge', '500', '', '', 'mai'],
      ['00124', 'ASSO B', '', 'Théâtre', '59-ETAT-POLITIQUE-VILLE', 'Prise en charge', '250', '', '', ''],
    ],
    'specifique',
  )
  expect(actions).toHaveLength(2)
  expect(actions[0]).toMatchObject({
    decideLe: '2017-05-12',
    textes: { numero: '00123', siret: '13002526500013' },
    lignes: [
      {
        demande: 800_000,
        propose: { specifique: 700_000 },
        decide: { droitCommun: 0, specifique: 600_000 },
        mot: null,
      },
      { financeur: 'CAF 59', demande: 300_000, decide: null, mot: 'refus' },
    ],
  })
  expect(actions[1]?.lignes).toMatchObject([{ demande: 75_000, mot: 'attente' }])
  expect(remarques.map(({ code }) => code)).toContain('financeur-en-double')
  expect(remarques.filter(({ code }) => code === 'date')).toMatchObject([{ line: 4 }])
})

test('a row with amounts and no name is a total when it adds up, and is told otherwise', () => {
  const rows: Cell[][] = [
    ['Porteur', 'Action', 'CAF'],
    ['A', 'Un', 100],
    ['B', 'Deux', 200],
    ['', '', 300],
    ['', '', 50],
    ['Porteur', 'Action', 'CAF'],
    ['C', 'Trois', 1],
  ]
  const { actions, remarques } = read(rows)
  expect(actions.map(({ textes }) => textes.titre)).toEqual(['Un', 'Deux', 'Trois'])
  expect(
    remarques.filter(({ code }) => code !== 'sans-credit').map(({ line, code }) => [line, code]),
  ).toEqual([
    [4, 'ligne-sans-nom'],
    [5, 'ligne-sans-nom'],
    [6, 'entete-repetee'],
  ])
})

test('a file that names neither action nor carrier is not a programming sheet', () => {
  expect(
    findTableau(
      rowsOf([
        ['x', 'y'],
        [1, 2],
      ]),
    ),
  ).toBeNull()
})
